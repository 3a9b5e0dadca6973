"""``server.py watch`` on a folder of 20,000 files: how long from the start of the process until the service has the first photo,
what that takes of a core, and of memory. Once with all but one sent before, as after a restart, and once with none, as the first
time."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psutil

from app.adapters.photo_files import stamped_photos
from app.adapters.watch_journal import journal_path, open_journal
from app.domain.times import rfc3339, utc_now
from tests.bench.album import portraits
from tests.client import Client, listening, photographer
from tests.conftest import MODELS, REPOSITORY, SHARED_DATA
from tests.service import running_service

FILES = 20_000
A_FOLDER = 1000


def main(scratch: Path) -> None:
    """Print both."""
    photo = next(iter(portraits(MODELS / "sample", SHARED_DATA).values()))[0].read_bytes()
    folder = scratch / "card"
    for number in range(FILES):
        path = folder / f"{number // A_FOLDER:03}" / f"IMG_{number:05}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(photo[:8000] + number.to_bytes(4, "big"))
    with running_service() as service:
        owner = photographer(service.url)
        asked = {"name": "Bench", "scopes": ["upload"], "expires_at": rfc3339(utc_now() + timedelta(hours=1))}
        token = owner.call("POST", "/auth/tokens", 201, json=asked)["token"]
        os.environ["XDG_STATE_HOME"] = str(scratch / "state")
        for sent_before, title in ((True, "all but one sent before"), (False, "none sent before")):
            event_id = owner.create_event("Bench")
            if sent_before:
                with open_journal(journal_path(service.url, event_id, folder)) as journal:
                    for name, stamp in stamped_photos(str(folder)):
                        journal.add(name, stamp, "0" * 64)
                (folder / "new.jpg").write_bytes(photo)
            seconds, busy, megabytes = measured(folder, owner, event_id, token)
            print(
                f"watch, {FILES:,} files, {title}: first photo after {seconds:.1f} s, {busy:.1f} s of a core, {megabytes:.0f} MB"
            )


def measured(folder: Path, owner: Client, event_id: int, token: str) -> tuple[float, float, float]:
    """Seconds from start to the first photo that the service has, those of the process's core, and its most memory in MB."""
    assert owner.token
    with listening(owner.url, owner.token, f"event:{event_id}:ingest") as page:
        began = time.monotonic()
        with watching(folder, owner.url, event_id, token) as process:
            page.wait_for("photo.stage", lambda data: data["stage"] == "stored")
            seconds = time.monotonic() - began
            times = psutil.Process(process.pid).cpu_times()
            status = Path(f"/proc/{process.pid}/status").read_text()
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return seconds, times.user + times.system, int(peak.split()[1]) / 1024


@contextmanager
def watching(folder: Path, url: str, event_id: int, token: str) -> Iterator[subprocess.Popen[bytes]]:
    """The command, until the end of the block."""
    command = [sys.executable, "server.py", "watch", str(folder), "--event", str(event_id), "--url", url]
    with subprocess.Popen(command, cwd=REPOSITORY, env=os.environ | {"EVENTPHOTOS_TOKEN": token}) as process:
        yield process
        process.terminate()
