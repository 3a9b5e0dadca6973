"""The clock that the studio shows as QR codes, one a second, so that a photo of it says how wrong the camera's clock was.

Each code is signed, so that nobody can hold one of their own making in front of a camera. Photos are looked at for codes only
for as long as somebody may bring photos from an evening on which the clock was shown: reading them takes time.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import segno

from app.derived_keys import derived_key
from app.domain.permissions import Action, Caller
from app.domain.times import utc_now
from app.services.access import event_for
from app.settings import Settings
from app.store import events
from app.store.documents import Event

SHOWN_S: Final = 30
"""So many codes a page gets at a time; without a connection it shows none after that, and none that is wrong."""
LOOKED_FOR: Final = timedelta(hours=48)
"""After the clock was last shown, for cards that are read the next day."""
_PREFIX: Final = "EPCLOCK"
_SIGNATURE_BYTES: Final = 8
_LONGEST_TEXT: Final = 64


@dataclass(frozen=True, slots=True)
class ClockCode:
    """What the clock shows in the second that begins ``at``: rows of ``1`` (dark) and ``0``, without the margin."""

    at: datetime
    rows: Sequence[str]


@dataclass(frozen=True, slots=True)
class ClockFace:
    """What the service's own clock shows ``now``, and the codes from then on."""

    now: datetime
    codes: Sequence[ClockCode]


async def show(settings: Settings, caller: Caller, event_id: int) -> ClockFace:
    """Show the event's clock for the next seconds. Raises as ``access.event_for``."""
    event = await event_for(caller, event_id, Action.CHANGE_PHOTOS)
    now = utc_now()
    await events.change(event.id, {"clock_shown_at": now})
    first = now.replace(microsecond=0)
    seconds = [first + timedelta(seconds=second) for second in range(SHOWN_S)]
    return ClockFace(now, [ClockCode(at, rows_of(code_text(settings, event.id, at))) for at in seconds])


def may_be_on_a_photo(event: Event, now: datetime) -> bool:
    """Whether photos that come now are to be looked at for the event's clock."""
    return event.clock_shown_at is not None and now - event.clock_shown_at < LOOKED_FOR


def code_text(settings: Settings, event_id: int, at: datetime) -> str:
    """What the code says in that second; in signs of which a QR code holds most (ISO/IEC 18004, alphanumeric)."""
    said = f"{_PREFIX}:{event_id}:{round(at.timestamp())}"
    return f"{said}:{_signature(settings, said)}"


def rows_of(text: str) -> list[str]:
    """The QR code of a text, row by row from above: ``1`` is dark."""
    return ["".join("01"[bool(module)] for module in row) for row in segno.make(text, error="q", micro=False).matrix]


def time_in(settings: Settings, event: Event, texts: Sequence[str]) -> datetime | None:
    """What a clock of this event showed, by the texts of the codes on a photo; None where none of them is one of ours, or several
    show different times."""
    found = {at for text in texts if (at := _time_in(settings, event, text))}
    return found.pop() if len(found) == 1 else None


def _time_in(settings: Settings, event: Event, text: str) -> datetime | None:
    said, _, signature = text[:_LONGEST_TEXT].rpartition(":")
    prefix, _, rest = said.partition(":")
    number, _, seconds = rest.partition(":")
    if prefix != _PREFIX or number != str(event.id):
        return None
    if not hmac.compare_digest(_signature(settings, said).encode(), signature.encode()):
        return None
    return datetime.fromtimestamp(int(seconds), UTC)


def _signature(settings: Settings, said: str) -> str:
    key = derived_key(settings.secret_key.get_secret_value(), "clock codes 1")
    digest = hmac.new(key, said.encode(), hashlib.sha256).digest()[:_SIGNATURE_BYTES]
    return base64.b32encode(digest).decode().rstrip("=")
