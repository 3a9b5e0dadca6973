"""Processes that are forked off a template, by a real supervisor."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from app.adapters.forking import Forked, Template
from app.adapters.supervisor import Backoff, ChildSpec, Supervisor
from tests.covered import python
from tests.integration.test_supervisor import REPOSITORY, gone, running_pid, until

# A command line as small as can be: its processes tell what they are like, and wait.
SCRIPT = """
import importlib, json, os, sys, time
from app.adapters.forking import serve_orders

arguments = sys.argv[1:]
if arguments[0] == "template":
    for module in arguments[1:]:
        importlib.import_module(module)
    arguments = serve_orders()[LENGTH:]
if arguments[0] == "end":
    print("last words", file=sys.stderr, flush=True)
    raise SystemExit(int(arguments[1]))
print(json.dumps({
    "open": sorted(int(number) for number in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{number}")),
    "imported": "colorsys" in sys.modules,
    "setting": os.environ["SETTING"],
    "typed": sys.stdin.read(),
}), flush=True)
time.sleep(600)
"""


@dataclass
class Scene:
    """A template with two sockets to inherit, and what is made of it."""

    program: tuple[str, ...]
    inherited: list[socket.socket]
    template: Template

    def of_template(self) -> psutil.Process | None:
        """Its process, while it runs."""
        children = psutil.Process().children()
        return next((child for child in children if {str(self.program[-1]), "template"} <= {*child.cmdline()}), None)


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    script = tmp_path / "program.py"
    program = (*python(), str(script))
    script.write_text(SCRIPT.replace("LENGTH", str(len(program))))
    settings = {"SETTING": "as it is set", "PYTHONPATH": str(REPOSITORY)}
    first, second = socket.socketpair()
    template = Template(program, ["colorsys"], settings, [first.fileno(), second.fileno()])
    yield Scene(program, [first, second], template)
    await template.close()
    first.close()
    second.close()


async def told_by(forked: Forked) -> dict[str, Any]:
    return dict(json.loads(await forked.stdout.readline()))


async def ended(forked: Forked) -> int:
    forked.send_signal(signal.SIGKILL)
    return await forked.wait()


async def test_it_has_what_was_imported_and_set_and_is_our_child_as_if_it_were_started(scene: Scene) -> None:
    command = (*scene.program, "serve", "--slot", "7")
    forked = await scene.template.fork(command, 3, [scene.inherited[1].fileno()])
    told = await told_by(forked)
    assert (told["imported"], told["setting"], told["typed"]) == (True, "as it is set", "")
    assert scene.inherited[1].fileno() in told["open"]
    assert scene.inherited[0].fileno() not in told["open"]
    process = psutil.Process(forked.pid)
    assert process.ppid() == os.getpid()
    assert process.nice() == os.nice(0) + 3
    assert os.getpgid(forked.pid) == forked.pid
    assert os.getsid(forked.pid) == os.getsid(0)
    assert " ".join(process.cmdline()).strip() == " ".join(command)
    assert await ended(forked) == -signal.SIGKILL
    with pytest.raises(ProcessLookupError):
        forked.send_signal(signal.SIGTERM)


async def test_its_end_is_told_with_its_status_and_last_words(scene: Scene) -> None:
    forked = await scene.template.fork((*scene.program, "end", "7"), 0, [])
    assert await forked.wait() == 7
    assert await forked.stdout.read() == b"last words\n"


async def test_what_runs_needs_no_template_and_the_next_one_gets_a_new_one(scene: Scene, tmp_path: Path) -> None:
    state_file = tmp_path / "state.json"
    supervisor = Supervisor(state_file, Backoff(first_s=0.05, longest_s=0.4))
    try:
        await supervisor.start([ChildSpec("serving", (*scene.program, "serve"), template=scene.template)])
        first = await until(lambda: running_pid(state_file, "serving"))
        template = scene.of_template()
        assert template is not None
        template.kill()
        template.wait(60)
        assert not gone(first)
        os.kill(first, signal.SIGKILL)
        await until(lambda: running_pid(state_file, "serving", not_pid=first))
        assert scene.of_template() not in {None, template}
    finally:
        await supervisor.stop()


async def test_once_it_is_closed_nothing_is_forked_off_and_no_process_is_left(scene: Scene) -> None:
    forked = await scene.template.fork((*scene.program, "serve"), 0, [])
    await scene.template.close()
    assert scene.of_template() is None
    with pytest.raises(ConnectionAbortedError):
        await scene.template.fork((*scene.program, "serve"), 0, [])
    assert not gone(forked.pid)
    await ended(forked)


async def test_a_template_that_cannot_start_is_an_error_each_time(tmp_path: Path) -> None:
    template = Template((*python(), str(tmp_path / "missing.py")), ["colorsys"], {}, [])
    for _ in range(2):
        with pytest.raises(ConnectionError):
            await template.fork(("anything",), 0, [])
    await template.close()


def test_the_template_ends_when_nobody_is_left_to_order_and_what_it_was_ordered_does_not_begin(scene: Scene) -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    with ours, subprocess.Popen([*scene.program, "template", "colorsys"], stdin=theirs.fileno(), env=environment) as template:
        theirs.close()
        read, write = os.pipe()
        order = {"command": [*scene.program, "end", "0"], "nice": 0, "close": [], "parent": os.getpid()}
        socket.send_fds(ours, [json.dumps(order).encode()], [write])  # by one who adopts nobody, as if it were gone
        os.close(write)
        assert ours.recv(64)
        with os.fdopen(read, "rb") as output:
            assert output.read() == b""
        ours.close()
        assert template.wait(60) == 0
