"""How often somebody may do what costs us something: one table for all addresses of the service, applied in one place.

Each operation has its row, named by module and function of its handler (``searches.start``). A ``Limit`` is counted before the
handler runs, by ``count``, which every ``Resource`` calls. ``Elsewhere`` names who counts what only a service knows (the account
somebody signs in to, the link a PIN belongs to). ``Unlimited`` says why. Without a row for each the service does not start.
A test fails where a row is left over, and where a ``Limit`` does not refuse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from starlette.requests import HTTPConnection

from app.domain.permissions import Caller
from app.services.deps import Deps
from app.web.auth import caller_of
from app.web.requests import address_of, deps_of


class Per(StrEnum):
    """Whose requests are counted together."""

    CALLER = "caller"
    """One account, kiosk, search or guest session. And all guests of an address by ``GUEST_RATE``: sessions cost nothing."""
    ADDRESS = "address"
    """Everybody at one address: of what needs no credentials, or is itself how one comes by them."""


@dataclass(frozen=True, slots=True)
class Limit:
    """``rule`` is the name of a setting (``"60 per minute"``). Operations with the same ``act`` are counted together."""

    act: str
    rule: str
    per: Per = Per.CALLER


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Counted by a service, because what it counts by is not known before the request is read. ``rules`` are settings."""

    rules: tuple[str, ...]
    where: str
    because: str


@dataclass(frozen=True, slots=True)
class Unlimited:
    """Not counted."""

    because: str


Row = Limit | Elsewhere | Unlimited

_CHANGE: Final = Limit("change", "change_rate")
_READ: Final = Unlimited("reads one document, or a page of bounded length, by an index")
_GIVES_BACK: Final = Unlimited("ends something: nobody is kept from taking back what is theirs")
_BOUNDED_ELSEWHERE: Final = Unlimited("bounded by what it takes: bytes, photos and open uploads of an account, not how often")
_FILE: Final = Unlimited("the same bytes for everybody, from memory")

