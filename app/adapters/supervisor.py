"""Keeps child processes running: starts them in order, restarts what dies with back-off, stops them in reverse order.

Each child leads its own process group: Ctrl-C in the terminal reaches the supervisor alone, and what a child leaves
behind when it dies goes with its group. It stays in the supervisor's session, because Linux's autogroups would otherwise
make ``nice`` meaningless between children. The kernel ends the children when the supervisor itself is killed.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import subprocess
import time
from asyncio.subprocess import PIPE, STDOUT, Process
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from app.adapters.forking import Forked, Template, bind_to_parent
from app.logs import relay
from app.private_files import write_private

log = logging.getLogger(__name__)

_LONGEST_LINE: Final = 1024 * 1024
_READY_POLL_S: Final = 0.1


class StartFailed(Exception):
    """A child did not become ready in time."""


@dataclass(frozen=True, slots=True)
class Backoff:
    """Seconds to wait before the n-th restart in a row: ``first_s`` doubled each time, at most ``longest_s``; a child that
    ran for ``healthy_s`` starts over."""

    first_s: float = 0.25
    longest_s: float = 15.0
    healthy_s: float = 30.0

    def delay_s(self, failures: int) -> float:
        """The wait after ``failures`` (1 or more) failures in a row."""
        return float(min(self.longest_s, self.first_s * 2 ** min(failures - 1, 30)))


@dataclass(frozen=True, slots=True)
class ChildSpec:
    """One process to keep running.

    ``answers`` tells whether it does its work yet (none: running is enough). ``inherit`` are file descriptors that it gets.
    ``grace_s`` is how long it may take to stop before it is killed. ``dies_with_us`` is the signal it gets when the
    supervisor is killed. ``once``: it is done when it ends with status 0. ``speaks``: its standard output is ours.
    ``quiet``: what it prints is only worth reading when it ends unasked. ``template``: it is forked off that, with
    its environment and in its folder, and killed when the supervisor is.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    cwd: Path | None = None
    nice: int = 0
    inherit: tuple[int, ...] = ()
    answers: Callable[[], Awaitable[bool]] | None = None
    grace_s: float = 10.0
    dies_with_us: signal.Signals = signal.SIGKILL
    once: bool = False
    speaks: bool = False
    quiet: bool = False
    template: Template | None = None


