"""Who may do what: one table. A caller stands in relations to a thing; an action needs one of some relations.

Of somebody on an event's team the relation is the role that the event's owner gave them (``docs/team.md``).

Whoever comes with a personal access token may less than their account: ``may`` is the one place that looks at that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from app.domain.vocabulary import DeviceKind, HolderKind, Role, TeamRole, Visibility


@dataclass(frozen=True, slots=True)
class Restriction:
    """What a personal access token leaves of what its account may do: these actions, at these events (None: all of its own)."""

    token_id: str
    actions: frozenset[Action]
    event_ids: frozenset[int] | None

    def leaves(self, action: Action, event: EventFacts | None) -> bool:
        """Is the action among them, at that event? What concerns no event there is yet takes a token for all of them."""
        if action not in self.actions:
            return False
        if event is None:
            return self.event_ids is None or action is Action.LIST_EVENTS
        return self.event_ids is None or event.id in self.event_ids


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: everything that their credentials prove, and nothing for a stranger.

    A browser may be an account and a guest at once (cookies), so the fields do not exclude each other. ``restriction`` is set
    for a program that shows a personal access token of the account.
    """

    user_id: str | None = None
    role: Role | None = None
    session_id: str | None = None
    guest_id: str | None = None
    guest_event_id: int | None = None
    guest_link_id: str | None = None
    kiosk_id: str | None = None
    kiosk_event_id: int | None = None
    kiosk_kind: DeviceKind = "kiosk"
    search_ids: frozenset[str] = frozenset()
    list_ids: frozenset[str] = frozenset()
    restriction: Restriction | None = None

    @property
    def is_stranger(self) -> bool:
        """No credentials at all."""
        return self == Caller()

    @property
    def actor(self) -> str:
        """For the audit log."""
        if self.user_id:
            return f"user:{self.user_id}"
        if self.kiosk_id:
            return f"kiosk:{self.kiosk_id}"
        return f"guest:{self.guest_id}" if self.guest_id else "guest:anonymous"


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What matters of an event. ``team``: the accounts of its team and what each of them is. ``open_gallery``: while it is public
    everybody may browse it, ``link_gallery``: whoever came by a share link may."""

    id: int
    owner_id: str
    visibility: Visibility
    team: Mapping[str, TeamRole] = field(default_factory=dict)
    open_gallery: bool = False
    link_gallery: bool = False


@dataclass(frozen=True, slots=True)
class SearchFacts:
    """What matters of a search."""

    id: str
    holder_kind: HolderKind
    holder_id: str


class Relation(StrEnum):
    """How a caller stands to the thing."""

    ANYONE = "anyone"
    ACCOUNT = "account"
    PHOTOGRAPHER = "photographer"
    ADMIN = "admin"
    OWNER = "owner"
    SHOOTER = "shooter"
    EDITOR = "editor"
    HELPER = "helper"
    GUEST = "guest"
    KIOSK = "kiosk"
    WALL = "wall"
    HOLDER = "holder"
    CHOOSER = "chooser"


class Action(StrEnum):
    """What can be done."""

    MANAGE_ACCOUNT = "manage_account"
    MANAGE_TOKENS = "manage_tokens"
    MANAGE_WEBHOOKS = "manage_webhooks"
    MANAGE_BRAND = "manage_brand"
    CREATE_EVENT = "create_event"
    LIST_EVENTS = "list_events"
    SEE_EVENT = "see_event"
    CHANGE_EVENT = "change_event"
    DELETE_EVENT = "delete_event"
    EXPORT_EVENT = "export_event"
    SHARE_EVENT = "share_event"
    UPLOAD_PHOTOS = "upload_photos"
    SEE_PHOTOS = "see_photos"
    WORK_ON_PHOTOS = "work_on_photos"
    CHANGE_PHOTOS = "change_photos"
    REVIEW_PHOTOS = "review_photos"
    RETRY_PHOTOS = "retry_photos"
    DELETE_PHOTOS = "delete_photos"
    DELETE_OWN_PHOTOS = "delete_own_photos"
    WATCH_INGEST = "watch_ingest"
    START_SEARCH = "start_search"
    GIVE_PHOTOS = "give_photos"
    USE_SEARCH = "use_search"
    EXPORT_SEARCH = "export_search"
    CHOOSE_PHOTOS = "choose_photos"
    USE_FAVOURITES = "use_favourites"
    SEE_FAVOURITES = "see_favourites"
    MANAGE_FAVOURITES = "manage_favourites"
    HAND_OFF_SEARCH = "hand_off_search"
    MANAGE_KIOSKS = "manage_kiosks"
    MANAGE_SENDERS = "manage_senders"
    MANAGE_OWN_SENDERS = "manage_own_senders"
    SEE_TEAM = "see_team"
    MANAGE_TEAM = "manage_team"
    JOIN_TEAM = "join_team"
    LEAVE_TEAM = "leave_team"
    BE_DEVICE = "be_device"
    BE_KIOSK = "be_kiosk"
    WATCH_KIOSK = "watch_kiosk"
    SEE_INSIGHTS = "see_insights"
    ADMINISTER = "administer"


_R = Relation
OWNERS: Final = frozenset({Role.PHOTOGRAPHER, Role.ADMIN})
"""Accounts of these roles can have events of their own, and be on the teams of others."""
_OF_ROLE: Final = {TeamRole.SHOOT: _R.SHOOTER, TeamRole.EDIT: _R.EDITOR, TeamRole.HELP: _R.HELPER}
_TEAM: Final = frozenset({_R.SHOOTER, _R.EDITOR, _R.HELPER})
PERMISSIONS: Final[dict[Action, frozenset[Relation]]] = {
    Action.MANAGE_ACCOUNT: frozenset({_R.ACCOUNT}),
    Action.MANAGE_TOKENS: frozenset({_R.PHOTOGRAPHER, _R.ADMIN}),
    Action.MANAGE_WEBHOOKS: frozenset({_R.PHOTOGRAPHER, _R.ADMIN}),
    Action.MANAGE_BRAND: frozenset({_R.PHOTOGRAPHER, _R.ADMIN}),
    Action.CREATE_EVENT: frozenset({_R.PHOTOGRAPHER, _R.ADMIN}),
    Action.LIST_EVENTS: frozenset({_R.ANYONE}),
    Action.SEE_EVENT: frozenset({_R.OWNER, *_TEAM, _R.ADMIN, _R.GUEST, _R.KIOSK, _R.WALL}),
    Action.CHANGE_EVENT: frozenset({_R.OWNER, _R.ADMIN}),
    Action.DELETE_EVENT: frozenset({_R.OWNER, _R.ADMIN}),
    Action.EXPORT_EVENT: frozenset({_R.OWNER}),
    Action.SHARE_EVENT: frozenset({_R.OWNER}),
    Action.UPLOAD_PHOTOS: frozenset({_R.OWNER, _R.SHOOTER, _R.EDITOR}),
    Action.SEE_PHOTOS: frozenset({_R.OWNER, *_TEAM}),
    # Any of the five that follow; which of them counts, the service asks once it knows.
    Action.WORK_ON_PHOTOS: frozenset({_R.OWNER, *_TEAM}),
    # Hide and show, stars, and the clocks of cameras.
    Action.CHANGE_PHOTOS: frozenset({_R.OWNER, _R.EDITOR}),
    # Say yes or no at the event's gate, also of a photo that had been let go.
    Action.REVIEW_PHOTOS: frozenset({_R.OWNER, _R.EDITOR, _R.HELPER}),
    Action.RETRY_PHOTOS: frozenset({_R.OWNER, _R.SHOOTER, _R.EDITOR}),
    Action.DELETE_PHOTOS: frozenset({_R.OWNER}),
    Action.DELETE_OWN_PHOTOS: frozenset({_R.OWNER, _R.SHOOTER, _R.EDITOR}),
    Action.WATCH_INGEST: frozenset({_R.OWNER, *_TEAM, _R.ADMIN}),
    Action.START_SEARCH: frozenset({_R.OWNER, _R.GUEST, _R.KIOSK}),
    # Where the event lets guests; the service asks that, and whose photo it is.
    Action.GIVE_PHOTOS: frozenset({_R.GUEST}),
    Action.USE_SEARCH: frozenset({_R.HOLDER}),
    Action.EXPORT_SEARCH: frozenset({_R.HOLDER}),
    # Begin a list of favourites: guests, by their session or by a search of theirs.
    Action.CHOOSE_PHOTOS: frozenset({_R.GUEST}),
    Action.USE_FAVOURITES: frozenset({_R.CHOOSER}),
    Action.SEE_FAVOURITES: frozenset({_R.OWNER, _R.EDITOR}),
    Action.MANAGE_FAVOURITES: frozenset({_R.OWNER}),
    Action.HAND_OFF_SEARCH: frozenset({_R.KIOSK}),
    Action.MANAGE_KIOSKS: frozenset({_R.OWNER}),
    Action.MANAGE_SENDERS: frozenset({_R.OWNER}),
    Action.MANAGE_OWN_SENDERS: frozenset({_R.OWNER, _R.SHOOTER, _R.EDITOR}),
    Action.SEE_TEAM: frozenset({_R.OWNER, *_TEAM}),
    Action.MANAGE_TEAM: frozenset({_R.OWNER}),
    Action.JOIN_TEAM: frozenset({_R.PHOTOGRAPHER, _R.ADMIN}),
    Action.LEAVE_TEAM: _TEAM,
    Action.BE_DEVICE: frozenset({_R.KIOSK, _R.WALL}),
    Action.BE_KIOSK: frozenset({_R.KIOSK}),
    Action.WATCH_KIOSK: frozenset({_R.OWNER, _R.KIOSK, _R.WALL}),
    Action.SEE_INSIGHTS: frozenset({_R.OWNER, _R.ADMIN}),
    Action.ADMINISTER: frozenset({_R.ADMIN}),
}

AT_EVENT: Final = tuple(action for action, allowed in PERMISSIONS.items() if allowed & {_R.OWNER, *_TEAM})
"""What an account may come to do at an event by owning it or being on its team."""


def relations(
    caller: Caller,
    event: EventFacts | None = None,
    search: SearchFacts | None = None,
    kiosk_id: str | None = None,
    *,
    list_id: str | None = None,
) -> frozenset[Relation]:
    """All relations in which ``caller`` stands to the things given.

    Everybody is a guest of a public event. The owner is one only as a photographer or administrator, and so is who is on the
    team: whose account became a guest's keeps the events and no power over them. With ``kiosk_id`` only that very device is
    ``KIOSK`` or ``WALL``. A personal access token stands for the account's own events and teams alone: an administrator's is a
    photographer's.
    """
    if caller.restriction is not None:
        return _of_a_token(caller, event)
    found = {_R.ANYONE}
    if caller.user_id is not None:
        found.add(_R.ACCOUNT)
    if caller.role == Role.ADMIN:
        found.add(_R.ADMIN)
    if caller.role == Role.PHOTOGRAPHER:
        found.add(_R.PHOTOGRAPHER)
    if event is not None:
        found |= _event_relations(caller, event, kiosk_id)
    if search is not None and _holds(caller, search):
        found.add(_R.HOLDER)
    if list_id is not None and list_id in caller.list_ids:
        found.add(_R.CHOOSER)
    return frozenset(found)


def may(
    caller: Caller,
    action: Action,
    event: EventFacts | None = None,
    search: SearchFacts | None = None,
    kiosk_id: str | None = None,
    *,
    list_id: str | None = None,
) -> bool:
    """Is one of the caller's relations to the things given enough, and does a token leave the action?"""
    if caller.restriction is not None and not caller.restriction.leaves(action, event):
        return False
    return bool(PERMISSIONS[action] & relations(caller, event, search, kiosk_id, list_id=list_id))


