"""How an event is going for its guests."""

from __future__ import annotations

from datetime import UTC, datetime

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from app.domain.permissions import Action
from app.services.insights import Insights, InsightsDesk
from app.web.answers import answer, shaped
from app.web.auth import caller_of
from app.web.endpoints.photos import PictureShape
from app.web.openapi import documented
from app.web.requests import deps_of


class DeliveryShape(BaseModel):
    """From a photo's arrival to the moment a guest's page says that it has it, over the last thousand; null without any."""

    samples: int
    p50_ms: int | None
    p95_ms: int | None


class MinuteShape(BaseModel):
    """Matches that guests were told of within the minute that began at ``at``."""

    at: datetime
    matches: int


class LovedShape(PictureShape):
    """A photo that guests like: ``hearts`` of so many of them, ``found_by`` so many searches."""

    name: str
    hearts: int
    found_by: int


class OpenedLinkShape(BaseModel):
    """A share link that is not revoked, and how often it was opened."""

    id: str
    label: str
    opened: int


class InsightsShape(BaseModel):
    """``guests_searching``: searches with an open page right now. ``searches``: all so far that were not rejected, ``guests``
    those who began them: each phone, account or visitor of a kiosk once.

    ``photos_found``: photos that belong to a guest by now. ``downloads``: photos that guests have saved, each time.
    ``favourites``: hearts that guests have given. ``loved``: the photos with most hearts and, beyond those, that most guests
    have; ``links``: the share links, the most opened first.
    ``matches_delivered``: matches that guests were told of so far, also guests who have gone; ``matches_live`` those of them
    that came after the search. ``guests_without_match``: searches that wait and have none. ``per_minute``: the last sixty, the
    oldest first.
    """

    guests_searching: int
    searches: int
    guests: int
    photos_found: int
    downloads: int
    favourites: int
    loved: list[LovedShape]
    links: list[OpenedLinkShape]
    matches_delivered: int
    matches_live: int
    guests_without_match: int
    kiosks_online: int
    delivery: DeliveryShape
    per_minute: list[MinuteShape]


@documented("insights", action=Action.SEE_INSIGHTS, answers={200: InsightsShape}, errors=(403, 404))
async def show(request: Request) -> Response:
    """How the event is going for its guests.

    What is counted is at most a few seconds old, in an event with very many matches half a minute.
    """
    caller = await caller_of(request, deps_of(request))
    desk: InsightsDesk = request.state.insights
    return answer(_shape(await desk.of_event(caller, request.path_params["event_id"])))


def _shape(found: Insights) -> InsightsShape:
    delivery = found.delivery
    return InsightsShape(
        guests_searching=found.searching,
        searches=found.searches,
        guests=found.people,
        photos_found=found.photos_found,
        downloads=found.downloads,
        favourites=found.favourites,
        loved=[
            shaped(LovedShape, each.photo, name=each.name, hearts=each.hearts, found_by=each.found_by) for each in found.loved
        ],
        links=[shaped(OpenedLinkShape, link) for link in found.links],
        matches_delivered=found.told,
        matches_live=found.told_live,
        guests_without_match=found.without_match,
        kiosks_online=found.kiosks_online,
        delivery=DeliveryShape(samples=delivery.samples, p50_ms=delivery.p50_ms, p95_ms=delivery.p95_ms),
        per_minute=[MinuteShape(at=at.astimezone(UTC), matches=matches) for at, matches in found.per_minute],
    )
