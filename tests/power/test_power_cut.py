"""The power is cut while photos come: what anybody was told is safe is there afterwards, and what was erased is not.

The data lies on a file system of its own, which is shut down without writing what it still holds in memory (ext4's own ioctl for
such tests); then everything is killed, the file system is mounted again, and the service started. That wants root and a loop
device, so it is no part of ``make test``: ``make test-power``.
"""

from __future__ import annotations

import fcntl
import ftplib
import hashlib
import io
import os
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from PIL import Image

from tests.bench.album import compose, portraits
from tests.client import Client, Json, guest, photographer, until
from tests.service import REPOSITORY, Service, free_port, running_service

CAMERAS, BROWSERS = 3, 2
TOLD = 150
"""Of so many photos senders were told that they are safe when the power goes. Nothing writes the last seconds' by itself."""
_DISK_BYTES = 6 * 2**30
_SHUTDOWN, _WITHOUT_FLUSHING = 0x8004587D, 2  # EXT4_IOC_SHUTDOWN, EXT4_GOING_FLAGS_NOLOGFLUSH

pytestmark = pytest.mark.timeout(1800)


class Disk:
    """A file system that can lose its power."""

    def __init__(self, image: Path, place: Path) -> None:
        self._image = image
        self.place = place
        place.mkdir()
        with image.open("wb") as file:
            file.truncate(_DISK_BYTES)
        subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)
        self.mount()

    def mount(self) -> None:
        """Begin with what is on it."""
        subprocess.run(["mount", "-o", "loop", self._image, self.place], check=True)

    def cut(self) -> None:
        """Nothing is written to it any more: not what is in memory either."""
        descriptor = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, _SHUTDOWN, struct.pack("I", _WITHOUT_FLUSHING))
        finally:
            os.close(descriptor)

    def unmount(self) -> None:
        """As soon as nobody has a file open there."""
        until(
            lambda: subprocess.run(["umount", self.place], capture_output=True, check=False).returncode,
            lambda status: status == 0,
        )


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """An empty one."""
    if os.getuid() != 0:
        pytest.skip("lacks root, which mounting a file system wants")
    made = Disk(tmp_path / "disk.img", tmp_path / "disk")
    try:
        yield made
    finally:
        made.unmount()


class Safe:
    """What senders were told is safe, until the power goes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0
        self._over = False
        self.photos: dict[str, str] = {}
        """Digests by name."""

    def another(self, shots: list[bytes]) -> tuple[str, bytes] | None:
        """The next photo to send, another file each time; None when it is over."""
        with self._lock:
            self._count += 1
            return (
                None
                if self._over
                else (f"IMG_{self._count:05}.JPG", shots[self._count % len(shots)] + self._count.to_bytes(4, "big"))
            )

    def told(self, name: str, data: bytes) -> None:
        """Its sender may forget it now."""
        with self._lock:
            if not self._over:
                self.photos[name] = hashlib.sha256(data).hexdigest()

    def end(self, cut: Callable[[], None]) -> None:
        """In this moment."""
        with self._lock:
            self._over = True
            cut()


def test_what_anybody_was_told_is_safe_outlives_a_power_cut_and_what_was_erased_does_not(disk: Disk) -> None:
    people = portraits(REPOSITORY / "models/sample", Path("/nowhere"))
    shots = [shot.jpeg for shot in compose(people, 12, seed=11)]
    selfie = people[min(people)][0].read_bytes()
    port = free_port()
    settings = {"INGEST_WORKERS": "1", "FTP_PORT": str(port), "FTP_PLAIN": "1"}
    with running_service(disk.place / "data", settings=settings) as service:
        owner = photographer(service.url)
        event_id = owner.create_event()
        owner.upload(event_id, [("first.jpg", shots[0])])
        owner.wait_indexed(event_id, 1)
        visitor = guest(service.url, owner.share(event_id))
        kept, withdrawn = (_live(visitor, event_id, selfie) for _ in range(2))
        camera = owner.call("POST", f"/events/{event_id}/senders", 201, json={"name": "R"})
        safe = Safe()
        sending: list[Callable[[], None]] = [lambda: _shoot(safe, shots, port, camera)] * CAMERAS
        sending += [lambda: _drop_in(safe, shots, owner, event_id)] * BROWSERS
        threads = [threading.Thread(target=send) for send in sending]
        for thread in threads:
            thread.start()
        until(lambda: len(safe.photos), lambda told: told >= TOLD)
        Client(service.url, withdrawn["token"]).call("DELETE", f"/searches/{withdrawn['id']}", 204)
        late = visitor.search(event_id, [selfie])
        safe.end(disk.cut)
        _start_anew(service, disk)
        for thread in threads:
            thread.join()
        names = {photo["name"] for photo in owner.photos(event_id)}
        assert safe.photos.keys() <= names
        assert set(safe.photos.values()) <= _whole_originals(disk.place)
        indexed = owner.wait_indexed(event_id, len(names), within_s=900)
        for photo in indexed:
            Image.open(io.BytesIO(httpx.get(service.url + photo["preview_url"], timeout=60).content)).load()
        assert Client(service.url, kept["token"]).call("GET", f"/searches/{kept['id']}", 200)["matches"] > 0
        Client(service.url, withdrawn["token"]).call("GET", f"/searches/{withdrawn['id']}", 404)
        # The search waited for the disk, and what it rests on did not: it was written before it.
        held = Client(service.url, late["token"]).call("GET", f"/searches/{late['id']}/export", 200)
        assert held["consent"]["ended_at"] is None
        assert {"consent.give", "search.start"} <= {entry["action"] for entry in held["log"]}


def _live(visitor: Client, event_id: int, selfie: bytes) -> Json:
    search = visitor.search(event_id, [selfie])
    holder = Client(visitor.url, search["token"])
    until(lambda: holder.call("GET", f"/searches/{search['id']}", 200)["status"], lambda status: status == "live")
    return search


def _shoot(safe: Safe, shots: list[bytes], port: int, login: Json) -> None:
    with ftplib.FTP() as camera:
        camera.connect("127.0.0.1", port, timeout=120)
        camera.login(login["username"], login["sender_password"])
        try:
            while photo := safe.another(shots):
                camera.storbinary(f"STOR {photo[0]}", io.BytesIO(photo[1]))
                safe.told(*photo)
        except (ftplib.Error, OSError, EOFError):
            return  # the power is gone


def _drop_in(safe: Safe, shots: list[bytes], owner: Client, event_id: int) -> None:
    try:
        while photo := safe.another(shots):
            owner.upload(event_id, [photo])
            safe.told(*photo)
    except (AssertionError, httpx.HTTPError):
        return  # the power is gone


def _start_anew(service: Service, disk: Disk) -> None:
    service.die()
    disk.unmount()
    disk.mount()
    (disk.place / "data/valkey/boot_id").write_text("of the boot before")  # this machine has not been started anew
    service.process = service.start()
    service.wait_ready()


def _whole_originals(place: Path) -> set[str]:
    """The digests of those whose bytes are all there: it is in the name, too."""
    files = [file for file in place.rglob("originals/*") if file.is_file()]
    return {digest for file in files if file.name.startswith(digest := hashlib.sha256(file.read_bytes()).hexdigest())}
