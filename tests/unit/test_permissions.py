"""The table of permissions, read line by line, and how callers come to their relations."""

from __future__ import annotations

import pytest

from app.domain.permissions import (
    AT_EVENT,
    PERMISSIONS,
    Action,
    Caller,
    EventFacts,
    Relation,
    Restriction,
    SearchFacts,
    accounts_who_may,
    browses,
    may,
    relations,
)
from app.domain.token_scopes import SCOPES, restriction
from app.domain.vocabulary import Role, TeamRole, TokenScope, Visibility

TEAM = {
    "shooter": TeamRole.SHOOT,
    "editor": TeamRole.EDIT,
    "helper": TeamRole.HELP,
    "demoted": TeamRole.EDIT,
    "chief": TeamRole.EDIT,
}
PRIVATE = EventFacts(7, "owner", Visibility.PRIVATE, TEAM)
UNLISTED = EventFacts(7, "owner", Visibility.UNLISTED, TEAM)
PUBLIC = EventFacts(7, "owner", Visibility.PUBLIC, TEAM)
SEARCH = SearchFacts(id="s1", holder_kind="guest", holder_id="g1")

CALLERS = {
    "owner": Caller(user_id="owner", role=Role.PHOTOGRAPHER),
    "other": Caller(user_id="other", role=Role.PHOTOGRAPHER),
    "account": Caller(user_id="account", role=Role.GUEST),
    "former photographer": Caller(user_id="owner", role=Role.GUEST),
    "admin": Caller(user_id="root", role=Role.ADMIN),
    "shooter": Caller(user_id="shooter", role=Role.PHOTOGRAPHER),
    "editor": Caller(user_id="editor", role=Role.PHOTOGRAPHER),
    "helper": Caller(user_id="helper", role=Role.PHOTOGRAPHER),
    "editor who became a guest": Caller(user_id="demoted", role=Role.GUEST),
    "admin on the team": Caller(user_id="chief", role=Role.ADMIN),
    "guest": Caller(guest_id="g1", guest_event_id=7),
    "guest elsewhere": Caller(guest_id="g2", guest_event_id=8),
    "kiosk": Caller(kiosk_id="k1", kiosk_event_id=7),
    "wall": Caller(kiosk_id="k1", kiosk_event_id=7, kiosk_kind="wall"),
    "kiosk elsewhere": Caller(kiosk_id="k2", kiosk_event_id=8),
    "search token": Caller(search_ids=frozenset({"s1"})),
    "other search token": Caller(search_ids=frozenset({"s2"})),
    "list token": Caller(list_ids=frozenset({"l1"})),
    "other list token": Caller(list_ids=frozenset({"l2"})),
    "stranger": Caller(),
}

ACCOUNTS = {who for who, caller in CALLERS.items() if caller.user_id}
PHOTOGRAPHERS = ACCOUNTS - {"account", "former photographer", "editor who became a guest"}
EDITORS = {"editor", "admin on the team"}
ADMINS = {"admin", "admin on the team"}
EVERYBODY_ON_IT = {"owner", "shooter", "helper"} | EDITORS