class Child:
    """The life of one child over all its restarts."""

    def __init__(self, spec: ChildSpec, backoff: Backoff, changed: Callable[[], None]) -> None:
        self.spec = spec
        self._backoff = backoff
        self._changed = changed
        self._process: Process | Forked | None = None
        self._task: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()
        self._starts = 0
        self._state = "new"
        self._since = datetime.now(UTC)
        self._last_words: deque[str] = deque(maxlen=20)

    def start(self) -> None:
        """Start it and keep it running from now on."""
        self._task = asyncio.create_task(self._keep_running(), name=f"keep {self.spec.name} running")

    async def ready(self) -> None:
        """Return once it answers."""
        answers = self.spec.answers
        # Polling: only asking tells whether another program answers.
        while answers is not None and not (self._process is not None and await answers()):  # noqa: ASYNC110
            await asyncio.sleep(_READY_POLL_S)

    async def stop(self) -> None:
        """End it: SIGTERM, and after its grace SIGKILL for its whole group. Returns when it is gone."""
        self._stopping.set()
        if self._task is None:
            return
        if self._process is not None:
            _signal(self._process, signal.SIGTERM)
        done, _ = await asyncio.wait([self._task], timeout=self.spec.grace_s)
        while not done:
            log.warning("%s did not stop within %g s and is killed", self.spec.name, self.spec.grace_s)
            if self._process is not None:
                _kill_group(self._process.pid)
            done, _ = await asyncio.wait([self._task], timeout=1)
        if error := self._task.exception():
            log.error("%s was not looked after to its end", self.spec.name, exc_info=error)

    def report(self) -> dict[str, Any]:
        """State for people and tests: state, pid, restarts, since when."""
        return {
            "state": self._state,
            "pid": self._process.pid if self._process else None,
            "restarts": max(0, self._starts - 1),
            "since": self._since.isoformat(timespec="milliseconds"),
        }

    async def _keep_running(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            started = time.monotonic()
            status = await self._run_once()
            if self._stopping.is_set() or (self.spec.once and status == 0):
                break
            failures = 1 if time.monotonic() - started >= self._backoff.healthy_s else failures + 1
            delay = self._backoff.delay_s(failures)
            last_words = {"last_words": "".join(self._last_words)} if self._last_words else {}
            log.warning("%s ended (%s); starting it again in %.2f s", self.spec.name, _describe(status), delay, extra=last_words)
            self._enter("waiting")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), delay)
        self._enter("stopped")

    async def _run_once(self) -> int | None:
        """Start the process and wait for its end; its exit status, or None when it cannot be started."""
        try:
            process = await self._spawn()
        except (OSError, subprocess.SubprocessError) as error:
            log.error("%s cannot be started: %s", self.spec.name, error)
            return None
        self._process = process
        self._starts += 1
        self._enter("running")
        if self._stopping.is_set():  # asked to stop while it was being started
            _signal(process, signal.SIGTERM)
        stream = process.stderr if self.spec.speaks else process.stdout
        reader = asyncio.create_task(self._relay_lines(stream)) if stream else None
        try:
            return await process.wait()
        finally:
            _kill_group(process.pid)  # what it started and left behind
            self._process = None
            if reader:
                await reader

    async def _spawn(self) -> Process | Forked:
        spec = self.spec
        if spec.template is not None:
            return await spec.template.fork(spec.command, spec.nice, spec.inherit)
        return await asyncio.create_subprocess_exec(
            *spec.command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=None if spec.speaks else PIPE,
            stderr=PIPE if spec.speaks else STDOUT,
            env={**os.environ, **spec.environment},
            cwd=spec.cwd,
            pass_fds=spec.inherit,
            limit=_LONGEST_LINE,
            process_group=0,
            preexec_fn=partial(bind_to_parent, os.getpid(), spec.dies_with_us, spec.nice),
        )

    async def _relay_lines(self, stream: asyncio.StreamReader) -> None:
        """Log what it prints, line by line, until it closes its end."""
        self._last_words.clear()
        while True:
            try:
                line = (await stream.readline()).decode(errors="replace")
            except ValueError:  # longer than the buffer: that part is dropped
                continue
            if not line:
                return
            if self.spec.quiet:
                self._last_words.append(line)
            else:
                relay(self.spec.name, line)

    def _enter(self, state: str) -> None:
        self._state = state
        self._since = datetime.now(UTC)
        self._changed()


class Supervisor:
    """Children in stages. A stage is started when the one before answers; stopping goes backwards, stage by stage.

    ``state_file`` always holds the report of every child (JSON, readable by its owner only).
    """

    def __init__(self, state_file: Path, backoff: Backoff | None = None) -> None:
        self._state_file = state_file
        self._backoff = backoff or Backoff()
        self._stages: list[list[Child]] = []

    async def start(self, specs: Sequence[ChildSpec], patience_s: float = 60.0) -> None:
        """Start one more stage and wait until all of it answers.

        Raises ``StartFailed`` when that takes longer than ``patience_s``; the children keep being tried until ``stop``.
        """
        stage = [Child(spec, self._backoff, self._write_state) for spec in specs]
        self._stages.append(stage)
        for child in stage:
            child.start()
        for child in stage:
            try:
                await asyncio.wait_for(child.ready(), patience_s)
            except TimeoutError:
                raise StartFailed(f"{child.spec.name} does not answer after {patience_s:g} s") from None

    async def stop(self) -> None:
        """Stop every stage, the last one first; returns when every child is gone."""
        while self._stages:
            stage = self._stages[-1]
            await asyncio.gather(*(child.stop() for child in stage))
            self._stages.pop()
        self._state_file.unlink(missing_ok=True)

    def _write_state(self) -> None:
        children = {child.spec.name: child.report() for stage in self._stages for child in stage}
        try:
            write_private(self._state_file, json.dumps({"supervisor": os.getpid(), "children": children}, indent=1))
        except OSError as error:  # a full disk is no reason to stop looking after children
            log.warning("the state file cannot be written: %s", error)


def _signal(process: Process | Forked, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(number)


def _kill_group(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _describe(status: int | None) -> str:
    if status is None:
        return "not started"
    if status >= 0:
        return f"exit status {status}"
    with contextlib.suppress(ValueError):
        return signal.Signals(-status).name
    return f"signal {-status}"
