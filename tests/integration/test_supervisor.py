"""The supervisor on real processes, and on the real embedded backends."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import pytest
import redis.asyncio as redis
from pymongo import AsyncMongoClient

from app.adapters import embedded
from app.adapters.supervisor import Backoff, ChildSpec, StartFailed, Supervisor

QUICK = Backoff(first_s=0.05, longest_s=0.4, healthy_s=30)
REPOSITORY = Path(__file__).parent.parent.parent


def python(name: str, code: str, **options: Any) -> ChildSpec:
    return ChildSpec(name, (sys.executable, "-c", code), **options)


SLEEPS = "import time; time.sleep(600)"
IGNORES_TERM = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"


async def until(condition: Callable[[], Any], timeout_s: float = 120) -> Any:
    """The first true value of ``condition``."""
    deadline = time.monotonic() + timeout_s
    while not (value := condition()):
        assert time.monotonic() < deadline, "this did not come true in time"
        await asyncio.sleep(0.02)
    return value


@pytest.fixture
def state_file(tmp_path: Path) -> Path:
    return tmp_path / "state.json"


@pytest.fixture
async def supervisor(state_file: Path) -> AsyncIterator[Supervisor]:
    supervisor = Supervisor(state_file, QUICK)
    yield supervisor
    await supervisor.stop()


def child_of(state_file: Path, name: str) -> dict[str, Any]:
    """What the state file says of one child; nothing while it is not there."""
    if not state_file.exists():
        return {}
    return dict(json.loads(state_file.read_text())["children"].get(name, {}))


def running_pid(state_file: Path, name: str, *, not_pid: int | None = None) -> int | None:
    child = child_of(state_file, name)
    return child["pid"] if child.get("state") == "running" and child["pid"] != not_pid else None


async def test_a_killed_child_is_started_again(supervisor: Supervisor, state_file: Path) -> None:
    await supervisor.start([python("sleeper", SLEEPS)])
    first = await until(lambda: running_pid(state_file, "sleeper"))
    os.kill(first, signal.SIGKILL)
    second = await until(lambda: running_pid(state_file, "sleeper", not_pid=first))
    assert psutil.pid_exists(second)
    assert child_of(state_file, "sleeper")["restarts"] == 1


async def test_a_child_that_keeps_failing_is_tried_ever_more_slowly(supervisor: Supervisor, tmp_path: Path) -> None:
    log = tmp_path / "starts"
    code = f"import time; open({str(log)!r}, 'a').write(f'{{time.time()}}\\n'); raise SystemExit(3)"
    await supervisor.start([python("failing", code)])
    await until(lambda: log.exists() and len(log.read_text().split()) >= 6)
    starts = [float(line) for line in log.read_text().split()]
    waits = [later - earlier for earlier, later in itertools.pairwise(starts)]
    # A slow machine takes longer to start it, and never less.
    assert all(wait >= QUICK.delay_s(failures) for failures, wait in enumerate(waits, 1)), waits


def test_back_off_doubles_up_to_its_limit() -> None:
    backoff = Backoff(first_s=0.25, longest_s=15, healthy_s=30)
    assert [backoff.delay_s(failures) for failures in (1, 2, 3, 4, 7, 8, 1000)] == [0.25, 0.5, 1, 2, 15, 15, 15]


async def test_back_off_starts_over_after_a_healthy_run(state_file: Path, tmp_path: Path) -> None:
    log = tmp_path / "starts"
    supervisor = Supervisor(state_file, Backoff(first_s=0.05, longest_s=60, healthy_s=0.1))
    code = f"import time; open({str(log)!r}, 'a').write('x'); time.sleep(0.2)"
    await supervisor.start([python("short-lived", code)])
    # Without starting over the 12th start would come after more than 100 s of waiting alone.
    await until(lambda: log.exists() and len(log.read_text()) >= 12)
    await supervisor.stop()


async def test_a_stage_waits_for_the_one_before_to_answer(supervisor: Supervisor, tmp_path: Path, state_file: Path) -> None:
    flag = tmp_path / "flag"

    async def answers() -> bool:
        return flag.exists()

    code = f"import time; time.sleep(0.3); open({str(flag)!r}, 'w'); time.sleep(600)"
    await supervisor.start([python("backend", code, answers=answers)])
    assert flag.exists()


async def test_a_child_that_never_answers_fails_the_start(supervisor: Supervisor) -> None:
    async def never() -> bool:
        return False

    with pytest.raises(StartFailed, match="mute does not answer"):
        await supervisor.start([python("mute", SLEEPS, answers=never)], patience_s=0.3)


async def test_stopping_goes_backwards_stage_by_stage(state_file: Path, tmp_path: Path) -> None:
    log = tmp_path / "ends"
    code = (
        "import signal, sys, time\n"
        "def end(*_):\n"
        f"    time.sleep(0.1); open({str(log)!r}, 'a').write(sys.argv[1] + ' '); sys.exit(0)\n"
        "signal.signal(signal.SIGTERM, end)\n"
        f"open({str(tmp_path)!r} + '/' + sys.argv[1], 'w')\n"
        "time.sleep(600)\n"
    )
    supervisor = Supervisor(state_file, QUICK)
    names = ("database", "worker", "web")
    for name in names:
        await supervisor.start([ChildSpec(name, (sys.executable, "-c", code, name))])
    await until(lambda: all((tmp_path / name).exists() for name in names))
    await supervisor.stop()
    assert log.read_text().split() == ["web", "worker", "database"]


async def test_a_child_deaf_to_sigterm_is_killed_with_all_that_it_started(state_file: Path, tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    code = (
        "import os, signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}\\n')\n"
        "time.sleep(600)\n"
    )
    supervisor = Supervisor(state_file, QUICK)
    await supervisor.start([python("deaf", code, grace_s=0.3)])
    await until(lambda: pids.exists() and pids.read_text().endswith("\n"))
    await supervisor.stop()
    for pid in map(int, pids.read_text().split()):
        await until(partial(gone, pid))


def gone(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


async def test_the_last_words_of_a_quiet_child_are_logged_when_it_dies(
    supervisor: Supervisor, caplog: pytest.LogCaptureFixture
) -> None:
    await supervisor.start([python("quiet", "print('disk is full'); raise SystemExit(1)", quiet=True)])
    record = await until(lambda: next((entry for entry in caplog.records if "quiet ended" in entry.message), None))
    assert record.last_words == "disk is full\n"


async def test_a_one_time_child_is_not_started_again_once_it_succeeded(supervisor: Supervisor, state_file: Path) -> None:
    await supervisor.start([python("setup", "pass", once=True)])
    await until(lambda: child_of(state_file, "setup").get("state") == "stopped")
    assert child_of(state_file, "setup")["restarts"] == 0


async def test_a_program_that_is_missing_is_tried_again_and_can_be_stopped(supervisor: Supervisor, state_file: Path) -> None:
    await supervisor.start([ChildSpec("missing", ("/nonexistent/program",))])
    await until(lambda: child_of(state_file, "missing").get("state") == "waiting")


async def test_children_get_their_priority_in_one_session_and_lead_their_own_group(
    supervisor: Supervisor, state_file: Path
) -> None:
    await supervisor.start([python("polite", SLEEPS, nice=10), python("urgent", SLEEPS)])
    polite = await until(lambda: running_pid(state_file, "polite"))
    urgent = await until(lambda: running_pid(state_file, "urgent"))
    assert psutil.Process(polite).nice() == psutil.Process(urgent).nice() + 10
    assert os.getsid(polite) == os.getsid(urgent) == os.getsid(0)
    assert os.getpgid(polite) == polite != os.getpgrp()


async def test_children_are_looked_after_though_the_state_file_cannot_be_written(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    supervisor = Supervisor(tmp_path / "missing" / "state.json", QUICK)
    code = f"import os, time; open({str(pids)!r}, 'a').write(f'{{os.getpid()}}\\n'); time.sleep(600)"
    await supervisor.start([python("sleeper", code)])
    first = int(await until(lambda: pids.exists() and pids.read_text()))
    os.kill(first, signal.SIGKILL)
    await until(lambda: len(pids.read_text().split()) == 2)
    await supervisor.stop()
    assert not any(psutil.pid_exists(int(pid)) for pid in pids.read_text().split())


async def test_the_state_file_is_nobody_elses_business(supervisor: Supervisor, state_file: Path) -> None:
    await supervisor.start([python("sleeper", SLEEPS)])
    await until(lambda: running_pid(state_file, "sleeper"))
    assert state_file.stat().st_mode & 0o077 == 0


async def test_children_do_not_outlive_a_killed_supervisor(tmp_path: Path) -> None:
    state_file = tmp_path / "state.json"
    code = (
        "import asyncio, sys\n"
        "from pathlib import Path\n"
        "from app.adapters.supervisor import ChildSpec, Supervisor\n"
        "async def main():\n"
        f"    supervisor = Supervisor(Path({str(state_file)!r}))\n"
        f"    await supervisor.start([ChildSpec('deaf', (sys.executable, '-c', {IGNORES_TERM!r}))])\n"
        "    await asyncio.sleep(600)\n"
        "asyncio.run(main())\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], cwd=REPOSITORY)
    pid = await until(lambda: running_pid(state_file, "deaf"))
    process.kill()
    process.wait(120)
    await until(lambda: not psutil.pid_exists(pid))


async def test_a_killed_database_comes_back_at_its_address_with_what_was_acknowledged(tmp_path: Path, state_file: Path) -> None:
    backend = embedded.secantus(tmp_path)
    supervisor = Supervisor(state_file, QUICK)
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(backend.url, journal=True)
    try:
        await supervisor.start([ChildSpec("mongo", backend.command, cwd=backend.cwd, answers=backend.answers)])
        await client["test"]["things"].insert_many([{"_id": number} for number in range(50)])
        pid = await until(lambda: running_pid(state_file, "mongo"))
        os.kill(pid, signal.SIGKILL)
        await until(lambda: running_pid(state_file, "mongo", not_pid=pid))
        while not await backend.answers():
            await asyncio.sleep(0.05)
        assert await client["test"]["things"].count_documents({}) == 50
    finally:
        await client.close()
        await supervisor.stop()


async def test_what_is_deleted_is_in_no_log_of_operations(mongodb_url: str) -> None:
    async with AsyncMongoClient[dict[str, Any]](mongodb_url) as client:
        things = client["supervisor"]["things"]
        await things.insert_one({"_id": "gone"})
        await things.delete_one({"_id": "gone"})
        assert await client["local"]["oplog.rs"].find_one() is None
        await client.drop_database("supervisor")


async def test_a_killed_valkey_comes_back_at_its_address_with_its_data(tmp_path: Path, state_file: Path) -> None:
    backend = embedded.valkey(tmp_path)
    supervisor = Supervisor(state_file, QUICK)
    try:
        await supervisor.start([ChildSpec("valkey", backend.command, cwd=backend.cwd, answers=backend.answers)])
        async with redis.from_url(backend.url) as client:
            await client.set("kept", "yes")
        pid = await until(lambda: running_pid(state_file, "valkey"))
        os.kill(pid, signal.SIGKILL)
        await until(lambda: running_pid(state_file, "valkey", not_pid=pid))
        while not await backend.answers():
            await asyncio.sleep(0.02)
        async with redis.from_url(backend.url) as client:
            assert await client.get("kept") == b"yes"
    finally:
        await supervisor.stop()


async def test_valkey_starts_whatever_a_machine_that_lost_its_power_left_of_its_file(tmp_path: Path, state_file: Path) -> None:
    async def begun(before: bytes | None) -> None:
        backend = embedded.valkey(tmp_path)
        supervisor = Supervisor(state_file, QUICK)
        try:
            await supervisor.start([ChildSpec("valkey", backend.command, cwd=backend.cwd, answers=backend.answers)])
            async with redis.from_url(backend.url) as client:
                assert await client.get("job") == before
                await client.set("job", "waits")
        finally:
            await supervisor.stop()

    await begun(None)
    await begun(b"waits")
    for file in (tmp_path / "valkey/appendonlydir").glob("*.incr.aof"):
        file.write_bytes(file.read_bytes() + bytes(1500))
    (tmp_path / "valkey/boot_id").write_text("of the boot before")
    await begun(None)


def test_valkey_listens_elsewhere_when_the_data_folder_has_a_long_path(tmp_path: Path) -> None:
    deep = tmp_path / ("a" * 60) / ("b" * 60)
    path = embedded.socket_path(deep)
    assert len(os.fsencode(path)) <= 90
    assert path == embedded.socket_path(deep) != embedded.socket_path(tmp_path / ("c" * 100))
    assert path.parent.stat().st_mode & 0o077 == 0


def test_a_second_run_on_the_same_data_folder_is_refused(tmp_path: Path) -> None:
    lock = embedded.lock_data_dir(tmp_path)
    with pytest.raises(embedded.DataDirInUse, match=f"in use by process {os.getpid()}"):
        embedded.lock_data_dir(tmp_path, patience_s=0)
    lock.release()
    embedded.lock_data_dir(tmp_path).release()


def test_a_run_that_is_killed_this_very_moment_does_not_refuse_the_next_one(tmp_path: Path) -> None:
    code = "import sys, time; from pathlib import Path; from app.adapters.embedded import lock_data_dir\n"
    code += "lock = lock_data_dir(Path(sys.argv[1])); print('locked', flush=True); time.sleep(600)"
    owner = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=REPOSITORY, stdout=subprocess.PIPE)
    assert owner.stdout is not None
    assert owner.stdout.readline() == b"locked\n"
    killer = threading.Timer(0.7, owner.kill)
    killer.start()  # the folder is asked for while the owner still lives, and got once it is gone
    embedded.lock_data_dir(tmp_path).release()
    killer.join()
    owner.wait(10)
    owner.stdout.close()


def test_a_run_whose_end_nobody_took_note_of_owns_nothing(tmp_path: Path) -> None:
    lock = embedded.lock_data_dir(tmp_path)
    ended = subprocess.Popen([sys.executable, "-c", SLEEPS])
    (tmp_path / "lock").write_text(f"{ended.pid} {psutil.Process(ended.pid).create_time()}")
    with pytest.raises(embedded.DataDirInUse, match=f"process {ended.pid}"):
        embedded.lock_data_dir(tmp_path, patience_s=0)
    ended.kill()
    while psutil.Process(ended.pid).status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.02)
    with pytest.raises(embedded.DataDirInUse, match="left behind"):
        embedded.lock_data_dir(tmp_path, patience_s=0)
    ended.wait(10)
    lock.release()


def test_a_data_folder_stays_locked_until_a_backend_of_a_killed_run_is_gone(tmp_path: Path) -> None:
    lock = embedded.lock_data_dir(tmp_path)
    leftover = subprocess.Popen([sys.executable, "-c", SLEEPS], pass_fds=(lock.descriptor,))
    lock.release()
    (tmp_path / "lock").write_text("")  # as after a kill: nobody alive has written its name
    with pytest.raises(embedded.DataDirInUse, match="left behind"):
        embedded.lock_data_dir(tmp_path, patience_s=0.3)
    leftover.kill()
    leftover.wait(10)
    embedded.lock_data_dir(tmp_path).release()


def test_other_commands_find_a_running_service_and_not_a_dead_one(tmp_path: Path) -> None:
    assert embedded.running_service(tmp_path) is None
    service = embedded.RunningService(os.getpid(), "mongodb://127.0.0.1:1", "unix:///x", "unix:///y", "http://x", "http://x")
    lock = embedded.lock_data_dir(tmp_path)
    with embedded.advertised(tmp_path, service):
        assert embedded.running_service(tmp_path) == service
        assert (tmp_path / "run" / "backends.json").stat().st_mode & 0o077 == 0
        (tmp_path / "lock").write_text("999999999 1.0")
        assert embedded.running_service(tmp_path) is None
    lock.release()
    assert not (tmp_path / "run" / "backends.json").exists()
