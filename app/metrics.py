"""What Prometheus may know: every metric once, and the page that shows them.

Several processes share one page: where ``PROMETHEUS_MULTIPROC_DIR`` is set before this is imported (the supervisor does),
each keeps its numbers in files of that folder, and the page adds them up. Without it a process shows its own.

These files are mapped into memory, and the kernel kills (SIGBUS) who touches a page of one for which the file system has no
room. So all the room is claimed before anything is counted; a process that gets none counts for itself alone.
"""

from __future__ import annotations

import logging
import os
import struct
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Final

import psutil
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Gauge, Histogram, generate_latest, values
from prometheus_client.mmap_dict import MmapedDict
from prometheus_client.multiprocess import MultiProcessCollector

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
FOLDER_VARIABLE: Final = "PROMETHEUS_MULTIPROC_DIR"

# Four times what all metrics below take with every method and status that there is; a larger file would be grown, unclaimed.
_FILE_BYTES: Final = 128 * 1024
_KINDS: Final = ("counter", "histogram", "gauge_livesum")

_log = logging.getLogger(__name__)


def _claim_room(folder: Path) -> bool:
    """Make this process's files with all the room they will need; False, and nothing left there, when there is none."""
    files = [folder / f"{kind}_{os.getpid()}.db" for kind in _KINDS]
    try:
        _trim_the_dead(folder)
        for file in files:
            descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                os.posix_fallocate(descriptor, 0, _FILE_BYTES)
            finally:
                os.close(descriptor)
    except OSError as error:
        for file in files:
            file.unlink(missing_ok=True)
        _log.warning("what this process does is missing from the metrics: no room in %s (%s)", folder, error)
        return False
    return True


def begin_anew() -> bool:
    """In a process that was forked off one with this module, which counts for itself from here on. False where that cannot be
    arranged, because it or the other one has no room."""
    folder = os.environ.get(FOLDER_VARIABLE)
    return folder is not None and _claim_room(Path(folder))


def _trim_the_dead(folder: Path) -> None:
    """Processes that ended need no more room than what they counted takes; a file that counts nothing goes."""
    for file in folder.glob("*.db"):
        if psutil.pid_exists(_pid_of(file)):
            continue
        # Another process may be at it, and one that was killed may not have written what every file begins with.
        with suppress(OSError, struct.error, RuntimeError):
            if any(value for _, value, _, _ in MmapedDict.read_all_values_from_file(str(file))):  # type: ignore[no-untyped-call]
                os.truncate(file, int.from_bytes(file.read_bytes()[:4], sys.byteorder))
            else:
                file.unlink()


def _pid_of(file: Path) -> int:
    return int(file.stem.rpartition("_")[2])


if FOLDER_VARIABLE in os.environ and not _claim_room(Path(os.environ[FOLDER_VARIABLE])):
    del os.environ[FOLDER_VARIABLE]
    values.ValueClass = values.MutexValue  # as prometheus_client itself chooses without the variable

# Where a photo or a selfie spends its time: the photo's stages, then the search's.
STAGES: Final = ("decoding", "detecting", "embedding", "indexing", "selfie", "searching")

STAGE_SECONDS: Final = Histogram(
    "eventphotos_stage_seconds",
    "Seconds that a photo or search spent in a stage.",
    ["stage"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
)
UPLOAD_TO_ANNOUNCEMENT_SECONDS: Final = Histogram(
    "eventphotos_upload_to_delivery_seconds",
    "Seconds from the upload of a photo to the announcement of a match with it to a waiting guest.",
    buckets=(0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30, 60, 300, 1800),
)
SOCKETS: Final = Gauge("eventphotos_sockets", "Open WebSockets.", multiprocess_mode="livesum")
SLOW_SOCKETS: Final = Counter("eventphotos_slow_sockets", "WebSockets closed because their client did not keep up.")
CONNECTIONS_ENDED: Final = Counter(
    "eventphotos_connections_ended", "Connections that were refused or cut because of what they cost, by reason.", ["reason"]
)
PUBLICATIONS: Final = Counter("eventphotos_publications", "Publications that the web processes heard on the bus.")
HTTP_REQUESTS: Final = Counter("eventphotos_http_requests", "HTTP requests by method and status.", ["method", "status"])
HTTP_SECONDS: Final = Histogram(
    "eventphotos_http_request_seconds",
    "Seconds until an HTTP request was answered.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60),
)
for _stage in STAGES:  # They show as zero before the first photo.
    STAGE_SECONDS.labels(_stage)


@contextmanager
def timed_stage(stage: str) -> Iterator[None]:
    """Observe how long the body takes, also when it fails."""
    begun = perf_counter()
    try:
        yield
    finally:
        STAGE_SECONDS.labels(stage).observe(perf_counter() - begun)


def observe_announcement(uploaded_at: datetime) -> None:
    """A match with a photo uploaded then (aware) was announced now."""
    UPLOAD_TO_ANNOUNCEMENT_SECONDS.observe(max(0.0, (datetime.now(UTC) - uploaded_at).total_seconds()))


def page(queue_depths: Mapping[str, int]) -> bytes:
    """The metrics of all processes in Prometheus' text format, with the jobs that wait in each queue right now."""
    folder = os.environ.get(FOLDER_VARIABLE)
    registry = CollectorRegistry()
    depth = Gauge("eventphotos_queue_depth", "Jobs that wait or run.", ["queue"], registry=None)
    for queue, jobs in queue_depths.items():
        depth.labels(queue).set(jobs)
    registry.register(depth)
    if not folder:
        return generate_latest(REGISTRY) + generate_latest(registry)
    _forget_the_dead(Path(folder))
    MultiProcessCollector(registry, folder)  # type: ignore[no-untyped-call]
    return generate_latest(registry)


def _forget_the_dead(folder: Path) -> None:
    """What a killed process had open is open no more; what it counted still counts."""
    for file in folder.glob("gauge_live*_*.db"):
        if not psutil.pid_exists(_pid_of(file)):
            file.unlink(missing_ok=True)