# Who may, at a private event, with the search of guest g1, the kiosk k1 and the list l1.
TABLE = {
    Action.MANAGE_ACCOUNT: ACCOUNTS,
    Action.MANAGE_TOKENS: PHOTOGRAPHERS,
    Action.MANAGE_WEBHOOKS: PHOTOGRAPHERS,
    Action.MANAGE_BRAND: PHOTOGRAPHERS,
    Action.CREATE_EVENT: PHOTOGRAPHERS,
    Action.LIST_EVENTS: set(CALLERS),
    Action.SEE_EVENT: EVERYBODY_ON_IT | {"admin", "guest", "kiosk", "wall"},
    Action.CHANGE_EVENT: {"owner"} | ADMINS,
    Action.DELETE_EVENT: {"owner"} | ADMINS,
    Action.EXPORT_EVENT: {"owner"},
    Action.SHARE_EVENT: {"owner"},
    Action.UPLOAD_PHOTOS: {"owner", "shooter"} | EDITORS,
    Action.SEE_PHOTOS: EVERYBODY_ON_IT,
    Action.WORK_ON_PHOTOS: EVERYBODY_ON_IT,
    Action.CHANGE_PHOTOS: {"owner"} | EDITORS,
    Action.REVIEW_PHOTOS: {"owner", "helper"} | EDITORS,
    Action.RETRY_PHOTOS: {"owner", "shooter"} | EDITORS,
    Action.DELETE_PHOTOS: {"owner"},
    Action.DELETE_OWN_PHOTOS: {"owner", "shooter"} | EDITORS,
    Action.WATCH_INGEST: EVERYBODY_ON_IT | {"admin"},
    Action.START_SEARCH: {"owner", "guest", "kiosk"},
    Action.GIVE_PHOTOS: {"guest"},
    Action.USE_SEARCH: {"guest", "search token"},
    Action.EXPORT_SEARCH: {"guest", "search token"},
    Action.CHOOSE_PHOTOS: {"guest"},
    Action.USE_FAVOURITES: {"list token"},
    Action.SEE_FAVOURITES: {"owner"} | EDITORS,
    Action.MANAGE_FAVOURITES: {"owner"},
    Action.HAND_OFF_SEARCH: {"kiosk"},
    Action.MANAGE_KIOSKS: {"owner"},
    Action.MANAGE_SENDERS: {"owner"},
    Action.MANAGE_OWN_SENDERS: {"owner", "shooter"} | EDITORS,
    Action.SEE_TEAM: EVERYBODY_ON_IT,
    Action.MANAGE_TEAM: {"owner"},
    Action.JOIN_TEAM: PHOTOGRAPHERS,
    Action.LEAVE_TEAM: {"shooter", "helper"} | EDITORS,
    Action.BE_DEVICE: {"kiosk", "wall"},
    Action.BE_KIOSK: {"kiosk"},
    Action.WATCH_KIOSK: {"owner", "kiosk", "wall"},
    Action.SEE_INSIGHTS: {"owner"} | ADMINS,
    Action.ADMINISTER: ADMINS,
}
# What being a guest of a public event adds for everybody.
GUESTS_MAY = {Action.SEE_EVENT, Action.START_SEARCH, Action.CHOOSE_PHOTOS, Action.GIVE_PHOTOS}


def test_every_action_has_its_line() -> None:
    assert set(PERMISSIONS) == set(Action) == set(TABLE)
    assert all(PERMISSIONS.values())


@pytest.mark.parametrize("event", [PRIVATE, UNLISTED], ids=["private", "unlisted"])
@pytest.mark.parametrize("action", Action)
def test_who_may_what_at_an_event_that_is_not_public(action: Action, event: EventFacts) -> None:
    allowed = {who for who, caller in CALLERS.items() if may(caller, action, event, SEARCH, "k1", list_id="l1")}
    assert allowed == TABLE[action]


@pytest.mark.parametrize("action", Action)
def test_at_a_public_event_everybody_is_a_guest_and_nothing_more(action: Action) -> None:
    allowed = {who for who, caller in CALLERS.items() if may(caller, action, PUBLIC, SEARCH, "k1", list_id="l1")}
    assert allowed == (set(CALLERS) if action in GUESTS_MAY else TABLE[action])


@pytest.mark.parametrize(
    ("caller", "search", "holds"),
    [
        (Caller(guest_id="x"), SearchFacts("s", "guest", "x"), True),
        (Caller(guest_id="x"), SearchFacts("s", "guest", "y"), False),
        (Caller(user_id="x"), SearchFacts("s", "guest", "x"), False),
        (Caller(user_id="x"), SearchFacts("s", "user", "x"), True),
        (Caller(kiosk_id="x"), SearchFacts("s", "kiosk", "x"), True),
        (Caller(), SearchFacts("s", "anonymous", ""), False),
        (Caller(), SearchFacts("s", "anonymous", "None"), False),
        (Caller(guest_id="x", search_ids=frozenset({"s"})), SearchFacts("s", "anonymous", "a"), True),
        (Caller(user_id="x", role=Role.ADMIN), SearchFacts("s", "guest", "y"), False),
    ],
)
def test_a_search_belongs_to_whoever_started_it_or_shows_its_token(caller: Caller, search: SearchFacts, holds: bool) -> None:
    assert (Relation.HOLDER in relations(caller, PUBLIC, search)) is holds