LIMITS: Final[Mapping[str, Row]] = {
    "accounts.register": Elsewhere(("register_rate",), "app.services.accounts", "by address, before a password is hashed"),
    "accounts.who_may_register": _READ,
    "accounts.login": Elsewhere(
        ("login_rate", "login_total_rate", "device_rate"), "app.services.accounts", "by account, which the body names"
    ),
    "accounts.logout": _GIVES_BACK,
    "accounts.me": _READ,
    "accounts.usage": _READ,
    "accounts.change_password": Elsewhere(("login_rate",), "app.services.password_changes", "wrong ones count as sign-ins do"),
    "accounts.confirm_address": Limit("letter", "guest_rate", Per.ADDRESS),
    "accounts.ask_address_again": Elsewhere(("mail_rate",), "app.services.address_checks", "by whom it is mailed to"),
    "accounts.forgot_password": Elsewhere(
        ("login_rate", "mail_rate"), "app.services.password_changes", "by address, and by whom it would be mailed to"
    ),
    "accounts.reset_password": Elsewhere(("login_rate",), "app.services.password_changes", "by address, before hashing"),
    "access_tokens.page": _READ,
    "access_tokens.create": _CHANGE,
    "access_tokens.revoke": _GIVES_BACK,
    "brands.show": _READ,
    "brands.change": _CHANGE,
    "brands.take_logo": _CHANGE,
    "brands.show_of_event": _READ,
    "brands.change_of_event": _CHANGE,
    "brands.take_logo_of_event": _CHANGE,
    "watermarks.show": _READ,
    "watermarks.lay": _CHANGE,
    "watermarks.take_picture": _CHANGE,
    "watermarks.remove": _GIVES_BACK,
    "brands.shades": Unlimited("reckons one colour, and asks nobody"),
    "brands.picture": Unlimited("one small picture, which caches keep for good"),
    "webhooks.page": _READ,
    "webhooks.create": _CHANGE,
    "webhooks.change": _CHANGE,
    "webhooks.delete": _GIVES_BACK,
    "webhooks.new_secret": _CHANGE,
    "webhooks.send_test": _CHANGE,
    "webhooks.log": _READ,
    "webhooks.send_again": _CHANGE,
    "events.page": _READ,
    "events.create": _CHANGE,
    "events.show": _READ,
    "events.change": _CHANGE,
    "events.delete": _CHANGE,
    "events.archive": _CHANGE,
    "events.bring_back": _CHANGE,
    "events.duplicate": _CHANGE,
    "favourites.begin": Limit("favourites", "feedback_rate"),
    "favourites.show": _READ,
    "favourites.change": Limit("favourites", "feedback_rate"),
    "favourites.remove": _GIVES_BACK,
    "favourites.photos": _READ,
    "favourites.choose": Limit("favourites", "feedback_rate"),
    "favourites.comments": _READ,
    "favourites.comment": Elsewhere(("comment_rate",), "app.services.favourites", "by list, once for a comment sent again"),
    "favourites.take_back": _GIVES_BACK,
    "favourites.lists": _READ,
    "favourites.make_list": _CHANGE,
    "favourites.remove_list": _CHANGE,
    "favourites.chosen_photos": _READ,
    "favourites.table": Unlimited("reads the lists of one event"),
    "favourites.event_comments": _READ,
    "favourites.remove_comment": _CHANGE,
    "galleries.page": _READ,
    "galleries.outline": _READ,
    "galleries.lookup": _READ,
    "albums.page": _READ,
    "albums.create": _CHANGE,
    "albums.change": _CHANGE,
    "albums.delete": _GIVES_BACK,
    "albums.restore": _CHANGE,
    "albums.put_in_order": _CHANGE,
    "albums.fill": _CHANGE,
    "insights.show": Unlimited("counted at most every few seconds, however many ask"),
    "team.page": _READ,
    "team.invite": _CHANGE,
    "team.revoke_invitation": _GIVES_BACK,
    "team.change": _CHANGE,
    "team.remove": _GIVES_BACK,
    "team.photographers": _READ,
    "team.look": _CHANGE,
    "team.accept": _CHANGE,
    "team.decline": _CHANGE,
    "share_links.open_public": Elsewhere(("guest_rate",), "app.services.sharing", "only new guest sessions count"),
    "share_links.leave": _GIVES_BACK,
    "share_links.page": _READ,
    "share_links.create": _CHANGE,
    "share_links.change": _CHANGE,
    "share_links.revoke": _GIVES_BACK,
    "share_links.qr_code": _CHANGE,
    "share_links.open_link": Elsewhere(
        ("pin_rate", "pin_hour_rate", "guest_rate"), "app.services.pins and sharing", "wrong PINs and new guest sessions"
    ),
    "kiosks.page": _READ,
    "kiosks.create": _CHANGE,
    "kiosks.pair": Limit("pair", "pairing_rate", Per.ADDRESS),
    "kiosks.own": _READ,
    "kiosks.done": _GIVES_BACK,
    "kiosks.change": _CHANGE,
    "kiosks.skip": _CHANGE,
    "kiosks.revoke": _GIVES_BACK,
    "senders.page": _READ,
    "senders.create": _CHANGE,
    "senders.revoke": _GIVES_BACK,
    "senders.sources": _READ,
    "giving.page": _READ,
    "giving.delete": _GIVES_BACK,
    "photos.browse": _READ,
    "photo_intake.upload": _BOUNDED_ELSEWHERE,
    "photo_intake.known": Unlimited("looks up a bounded number of names; who sends an album asks before every few photos"),
    "photos.outline": _READ,
    "photos.counts": _READ,
    "photos.lookup": _READ,
    "photos.review": _READ,
    "photos.change_many": _CHANGE,
    "photos.show": _READ,
    "photos.change": _CHANGE,
    "photos.delete": _CHANGE,
    "photos.hide": _CHANGE,
    "photos.replace_photo": _CHANGE,
    "photos.show_proof": _CHANGE,
    "photos.unhide": _CHANGE,
    "photos.retry": _CHANGE,
    "cameras.page": _READ,
    "cameras.change": _CHANGE,
    "cameras.show_clock": _CHANGE,
    "cameras.suggest": Limit("compare", "search_rate"),
    "downloads.offer_photos": Limit("download", "download_rate"),
    "downloads.offer_gallery": Limit("download", "download_rate"),
    "downloads.offer_matches": Limit("download", "download_rate"),
    "downloads.all_matches": Limit("download", "download_rate"),
    "downloads.fetch": Limit("fetch", "guest_rate", Per.ADDRESS),
    "media.show": Unlimited("one file by an address that we signed; a gallery asks for hundreds at once"),
    "searches.faces": Limit("faces", "search_rate"),
    "searches.start": Limit("search", "search_rate"),
    "searches.add_selfies": Limit("search", "search_rate"),
    "searches.show": _READ,
    "searches.matches": _READ,
    "searches.shared_matches": _READ,
    "searches.feedback": Limit("feedback", "feedback_rate"),
    "searches.answer_for_wall": Limit("feedback", "feedback_rate"),
    "receipts.withdraw": _GIVES_BACK,
    "exports.of_search": Limit("download", "download_rate"),
    "exports.of_event": Limit("download", "download_rate"),
    "receipts.receipt": _READ,
    "receipts.check_receipt": _READ,
    "handoffs.hand_off": _CHANGE,
    "handoffs.done": _GIVES_BACK,
    "handoffs.take_over": Limit("handoff", "pairing_rate", Per.ADDRESS),
    "alerts.page": _READ,
    "alerts.create": Limit("alert", "alert_rate"),
    "alerts.stop": _GIVES_BACK,
    "alerts.confirm": Limit("letter", "guest_rate", Per.ADDRESS),
    "alerts.refuse": _GIVES_BACK,
    "alerts.stop_by_link": _GIVES_BACK,
    "alerts.follow": Limit("letter", "guest_rate", Per.ADDRESS),
    "alerts.renew": Limit("letter", "guest_rate", Per.ADDRESS),
    "admin.users": _READ,
    "admin.create_user": _CHANGE,
    "admin.change_user": _CHANGE,
    "admin.reset_password": _CHANGE,
    "registration.open_invitations": _READ,
    "registration.invite": _CHANGE,
    "registration.revoke_invitation": _GIVES_BACK,
    "registration.registration_rule": _READ,
    "registration.choose_registration": _CHANGE,
    "admin.events": _READ,
    "audit_log.audit_log": _READ,
    "system_report.system": _READ,
    "system.healthz": Unlimited("asks nobody else"),
    "system.readyz": Unlimited("must answer while the backend that counts is away"),
    "system.metrics_page": Unlimited("only for those whom METRICS_ACCESS lets in"),
    "uploads.collection": Elsewhere(
        ("give_rate",), "app.services.giving", "by guest; of others by bytes, photos and open uploads"
    ),
    "uploads.one": _BOUNDED_ELSEWHERE,
    "connection.live_socket": Unlimited("bounded by connections of an address, and per socket by WS_MAX_SUBSCRIPTIONS"),
}

