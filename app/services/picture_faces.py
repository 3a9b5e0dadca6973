"""Which faces a picture shows, for a guest who is to say which one is hers: asked of a search worker, and nothing is kept.

The web process has no models. It leaves the picture where selfies wait, tells a worker, and waits for the answer: where the faces
are and whether they will do, and nothing that a face could be known by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import orjson

from app import errors, jobs
from app.domain.faces import Box
from app.domain.ids import new_id
from app.domain.quality import SelfieReason
from app.ports import Selfie
from app.services.deps import Deps

_WITHIN_S: Final = 8.0
"""Guests go on without an answer by then. A worker needs a tenth of a second."""
_PICTURE_TTL_S: Final = 10
_ANSWER_TTL_S: Final = 5
_RETRY_AFTER_S: Final = 10


@dataclass(frozen=True, slots=True)
class SeenFace:
    """``box`` in fractions of the upright picture; ``reason``: why a selfie of this face would be refused."""

    box: Box
    reason: SelfieReason | None

    @property
    def usable(self) -> bool:
        """Whether it will do."""
        return self.reason is None


async def ask(deps: Deps, picture: bytes, lanes: Sequence[str]) -> str:
    """Have a worker look at the picture, in its turn; returns the question to wait for. Raises ``Unavailable``."""
    question_id = new_id()
    await deps.selfies.put(question_id, [Selfie(picture)], _PICTURE_TTL_S)
    await deps.queue.enqueue(jobs.find_faces(question_id), lanes=lanes)
    return question_id


async def answer(deps: Deps, question_id: str, within_s: float = _WITHIN_S) -> list[SeenFace]:
    """The faces, from left to right. Raises ``Unavailable`` when no worker has said so in time, and ``UnsupportedMedia`` for what
    is no picture."""
    try:
        said = await deps.answers.wait(question_id, within_s)
    finally:
        await deps.selfies.discard(question_id)
    if said is None:
        raise errors.Unavailable("The picture could not be checked in time.", retry_after_s=_RETRY_AFTER_S)
    faces = orjson.loads(said)
    if faces is None:
        raise errors.UnsupportedMedia("This picture cannot be read.")
    return [SeenFace(Box(*box), SelfieReason(reason) if reason else None) for box, reason in faces]


async def give(deps: Deps, question_id: str, faces: Sequence[SeenFace] | None) -> None:
    """A worker's answer; None for what is no picture."""
    said = None if faces is None else [[list(face.box), face.reason] for face in sorted(faces, key=lambda face: face.box.x)]
    await deps.answers.give(question_id, orjson.dumps(said), _ANSWER_TTL_S)
