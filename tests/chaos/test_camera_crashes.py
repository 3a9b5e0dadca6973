"""``kill -9`` of the FTP process and of workers in a burst: every file that a camera was told is safe arrives once."""

from __future__ import annotations

import ftplib
import io
import threading
from collections import Counter

from PIL import Image

from tests.client import Json, photographer, until
from tests.service import Service

CAMERAS = 4
PHOTOS_EACH = 12


class Burst:
    """A camera that sends one photo after the other, in a connection for each, and again what it was not told is safe; every
    third it cuts off once."""

    def __init__(self, port: int, login: Json, number: int) -> None:
        self._port = port
        self._login = login
        self._number = number
        self.safe: list[str] = []
        self._thread = threading.Thread(target=self._shoot)
        self._thread.start()

    def _shoot(self) -> None:
        for at in range(PHOTOS_EACH):
            name, data = f"C{self._number}_{at:04}.JPG", photo(self._number * 1000 + at)
            if at % 3 == 0:
                self._send(name, data[: len(data) // 2])
            while not self._send(name, data):
                pass
            self.safe.append(name)

    def _send(self, name: str, data: bytes) -> bool:
        try:
            with ftplib.FTP() as client:
                client.connect("127.0.0.1", self._port, timeout=30)
                client.login(self._login["username"], self._login["sender_password"])
                return client.storbinary(f"STOR {name}", io.BytesIO(data)).startswith("226")
        except (OSError, EOFError, ftplib.Error):
            return False

    def wait(self) -> None:
        """Until it has shot all."""
        self._thread.join()


def photo(seed: int) -> bytes:
    """Another one for each ``seed``."""
    file = io.BytesIO()
    Image.effect_noise((160, 160), 60).convert("RGB").save(file, "JPEG", quality=90, comment=str(seed))
    return file.getvalue()


def test_every_file_that_a_camera_was_told_is_safe_arrives_once(service: Service, ftp_port: int) -> None:
    total = CAMERAS * PHOTOS_EACH
    owner = photographer(service.url)
    event_id = owner.create_event()
    address = f"/events/{event_id}/senders"
    bursts = [Burst(ftp_port, owner.call("POST", address, 201, json={"name": f"R{n}"}), n) for n in range(CAMERAS)]

    def safe() -> int:
        return sum(len(burst.safe) for burst in bursts)

    for due in (total // 5, total // 2, 4 * total // 5):
        until(safe, lambda told, due=due: told >= due)  # type: ignore[misc]
        service.kill_next("server.py ftp")
        service.kill("worker ingest")
    for burst in bursts:
        burst.wait()
    arrived = Counter(shown["name"] for shown in owner.wait_indexed(event_id, total))
    until(lambda: [path for path in (service.data_dir / "ftp").rglob("*") if path.is_file()], lambda left: left == [])
    assert arrived == Counter(name for burst in bursts for name in burst.safe)
