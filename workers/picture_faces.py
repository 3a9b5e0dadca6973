"""What a worker does with a picture whose faces a guest wants to choose from: it says where they are, and forgets the picture."""

from __future__ import annotations

from functools import partial

from app import errors
from app.ports import FaceEngine
from app.services import picture_faces
from app.services.deps import Deps
from app.services.picture_faces import SeenFace
from workers.selfies import faces_seen, selfie_limits
from workers.thread import ThreadLost, WorkThread


class PictureFaces:
    """``run`` is a job of the search workers."""

    def __init__(self, deps: Deps, engine: FaceEngine, thread: WorkThread) -> None:
        self._deps = deps
        self._engine = engine
        self._thread = thread

    async def run(self, question_id: str, rank: float = 0.0) -> None:
        """Answer which faces the picture shows; nothing when it is gone: nobody waits any more, or another run has looked at it.

        The picture is thrown away before it is looked at: one that brings a worker down is not looked at again.
        """
        waiting = await self._deps.selfies.get(question_id)
        await self._deps.selfies.discard(question_id)
        if not waiting:
            return
        limits = selfie_limits(self._deps.settings)
        look = partial(faces_seen, self._engine, waiting[0].picture, limits)
        seen: list[SeenFace] | None
        try:
            seen = [SeenFace(box, reason) for box, reason in await self._thread.run(look, rank)]
        except errors.ImageError:
            seen = None
        except ThreadLost:
            await picture_faces.give(self._deps, question_id, None)
            self._thread.abandon(f"picture {question_id}")
        await picture_faces.give(self._deps, question_id, seen)
