"""Uploads under ``kill -9`` and on a full disk: nothing that was acknowledged is lost, nothing lies about that nobody knows of.

The suite does it once; ``make chaos`` sends more photos through more kills (``CHAOS_ROUNDS``). The data folder is a small file
system of its own where that may be mounted (root); elsewhere the full disk is skipped.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from itertools import cycle
from pathlib import Path

import httpx
import pytest

from tests.chaos.conftest import ROUNDS
from tests.client import Client, photographer, until
from tests.service import REPOSITORY, Service, running_service

TUS = {"Tus-Resumable": "1.0.0"}
BYTES = {**TUS, "Content-Type": "application/offset+octet-stream"}
DISK_MB = 400
RESERVE = 24 * 2**20
SENDERS = 4
PIECES = 4
PAUSES_S = (0.7, 1.1, 0.4)
VICTIMS = ("server.py web", "worker ingest", "server.py web", "worker keeper")


class Scene:
    """A service whose data folder is a disk of its own, where ``disk`` is not None."""

    def __init__(self, service: Service, disk: Path | None) -> None:
        self.service, self.disk = service, disk

    def check(self, *options: str, grace_s: int = 0) -> tuple[int, str]:
        """``server.py check``; its exit status and what it says."""
        environment = os.environ | {"DATA_DIR": str(self.service.data_dir), "ORPHAN_GRACE_S": str(grace_s)}
        ran = subprocess.run(
            [sys.executable, "server.py", "check", *options],
            check=False,
            cwd=REPOSITORY,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        return ran.returncode, ran.stdout + ran.stderr


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """One service for all scenes."""
    folder = tmp_path_factory.mktemp("u")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", str(folder)]
    with ExitStack() as stack:
        mounted = subprocess.run(mount, check=False, capture_output=True).returncode == 0
        if mounted:
            stack.callback(subprocess.run, ["umount", "-l", str(folder)], check=True)
        service = stack.enter_context(running_service(folder / "data", MIN_FREE_BYTES=str(RESERVE)))
        yield Scene(service, folder if mounted else None)


def begin(client: Client, event_id: int, name: str, length: int) -> httpx.Response:
    """Create an upload."""
    pairs = ",".join(
        f"{key} {b64encode(value.encode()).decode()}" for key, value in {"event_id": str(event_id), "filename": name}.items()
    )
    return client.http.post("/uploads", headers={**TUS, "Upload-Length": str(length), "Upload-Metadata": pairs})


def send(client: Client, path: str, data: bytes, offset: int) -> httpx.Response:
    """One PATCH."""
    return client.http.patch(path, headers={**BYTES, "Upload-Offset": str(offset)}, content=data)


def upload_through_kills(client: Client, event_id: int, name: str, data: bytes) -> str:
    """By tus, in pieces, as any client would: what was not answered is asked for. Returns the id of the photo."""
    path, offset = "", 0
    deadline = time.monotonic() + 480
    while time.monotonic() < deadline:
        try:
            if not path:
                answer = begin(client, event_id, name, len(data))
            elif offset < 0:
                answer = client.http.head(path, headers=TUS)
            else:
                answer = send(client, path, data[offset : offset + len(data) // PIECES + 1], offset)
        except httpx.HTTPError:
            time.sleep(0.2)
            offset = -1 if path else 0
            continue
        if answer.status_code == 404:
            path, offset = "", 0  # it is gone: anew
        elif answer.is_success:
            path = path or answer.headers["location"]
            if photo_id := answer.headers.get("photo-id"):
                return str(photo_id)
            offset = int(answer.headers["upload-offset"])
        else:
            assert answer.status_code in {409, 423, 429, 502, 503}, answer.text
            time.sleep(0.2)
            offset = -1 if path else 0
    raise AssertionError(f"{name} did not arrive")


@pytest.mark.timeout(600 * (1 + ROUNDS))
def test_kills_while_pieces_are_sent_lose_no_acknowledged_photo_and_leave_nothing_that_nobody_knows_of(
    scene: Scene, sample: Path
) -> None:
    service = scene.service
    owner = photographer(service.url)
    event_id = owner.create_event()
    photos = [path.read_bytes() for path in sorted(sample.glob("*/*"))[: 12 * min(ROUNDS, 3)]]
    over = threading.Event()

    def kill() -> None:
        for victim, pause in zip(cycle(VICTIMS), cycle(PAUSES_S), strict=False):
            if over.wait(pause):
                return
            service.kill(victim)
            while not service.ready():  # something has to get through, or nothing is cut off
                if over.wait(0.2):
                    return

    killing = threading.Thread(target=kill)
    killing.start()
    acknowledged: dict[str, bytes] = {}
    try:
        with ThreadPoolExecutor(SENDERS) as pool:
            for round_number in range(ROUNDS):
                # Each round's photos are other ones: a JPEG does not end where it ends.
                files = [(f"{round_number}-{n}.jpg", data + bytes([round_number])) for n, data in enumerate(photos)]
                ids = pool.map(lambda file: upload_through_kills(owner, event_id, *file), files)
                acknowledged |= {photo_id: data for photo_id, (_, data) in zip(ids, files, strict=True)}
    finally:
        over.set()
        killing.join()
    service.wait_ready()
    found = owner.wait_indexed(event_id, len(acknowledged))

    assert len(acknowledged) == len(photos) * ROUNDS
    assert {photo["id"]: photo["status"] for photo in found} == dict.fromkeys(acknowledged, "indexed")
    # Files of a photo that was never written down may be there: they are named, and one command removes them, and nothing else.
    # Of counters nothing is said while a job waits, and the last one's worker may have been killed before it counted.
    until(lambda: (scene.check("--repair"), scene.check())[1], lambda ran: ran == (0, "All is well.\n"), 180, every_s=5)
    for photo_id, data in acknowledged.items():
        detail = owner.call("GET", f"/photos/{photo_id}", 200)
        assert httpx.get(f"{service.url}{detail['original_url']}", timeout=120).content == data
    stored = list((service.data_dir / "blobs" / "events" / str(event_id) / "originals").iterdir())
    assert len(stored) == len(acknowledged)
    # The keeper ends the upload whose server was killed between its outcome and its bytes. One whose creation was not answered
    # waits, empty, until its time is over: its client began another one.
    until(lambda: waiting_bytes(service.data_dir / "tus"), lambda left: not left, 300, every_s=2)


def waiting_bytes(folder: Path) -> list[Path]:
    """Files of uploads that are not empty."""
    found = []
    for path in folder.rglob("*.[0-9]*"):
        with suppress(FileNotFoundError):  # It ends in this moment.
            if path.stat().st_size:
                found.append(path)
    return found


def test_a_full_disk_is_said_before_a_byte_is_kept_and_all_goes_on_when_there_is_room(scene: Scene, sample: Path) -> None:
    """Screenly/Anthias PR 3133, filebrowser 1464."""
    if scene.disk is None:
        pytest.skip("may not mount a small file system here: that takes root")
    service, disk = scene.service, scene.disk
    service.wait_ready()
    owner = photographer(service.url)
    event_id = owner.create_event()
    picture = next(sample.glob("*/*")).read_bytes()
    large = picture.ljust(60 * 2**20, b"\0")
    path = begin(owner, event_id, "large.jpg", len(large)).headers["location"]
    ballast = disk / "ballast"

    def leave(free: int) -> None:
        status = os.statvfs(disk)
        taken = ballast.stat().st_size if ballast.exists() else 0
        ballast.write_bytes(b"")
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, taken + status.f_bavail * status.f_frsize - free)

    leave(RESERVE + 40 * 2**20)
    answer = send(owner, path, large, 0)
    assert (answer.status_code, answer.json()["code"]) == (507, "insufficient_storage")
    assert owner.http.head(path, headers=TUS).headers["upload-offset"] == "0"
    assert owner.upload(event_id, [("small.jpg", picture)])[0]["status"] == "queued", "there is room for smaller ones"
    owner.wait_indexed(event_id, 1)

    leave(RESERVE // 2)
    ready = until(lambda: httpx.get(f"{service.url}/readyz", timeout=120), lambda answer: answer.status_code == 503)
    assert ready.json()["checks"]["space"] == "short"
    until(service.tail, lambda text: "photos wait" in text)
    assert begin(owner, event_id, "another.jpg", 1000).status_code == 507
    file = {"file": ("another.jpg", picture + b"\0", "image/jpeg")}
    assert owner.http.post(f"/events/{event_id}/photos", files=file).status_code == 507
    assert owner.create_event("Another party"), "the database has its room"
    assert len(owner.photos(event_id)) == 1

    ballast.unlink()
    service.wait_ready()
    answer = send(owner, path, large, 0)
    assert answer.status_code == 204
    assert answer.headers["photo-id"]
    assert {photo["status"] for photo in owner.wait_indexed(event_id, 2)} == {"indexed"}
    until(scene.check, lambda ran: ran == (0, "All is well.\n"), 120, every_s=2)
