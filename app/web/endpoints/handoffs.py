"""Taking a search from a kiosk to a phone."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain.permissions import Action
from app.services import grounds, handoff, own_search, searches
from app.services.events import guest_event
from app.web.answers import answer, nothing_kept, shaped
from app.web.auth import caller_of
from app.web.endpoints.events import EventShape, event_shape
from app.web.endpoints.searches import StartedSearchShape
from app.web.openapi import documented
from app.web.requests import deps_of, json_body


class HandoffShape(BaseModel):
    """`url` works once and for a few minutes; `qr_svg` shows it."""

    url: str
    qr_svg: str
    expires_at: datetime


class Handoff(BaseModel):
    """What came in the address's fragment.

    Who sends a `nonce`, made for this one hand-over, may send both again when the answer was lost, and gets it once more.
    """

    handoff: Annotated[str, Field(min_length=1, max_length=1024)]
    nonce: Annotated[str | None, Field(pattern=r"^[A-Za-z0-9_-]{16,64}$")] = None


class TakenOverShape(BaseModel):
    """The search, now on this device too, and its event."""

    search: StartedSearchShape
    event: EventShape


@documented("kiosks", action=Action.HAND_OFF_SEARCH, answers={200: HandoffShape}, errors=(401, 403, 404))
async def hand_off(request: Request) -> Response:
    """A link with which a guest takes a search along on a phone."""
    deps = deps_of(request)
    offer = await own_search.hand_off(deps, await caller_of(request, deps), request.path_params["search_id"])
    return answer(HandoffShape(url=offer.url, qr_svg=offer.qr_svg, expires_at=offer.expires_at))


@documented("kiosks", action=Action.HAND_OFF_SEARCH, answers={204: None}, errors=(401, 403, 404))
async def done(request: Request) -> Response:
    """The guest leaves the kiosk.

    A search that a phone took over lives on there and the kiosk lets go of it; any other is withdrawn. What failed half way (503)
    can be asked for again. The answer empties the browser's cache.
    """
    deps = deps_of(request)
    await own_search.leave(deps, await caller_of(request, deps), request.path_params["search_id"])
    return nothing_kept()


@documented(
    "searches",
    action="whoever has the link from the kiosk",
    body=Handoff,
    answers={200: TakenOverShape},
    errors=(404, 410),
    anonymous=True,
)
async def take_over(request: Request) -> Response:
    """Go on with a search that a kiosk handed off; works once, for one phone, with whichever of its links."""
    deps = deps_of(request)
    given = await json_body(request, Handoff)
    search, event = await handoff.redeem(deps, given.handoff, given.nonce)
    started = shaped(StartedSearchShape, searches.started(deps, search))
    guests = event_shape(await guest_event(deps, event, grounds.of_search(search.id)))
    return answer(TakenOverShape(search=started, event=guests))
