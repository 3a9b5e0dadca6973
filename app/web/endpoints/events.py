"""Events."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field is called date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, RootModel
from starlette.requests import Request
from starlette.responses import Response

from app.domain import text
from app.domain.permissions import Action
from app.services import events, kiosks, privacy
from app.services.access import event_for, require
from app.services.events import EventPage, EventShape, ManagedEventShape
from app.store.documents import Visibility
from app.web.answers import answer, nothing
from app.web.auth import caller_of
from app.web.openapi import documented
from app.web.requests import deps_of, json_body, query_params

EventName = Annotated[str, AfterValidator(lambda name: text.one_line(name, events.LONGEST_NAME))]


class NewEvent(BaseModel):
    """``public``: anyone may find it; ``unlisted`` and ``private``: guests need a share link."""

    name: EventName
    date: Day | None = None
    visibility: Visibility


class EventChanges(BaseModel):
    """What is given is changed; ``date`` may be set to null."""

    name: EventName = ""
    date: Day | None = None
    visibility: Visibility = Visibility.PRIVATE


class AnyEvent(RootModel[ManagedEventShape | EventShape]):
    """An event, as much of it as the caller may know."""


class EventQuery(BaseModel):
    """A page of events; ``mine`` leaves out what others own."""

    mine: bool = False
    cursor: Annotated[str | None, Field(pattern=r"^[0-9]{1,9}$")] = None
    limit: Annotated[int, Field(ge=1, le=events.LARGEST_PAGE)] = 50


@documented("events", body=NewEvent, answers={201: ManagedEventShape}, errors=(401, 403))
async def create(request: Request) -> Response:
    """Create an event.

    Its number counts up from 1.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    require(caller, Action.CREATE_EVENT)  # before the body: whoever may not need not know what would be wrong with it
    new = await json_body(request, NewEvent)
    event = await events.create(deps, caller, new.name, new.date, new.visibility)
    return answer(await events.shape_for(caller, event), 201)


@documented("events", query=EventQuery, answers={200: EventPage}, errors=(401,), anonymous=True)
async def page(request: Request) -> Response:
    """The events that you may see, newest first."""
    caller = await caller_of(request, deps_of(request))
    query = query_params(request, EventQuery)
    before = int(query.cursor) if query.cursor else None
    return answer(await events.page(caller, mine=query.mine, before=before, limit=query.limit))


@documented("events", answers={200: AnyEvent}, errors=(401, 404), anonymous=True)
async def show(request: Request) -> Response:
    """One event.

    Guests see less of it than its owner.
    """
    caller = await caller_of(request, deps_of(request))
    event = await event_for(caller, request.path_params["event_id"], Action.SEE_EVENT)
    return answer(await events.shape_for(caller, event))


@documented("events", body=EventChanges, answers={200: ManagedEventShape}, errors=(401, 403, 404))
async def change(request: Request) -> Response:
    """Change an event."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    await event_for(caller, request.path_params["event_id"], Action.CHANGE_EVENT)
    changes = await json_body(request, EventChanges)
    event = await events.change(caller, request.path_params["event_id"], changes.model_dump(exclude_unset=True))
    await kiosks.reconfigure(deps, event)
    return answer(await events.shape_for(caller, event))


@documented("events", answers={204: None}, errors=(401, 403, 404))
async def delete(request: Request) -> Response:
    """Delete an event.

    Photos, faces, searches and index go with it.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    event = await event_for(caller, request.path_params["event_id"], Action.DELETE_EVENT)
    await privacy.delete_event(deps, event, caller.actor)
    return nothing()
