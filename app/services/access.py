"""The way to an event, search or kiosk: only past the table of permissions (``app.domain.permissions``).

What a caller may not see looks as if it were not there. A stranger, who shows no credentials at all, is asked for some,
whether the thing exists or not.
"""

from __future__ import annotations

from app.domain.permissions import Action, Caller, EventFacts, SearchFacts, may
from app.domain.vocabulary import SearchStage
from app.errors import AppError, Forbidden, NotFound, OutOfScope, Unauthenticated
from app.store import events, favourites, kiosks, searches
from app.store.documents import Event, FavouriteList, Kiosk, Search


def require(caller: Caller, action: Action) -> None:
    """For actions that concern no particular thing. Raises ``Unauthenticated`` or ``Forbidden``."""
    if not may(caller, action):
        raise Unauthenticated if caller.is_stranger else _forbidden(caller)


async def admit(caller: Caller, action: Action, *, event_id: int | None = None, search_id: str | None = None) -> None:
    """Raise what a service would that is asked for ``action``, before anything is read of what the caller sends: whoever may not
    need not know what would be wrong with it. The service asks again, and that counts: while a slow body came in, the event may
    have been deleted or the right may have ended. That costs one more read by id: 1 ms for an event, 2 ms for a search."""
    if event_id is not None:
        await event_for(caller, event_id, action)
    elif search_id is not None:
        await search_for(caller, search_id, action)
    else:
        require(caller, action)


def signed_in(caller: Caller) -> str:
    """The caller's user id; raises ``Unauthenticated`` without an account."""
    if caller.user_id is None:
        raise Unauthenticated
    return caller.user_id


def in_person(caller: Caller) -> str:
    """The user id of somebody who signed in; a token of theirs will not do. Raises ``Unauthenticated`` and ``Forbidden``."""
    user_id = signed_in(caller)
    require(caller, Action.MANAGE_ACCOUNT)
    return user_id


def facts(event: Event) -> EventFacts:
    """What the table of permissions wants to know of an event."""
    return EventFacts(
        event.id,
        event.owner_id,
        event.visibility,
        {member.user_id: member.role for member in event.team},
        open_gallery=event.open_gallery,
        link_gallery=event.link_gallery,
    )


async def event_for(caller: Caller, event_id: int, action: Action) -> Event:
    """The event, if the caller may do that with it.

    Raises ``NotFound`` when it is not there or not visible to the caller, ``Forbidden`` when it is visible but this is
    not allowed, ``Unauthenticated`` to a stranger who wants more than to see it.
    """
    event = await events.living(event_id)
    if event is None:
        raise _hidden(caller, seeing=action is Action.SEE_EVENT)
    if may(caller, action, facts(event)):
        return event
    if may(caller, Action.SEE_EVENT, facts(event)) and not caller.is_stranger:
        raise _forbidden(caller)
    raise _hidden(caller, seeing=action is Action.SEE_EVENT)


async def search_for(
    caller: Caller, search_id: str, action: Action = Action.USE_SEARCH, *, also_withdrawn: bool = False
) -> Search:
    """The search, if the caller holds it. A withdrawn search, and one of a deleted event, is not there.

    ``also_withdrawn`` is for who withdraws it: as long as that was not brought to its end it can be asked for again.
    """
    search = await searches.get(search_id)
    if search is None or (search.state is SearchStage.WITHDRAWN and not also_withdrawn):
        raise _hidden(caller)
    event = await events.living(search.event_id)
    if event is None:
        raise _hidden(caller)
    held = SearchFacts(search.id, search.holder.kind, search.holder.id)
    if not may(caller, Action.USE_SEARCH, facts(event), held):
        raise _hidden(caller)
    if not may(caller, action, facts(event), held):
        raise Forbidden
    return search


async def list_for(caller: Caller, list_id: str) -> tuple[FavouriteList, Event]:
    """The list of favourites and its event, if the caller has its token. One of a deleted event is not there."""
    listing = await favourites.get(list_id)
    event = await events.living(listing.event_id) if listing else None
    if listing is None or event is None or not may(caller, Action.USE_FAVOURITES, facts(event), list_id=listing.id):
        raise _hidden(caller)
    return listing, event


async def kiosk_for(caller: Caller, kiosk_id: str, action: Action) -> Kiosk:
    """The kiosk, if the caller may do that with it. A revoked kiosk is still there for its owner."""
    kiosk = await kiosks.get(kiosk_id)
    event = await events.living(kiosk.event_id) if kiosk else None
    if kiosk is None or event is None:
        raise _hidden(caller)
    if not may(caller, action, facts(event), kiosk_id=kiosk.id):
        # Who may see the event need not know which devices it has.
        raise _hidden(caller)
    return kiosk


def _forbidden(caller: Caller) -> Forbidden:
    return Forbidden() if caller.restriction is None else OutOfScope()


def _hidden(caller: Caller, *, seeing: bool = False) -> AppError:
    return Unauthenticated() if caller.is_stranger and not seeing else NotFound()
