"""The whole installation as its operator sees it: started, killed, started again, stopped."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import pty
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from app.adapters.folder_keys import FolderKeys
from tests.covered import python
from tests.service import BACKEND_SETTINGS, REPOSITORY, Service, free_port, running_service


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
        running_service(Path(folder) / "data", watched=True) as service,
    ):
        yield service


def environment(data_dir: Path, **settings: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in BACKEND_SETTINGS}
    return {**kept, "DATA_DIR": str(data_dir), "PORT": str(free_port()), **settings}


def until(condition: Callable[[], Any], timeout_s: float = 120) -> Any:
    deadline = time.monotonic() + timeout_s
    while not (value := condition()):
        assert time.monotonic() < deadline, "this did not come true in time"
        time.sleep(0.05)
    return value


def command(arguments: str, settings: dict[str, str], typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*python(), "server.py", *arguments.split()],
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


def register(url: str, email: str) -> int:
    account = {"email": email, "password": "a good password", "name": "Somebody", "role": "photographer"}
    return httpx.post(f"{url}/api/v1/auth/register", json=account, timeout=120).status_code


def test_with_another_secret_no_process_starts(data_dir: Path) -> None:
    asyncio.run(FolderKeys(data_dir / "keys", "the secret of yesterday").check())
    away = {"MONGODB_URL": "mongodb://127.0.0.1:9", "REDIS_URL": "unix:///nowhere"}
    settings = environment(data_dir, SECRET_KEY="another", **away)
    workers = [f"worker {kind}" for kind in ("ingest", "search", "keeper")]
    commands = ["run", "web", *workers, "check", "first-run", "admin create --email a@b.c"]
    with ThreadPoolExecutor(2) as pool:
        for words, ended in zip(commands, pool.map(lambda words: command(words, settings), commands), strict=True):
            assert ended.returncode == (2 if words == "check" else 1), words  # 1 says of a check that something is wrong
            assert "were made with another SECRET_KEY than this one" in ended.stderr, words
            assert "Traceback" not in ended.stderr, words


def test_whatever_is_killed_comes_back_and_nobody_is_refused_while_the_web_does(service: Service) -> None:
    before = pids_of(service)
    os.kill(before["web-0"], signal.SIGKILL)
    assert httpx.get(f"{service.url}/healthz", timeout=120).status_code == 200
    for name in ("mongo", "valkey", "volatile"):
        os.kill(before[name], signal.SIGKILL)
    until(lambda: pids_of(service).get("mongo", before["mongo"]) != before["mongo"])
    service.wait_ready()
    assert register(service.url, "after@example.org") == 201


def test_a_second_service_on_the_same_data_is_refused_with_the_reason(service: Service) -> None:
    second = command("run", environment(service.data_dir))
    assert second.returncode == 1
    assert f"in use by process {service.process.pid}" in second.stderr
    service.wait_ready()  # a busy machine may miss a moment's look


def test_a_taken_port_is_refused_with_the_reason(service: Service, tmp_path: Path) -> None:
    port = service.url.rpartition(":")[2]
    second = command("run", environment(tmp_path / "other", PORT=port))
    assert second.returncode == 1
    assert port in second.stderr


def test_a_redis_that_writes_to_disk_is_refused_unless_a_volatile_one_is_named(tmp_path: Path, redis_url: str) -> None:
    refused = command("run", environment(tmp_path / "data", REDIS_URL=redis_url))
    assert refused.returncode == 1
    assert "append-only file" in refused.stderr
    assert "REDIS_VOLATILE_URL" in refused.stderr


def test_no_process_leaves_its_memory_in_a_core_dump(service: Service) -> None:
    limits = {name: psutil.Process(pid).rlimit(psutil.RLIMIT_CORE) for name, pid in pids_of(service).items()}
    assert {"mongo", "valkey", "volatile", "web-0", "search-0", "ingest-0", "keeper-0"} <= limits.keys()
    assert set(limits.values()) == {(0, 0)}


def test_an_administrator_is_created_while_it_runs_with_the_password_from_standard_input(service: Service) -> None:
    settings = environment(service.data_dir)
    assert command("admin create --email root@example.org", settings, "a good password\n").returncode == 0
    login = {"email": "root@example.org", "password": "a good password"}
    assert httpx.post(f"{service.url}/api/v1/auth/login", json=login, timeout=120).status_code == 200
    again = command("admin create --email root@example.org", settings, "a good password\n")
    assert again.returncode == 1
    assert "already" in again.stderr


def test_no_administrator_is_created_where_nothing_runs(tmp_path: Path) -> None:
    refused = command("admin create --email root@example.org", environment(tmp_path / "data"), "a good password\n")
    assert refused.returncode == 1
    assert "no service runs" in refused.stderr


def test_what_could_not_be_checked_is_no_finding(tmp_path: Path) -> None:
    nowhere = command("check", environment(tmp_path / "data"))
    assert nowhere.returncode == 2
    assert "no service runs" in nowhere.stderr


def test_logs_are_json_without_a_terminal(service: Service) -> None:
    whole, _, _ = service.log.read_text().rpartition("\n")  # What follows may be being written.
    lines = [line for line in whole.splitlines() if not line.startswith("Ready at ")]
    assert lines
    for line in lines:
        assert {"time", "level", "process", "logger", "message"} <= json.loads(line).keys()


# The last test, because it ends the service of the others.
def test_killed_stopped_or_interrupted_it_leaves_no_process_and_the_next_start_finds_the_data(service: Service) -> None:
    children = psutil.Process(service.process.pid).children(recursive=True)
    assert register(service.url, "before-the-kill@example.org") == 201
    service.process.kill()
    service.process.wait(120)
    until(lambda: all(gone(child.pid) for child in children))

    with running_service(service.data_dir, watched=True) as again:
        looked_after = pids_of(again)
        assert {name.partition("-")[0] for name in looked_after} == {
            "mongo",
            "valkey",
            "volatile",
            "keeper",
            "search",
            "ingest",
            "web",
        }
        assert register(again.url, "before-the-kill@example.org") == 409
        assert register(again.url, "before-the-end@example.org") == 201
        processes = psutil.Process(again.process.pid).children(recursive=True)
        assert again.stop() == 0
    assert len(processes) > len(looked_after)  # besides those that are looked after the one that they are forked off
    assert all(gone(process.pid) for process in processes)
    assert not (service.data_dir / "run" / "backends.json").exists()

    with made(service.data_dir) as third:
        assert register(third, "before-the-end@example.org") == 409


@contextlib.contextmanager
def made(data_dir: Path) -> Iterator[str]:
    """What ``make run`` starts, ended by Ctrl-C: with status 0, and every child gone."""
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
    yield f"http://127.0.0.1:{settings['PORT']}"
    os.write(terminal, b"\x03")
    with contextlib.suppress(OSError):  # the terminal's other end is closed when the last process is gone
        while os.read(terminal, 4096):
            pass
    _, status = os.waitpid(make, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 0
    assert len(children) >= 7
    assert not any(child.is_running() for child in children)
