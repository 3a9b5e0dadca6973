"""Albums for measurements: 24-megapixel JPEGs with known people, composed from real portraits.

Portraits are pasted with soft edges onto a real, blurred background, so that a detector meets real faces at real sizes
and nothing else. The same seed gives the same album.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 6000, 4000
GRID = (3, 3)


@dataclass(frozen=True, slots=True)
class AlbumPhoto:
    """One composed photo and the folders (people) whose portraits are on it."""

    name: str
    jpeg: bytes
    people: tuple[str, ...]


def portraits(sample: Path, shared: Path) -> dict[str, list[Path]]:
    """Portraits by person: the packaged sample, and ``bbt`` of the shared photos where they are."""
    folders = [folder for folder in sorted(sample.iterdir()) if folder.is_dir()]
    if (shared / "bbt").is_dir():
        folders += [folder for folder in sorted((shared / "bbt").iterdir()) if not folder.name.startswith("_")]
    found = {
        folder.name: sorted(path for path in folder.iterdir() if path.suffix.lower() in {".jpg", ".jpeg", ".png"})
        for folder in folders
    }
    return {person: paths for person, paths in found.items() if paths}


def compose(people: dict[str, list[Path]], count: int, *, faces: int = 9, seed: int = 7) -> Iterator[AlbumPhoto]:
    """``count`` photos with up to nine portraits each, one person at most once a photo while there are enough people."""
    random_ = random.Random(seed)
    names = sorted(people)
    for number in range(count):
        chosen = random_.sample(names, min(faces, len(names)))
        chosen += random_.choices(names, k=max(0, faces - len(chosen)))
        picks = [random_.choice(people[person]) for person in chosen]
        yield AlbumPhoto(f"IMG_{number:05d}.jpg", _photo(picks, random_), tuple(chosen))


def _photo(picks: Sequence[Path], random_: random.Random) -> bytes:
    with Image.open(random_.choice(picks)) as source:
        background = source.convert("RGB").resize((WIDTH // 20, HEIGHT // 20)).filter(ImageFilter.GaussianBlur(12))
    canvas = background.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
    canvas.paste(Image.effect_noise((WIDTH, HEIGHT), 24).convert("RGB"), mask=Image.new("L", (WIDTH, HEIGHT), 28))
    columns, rows = GRID
    cells = [(column, row) for row in range(rows) for column in range(columns)]
    for (column, row), path in zip(random_.sample(cells, len(picks)), picks, strict=True):
        _paste(canvas, path, column * WIDTH // columns, row * HEIGHT // rows, random_)
    written = io.BytesIO()
    canvas.save(written, "JPEG", quality=90)
    return written.getvalue()


def _paste(canvas: Image.Image, path: Path, left: int, top: int, random_: random.Random) -> None:
    with Image.open(path) as opened:
        portrait = opened.convert("RGB")
    height = random_.randint(500, 1250)
    portrait = portrait.resize((max(1, portrait.width * height // portrait.height), height), Image.Resampling.BICUBIC)
    portrait = portrait.crop((0, 0, min(portrait.width, WIDTH // GRID[0] - 20), portrait.height))
    mask = Image.new("L", portrait.size, 0)
    ImageDraw.Draw(mask).rectangle((20, 20, portrait.width - 20, portrait.height - 20), fill=255)
    canvas.paste(portrait, (left + 10, top + random_.randint(0, 60)), mask.filter(ImageFilter.GaussianBlur(8)))