@pytest.mark.parametrize("visibility", list(Visibility))
@pytest.mark.parametrize(("open_gallery", "link_gallery"), [(False, False), (True, False), (False, True), (True, True)])
def test_who_browses_all_photos(visibility: Visibility, open_gallery: bool, link_gallery: bool) -> None:
    event = EventFacts(1, "u1", visibility, open_gallery=open_gallery, link_gallery=link_gallery)
    everybody = open_gallery and visibility is Visibility.PUBLIC
    by_link = Caller(guest_id="g", guest_event_id=1, guest_link_id="l")
    elsewhere = Caller(guest_id="g", guest_event_id=2, guest_link_id="l")
    without_link = Caller(guest_id="g", guest_event_id=1)
    assert browses(by_link, event) is (everybody or link_gallery)
    assert [browses(caller, event) for caller in (elsewhere, without_link, Caller())] == [everybody] * 3


def test_a_kiosk_is_itself_and_no_other_of_the_same_event() -> None:
    caller = CALLERS["kiosk"]
    assert may(caller, Action.WATCH_KIOSK, PRIVATE, kiosk_id="k1")
    assert not may(caller, Action.WATCH_KIOSK, PRIVATE, kiosk_id="another")


def test_an_account_that_is_a_guest_too_may_what_either_may() -> None:
    both = Caller(user_id="other", role=Role.PHOTOGRAPHER, guest_id="g1", guest_event_id=7)
    wanted = (Action.CREATE_EVENT, Action.SEE_EVENT, Action.USE_SEARCH, Action.UPLOAD_PHOTOS)
    assert [may(both, action, PRIVATE, SEARCH) for action in wanted] == [True, True, True, False]


def test_only_nobody_at_all_is_a_stranger() -> None:
    assert [who for who, caller in CALLERS.items() if caller.is_stranger] == ["stranger"]


def test_the_audit_log_names_who_acted() -> None:
    actors = {who: CALLERS[who].actor for who in ("owner", "guest", "kiosk", "stranger")}
    assert actors == {"owner": "user:owner", "guest": "guest:g1", "kiosk": "kiosk:k1", "stranger": "guest:anonymous"}


TEAM_TOKENS = ("shooter", "editor", "helper")

# Who may, by a token of the owner of the private event 7; and what each scope allows there.
OF_A_TOKEN = {
    TokenScope.UPLOAD: {Action.LIST_EVENTS, Action.SEE_EVENT, Action.UPLOAD_PHOTOS},
    TokenScope.READ: {
        Action.LIST_EVENTS,
        Action.SEE_EVENT,
        Action.SEE_PHOTOS,
        Action.SEE_FAVOURITES,
        Action.WATCH_INGEST,
        Action.SEE_INSIGHTS,
        Action.EXPORT_EVENT,
        Action.SEE_TEAM,
    },
    TokenScope.MANAGE: {
        Action.LIST_EVENTS,
        Action.SEE_EVENT,
        Action.SEE_PHOTOS,
        Action.SEE_FAVOURITES,
        Action.WATCH_INGEST,
        Action.SEE_INSIGHTS,
        Action.EXPORT_EVENT,
        Action.SEE_TEAM,
        Action.CREATE_EVENT,
        Action.CHANGE_EVENT,
        Action.SHARE_EVENT,
        Action.MANAGE_FAVOURITES,
        Action.WORK_ON_PHOTOS,
        Action.CHANGE_PHOTOS,
        Action.REVIEW_PHOTOS,
        Action.RETRY_PHOTOS,
        Action.DELETE_PHOTOS,
        Action.DELETE_OWN_PHOTOS,
        Action.MANAGE_KIOSKS,
        Action.WATCH_KIOSK,
    },
}


def by_token(who: str, *scopes: TokenScope, event_ids: set[int] | None = None) -> Caller:
    """That account's program."""
    account = CALLERS[who]
    return Caller(user_id=account.user_id, role=account.role, restriction=restriction("t1", scopes, event_ids))


