"""Server to worker: the jobs that exist. A job carries ids only, can run twice, and has an id by which it is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

INGEST_QUEUE: Final = "arq:ingest"
SEARCH_QUEUE: Final = "arq:search"
KEEPER_QUEUE: Final = "arq:keeper"


class WorkerKind(StrEnum):
    """What a worker does; each kind has a queue of its own."""

    INGEST = "ingest"
    SEARCH = "search"
    KEEPER = "keeper"


QUEUES: Final[Mapping[str, str]] = {
    WorkerKind.INGEST.value: INGEST_QUEUE,
    WorkerKind.SEARCH.value: SEARCH_QUEUE,
    WorkerKind.KEEPER.value: KEEPER_QUEUE,
}
"""Every queue, by the kind of workers that serve it."""


def due_channel(queue: str) -> str:
    """Where in Redis it is announced that a job came into ``queue`` and may begin. That nobody hears it, no job depends on."""
    return f"{queue}:due"


# A worker signs a key of its queue this often; arq lets the key live for one second more.
HEALTH_INTERVAL_S: Final = 4


@dataclass(frozen=True, slots=True)
class Job:
    """``function`` of the workers on ``queue`` with one id as argument; ``id`` makes it unique while it waits or runs."""

    queue: str
    function: str
    argument: str

    @property
    def id(self) -> str:
        """Known to the queue by this."""
        return f"{self.function}:{self.argument}"


def process_photo(photo_id: str) -> Job:
    """Decode, make previews, find faces, index and match against the waiting guests."""
    return Job(INGEST_QUEUE, "process_photo", photo_id)


def rematch_photo(photo_id: str) -> Job:
    """Match an indexed photo again: it was hidden and is back."""
    return Job(INGEST_QUEUE, "rematch_photo", photo_id)


def show_proof(photo_id: str) -> Job:
    """Bring back the proof of a photo that shows a final."""
    return Job(INGEST_QUEUE, "show_proof", photo_id)


def reembed_photos(engine_id: str) -> Job:
    """Embed the faces of photos of other face engines by this one, when nothing else is to be done."""
    return Job(INGEST_QUEUE, "reembed_photos", engine_id)


def mark_photos(event_id: int) -> Job:
    """Lay an event's watermark over its photos' pictures, or take away those that have one."""
    return Job(INGEST_QUEUE, "mark_photos", str(event_id))


def scan_event(event_id: int) -> Job:
    """Look through the photos of an event that stores no faces, for the searches that wait for it."""
    return Job(INGEST_QUEUE, "scan_event", str(event_id))


def run_search(search_id: str) -> Job:
    """Read the selfies, write the template, search the gallery, go live."""
    return Job(SEARCH_QUEUE, "run_search", search_id)


def look_again(search_id: str, looks: int) -> Job:
    """Look for a live search again, for its first ``looks`` reasons to: each is a job of its own, so that none is lost that comes
    while another is worked on."""
    return Job(SEARCH_QUEUE, "look_again", f"{search_id}:{looks}")


def take_selfies(search_id: str, added: int) -> Job:
    """Take the selfies in that wait for a live search; each time that some were ``added`` is a job of its own."""
    return Job(SEARCH_QUEUE, "take_selfies", f"{search_id}:{added}")


def find_faces(question_id: str) -> Job:
    """Say which faces a picture shows."""
    return Job(SEARCH_QUEUE, "find_faces", question_id)


def suggest_offsets(event_id: int, camera_key: str) -> Job:
    """Look what would put the clocks of an event's other cameras right, if that of this one is."""
    return Job(SEARCH_QUEUE, "suggest_offsets", f"{event_id}:{camera_key}")


def correct_times(event_id: int, camera_key: str) -> Job:
    """Give the photos of a camera the times that its offset makes of what its clock showed."""
    return Job(KEEPER_QUEUE, "correct_times", f"{event_id}:{camera_key}")


def erase_archived(event_id: int) -> Job:
    """Remove the searches and faces of an archived event."""
    return Job(KEEPER_QUEUE, "erase_archived", str(event_id))


def erase_event(event_id: int) -> Job:
    """Remove all that is left of a deleted event."""
    return Job(KEEPER_QUEUE, "erase_event", str(event_id))