PAGES: Final[Mapping[str, Row]] = {
    "routes.page": _FILE,
    "link_previews.shown": Unlimited("the same page; its head has what one or two reads by an index say of a link"),
    "pwa.manifest": _FILE,
    "pwa.script": _FILE,
    "openapi.openapi": _FILE,
    "openapi.docs": _FILE,
    "openapi.part": _FILE,
}
"""What is handed out beside the operations."""


def operation_of(handler: Any) -> str:
    """The name of a handler in the table."""
    return f"{handler.__module__.rpartition('.')[2]}.{handler.__name__}"


def row_of(handler: Any) -> Row:
    """The row of a handler; raises LookupError where there is none."""
    name = operation_of(handler)
    row = LIMITS.get(name) or PAGES.get(name)
    if row is None:
        raise LookupError(f"{name} has no row in app/web/limits.py: give it a limit, or say why there is none")
    return row


def refuse_uncounted(handler: Any) -> None:
    """For a route that counts nothing: raises LookupError where the handler has no row, or one that has to be counted."""
    if isinstance(row_of(handler), Limit):
        raise LookupError(f"{operation_of(handler)} has a limit that nothing counts: make its route a Resource")


async def count(connection: HTTPConnection, row: Row) -> None:
    """One more request for what has this ``row``; raises ``RateLimited`` when that is more than it allows.

    For limits per caller also ``Unauthenticated`` and ``Forbidden`` (``csrf_failed``), as ``caller_of``.
    """
    match row:
        case Limit(act=act, rule=rule, per=per):
            deps = deps_of(connection)
            allowed: str = getattr(deps.settings, rule)
            if per is Per.ADDRESS:
                await deps.limiter.hit(allowed, f"{act}:{address_of(connection)}")
            else:
                await _count_caller(deps, await caller_of(connection, deps), address_of(connection), act, allowed)


async def _count_caller(deps: Deps, caller: Caller, address: str, act: str, allowed: str) -> None:
    known = caller.kiosk_id or caller.user_id
    searching = min(caller.search_ids | caller.list_ids, default=None)
    await deps.limiter.hit(allowed, f"{act}:{known or caller.guest_id or searching or address}")
    if known is None:
        # Who shows nothing at all does not use up what the guests at the same address may do together.
        kind = "strangers" if caller.is_stranger else "guest"
        await deps.limiter.hit(deps.settings.guest_rate, f"{kind}-{act}:{address}")
