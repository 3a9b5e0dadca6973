"""The whole installation as its operator sees it: started, killed, started again, stopped."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from tests.service import BACKEND_SETTINGS, REPOSITORY, Service, free_port, running_service

READY_WITHIN_S = 10
# The promise is for a machine that has nothing else to do; a suite that shares two cores is given more.
READY_WITHIN_S_HERE = 3 * READY_WITHIN_S


@pytest.fixture
def data_dir(models_dir: Path) -> Iterator[Path]:
    """A data folder with a short path that outlives one run."""
    with tempfile.TemporaryDirectory(prefix="ep-", ignore_cleanup_errors=True) as folder:
        yield Path(folder) / "data"


@pytest.fixture(scope="module")
def service(models_dir: Path) -> Iterator[Service]:
    """One running installation for the tests that leave it running."""
    with (
        tempfile.TemporaryDirectory(prefix="ep-", ignore_cleanup_errors=True) as folder,
        running_service(Path(folder) / "data", INGEST_WORKERS="1") as service,
    ):
        yield service


def environment(data_dir: Path, **settings: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in BACKEND_SETTINGS}
    return {**kept, "DATA_DIR": str(data_dir), "PORT": str(free_port()), "INGEST_WORKERS": "1", **settings}


def until(condition: Callable[[], Any], timeout_s: float = 90) -> Any:
    deadline = time.monotonic() + timeout_s
    while not (value := condition()):
        assert time.monotonic() < deadline, "this did not come true in time"
        time.sleep(0.05)
    return value


def command(arguments: str, settings: dict[str, str], typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "server.py", *arguments.split()],
        cwd=REPOSITORY,
        env=settings,
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def pids_of(service: Service) -> dict[str, int]:
    state = json.loads((service.data_dir / "run" / "state.json").read_text())
    return {name: child["pid"] for name, child in state["children"].items() if child["pid"]}


def gone(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def register(service: Service, email: str) -> int:
    account = {"email": email, "password": "a good password", "name": "Somebody", "role": "photographer"}
    return httpx.post(f"{service.url}/api/v1/auth/register", json=account, timeout=30).status_code


def test_sigterm_ends_it_with_status_0_and_nothing_left_and_the_next_start_finds_the_data(data_dir: Path) -> None:
    with running_service(data_dir, INGEST_WORKERS="1") as service:
        children = pids_of(service)
        assert {name.partition("-")[0] for name in children} == {"mongo", "valkey", "keeper", "search", "ingest", "web"}
        assert register(service, "kept@example.org") == 201
        assert service.stop() == 0
    assert all(gone(pid) for pid in children.values())
    assert not (data_dir / "run" / "backends.json").exists()
    begun = time.monotonic()
    with running_service(data_dir, INGEST_WORKERS="1") as service:
        assert time.monotonic() - begun < READY_WITHIN_S_HERE
        assert register(service, "kept@example.org") == 409


def test_after_kill_9_of_the_supervisor_everything_goes_and_a_new_start_finds_the_data(data_dir: Path) -> None:
    with running_service(data_dir, INGEST_WORKERS="1") as service:
        children = pids_of(service)
        assert register(service, "kept@example.org") == 201
        service.process.kill()
        service.process.wait(10)
        until(lambda: all(gone(pid) for pid in children.values()))
    with running_service(data_dir, INGEST_WORKERS="1") as service:
        assert register(service, "kept@example.org") == 409


def test_whatever_is_killed_comes_back_and_nobody_is_refused_while_the_web_does(service: Service) -> None:
    before = pids_of(service)
    os.kill(before["web-0"], signal.SIGKILL)
    assert httpx.get(f"{service.url}/healthz", timeout=30).status_code == 200
    for name in ("mongo", "valkey"):
        os.kill(before[name], signal.SIGKILL)
    until(lambda: pids_of(service).get("mongo", before["mongo"]) != before["mongo"])
    service.wait_ready()
    assert register(service, "after@example.org") == 201


def test_a_second_service_on_the_same_data_is_refused_with_the_reason(service: Service) -> None:
    second = command("run", environment(service.data_dir))
    assert second.returncode == 1
    assert f"in use by process {service.process.pid}" in second.stderr
    assert service.ready()


def test_a_taken_port_is_refused_with_the_reason(service: Service, tmp_path: Path) -> None:
    port = service.url.rpartition(":")[2]
    second = command("run", environment(tmp_path / "other", PORT=port))
    assert second.returncode == 1
    assert port in second.stderr


def test_an_administrator_is_created_while_it_runs_with_the_password_from_standard_input(service: Service) -> None:
    settings = environment(service.data_dir)
    assert command("admin create --email root@example.org", settings, "a good password\n").returncode == 0
    login = {"email": "root@example.org", "password": "a good password"}
    assert httpx.post(f"{service.url}/api/v1/auth/login", json=login, timeout=30).status_code == 200
    again = command("admin create --email root@example.org", settings, "a good password\n")
    assert again.returncode == 1
    assert "already" in again.stderr


def test_no_administrator_is_created_where_nothing_runs(tmp_path: Path) -> None:
    refused = command("admin create --email root@example.org", environment(tmp_path / "data"), "a good password\n")
    assert refused.returncode == 1
    assert "no service runs" in refused.stderr


def test_logs_are_json_without_a_terminal(service: Service) -> None:
    whole, _, _ = service.log.read_text().rpartition("\n")  # What follows may be being written.
    lines = [line for line in whole.splitlines() if not line.startswith("Ready at ")]
    assert lines
    for line in lines:
        assert {"time", "level", "process", "logger", "message"} <= json.loads(line).keys()


@pytest.mark.skipif(shutil.which("make") is None, reason="lacks make")
def test_make_run_ends_with_status_0_on_ctrl_c_with_every_child_gone(data_dir: Path) -> None:
    data_dir.mkdir(parents=True)
    (data_dir / "first_run_done").touch()
    arguments = ["make", "--no-print-directory", "-o", "install", "run", f"PY={sys.executable}"]
    settings = environment(data_dir)
    make, terminal = pty.fork()
    if make == 0:
        os.chdir(REPOSITORY)
        os.execvpe("make", arguments, settings)  # noqa: S606
    output = b""
    while b"Ready at" not in output:
        output += os.read(terminal, 4096)
    children = psutil.Process(make).children(recursive=True)
    os.write(terminal, b"\x03")
    with contextlib.suppress(OSError):  # the terminal's other end is closed when the last process is gone
        while os.read(terminal, 4096):
            pass
    _, status = os.waitpid(make, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 0
    assert len(children) >= 7
    assert not any(child.is_running() for child in children)
