"""What a photo costs in an installation that holds thousands, against one that holds none: processor time by kind of process.

The photos that are there are of another event and have no pictures but a few; those that come are small, so that what is asked of
the database shows. What grows with the number of photos grows here.
"""

from __future__ import annotations

from pathlib import Path

from tests.bench.album import AlbumPhoto
from tests.bench.bench_ingest import PRODUCT, ingest, spent
from tests.browser.wall import fill
from tests.client import Client, photographer
from tests.conftest import MODELS
from tests.service import Service, running_service

PHOTOS, THERE, SEEN = 60, 6000, 50


def main(scratch: Path) -> None:
    """Print milliseconds of a core a photo, before and after the installation was filled, and their ratio."""
    del scratch
    files = [path for folder in sorted((MODELS / "sample").iterdir()) for path in sorted(folder.iterdir())]
    small = [AlbumPhoto(f"IMG_{number:05d}.jpg", path.read_bytes(), ()) for number, path in enumerate(files)]
    with running_service(settings=PRODUCT) as service:
        owner = photographer(service.url)
        _spent_by(service, owner, small[-4:])  # Models are loaded with the first.
        empty = _spent_by(service, owner, small[:PHOTOS])
        fill(service, owner.create_event("There already"), THERE, unseen=range(SEEN, THERE))
        full = _spent_by(service, owner, small[:PHOTOS])
    for kind in ("database", "web", "workers", "keeper"):
        now, at_first = (1000 * seconds[kind] / PHOTOS for seconds in (full, empty))
        print(f"full  {kind}: {now:.0f} ms a photo with {THERE} others, {at_first:.0f} with none: {now / max(at_first, 1):.2f} x")


def _spent_by(service: Service, owner: Client, photos: list[AlbumPhoto]) -> dict[str, float]:
    before = spent(service)
    ingest(owner, service.url, photos)
    return {kind: seconds - before[kind] for kind, seconds in spent(service).items()}
