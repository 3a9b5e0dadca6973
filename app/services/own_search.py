"""A search in the hands of whoever holds it: each of these takes the caller, and does what ``searches``, ``privacy`` and
``handoff`` do if they may."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from app.domain.ids import new_id
from app.domain.permissions import Action, Caller
from app.domain.vocabulary import Shared
from app.errors import NotFound
from app.ports import Selfie
from app.services import audit, found_photos, handoff, picture_faces, privacy, searches, walls
from app.services.access import event_for, search_for
from app.services.deps import Deps
from app.services.found_photos import MatchPage, SearchDetails, SharedMatchPage
from app.services.privacy import Receipt
from app.store import events
from app.store import searches as search_store
from app.store.documents import Event, Holder, Search

_SAID: Final = {True: "yes", False: "no", None: "taken back"}


async def admit(caller: Caller, event_id: int) -> Holder:
    """Who would hold a search of the caller's. Raises as ``access.event_for``, and ``SelfieSearchOff``: asked before anything is
    read of what the caller sends."""
    event = await event_for(caller, event_id, Action.START_SEARCH)
    searches.require_offered(event)
    return _holder(caller, event)


async def start(
    deps: Deps,
    caller: Caller,
    event_id: int,
    selfies: Sequence[Selfie],
    *,
    consented: bool,
    name: str | None,
    consent_version: str | None,
    language: str | None,
    address: str,
) -> Search:
    """Search the event for a person.

    Raises as ``admit`` and ``searches.start``, ``ConsentChanged`` for a ``consent_version`` that is not the present one (None:
    the client does not say), and ``Unauthenticated`` when the link that the caller came by ended meanwhile.
    """
    event = await event_for(caller, event_id, Action.START_SEARCH)
    searches.require_offered(event)
    searches.require_current(event, consent_version)
    holder = _holder(caller, event)
    search = await searches.start(
        deps, event, holder, selfies, consented=consented, name=name, language=language, by=caller, address=address
    )
    await privacy.require_link(deps, search)
    return search


async def ask_for_faces(deps: Deps, caller: Caller, event_id: int, pictures: Sequence[bytes], *, address: str) -> str:
    """Have the faces found of the one picture that a guest may search with; returns what ``picture_faces.answer`` is asked by.

    Raises as ``admit`` and ``searches.require_pictures``.
    """
    holder = await admit(caller, event_id)
    searches.require_pictures(pictures, most=1)
    return await picture_faces.ask(deps, pictures[0], searches.lanes_of(holder, new_id(), address))


async def admit_more(caller: Caller, search_id: str) -> None:
    """Raises as ``add_selfies`` would, as far as can be told before anything is read of what the caller sends."""
    search = await search_for(caller, search_id)
    searches.require_addable(await _event_of(search), search)


async def add_selfies(
    deps: Deps, caller: Caller, search_id: str, selfies: Sequence[Selfie], *, consented: bool, address: str
) -> SearchDetails:
    """More selfies of the same person, for a live search. Raises as ``searches.add_selfies``."""
    search = await search_for(caller, search_id)
    event = await _event_of(search)
    await searches.add_selfies(deps, event, search, selfies, consented=consented, by=caller, address=address)
    return await found_photos.details(deps, search)


async def _event_of(search: Search) -> Event:
    event = await events.living(search.event_id)
    if event is None:
        raise NotFound
    return event


async def show(deps: Deps, caller: Caller, search_id: str) -> SearchDetails:
    """Where the search is."""
    return await found_photos.details(deps, await search_for(caller, search_id))


async def matches(deps: Deps, caller: Caller, search_id: str, cursor: str | None, limit: int) -> MatchPage:
    """The photos found so far, best first. Raises ``BadCursor``."""
    return await found_photos.page_of_matches(deps, await search_for(caller, search_id), cursor, limit)


async def shared_matches(
    deps: Deps, caller: Caller, search_ids: Sequence[str], mode: Shared, *, cursor: str | None, limit: int
) -> SharedMatchPage:
    """The photos that any or all of these searches found so far, best first; the caller must hold each. Raises ``BadCursor``."""
    held = [await search_for(caller, search_id) for search_id in search_ids]
    return await found_photos.page_of_shared_matches(deps, held, mode, cursor, limit)


async def say(deps: Deps, caller: Caller, search_id: str, photo_id: str, is_me: bool | None) -> None:
    """Whether the photo shows the guest; raises ``NotFound`` for a photo that is no match."""
    search = await search_for(caller, search_id)
    await searches.answer(deps, search, photo_id, is_me)
    if search.wall is False:  # by her word she is on other photos now
        await walls.renew(deps, search.event_id)
    # Not which photo: that would say who is on it, and outlive the search.
    said = {"answer": _SAID[is_me]}
    await audit.record_some(deps, caller, "search.feedback", f"search:{search.id}", search.event_id, detail=said)


async def answer_for_wall(deps: Deps, caller: Caller, search_id: str, answer: bool | None) -> None:
    """Whether a photo wall may show photos of the guest, None to take the answer back; it goes with the search. Raises
    ``NotFound`` for a search that is over."""
    search = await search_for(caller, search_id)
    if not await search_store.set_wall(search.id, answer):
        raise NotFound
    await walls.renew(deps, search.event_id)
    said = {"answer": _SAID[answer]}
    await audit.record_some(deps, caller, "search.wall", f"search:{search.id}", search.event_id, detail=said)


async def withdraw(deps: Deps, caller: Caller, search_id: str, *, receipted: bool) -> Receipt | None:
    """Take the consent back: face template and matches are gone when this returns. What failed half way can be asked for again.
    Who wants it ``receipted`` gets the receipt."""
    search = await search_for(caller, search_id, also_withdrawn=True)
    await privacy.withdraw_search(deps, search, by=caller)
    return await privacy.receipt(deps, search.id) if receipted else None


async def hand_off(deps: Deps, caller: Caller, search_id: str) -> handoff.Offer:
    """A link with which a guest takes the search along from the kiosk that the caller is."""
    return await handoff.offer(deps, await search_for(caller, search_id, Action.HAND_OFF_SEARCH))


async def leave(deps: Deps, caller: Caller, search_id: str) -> None:
    """The guest leaves the kiosk that the caller is. What failed half way can be asked for again."""
    await handoff.release(deps, await search_for(caller, search_id, Action.HAND_OFF_SEARCH, also_withdrawn=True))


def _holder(caller: Caller, event: Event) -> Holder:
    """Who will find the search again later without its token."""
    known: list[tuple[Any, str | None]] = [
        ("kiosk", caller.kiosk_id),
        ("user", caller.user_id),
        ("guest", caller.guest_id if caller.guest_event_id == event.id else None),
    ]
    for kind, holder_id in known:
        if holder_id:
            return Holder(kind=kind, id=holder_id)
    return Holder(kind="anonymous", id="")
