"""Ingest of an album through the whole service, against facenet-pytorch's README pipeline on the same photos, and against the
service's own kernels in a bare loop.

README pipeline: one process, torch's default threads, photos resized to 1600 px first, then ``MTCNN(keep_all=True)`` and
``InceptionResnetV1`` on the crops, nothing stored. Bare loop: as many processes as ingest workers, which decode, make previews,
find and embed, and do nothing else. The service also receives, stores, writes to the database, indexes and publishes. All see
24-megapixel JPEGs with nine faces each.
"""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import psutil

from app.domain.chunks import chunks
from tests.bench.album import AlbumPhoto, compose, portraits
from tests.bench.kernels import bare_loop
from tests.client import Client, listening, photographer
from tests.conftest import MODELS, SHARED_DATA
from tests.service import Service, running_service

SERVICE_PHOTOS = 96
BASELINE_PHOTOS = 12
PER_REQUEST = 4
WORKERS = os.cpu_count() or 1
PRODUCT = {"INGEST_WORKERS": str(WORKERS), "INGEST_NICE": "15"}
"""As a service is when nothing is set; tests have fewer workers that do not stand back."""
_KINDS = {
    "worker ingest": "workers",
    "worker search": "search",
    "worker keeper": "keeper",
    "valkey": "redis",
    "secantus": "database",
    "server.py ftp": "cameras",
}


def album(count: int) -> list[AlbumPhoto]:
    """The photos of this benchmark."""
    return list(compose(portraits(MODELS / "sample", SHARED_DATA), count))


def ingest(client: Client, url: str, photos: list[AlbumPhoto]) -> tuple[float, dict[str, int]]:
    """Upload an album and wait for its last photo; seconds from the first byte sent, and the last progress."""
    event_id = client.create_event("Bench")
    with listening(url, client.token or "", f"event:{event_id}:ingest") as live:
        begun = time.monotonic()
        for some in chunks(photos, PER_REQUEST):
            client.upload(event_id, [(photo.name, photo.jpeg) for photo in some])
        progress = live.wait_for("ingest.progress", lambda data: data["indexed"] + data["failed"] >= len(photos), within_s=900)
    return time.monotonic() - begun, progress


def spent(service: Service) -> dict[str, float]:
    """Seconds of processor time until now, by kind of process; ``client`` is this one, which uploads and listens."""
    seconds = defaultdict(float, client=time.process_time())
    for child in service.children(""):
        line = " ".join(child.cmdline())
        kind = next((kind for part, kind in _KINDS.items() if part in line), "web" if " web" in line else "others")
        times = child.cpu_times()
        seconds[kind] += times.user + times.system
    return seconds


def baseline(folder: Path) -> float:
    """Photos per second of the README pipeline, in a process of its own; model loading and a first photo not counted."""
    done = subprocess.run([sys.executable, "-m", __name__, str(folder)], check=True, capture_output=True, text=True)
    return float(done.stdout.strip().splitlines()[-1])


def _readme_pipeline(folder: Path) -> float:
    import torch
    from facenet_pytorch import MTCNN, InceptionResnetV1
    from PIL import Image

    mtcnn = MTCNN(image_size=160, margin=0, keep_all=True)
    # Random weights cost the same time as trained ones.
    resnet = InceptionResnetV1(pretrained=None, classify=False).eval()
    files = [path.read_bytes() for path in sorted(folder.iterdir())]

    def one(data: bytes) -> None:
        photo = Image.open(io.BytesIO(data)).convert("RGB")
        photo.thumbnail((1600, 1600))
        crops = mtcnn(photo)
        if crops is not None:
            with torch.no_grad():
                resnet(crops)

    one(files[0])
    begun = time.monotonic()
    for data in files[1:]:
        one(data)
    return (len(files) - 1) / (time.monotonic() - begun)


def main(scratch: Path) -> None:
    """Print photos per second of all three, the ratios, and where the processor's time went."""
    photos = album(SERVICE_PHOTOS)
    few, many = scratch / "few", scratch / "many"
    for folder, some in ((few, photos[:BASELINE_PHOTOS]), (many, photos[: SERVICE_PHOTOS // WORKERS])):
        folder.mkdir()
        for photo in some:
            (folder / photo.name).write_bytes(photo.jpeg)
    theirs, bare = [baseline(few)], [bare_loop(many, WORKERS)]
    with running_service(settings=PRODUCT) as service:
        client = photographer(service.url)
        ingest(client, service.url, photos[: 4 * WORKERS])  # Workers have loaded everything after this.
        before = spent(service)
        seconds, progress = ingest(client, service.url, photos)
        after = spent(service)
        resident = [child.memory_info().rss / 2**20 for child in service.children("worker ingest")]
    bare.append(bare_loop(many, WORKERS))
    theirs.append(baseline(few))
    core = {kind: total - before.get(kind, 0) for kind, total in after.items()}
    ours = len(photos) / seconds
    each = "  ".join(f"{kind} {1000 * spent_s / len(photos):.0f}" for kind, spent_s in core.items())
    busy = sum(core.values()) / seconds / (psutil.cpu_count() or 1)
    print(f"ingest  service            {ours:6.2f} photos/s ({len(photos)} photos, {progress['faces']} faces, {seconds:.1f} s)")
    print(f"ingest  processor time     {each} ms a photo; of all cores {busy:.0%}")
    for name, rates, goal in (("bare loop", bare, 0.85), ("facenet-pytorch", theirs, 6)):
        print(f"ingest  {name:18} {statistics.mean(rates):6.2f} photos/s (before {rates[0]:.2f}, after {rates[1]:.2f})")
        print(f"ingest  times {name:18} {ours / statistics.mean(rates):.2f}  (goal {goal})")
    print(f"ingest  worker memory      {max(resident):6.0f} MiB (goal 700)")


if __name__ == "__main__":
    print(_readme_pipeline(Path(sys.argv[1])))
