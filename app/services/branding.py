"""How an event shows whose it is: the brand of its owner's account, and what the event says otherwise.

``brand_of`` is what pages, cards, files and mails show; ``link_base`` is what the addresses begin with that are given to guests.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from app.domain.brands import Logo, Wishes, leads_here, look_of
from app.domain.colours import Shades
from app.domain.permissions import Action, Caller
from app.errors import NotFound, UnknownHost
from app.services import audit, small_pictures
from app.services.access import event_for, require, signed_in
from app.services.deps import Deps
from app.settings import Settings
from app.store import brands, users
from app.store.documents import BrandPicture, BrandWishes, Event, Focus, StoredPicture, User

LONGEST_NAME: Final = 80
LONGEST_IMPRINT: Final = 200
LONGEST_ADDRESS: Final = 500
NOBODYS: Final = BrandWishes()
"""Of an account that is gone, or has said nothing."""


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """``url`` is a path on this server that everybody may follow; the picture behind it never changes."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Brand:
    """What is shown: ``name`` and ``imprint`` are "" where there is none. ``credit``: eventphotos is named in the footer.
    ``cover_focus``: what of the cover stays in sight where its edges do not."""

    name: str
    link: str | None
    logo: ShownPicture | None
    colours: Shades | None
    imprint: str
    privacy_url: str | None
    credit: bool
    cover_focus: Focus | None


@dataclass(frozen=True, slots=True)
class AccountBrand:
    """What an account has said, how that looks, and which hosts its links may have."""

    wishes: BrandWishes
    shown: Brand
    hosts: Sequence[str]


@dataclass(frozen=True, slots=True)
class EventBrand:
    """What an event has said, how it looks with that, and how without."""

    wishes: BrandWishes
    shown: Brand
    account: Brand


async def brand_of(event: Event) -> Brand:
    """How the event shows whose it is."""
    return brand_with(event, await users.get(event.owner_id))


def brand_with(event: Event, owner: User | None) -> Brand:
    """The same for who has the owner's account at hand."""
    return _shown(owner.brand if owner else NOBODYS, event.brand)


async def link_base(settings: Settings, event: Event) -> str:
    """What the addresses of the event for guests begin with: scheme and host, no slash at the end."""
    return _base_with(settings, await users.get(event.owner_id))


async def brand_and_base(settings: Settings, event: Event) -> tuple[Brand, str]:
    """Both, for who needs both: the owner's account is read once."""
    owner = await users.get(event.owner_id)
    return brand_with(event, owner), _base_with(settings, owner)


def _base_with(settings: Settings, owner: User | None) -> str:
    own = owner.brand.base_url if owner else None
    # A host that leads here no longer would be a link to somebody else.
    return own if own and leads_here(own, settings.hosts_of_links) else settings.public_url


async def of_account(deps: Deps, caller: Caller) -> AccountBrand:
    """The brand of the caller's account. Raises ``Unauthenticated`` and ``Forbidden``."""
    user = await _account(caller)
    return AccountBrand(user.brand, _shown(user.brand), deps.settings.hosts_of_links)


async def change_account(deps: Deps, caller: Caller, changes: Mapping[str, Any]) -> AccountBrand:
    """Set parts of it. Raises besides ``Unacceptable`` (``unknown_host``) for a base address that does not lead here, and
    ``Conflict`` (``host_taken``) for one that is another account's."""
    user = await _account(caller)
    base = changes.get("base_url")
    if base and not leads_here(base, deps.settings.hosts_of_links):
        raise UnknownHost
    if "base_url" in changes:
        changes = {**changes, "base_host": urlsplit(base or "").netloc}
    await _write_account(caller, user, changes)
    return await of_account(deps, caller)


async def take_account_logo(deps: Deps, caller: Caller, chunks: AsyncIterator[bytes]) -> AccountBrand:
    """Another logo. Raises besides ``ImageError`` and ``TooLarge``."""
    user = await _account(caller)
    logo = await _kept(user.id, None, chunks)
    await _write_account(caller, user, {"logo": logo.model_dump()})
    return await of_account(deps, caller)


async def of_event(caller: Caller, event_id: int) -> EventBrand:
    """The brand of an event that the caller may change. Raises as ``access.event_for``."""
    event = await event_for(caller, event_id, Action.CHANGE_EVENT)
    owner = await users.get(event.owner_id)
    account = owner.brand if owner else NOBODYS
    return EventBrand(event.brand, _shown(account, event.brand), _shown(account))


async def change_event(caller: Caller, event_id: int, changes: Mapping[str, Any]) -> Event:
    """Set parts of it; returns the event as it is then. Raises as ``access.event_for``."""
    await event_for(caller, event_id, Action.CHANGE_EVENT)
    before = await brands.change_event(event_id, changes)
    if before is not None:
        await _drop(before.brand.logo if "logo" in changes else None)
        await audit.record(caller, "brand.change", f"event:{event_id}", event_id, detail=_named(changes))
    return await event_for(caller, event_id, Action.CHANGE_EVENT)


async def take_event_logo(caller: Caller, event_id: int, chunks: AsyncIterator[bytes]) -> Event:
    """A logo for this event. Raises besides ``ImageError`` and ``TooLarge``."""
    event = await event_for(caller, event_id, Action.CHANGE_EVENT)
    logo = await _kept(event.owner_id, event.id, chunks)
    return await change_event(caller, event_id, {"logo": logo.model_dump()})


async def picture(picture_id: str) -> BrandPicture:
    """A picture of somebody's brand: whoever has its address may see it. Raises ``NotFound``."""
    found = await brands.picture(picture_id)
    if found is None:
        raise NotFound
    return found


def picture_url(picture_id: str) -> str:
    """Where it is."""
    return f"/api/v1/brand-pictures/{picture_id}.png"


async def _account(caller: Caller) -> User:
    require(caller, Action.MANAGE_BRAND)
    user = await users.get(signed_in(caller))
    if user is None:
        raise NotFound
    return user


async def _write_account(caller: Caller, user: User, changes: Mapping[str, Any]) -> None:
    before = await brands.change_account(user.id, changes)
    if before is not None:
        await _drop(before.brand.logo if "logo" in changes else None)
        await audit.record(caller, "brand.change", f"user:{user.id}", detail=_named(changes))


async def _kept(owner_id: str, event_id: int | None, chunks: AsyncIterator[bytes]) -> StoredPicture:
    made = await small_pictures.small_picture(await small_pictures.received(chunks))
    kept = BrandPicture(owner_id=owner_id, event_id=event_id, png=made.png, width=made.width, height=made.height)
    await brands.insert_picture(kept)
    return StoredPicture(id=kept.id, width=kept.width, height=kept.height)


async def _drop(logo: StoredPicture | None) -> None:
    if logo is not None:
        await brands.delete_picture(logo.id)


def _named(changes: Mapping[str, Any]) -> dict[str, str]:
    return {"changed": ", ".join(sorted(set(changes) - {"base_host"}))}


def _shown(account: BrandWishes, event: BrandWishes = NOBODYS) -> Brand:
    look = look_of(_wishes(account), _wishes(event))
    logo = ShownPicture(picture_url(look.logo.id), look.logo.width, look.logo.height) if look.logo else None
    return Brand(look.name, look.link, logo, look.shades, look.imprint, look.privacy_url, look.credit, event.cover_focus)


def _wishes(stored: BrandWishes) -> Wishes:
    logo = Logo(stored.logo.id, stored.logo.width, stored.logo.height) if stored.logo else None
    return Wishes(stored.name, stored.link, stored.colour, stored.imprint, stored.privacy_url, stored.credit, logo)
