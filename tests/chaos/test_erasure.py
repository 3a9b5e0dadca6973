"""What was erased is erased: whoever copies the data folder, and has SECRET_KEY, reads nothing of it, from no file, at no time.

The copies are taken while searches live, while a selfie waits, after a withdrawal, after an expiry, after the deletion of an
event, and after ``kill -9`` in the middle of that. What lay in an earlier copy counts too: oplogs, append-only files and backups
keep everything, so what makes it unreadable must be the keys alone. Each check also finds what was not erased, or it would prove
nothing.

``make chaos`` does the kills in more rounds (``CHAOS_ROUNDS``) than the suite.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pymongo

from app.adapters.embedded import running_service as backends_of
from tests.attacker import Attempts, Loot, needles
from tests.chaos.conftest import ROUNDS
from tests.client import Client, Json, guest, photographer, until
from tests.service import Service, running_service

EVERYTHING = ("worker", "server.py web", "valkey.sock", "volatile.sock", "secantus.cli")
PEOPLE = ("jerry_seinfeld", "madonna")


@dataclass(frozen=True)
class Sealed:
    """Something that was sealed, and of which event and search it is."""

    data: bytes
    event_id: int
    search_id: str | None


@dataclass
class Scene:
    """A running service with two events, and an attacker who copies its data folder again and again."""

    service: Service
    sample: Path
    scratch: Path
    owner: Client
    events: list[int] = field(default_factory=list)
    known: dict[bytes, Sealed] = field(default_factory=dict)
    plain: dict[bytes, bytes] = field(default_factory=dict)
    history: set[bytes] = field(default_factory=set)
    attempts: Attempts = field(default_factory=Attempts)

    def event(self) -> int:
        """A new event with photos of two people."""
        event_id = self.owner.create_event()
        files = [path for person in PEOPLE for path in sorted((self.sample / person).iterdir())[1:3]]
        self.owner.upload(event_id, [(path.name, path.read_bytes()) for path in files])
        self.owner.wait_indexed(event_id, len(files))
        self.events.append(event_id)
        return event_id

    def selfie(self) -> bytes:
        """A picture that nobody uploads as a photo."""
        return sorted((self.sample / PEOPLE[0]).iterdir())[0].read_bytes()

    def search(self, event_id: int) -> Json:
        """A guest's search, live."""
        search = self.begin(event_id)
        self.wait(search, "live")
        return search

    def begin(self, event_id: int) -> Json:
        """A guest's search, just begun."""
        return guest(self.service.url, self.owner.share(event_id)).search(event_id, [self.selfie()])

    def wait(self, search: Json, *status: str) -> None:
        """Until the search is there."""
        until(lambda: _status(self.service, search), lambda found: found in status, 120)

    @contextmanager
    def copied(self) -> Iterator[Loot]:
        """The data folder as it is now, in the attacker's hands."""
        with tempfile.TemporaryDirectory(dir=self.scratch) as folder:
            target = Path(folder) / "copy"
            try:
                shutil.copytree(self.service.data_dir, target, ignore=_sockets)
            except shutil.Error as error:  # Files and folders come and go while they are copied.
                if any(Path(source).exists() for source, *_ in error.args[0]):
                    raise
            loot = Loot.of(target, (target / "secret_key").read_text().strip())
            self.history |= loot.sealed
            yield loot

    def look(self) -> None:
        """What is sealed in the database now, as the service has it: to know later what was whose."""
        backends = backends_of(self.service.data_dir)
        assert backends is not None
        with closing(pymongo.MongoClient[dict[str, Any]](backends.mongodb_url, journal=True)) as client:
            database = client["eventphotos"]
            for name in database.list_collection_names():
                for document in database[name].find():
                    for value in document.values():
                        if isinstance(value, bytes) and len(value) > 61 and value[0] == 1:
                            search_id = document.get("search_id")
                            self.known[bytes(value)] = Sealed(bytes(value), int(document["event_id"]), search_id)

    def expect(self, loot: Loot, erased: Callable[[Sealed], bool]) -> None:
        """With the keys of this copy the attacker opens everything that was not erased, of all copies, and nothing that was."""
        found = self.attempts.opened(self.history | self.known.keys(), loot.keys)
        self.plain |= found
        gone = {data for data, owner in self.known.items() if erased(owner)}
        assert gone & found.keys() == set(), f"{len(gone & found.keys())} of {len(gone)} things that were erased open"
        kept = self.known.keys() - gone
        assert kept <= found.keys(), (
            f"{len(kept - found.keys())} of {len(kept)} things that are there do not open: a blunt attack"
        )
        pictures = [plain for plain in found.values() if plain.startswith(b"\xff\xd8")]
        assert pictures == [], "selfies were found"
        vectors = [needle for plain in self.plain.values() for needle in needles(plain, 16, 8)]
        assert loot.holding([*vectors, *needles(self.selfie())]) == [], "something lies there in the clear"

    def expire(self, search: Json) -> None:
        """Its time is over, and the keeper has come by."""
        backends = backends_of(self.service.data_dir)
        assert backends is not None
        with closing(pymongo.MongoClient[dict[str, Any]](backends.mongodb_url, journal=True)) as client:
            over = {"$set": {"expires_at": datetime.now(UTC) - timedelta(seconds=1)}}
            client["eventphotos"]["searches"].update_one({"_id": search["id"]}, over)

    def kill_everything(self) -> None:
        """``kill -9`` of every process but the supervisor, which starts them again."""
        for part in EVERYTHING:
            self.service.kill(part)

    def withdraw(self, search: Json) -> None:
        """As a guest's page does: again, until it is known to have happened."""
        until(lambda: self._delete(f"/searches/{search['id']}", search["token"]), lambda status: status in {204, 404}, 120)

    def delete(self, event_id: int) -> None:
        """As the studio does, until nothing is left."""
        until(lambda: self._delete(f"/events/{event_id}", self.owner.token), lambda status: status in {204, 404}, 120)

    def _delete(self, path: str, token: str | None) -> int:
        try:
            headers = {"Authorization": f"Bearer {token}"}
            return httpx.delete(f"{self.service.url}/api/v1{path}", headers=headers, timeout=120).status_code
        except httpx.HTTPError:
            return 0