@pytest.mark.parametrize("scope", TokenScope)
def test_a_token_may_what_its_scope_says_and_nothing_else(scope: TokenScope) -> None:
    caller = by_token("owner", scope)
    assert {action for action in Action if may(caller, action, PRIVATE, SEARCH, "k1", list_id="l1")} == OF_A_TOKEN[scope]


@pytest.mark.parametrize("who", [who for who, caller in CALLERS.items() if caller.user_id])
def test_no_token_may_more_than_its_account_does(who: str) -> None:
    caller = by_token(who, *TokenScope)
    for event in (PRIVATE, PUBLIC, None):
        allowed = {action for action in Action if may(caller, action, event, SEARCH, "k1", list_id="l1")}
        assert allowed <= {action for action in Action if may(CALLERS[who], action, event, SEARCH, "k1", list_id="l1")}


def test_a_token_for_some_events_opens_no_other_and_makes_none() -> None:
    elsewhere, here = (by_token("owner", *TokenScope, event_ids={number}) for number in (8, 7))
    assert {action for action in Action if may(elsewhere, action, PRIVATE)} == set()
    assert may(here, Action.UPLOAD_PHOTOS, PRIVATE)
    assert may(here, Action.LIST_EVENTS)
    assert not may(here, Action.CREATE_EVENT)
    assert may(by_token("owner", TokenScope.MANAGE), Action.CREATE_EVENT)


def test_a_token_of_somebody_on_the_team_may_what_the_role_may_and_its_scope_leaves() -> None:
    may_there = {who: {action for action in Action if may(by_token(who, *TokenScope), action, PRIVATE)} for who in TEAM_TOKENS}
    by_hand = {who: {action for action in Action if may(CALLERS[who], action, PRIVATE)} for who in TEAM_TOKENS}
    in_a_scope = set().union(*SCOPES.values())
    assert may_there == {who: actions & in_a_scope for who, actions in by_hand.items()}
    assert not may(by_token("editor", *TokenScope), Action.LEAVE_TEAM, PRIVATE)


def test_the_accounts_that_may_send_are_the_owner_and_who_takes_photos_or_edits_them() -> None:
    assert accounts_who_may(Action.UPLOAD_PHOTOS, PRIVATE) == {"owner", "shooter", "editor", "demoted", "chief"}
    assert accounts_who_may(Action.LEAVE_TEAM, PRIVATE) == set(TEAM)
    assert accounts_who_may(Action.MANAGE_TEAM, PRIVATE) == {"owner"}


def test_nobody_is_on_the_team_of_another_event() -> None:
    elsewhere = EventFacts(8, "somebody", Visibility.PRIVATE)
    of_events = set(AT_EVENT)
    for who in ("owner", "shooter", "editor", "helper"):
        assert {action for action in of_events if may(CALLERS[who], action, elsewhere)} == set(), who


def test_an_administrators_token_is_no_administrator() -> None:
    caller = by_token("admin", *TokenScope)
    assert {action for action in Action if may(caller, action, PRIVATE)} == set() | {Action.LIST_EVENTS, Action.CREATE_EVENT}
    assert not may(caller, Action.ADMINISTER)


def test_what_is_for_people_alone_is_in_no_scope() -> None:
    for_people = {Action.MANAGE_ACCOUNT, Action.MANAGE_TOKENS, Action.DELETE_EVENT, Action.ADMINISTER, Action.START_SEARCH}
    for_people |= {Action.MANAGE_TEAM, Action.JOIN_TEAM, Action.LEAVE_TEAM, Action.MANAGE_SENDERS, Action.MANAGE_OWN_SENDERS}
    assert for_people & set().union(*SCOPES.values()) == set()


def test_a_token_that_leaves_an_action_gives_nobody_the_right_to_it() -> None:
    everything = Restriction("t1", frozenset(Action), None)
    caller = Caller(user_id="other", role=Role.PHOTOGRAPHER, restriction=everything)
    assert not may(caller, Action.UPLOAD_PHOTOS, PRIVATE)
