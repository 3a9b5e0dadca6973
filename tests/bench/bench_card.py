"""``server.py ingest`` of a card of 5,000 small photos of which 40 are broken: is each of those named, is every other one there,
and is the memory of all who take part flat from the first thousand to the last?"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import psutil

from tests.bench.bench_ingest import PRODUCT, spent
from tests.cards import write_card
from tests.client import Client, photographer
from tests.conftest import REPOSITORY
from tests.service import Service, running_service

FILES, BROKEN = 5000, 40
_LOOK_EVERY_S = 2.0


def main(scratch: Path) -> None:
    """Print it."""
    folder = scratch / "card"
    wrong = write_card(folder, FILES, BROKEN)
    with running_service(settings=PRODUCT) as service:
        owner = photographer(service.url)
        event_id = owner.create_event("Card")
        busy, begun = spent(service), time.monotonic()
        command = [sys.executable, "server.py", "ingest", str(folder), "--event", str(event_id), "--url", service.url]
        environment = os.environ | {"EVENTPHOTOS_TOKEN": owner.token or "", "COLUMNS": "200"}
        with subprocess.Popen(command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, text=True) as sending:
            held = _Memory(service, owner, event_id, sending.pid)
            said, _ = sending.communicate()
            held.end()
        seconds = time.monotonic() - begun
        named = sum(name in said for name in wrong)
        there = owner.photos(event_id, status="indexed")
    each = "  ".join(f"{kind} {1000 * (total - busy.get(kind, 0)) / FILES:.0f}" for kind, total in held.busy.items())
    names = {photo["name"] for photo in there}
    print(f"card  {len(there)} photos of {FILES - BROKEN} are there, of {len(names)} names; {named} of {BROKEN} broken are named")
    print(f"card  {seconds:.0f} s; processor time {each} ms a file")
    print(f"card  memory in MiB, after a fifth and at most: {held.flat()}")


class _Memory:
    """What each kind of process holds while the files come."""

    def __init__(self, service: Service, owner: Client, event_id: int, sender: int) -> None:
        self._service, self._owner, self._event_id = service, owner, event_id
        self._sender = psutil.Process(sender)
        self._early: dict[str, float] = {}
        self._most: dict[str, float] = {}
        self.busy: Mapping[str, float] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def end(self) -> None:
        """No more is looked at."""
        self._over.set()
        self._thread.join()
        self.busy = spent(self._service)

    def flat(self) -> str:
        """For a line."""
        return "  ".join(f"{kind} {self._early.get(kind, 0):.0f} {most:.0f}" for kind, most in self._most.items())

    def _look(self) -> None:
        while not self._over.wait(_LOOK_EVERY_S):
            there = self._owner.call("GET", f"/events/{self._event_id}", 200)["photos"]
            parts = {"web": " web", "ingest": "worker ingest", "keeper": "worker keeper", "database": "secantus"}
            processes = {kind: self._service.children(part) for kind, part in parts.items()} | {"command": [self._sender]}
            for kind, some in processes.items():
                held = max((_mebibytes(process) for process in some), default=0)
                self._most[kind] = max(held, self._most.get(kind, 0))
                if there >= FILES // 5:
                    self._early.setdefault(kind, held)


def _mebibytes(process: psutil.Process) -> float:
    try:
        return float(process.memory_info().rss) / 2**20
    except psutil.NoSuchProcess:
        return 0
