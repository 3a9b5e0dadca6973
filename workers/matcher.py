"""The guests who wait, as those see them who look through photos."""

from __future__ import annotations

from typing import Protocol

from app.services.deps import Deps
from app.store.documents import Event, FaceEntry, Photo
from workers.faces.found import FoundFaces


class Matcher(Protocol):
    """The guests who wait."""

    async def match_photo(
        self, deps: Deps, event: Event, photo: Photo, entry: FaceEntry, found: FoundFaces | None = None, *, live: bool = True
    ) -> None:
        """Announce the photo to every live search of its event that it matches. Can run twice.

        ``found`` are its faces where ``entry`` keeps none; not ``live``: the photo was there before its searches began.
        """
