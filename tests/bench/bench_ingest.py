"""Ingest of an album through the whole service, against facenet-pytorch's README pipeline on the same photos.

Baseline: one process, torch's default threads, photos resized to 1600 px first, then ``MTCNN(keep_all=True)`` and
``InceptionResnetV1`` on the crops, nothing stored. The service also receives, stores, makes previews, writes to the
database, indexes and publishes. Both see 24-megapixel JPEGs with nine faces each.
"""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import time
from pathlib import Path

from app.domain.chunks import chunks
from tests.bench.album import AlbumPhoto, compose, portraits
from tests.client import Client, listening, photographer
from tests.conftest import MODELS, SHARED_DATA
from tests.service import running_service

SERVICE_PHOTOS = 48
BASELINE_PHOTOS = 12
PER_REQUEST = 4


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
    """Print photos per second of both, and the ratio."""
    photos = album(SERVICE_PHOTOS)
    folder = scratch / "baseline"
    folder.mkdir()
    for photo in photos[:BASELINE_PHOTOS]:
        (folder / photo.name).write_bytes(photo.jpeg)
    before = baseline(folder)
    with running_service() as service:
        client = photographer(service.url)
        ingest(client, service.url, photos[:4])  # Workers have loaded everything after this.
        seconds, progress = ingest(client, service.url, photos)
        resident = [child.memory_info().rss / 2**20 for child in service.children("worker ingest")]
    after = baseline(folder)
    ours, theirs = len(photos) / seconds, statistics.mean((before, after))
    print(f"ingest  service            {ours:6.2f} photos/s ({len(photos)} photos, {progress['faces']} faces, {seconds:.1f} s)")
    print(f"ingest  facenet-pytorch    {theirs:6.2f} photos/s (before {before:.2f}, after {after:.2f})")
    print(f"ingest  ratio              {ours / theirs:6.2f}  (goal 2.5)")
    print(f"ingest  worker memory      {max(resident):6.0f} MiB (goal 700)")


if __name__ == "__main__":
    print(_readme_pipeline(Path(sys.argv[1])))
