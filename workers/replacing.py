"""A photo shows another file than before: a final, or its proof again. Its faces are those of the other file from then on.

The switch is one write; what follows it can stop anywhere and is done again: the faces of before stay in the log, under another
name, until every match is carried over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.vocabulary import FinalState
from app.ports import FaceEngine
from app.services import finals, matching, searches, sightings
from app.services.deps import Deps
from app.services.keys import event_key
from app.services.sightings import SeenMatch
from app.store import events, matches, shot_files
from app.store import faces as face_log
from app.store import photos as store
from app.store.documents import Event, FaceEntry, Photo
from workers.faces.found import FoundFaces
from workers.file_faces import FileFaces
from workers.matcher import Matcher
from workers.second_look import SecondLook


class Replacing:
    """What ingest workers do with finals that are read, and with photos that are to be their proofs again."""

    def __init__(self, deps: Deps, engine: FaceEngine, matcher: Matcher, look: SecondLook) -> None:
        self._deps = deps
        self._engine = engine
        self._matcher = matcher
        self._look = look

    async def settle(self, event: Event, final: Photo, found: FoundFaces) -> FinalState | None:
        """Put the final in the place of its photo; returns why there is none, or None when it is done. Can run twice."""
        while True:
            photo = await finals.photo_of(event, final)
            if isinstance(photo, FinalState):
                if final.raw_of is None:
                    return photo
                await finals.come_apart(self._deps, final)
                continue
            shown = await finals.take_place(self._deps, photo, final, faces=len(found.faces), engine_id=self._engine.id)
            if shown is not None:
                await self._follow(event, shown, found)
                return None

    async def show_proof(self, photo_id: str) -> None:
        """Bring back what a photo was before a final took its place, if that was asked for."""
        photo = await store.get(photo_id)
        event = await events.living(photo.event_id) if photo else None
        if photo is None or event is None or photo.proof_asked_at is None:
            return
        found = await self._look.faces_of(photo.as_proof())
        if found is None:  # the file is lost or cannot be read: the final stays
            await shot_files.set_proof_shown(photo.id, photo.proof_asked_at)
            return
        shown = await finals.give_place_back(self._deps, photo, faces=len(found.faces), engine_id=self._engine.id)
        if shown is None:
            return  # another final came: that is what is wanted now
        await self._follow(event, shown, found)
        await shot_files.set_proof_shown(photo.id, photo.proof_asked_at)

    async def _follow(self, event: Event, photo: Photo, found: FoundFaces) -> None:
        """Faces, matches and all who look on follow the switch."""
        entry = await self._replace_faces(event, photo, found)
        if entry.kind != "add" or (entry.file_id or photo.id) != photo.file_id:
            return  # deleted, or replaced by another one meanwhile
        kept = await self._carry_over(event, photo, entry, found)
        await self._matcher.match_photo(self._deps, event, photo, entry, found)
        await finals.tell(self._deps, photo)
        await matching.revise(self._deps, kept)
        await searches.look_again(self._deps, {match.search_id for match in await matches.of_photo(photo.id)})
        await face_log.forget_replaced(photo.id, self._engine.id)
        await finals.tidy(self._deps, event, photo)
        if await store.get(photo.id) is None:
            await face_log.remove_photo(photo.id)  # deleted meanwhile: nothing that was written since may stay
            await matches.delete_of_photo(photo.id)

    async def _replace_faces(self, event: Event, photo: Photo, found: FoundFaces) -> FaceEntry:
        faces, sealed = [], None
        if not event.registered_only:
            cipher = await self._deps.keys.cipher(event_key(event))
            faces, sealed = found.faces, cipher.seal(found.vectors, face_log.vectors_context(photo.id, self._engine.id))
        return await face_log.replace_faces(event.id, self._engine.id, photo.id, faces, sealed, file_id=photo.file_id)

    async def _carry_over(self, event: Event, photo: Photo, entry: FaceEntry, found: FoundFaces) -> list[SeenMatch]:
        """Matches go with the faces that they rest on, and with them when they are gone. Returns those that stay."""
        replaced = await face_log.replaced(photo.id, self._engine.id)
        before = [await FileFaces.kept(self._deps, event, old, self._engine.dimension) for old in replaced]
        after = FileFaces.found(found, self._engine.dimension)
        kept: list[SeenMatch] = []
        gone: list[SeenMatch] = []
        for seen in await sightings.opened(self._deps, await matches.of_photo(photo.id)):
            face = _face_now(seen, before, after, carried_over=seen.match.file_id == photo.file_id)
            if face is None:
                gone.append(seen)
            else:
                match = seen.match.model_copy(update={"file_id": photo.file_id})
                kept.append(SeenMatch(match, replace(seen.sight, face=face, face_box=found.faces[face].box)))
        await matching.keep(self._deps, kept)
        await matching.drop(self._deps, [seen.match for seen in gone], "cropped")
        return kept


def _face_now(seen: SeenMatch, before: Sequence[FileFaces], after: FileFaces, *, carried_over: bool) -> int | None:
    """The number of the match's face in the file that is shown now; None when it is not there."""
    here = after.number_of(seen.sight)
    if carried_over and here is not None:
        return here
    for faces in before:
        if (number := faces.number_of(seen.sight)) is not None:
            return faces.numbers_in(after).get(number)
    return after.place_of(seen.sight) if here is None else here
