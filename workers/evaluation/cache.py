"""What was seen in files, kept by engine id: vectors are reckoned once. By the sha256 of a file's content; no names."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np

from app.domain import quality
from app.private_files import write_private
from workers.evaluation.sighted import Sighted
from workers.faces.finder import LONG_SIDE

_VERSION = 1


class SightedCache:
    """A folder for each engine, in it pieces of some hundred files; a piece is written whole or not at all, for its owner."""

    def __init__(self, folder: Path, engine_id: str, dimension: int, most_faces: int) -> None:
        self.folder = folder / engine_id
        self._dimension = dimension
        # Not all that shapes what is seen is in the engine's id.
        judged = (quality.SMALL_PX, quality.BLURRED, quality.SELFIE_MIN_PX, quality.SELFIE_BLURRED, quality.SELFIE_DARK)
        self._recipe = repr((_VERSION, LONG_SIDE, most_faces, quality.DOMINANCE, *judged))

    def read(self) -> dict[str, Sighted]:
        """All of it by digest. A piece that cannot be read, or was made in another way, is as if it were not there."""
        found: dict[str, Sighted] = {}
        for piece in sorted(self.folder.glob("*.npz")):
            try:
                with np.load(io.BytesIO(piece.read_bytes()), allow_pickle=False) as stored:
                    if str(stored["recipe"]) == self._recipe:
                        found |= self._unpacked(stored)
            except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
                continue
        return found

    def write(self, seen: Mapping[str, Sighted]) -> None:
        """Add a piece with these, by digest."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        selfies = [each.selfie for each in seen.values() if each.selfie is not None]
        nothing = np.zeros((0, self._dimension), dtype=np.float32)
        out = io.BytesIO()
        np.savez(
            out,
            recipe=np.array(self._recipe),
            digests=np.array(list(seen)),
            counts=np.array([len(each.vectors) for each in seen.values()]),
            vectors=np.concatenate([nothing, *(each.vectors for each in seen.values())]),
            marked=np.concatenate([np.zeros(0, dtype=np.bool_), *(each.marked for each in seen.values())]),
            unreadable=np.array([each.unreadable for each in seen.values()]),
            refused=np.array([each.refused for each in seen.values()]),
            has_selfie=np.array([each.selfie is not None for each in seen.values()]),
            selfies=np.stack(selfies) if selfies else nothing,
        )
        name = hashlib.sha256("".join(seen).encode()).hexdigest()[:24]
        write_private(self.folder / f"{name}.npz", out.getvalue())

    def _unpacked(self, stored: Mapping[str, np.ndarray]) -> dict[str, Sighted]:
        vectors, marked, selfies = stored["vectors"], stored["marked"], self._selfies(stored)
        if vectors.shape[1] != self._dimension:
            raise ValueError("vectors of another engine")
        ends = np.concatenate([[0], np.cumsum(stored["counts"])])
        each = zip(stored["digests"], pairwise(ends), stored["unreadable"], stored["refused"], selfies, strict=True)
        return {
            str(digest): Sighted(vectors[start:end], marked[start:end], str(unreadable), selfie, str(refused))
            for digest, (start, end), unreadable, refused, selfie in each
        }

    @staticmethod
    def _selfies(stored: Mapping[str, np.ndarray]) -> Iterator[np.ndarray | None]:
        rows = iter(stored["selfies"])
        return (next(rows) if has else None for has in stored["has_selfie"])
