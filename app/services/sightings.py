"""Where on a photo a guest was seen, and how sure that is: sealed in the database under the keys of the search and its event.

That a photo belongs to a search is not sealed: photos that are hidden or deleted leave the searches that found them.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app import errors
from app.domain.vocabulary import Tier, Why
from app.ports import Cipher
from app.services import damage
from app.services.deps import Deps
from app.services.keys import keys_of_search
from app.store import events
from app.store.documents import Match

Box = tuple[float, float, float, float]
_SIGHT: Final = struct.Struct("<dBdBH4d")  # always of the same length: what is sealed says nothing by its size
_TIERS: Final = tuple(Tier)
_WHYS: Final = tuple(Why)


@dataclass(frozen=True, slots=True)
class Sight:
    """``score`` is a cosine, ``face`` the number of the face in the photo, ``face_box`` x, y, width, height as fractions."""

    score: float
    tier: Tier
    probability: float
    why: Why
    face: int
    face_box: Box


@dataclass(frozen=True, slots=True)
class SeenMatch:
    """A match, and what is sealed in it."""

    match: Match
    sight: Sight


async def sealed(deps: Deps, found: Sequence[SeenMatch]) -> list[Match]:
    """The documents to write, in that order, but for those of searches that are over: their keys are destroyed."""
    ciphers = await _ciphers(deps, [seen.match for seen in found])
    out: list[Match] = []
    for seen in found:
        cipher = ciphers.get(seen.match.search_id)
        if cipher is not None:
            sight = seen.sight
            tier, why = _TIERS.index(sight.tier), _WHYS.index(sight.why)
            plain = _SIGHT.pack(sight.score, tier, sight.probability, why, sight.face, *sight.face_box)
            out.append(seen.match.model_copy(update={"sealed": cipher.seal(plain, _context(seen.match))}))
    return out


async def opened(deps: Deps, found: Collection[Match]) -> list[SeenMatch]:
    """What was seen, in that order, but for matches of searches that are over and for those that are damaged."""
    ciphers = await _ciphers(deps, found)
    out: list[SeenMatch] = []
    for match in found:
        cipher = ciphers.get(match.search_id)
        if cipher is None:
            continue
        try:
            score, tier, probability, why, face, *box = _SIGHT.unpack(cipher.open(match.sealed, _context(match)))
        except (errors.SealBroken, struct.error):
            await damage.note_match(match)
            continue
        sight = Sight(score, _TIERS[tier], probability, _WHYS[why], face, (box[0], box[1], box[2], box[3]))
        out.append(SeenMatch(match, sight))
    return out


def best_first(found: Iterable[SeenMatch]) -> list[SeenMatch]:
    """By score; ties are broken by id, so that the order is the same every time."""
    return sorted(found, key=lambda seen: (-seen.sight.score, seen.match.photo_id))


async def _ciphers(deps: Deps, found: Collection[Match]) -> dict[str, Cipher]:
    """By search."""
    if not found:
        return {}
    event_of = {match.search_id: match.event_id for match in found}
    known = {event.id: event for event in await events.by_ids(set(event_of.values()))}
    names = {search_id: keys_of_search(known[of], search_id) for search_id, of in event_of.items() if of in known}
    ciphers = await deps.keys.ciphers(set(names.values()))
    return {search_id: ciphers[both] for search_id, both in names.items() if both in ciphers}


def _context(match: Match) -> str:
    return f"match:{match.id}"
