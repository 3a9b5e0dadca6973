"""An event's watermark as its photographer sets it: a text or a picture, where, how large and how strong."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from anyio import to_thread
from PIL import Image, ImageDraw, ImageFont

from app import jobs
from app.domain.permissions import Action, Caller
from app.domain.times import utc_now
from app.domain.watermarks import Place, Watermark, is_arabic, version_of
from app.errors import WatermarkMissing
from app.services import audit, small_pictures
from app.services.access import event_for
from app.services.deps import Deps
from app.services.small_pictures import SmallPicture
from app.store import brands, events
from app.store.documents import BrandPicture, Event, StoredPicture, StoredWatermark

MOST_BEFORE: Final = 1
USUAL_SIZE: Final = 25
USUAL_OPACITY: Final = 50
_LARGEST: Final = (1600, 1600)
_TYPE_PX: Final = 160
_WHITE, _EDGE = (255, 255, 255, 255), (0, 0, 0, 160)
_IN_LATIN: Final = "\u0131\u0152\u0153"  # by the ranges in static/css/tokens.css
_VENDOR: Final = Path(__file__).parents[2] / "static" / "vendor"
_LATIN: Final = _VENDOR / "barlow-condensed" / "barlow-condensed-latin-600-normal.woff2"
_LATIN_MORE: Final = _VENDOR / "barlow-condensed" / "barlow-condensed-latin-ext-600-normal.woff2"
_ARABIC: Final = _VENDOR / "cairo" / "cairo-arabic-700-normal.woff2"


@dataclass(frozen=True, slots=True)
class Laid:
    """Where a mark lies, how large (per cent of the picture's width) and how strong (per cent)."""

    place: Place
    size: int
    opacity: int


async def of_event(caller: Caller, event_id: int) -> Event:
    """The event with its watermark, for who may change it. Raises as ``access.event_for``."""
    return await event_for(caller, event_id, Action.CHANGE_EVENT)


async def lay(deps: Deps, caller: Caller, event_id: int, laid: Laid, text: str | None) -> Event:
    """Lay ``text`` over what guests get; None: the mark that is there, another way. Raises as ``access.event_for``, and
    ``Unacceptable`` (``watermark_missing``) where there is none."""
    event = await event_for(caller, event_id, Action.CHANGE_EVENT)
    if text is not None:
        kept = await _kept(event, await to_thread.run_sync(_written, text))
        return await _set(deps, caller, event, kept, laid, text=text)
    if event.watermark is None:
        raise WatermarkMissing
    return await _set(deps, caller, event, event.watermark.picture, laid, text=event.watermark.text)


async def take_picture(deps: Deps, caller: Caller, event_id: int, chunks: AsyncIterator[bytes]) -> Event:
    """Lay a picture over what guests get, as the mark before it lay. Raises besides ``ImageError`` and ``TooLarge``."""
    event = await event_for(caller, event_id, Action.CHANGE_EVENT)
    kept = await _kept(event, await small_pictures.small_picture(await small_pictures.received(chunks), _LARGEST))
    before = event.watermark
    laid = Laid(before.place, before.size, before.opacity) if before else Laid(Place.BOTTOM_RIGHT, USUAL_SIZE, USUAL_OPACITY)
    return await _set(deps, caller, event, kept, laid, text="")


async def repeat(deps: Deps, caller: Caller, event: Event, mark: StoredWatermark) -> Event:
    """The mark of another event for this one, which the caller has just made: with a picture of its own, for the other's goes
    with that event."""
    picture = await brands.picture(mark.picture.id)
    if picture is None:
        return event
    kept = await _kept(event, SmallPicture(picture.png, picture.width, picture.height))
    return await _set(deps, caller, event, kept, Laid(mark.place, mark.size, mark.opacity), text=mark.text)


async def remove(deps: Deps, caller: Caller, event_id: int) -> None:
    """Guests get pictures without a mark again. Can be repeated."""
    event = await event_for(caller, event_id, Action.CHANGE_EVENT)
    if event.watermark is not None:
        await _write(deps, caller, event, None)


async def _set(deps: Deps, caller: Caller, event: Event, picture: StoredPicture, laid: Laid, *, text: str) -> Event:
    mark = Watermark(picture.id, picture.width, picture.height, laid.place, laid.size, laid.opacity)
    version, now = version_of(mark), event.watermark
    earlier = [now.version, *now.before] if now else []
    before = [one for one in earlier if one != version][:MOST_BEFORE]
    stored = StoredWatermark(
        text=text, picture=picture, place=laid.place, size=laid.size, opacity=laid.opacity, version=version, before=before
    )
    return await _write(deps, caller, event, stored)


async def _write(deps: Deps, caller: Caller, event: Event, mark: StoredWatermark | None) -> Event:
    changed = await events.change(
        event.id, {"watermark": mark.model_dump(mode="json") if mark else None, "mark_asked_at": utc_now()}
    )
    if changed is None:  # deleted this very moment
        return await event_for(caller, event.id, Action.CHANGE_EVENT)
    if event.watermark is not None and (mark is None or mark.picture.id != event.watermark.picture.id):
        await brands.delete_picture(event.watermark.picture.id)
    await audit.record(caller, "event.change", f"event:{event.id}", event.id, detail={"changed": "watermark"})
    await deps.queue.enqueue(jobs.mark_photos(event.id))
    return changed


async def _kept(event: Event, made: SmallPicture) -> StoredPicture:
    kept = BrandPicture(owner_id=event.owner_id, event_id=event.id, png=made.png, width=made.width, height=made.height)
    await brands.insert_picture(kept)
    return StoredPicture(id=kept.id, width=kept.width, height=kept.height)


def _written(text: str) -> SmallPicture:
    """White letters with a thin dark edge, which are seen on light and on dark."""
    edge = _TYPE_PX // 40
    runs = [(part, ImageFont.truetype(face, _TYPE_PX)) for face, part in _runs(text)]
    width = sum(font.getlength(part) for part, font in runs)
    picture = Image.new("RGBA", (round(width) + _TYPE_PX, 2 * _TYPE_PX), (0, 0, 0, 0))
    draw, at = ImageDraw.Draw(picture), float(_TYPE_PX // 2)
    for part, font in runs:
        place = (at, 1.4 * _TYPE_PX)
        draw.text(place, part, font=font, fill=_WHITE, stroke_width=edge, stroke_fill=_EDGE, anchor="ls")
        at += font.getlength(part)
    return small_pictures.as_png(picture.crop(picture.getbbox()))


def _runs(text: str) -> Iterator[tuple[Path, str]]:
    """The parts of the text, each with the file of the typeface that holds its letters."""
    if is_arabic(text):
        yield _ARABIC, text
        return
    for more, part in groupby(text, _is_more):
        yield _LATIN_MORE if more else _LATIN, "".join(part)


def _is_more(letter: str) -> bool:
    return "\u0100" <= letter <= "\u1eff" and letter not in _IN_LATIN
