"""Forks processes of ours off one that has imported what all of them need: the template.

To import it takes each process a second of a core and 80 MB; those that are forked off share it. The supervisor orders them over
a socket and is their parent, so what runs needs no template any more. One that is gone is started again by the next order.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import json
import os
import signal
import socket
import struct
from asyncio.subprocess import Process
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Final

_LIBC: Final = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG: Final = 1  # linux/prctl.h
_PR_SET_CHILD_SUBREAPER: Final = 36
_LONGEST_ORDER: Final = 64 * 1024
_LONGEST_LINE: Final = 1024 * 1024
_FORKED_WITHIN_S: Final = 120.0  # the first one waits until all is imported
_PID: Final = struct.Struct("i")


@dataclass(frozen=True, slots=True)
class _Order:
    """What the supervisor asks the template for. ``close`` are descriptors of the template that the process is not to have."""

    command: list[str]
    nice: int
    close: list[int]
    parent: int


class Forked:
    """A process that was forked off for us, as ``asyncio.subprocess.Process`` is one that was started."""

    stderr: None = None

    def __init__(self, pid: int, stdout: asyncio.StreamReader) -> None:
        self.pid = pid
        self.stdout = stdout
        self._descriptor = os.pidfd_open(pid)
        self._reaped = False

    def send_signal(self, number: int) -> None:
        """Raises ``ProcessLookupError`` when it has ended."""
        if self._reaped:
            raise ProcessLookupError
        os.kill(self.pid, number)

    async def wait(self) -> int:
        """Its exit status, as soon as it has ended; to be asked once."""
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_reader(self._descriptor, ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(self._descriptor)
            os.close(self._descriptor)
        return self._reap()

    def _reap(self) -> int:
        self._reaped = True
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


class Template:
    """The template as its supervisor sees it.

    ``program`` starts the command line of this service, whose command ``template`` imports ``modules`` and calls
    ``serve_orders``. ``environment`` is that of all processes, besides ours. They may ``inherit`` these descriptors.
    """

    def __init__(
        self, program: Sequence[str], modules: Sequence[str], environment: Mapping[str, str], inherit: Sequence[int]
    ) -> None:
        self._program = program
        self._modules = modules
        self._environment = environment
        self._inherit = inherit
        self._process: Process | None = None
        self._orders: socket.socket | None = None
        self._one_at_a_time = asyncio.Lock()
        self._closed = False

    async def fork(self, command: Sequence[str], nice: int, inherit: Sequence[int]) -> Forked:
        """A process that does what ``command``, which begins with our program, would do, with its output in ``stdout``.

        Raises ``OSError`` when the template ends meanwhile, or is not at it in time.
        """
        order = _Order(list(command), nice, sorted({*self._inherit} - {*inherit}), os.getpid())
        output, theirs = os.pipe()
        try:
            async with self._one_at_a_time:
                pid = await self._ordered(order, theirs)
        except BaseException:
            os.close(output)
            raise
        finally:
            os.close(theirs)
        reader = asyncio.StreamReader(_LONGEST_LINE)
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(output, "rb"))
        return Forked(pid, reader)

    async def close(self) -> None:
        """End the template, and fork nothing off any more. Returns when it is gone."""
        self._closed = True
        await self._end()

    async def _ordered(self, order: _Order, output: int) -> int:
        """The identifier of the process."""
        try:
            async with asyncio.timeout(_FORKED_WITHIN_S):
                orders = self._orders or await self._start()
                with _adopting():
                    socket.send_fds(orders, [json.dumps(asdict(order)).encode()], [output])
                    answer = await asyncio.get_running_loop().sock_recv(orders, _PID.size)
        except BaseException:
            await self._end()
            raise
        if not answer:
            await self._end()
            raise ConnectionResetError("the process that it is forked off has ended")
        return int(_PID.unpack(answer)[0])

    async def _start(self) -> socket.socket:
        if self._closed:
            raise ConnectionAbortedError("everything is being stopped")
        orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        orders.setblocking(False)
        self._orders = orders
        with theirs:
            self._process = await asyncio.create_subprocess_exec(
                *self._program,
                "template",
                *self._modules,
                stdin=theirs.fileno(),
                env={**os.environ, **self._environment},
                pass_fds=self._inherit,
                process_group=0,
                preexec_fn=partial(bind_to_parent, os.getpid(), signal.SIGKILL, 0),
            )
        return orders

    async def _end(self) -> None:
        orders, self._orders = self._orders, None
        process, self._process = self._process, None
        if orders is not None:
            orders.close()
        if process is not None:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process.pid, signal.SIGKILL)  # its own kill() may reap it, and then nobody is told of its end
            await process.wait()


def bind_to_parent(parent: int, death_signal: signal.Signals, nice: int) -> None:
    """For a child that begins: end with its parent, and take its place in the queue for the CPU."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
    if os.getppid() != parent:  # it died before prctl took hold
        os._exit(1)
    os.nice(nice)


def serve_orders() -> list[str]:
    """Fork off what is ordered at standard input; returns in each process that is forked off, with its command.

    This process ends when nobody is left to order anything. It must have one thread alone.
    """
    orders = socket.socket(fileno=os.dup(0))
    while True:
        written, streams, _, _ = socket.recv_fds(orders, _LONGEST_ORDER, 1)
        if not written:
            raise SystemExit
        pid = _fork_for_our_parent()
        if pid == 0:
            orders.close()
            return _become(_Order(**json.loads(written)), *streams)
        for stream in streams:
            os.close(stream)
        orders.send(_PID.pack(pid))


def _fork_for_our_parent() -> int:
    """As ``os.fork``, but the new process is no child of this one: its parent ends at once, and ours adopts it."""
    told, tell = os.pipe()
    adopted, adopt = os.pipe()
    between = os.fork()
    if between == 0:
        try:
            pid = os.fork()
        except OSError:
            os._exit(1)
        if pid:
            os.write(tell, _PID.pack(pid))
            os._exit(0)
        os.close(adopt)
        os.read(adopted, 1)  # until the template has closed it: by then we are adopted
        os.close(tell)
    else:
        os.waitpid(between, 0)
        os.close(tell)
        (pid,) = _PID.unpack(os.read(told, _PID.size))
        os.close(adopt)
    os.close(told)
    os.close(adopted)
    return int(pid)


def _become(order: _Order, output: int) -> list[str]:
    bind_to_parent(order.parent, signal.SIGKILL, order.nice)
    os.setpgid(0, 0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for place, stream in enumerate((nothing, output, output)):
        os.dup2(stream, place)
    for descriptor in (nothing, output, *order.close):
        os.close(descriptor)
    _show_as(order.command)
    return order.command


@contextlib.contextmanager
def _adopting() -> Iterator[None]:
    """Meanwhile processes below us whose parent has ended are our children."""
    _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield
    finally:
        _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def _show_as(command: Sequence[str]) -> None:
    """Let ``ps`` show this command for this process: it shows what is where the arguments were when the program began."""
    fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    begin, end = int(fields[45]), int(fields[46])
    shown = "\0".join(command).encode()[: end - begin - 1]
    ctypes.memset(begin, 0, end - begin)
    ctypes.memmove(begin, shown, len(shown))
