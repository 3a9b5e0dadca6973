"""What guests said of a shot while only its RAW file was there holds for its JPEG, which they see from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.ports import FaceEngine
from app.services import matching, sightings
from app.services.deps import Deps
from app.services.sightings import SeenMatch
from app.store import faces as face_log
from app.store import matches
from app.store.documents import Event, Match, Photo, match_id
from workers.faces.found import FoundFaces
from workers.file_faces import FileFaces


class Answers:
    """What ingest workers do with a JPEG that comes after its RAW file."""

    def __init__(self, deps: Deps, engine: FaceEngine) -> None:
        self._deps = deps
        self._engine = engine

    async def carry_over(self, event: Event, photo: Photo, found: FoundFaces, raws: Sequence[Photo]) -> None:
        """A guest's yes and no go along with the face that they were said of, before anybody finds ``photo`` by its faces: of a
        no she does not hear again. Can run twice."""
        after = FileFaces.found(found, self._engine.dimension)
        carried = [seen for raw in raws for seen in await self._answered(event, photo, after, raw)]
        await matching.record_and_announce(self._deps, carried)

    async def _answered(self, event: Event, photo: Photo, after: FileFaces, raw: Photo) -> list[SeenMatch]:
        said = [match for match in await matches.of_photo(raw.id) if match.is_me is not None]
        before = await self._faces_of(event, raw) if said else None
        numbers = before.numbers_in(after) if before else {}
        carried: list[SeenMatch] = []
        for seen in await sightings.opened(self._deps, said):
            was = before.number_of(seen.sight) if before else None
            face = after.place_of(seen.sight) if was is None else numbers.get(was)
            if face is not None:
                sight = replace(seen.sight, face=face, face_box=after.boxes[face])
                carried.append(SeenMatch(_of(photo, seen.match), sight))
        return carried

    async def _faces_of(self, event: Event, raw: Photo) -> FileFaces | None:
        entry = await face_log.of_photo(raw.id, self._engine.id)
        kept = entry is not None and entry.kind == "add"
        return await FileFaces.kept(self._deps, event, entry, self._engine.dimension) if entry is not None and kept else None


def _of(photo: Photo, said: Match) -> Match:
    """As a match of the photo that nobody was told of."""
    as_new = {"id": match_id(said.search_id, photo.id), "photo_id": photo.id, "announced": False, "sealed": b""}
    match: Match = said.model_copy(update=as_new)
    return match