def _status(service: Service, search: Json) -> str:
    try:
        return str(Client(service.url, search["token"]).call("GET", f"/searches/{search['id']}", 200)["status"])
    except (httpx.HTTPError, AssertionError) as error:
        return str(error)


def _sockets(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if (Path(folder) / name).is_socket()}


def of_search(*searches: Json) -> Callable[[Sealed], bool]:
    """What is of one of these searches."""
    ids = {search["id"] for search in searches}
    return lambda sealed: sealed.search_id in ids


def test_what_was_erased_opens_with_no_key_and_what_was_not_does(sample: Path, tmp_path: Path) -> None:
    with running_service(KEEPER_INTERVAL_S="1") as service:
        scene = Scene(service, sample, tmp_path, photographer(service.url))
        kept = scene.event()
        stays, leaves = scene.search(kept), scene.search(kept)
        with service.frozen("worker search"):
            waits = scene.begin(kept)
            with scene.copied() as loot:  # a selfie waits
                scene.look()
                scene.expect(loot, lambda _: False)
        scene.wait(waits, "live")
        scene.look()
        assert {owner.search_id for owner in scene.known.values()} >= {search["id"] for search in (stays, leaves, waits)}
        with scene.copied() as loot:  # all of it lives
            scene.expect(loot, lambda _: False)
        scene.withdraw(leaves)
        with scene.copied() as loot:  # what was withdrawn is gone when that is answered
            scene.expect(loot, of_search(leaves))
        searches, events = [leaves], set[int]()
        for _ in range(ROUNDS):
            ended, event_id = _killed_in_the_middle(scene, kept)
            searches += ended
            events.add(event_id)
            _erased_soon(scene, searches, events)
        _lost_with_the_memory(scene, kept)


def _killed_in_the_middle(scene: Scene, event_id: int) -> tuple[list[Json], int]:
    """A search that is withdrawn, one whose time is over and an event that is deleted, and ``kill -9`` in the middle of that."""
    doomed = scene.event()
    leaves, ends, goes = scene.search(event_id), scene.search(event_id), scene.search(doomed)
    scene.look()
    doing = [threading.Thread(target=scene.withdraw, args=(leaves,)), threading.Thread(target=scene.delete, args=(doomed,))]
    scene.expire(ends)
    for each in doing:
        each.start()
    scene.kill_everything()
    for each in doing:
        each.join(180)
    scene.service.wait_ready()
    scene.wait(ends, "expired")
    return [leaves, ends, goes], doomed


def _erased_soon(scene: Scene, searches: list[Json], events: set[int]) -> None:
    """What the keeper ends, it ends within a round or two."""
    ended = of_search(*searches)

    def problem() -> str:
        try:
            with scene.copied() as loot:
                scene.expect(loot, lambda sealed: sealed.event_id in events or ended(sealed))
        except AssertionError as error:
            return str(error)
        return ""

    until(problem, lambda found: not found, 120, every_s=1)


def _lost_with_the_memory(scene: Scene, event_id: int) -> None:
    """A selfie that waited when the memory was lost is nowhere: its guest is asked to take it again, and may."""
    with scene.service.frozen("worker search"):
        lost = scene.begin(event_id)
        assert scene.service.kill("volatile.sock") == 1
    scene.wait(lost, "expired")
    scene.search(event_id)
