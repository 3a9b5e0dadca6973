"""From the shutter to the guest by FTP, idle; and 30 photos a second from 10 cameras for a minute: is all there, is the memory of
the FTP process flat, and how long do selfies take meanwhile?

The clock of the first begins with the photo's last byte: sent, and the data connection closed. The cameras of the burst are a
process of their own (``python -m tests.bench.bench_cameras PORT FOLDER``): one that waits beside them would wait for them too.
"""

from __future__ import annotations

import ftplib
import io
import json
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from tests.bench.album import compose, portraits
from tests.bench.bench_ingest import PRODUCT, spent
from tests.client import Client, Json, guest, listening, photographer, until
from tests.conftest import MODELS, REPOSITORY, SHARED_DATA
from tests.service import Service, free_port, running_service

ROUNDS = 20
CAMERAS = 10
PER_SECOND = 30
SECONDS = 60
SELFIE_EVERY_S = 2.0


def main(scratch: Path) -> None:
    """Print both."""
    people = portraits(MODELS / "sample", SHARED_DATA)
    person = sorted(people)[0]
    selfie = people[person][0].read_bytes()
    shots = list(compose(people, 60, seed=11))
    of_person = [shot.jpeg for shot in shots if person in shot.people]
    port = free_port()
    folder = scratch / "card"
    folder.mkdir()
    for shot in shots:
        (folder / shot.name).write_bytes(shot.jpeg)
    with running_service(settings=PRODUCT | {"FTP_PORT": str(port), "FTP_PLAIN": "1"}) as service:
        owner = photographer(service.url)
        event_id = owner.create_event("Bench")
        owner.upload(event_id, [("first.jpg", of_person[0])])
        owner.wait_indexed(event_id, 1)
        visitor = guest(service.url, owner.share(event_id))
        search = visitor.search(event_id, [selfie])
        waits = _shutter_to_guest(port, owner, search, event_id, of_person[1:])
        print(f"last byte to guest by FTP, idle: p50 {statistics.median(waits):.2f} s, p95 {_p95(waits):.2f} s (goal 1.2 s)")
        _burst(service, port, owner, folder, selfie)


def _shutter_to_guest(port: int, owner: Client, search: Json, event_id: int, photos: Sequence[bytes]) -> list[float]:
    login = _login(owner, event_id, "single")
    waits = []
    with listening(owner.url, search["token"], search["topic"]) as live:
        if live.subscribed["snapshot"]["status"]["stage"] != "live":
            live.wait_for("search.status", lambda data: data["stage"] == "live")
        for number in range(ROUNDS):
            photo = _another(photos, number)
            with _signed_in(port, login) as camera:
                camera.voidcmd("TYPE I")
                with camera.transfercmd(f"STOR IMG_{number}.JPG") as channel:
                    channel.sendall(photo)
                begun = time.monotonic()
                live.wait_for("search.match")
                waits.append(time.monotonic() - begun)
                camera.voidresp()
    return waits


def _burst(service: Service, port: int, owner: Client, folder: Path, selfie: bytes) -> None:
    event_id = owner.create_event("Burst")
    total = PER_SECOND * SECONDS
    visitor = guest(service.url, owner.share(event_id))
    [process] = service.children("server.py ftp")
    before, busy = _mebibytes(process), spent(service)
    over = threading.Event()
    late: list[float] = []
    looking = threading.Thread(target=_look, args=(visitor, event_id, selfie, over, late))
    logins = [_login(owner, event_id, f"R{number}") for number in range(CAMERAS)]
    looking.start()
    command = [sys.executable, "-m", __name__, str(port), str(folder)]
    shot = subprocess.run(command, cwd=REPOSITORY, input=json.dumps(logins), stdout=subprocess.PIPE, text=True, check=True)
    over.set()
    looking.join()
    there = until(lambda: owner.call("GET", f"/events/{event_id}", 200)["photos"], lambda photos: photos >= total)
    each = "  ".join(f"{kind} {1000 * (s - busy.get(kind, 0)) / total:.0f}" for kind, s in spent(service).items())
    print(f"{total} photos from {CAMERAS} cameras in {float(shot.stdout):.0f} s (goal {SECONDS} s): {there} are there")
    print(f"memory of the FTP process: {before:.0f} MiB before, {_mebibytes(process):.0f} MiB after")
    print(f"processor time meanwhile: {each} ms a photo that came")
    if late:
        print(f"selfie to answer meanwhile: p50 {statistics.median(late):.2f} s, p95 {_p95(late):.2f} s (goal 0.25 s)")


def _shoot_all(port: int, folder: Path, logins: Sequence[Json]) -> float:
    """After how many seconds all is there."""
    photos = [path.read_bytes() for path in sorted(folder.iterdir())]
    begun = time.monotonic()
    cameras = [
        threading.Thread(target=_shoot, args=(port, login, photos, range(number, PER_SECOND * SECONDS, len(logins)), begun))
        for number, login in enumerate(logins)
    ]
    for thread in cameras:
        thread.start()
    for thread in cameras:
        thread.join()
    return time.monotonic() - begun


def _shoot(port: int, login: Json, photos: Sequence[bytes], numbers: Sequence[int], begun: float) -> None:
    """Each photo at its time, or as soon as the one before it is safe."""
    with _signed_in(port, login) as camera:
        for number in numbers:
            time.sleep(max(0.0, begun + number / PER_SECOND - time.monotonic()))
            camera.storbinary(f"STOR IMG_{number:05}.JPG", io.BytesIO(_another(photos, number)))


def _look(visitor: Client, event_id: int, selfie: bytes, over: threading.Event, late: list[float]) -> None:
    while not over.wait(SELFIE_EVERY_S):
        begun = time.monotonic()
        search = visitor.search(event_id, [selfie])
        with listening(visitor.url, search["token"], search["topic"]) as live:
            if live.subscribed["snapshot"]["status"]["stage"] != "live":
                live.wait_for("search.status", lambda data: data["stage"] == "live")
        late.append(time.monotonic() - begun)
        Client(visitor.url, search["token"]).call("DELETE", f"/searches/{search['id']}", 204)


def _another(photos: Sequence[bytes], number: int) -> bytes:
    """Another file for each number: a comment behind the end makes it one, which no decoder reads."""
    return photos[number % len(photos)] + number.to_bytes(4, "big")


def _signed_in(port: int, login: Json) -> ftplib.FTP:
    camera = ftplib.FTP()
    camera.connect("127.0.0.1", port, timeout=120)
    camera.login(login["username"], login["sender_password"])
    return camera


def _login(owner: Client, event_id: int, name: str) -> Json:
    made: Json = owner.call("POST", f"/events/{event_id}/senders", 201, json={"name": name})
    return made


def _mebibytes(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / 2**20


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    print(_shoot_all(int(sys.argv[1]), Path(sys.argv[2]), json.load(sys.stdin)))