def browses(caller: Caller, event: EventFacts) -> bool:
    """May somebody who may see the event look through all that guests get to see of it, without a selfie?"""
    return everybody_browses(event) or (event.link_gallery and caller.guest_event_id == event.id and bool(caller.guest_link_id))


def everybody_browses(event: EventFacts) -> bool:
    """May it be looked through without a share link?"""
    return event.open_gallery and event.visibility == Visibility.PUBLIC


def accounts_who_may(action: Action, event: EventFacts) -> frozenset[str]:
    """The accounts that may do it by owning the event or being on its team, as far as the table goes: whether an account is open
    and still a photographer's is for who asks to see."""
    allowed = PERMISSIONS[action]
    of_team = {user_id for user_id, role in event.team.items() if _OF_ROLE[role] in allowed}
    return frozenset({event.owner_id, *of_team} if _R.OWNER in allowed else of_team)


def _of_a_token(caller: Caller, event: EventFacts | None) -> frozenset[Relation]:
    if caller.role not in OWNERS:
        return frozenset({_R.ANYONE})
    return frozenset({_R.ANYONE, _R.PHOTOGRAPHER, *(_by_account(caller, event) if event else ())})


def _by_account(caller: Caller, event: EventFacts) -> set[Relation]:
    """What the account itself is to the event."""
    if caller.user_id is None or caller.role not in OWNERS:
        return set()
    if caller.user_id == event.owner_id:
        return {_R.OWNER}
    role = event.team.get(caller.user_id)
    return {_OF_ROLE[role]} if role else set()


def _event_relations(caller: Caller, event: EventFacts, kiosk_id: str | None) -> set[Relation]:
    found = _by_account(caller, event)
    if event.visibility == Visibility.PUBLIC or caller.guest_event_id == event.id:
        found.add(_R.GUEST)
    if caller.kiosk_id and caller.kiosk_event_id == event.id and kiosk_id in (None, caller.kiosk_id):
        found.add(_R.WALL if caller.kiosk_kind == "wall" else _R.KIOSK)
    return found


def _holds(caller: Caller, search: SearchFacts) -> bool:
    if search.id in caller.search_ids:
        return True
    own = {"user": caller.user_id, "guest": caller.guest_id, "kiosk": caller.kiosk_id}.get(search.holder_kind)
    return own is not None and own == search.holder_id
