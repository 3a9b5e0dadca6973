"""Who may do what: every address and every live topic against everybody who may come, written down by hand.

``app.domain.permissions`` says by relation what is allowed; this says by person and address what is answered, and is not made
from it. A column is one of ``PRINCIPALS``, in their order; a cell is ``Y`` (allowed), or the digit of what refuses: ``1`` for
401, ``3`` for 403, ``4`` for 404.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from app.services import live
from app.services.deps import Deps
from app.settings import Settings
from app.web.limits import LIMITS
from tests.access.scene import PRINCIPALS, PROGRAMS, Maker, Scene, upload_headers
from tests.integration.sockets import peer, serving
from tests.integration.web import Web, running_app

# One letter a column: Stranger, guest elsewhere, Guest, Revoked guest, Holder, other holder, Kiosk, other kiosk, revoked kiosk,
# Owner, other photographer, account of a guest, Administrator, eXpired, Withdrawn; Shooter, Editor, Helper, former one.
#            SgGR Hh Kkr Opa A xw SEHf
EVERYBODY = "YYYY YY YYY YYY Y YY YYYY"
"""Credentials are not looked at."""
OWNER = "     1431 44 341 Y44 3 14 3334"
OWNER_OR_ADMIN = "1431 44 341 Y44 Y 14 3334"
TEAM = "     1431 44 341 Y44 3 14 YYY4"
"""For the owner and everybody on the team."""
SHOOTERS = " 1431 44 341 Y44 3 14 YY34"
EDITORS = "  1431 44 341 Y44 3 14 3Y34"
REVIEWERS = "1431 44 341 Y44 3 14 3YY4"
WATCHERS = " 1431 44 341 Y44 Y 14 YYY4"
SEES = "     44Y1 44 Y41 Y44 Y 14 YYY4"
SEARCHES = " 14Y1 44 Y41 Y44 3 14 3334"
GIVERS = "   14Y1 44 341 344 3 14 3334"
HOLDER = "   14Y1 Y4 441 444 4 14 4444"
HIDDEN = "   1441 44 441 Y44 4 14 4444"
"""For the owner; whoever sees the event need not know that it is there."""
ADMIN = "    1331 33 331 333 Y 13 3333"
SIGNED_IN = "1111 11 111 YYY Y 11 YYYY"
PHOTOGRAPHER = "1331 33 331 YY3 Y 13 YYYY"
OF_A_LIST = "1441 44 441 444 4 14 4444"
"""For whoever has the token of the list, who is none of these (tests/integration/test_favourites.py)."""
KIOSKS_OWN = "1441 44 YY1 444 4 14 4444"
ANY_PHOTO = {"photo_ids": ["none"]}
KEPT = "     1441 44 Y41 444 4 14 4444"
"""The search of the kiosk, for that kiosk."""


@dataclass(frozen=True)
class Row:
    """``path`` names things of the scene; ``allowed`` are the statuses of who may, when not 2xx."""

    cells: str
    method: str
    path: str
    allowed: tuple[int, ...] = ()
    address: str = "127.0.0.1"
    request: dict[str, Any] = field(default_factory=dict)


def row(cells: str, line: str, *allowed: int, address: str = "127.0.0.1", **request: Any) -> Row:
    """``line`` is method and path. Where what is sent is nonsense, whoever may is told so: 422, say."""
    method, _, path = line.partition(" ")
    return Row(cells.replace(" ", ""), method, path, allowed, address, request)


ROWS: dict[str, Row] = {
    "accounts.register": row(EVERYBODY, "POST /auth/register", 422, json={}),
    "accounts.who_may_register": row(EVERYBODY, "GET /auth/registration"),
    "accounts.login": row(EVERYBODY, "POST /auth/login", 422, json={}),
    "accounts.me": row(SIGNED_IN, "GET /auth/me"),
    "accounts.usage": row(SIGNED_IN, "GET /auth/usage"),
    "accounts.change_password": row(SIGNED_IN, "POST /auth/password", 422, json={}),
    "accounts.confirm_address": row(EVERYBODY, "POST /auth/confirm-address", 422, json={}),
    "accounts.ask_address_again": row(SIGNED_IN, "POST /auth/confirmation-mail", 409, json={}),
    "accounts.reset_password": row(EVERYBODY, "POST /auth/password-reset", 422, json={}),
    "accounts.forgot_password": row(EVERYBODY, "POST /auth/forgot-password", 422, json={}),
    "access_tokens.page": row(PHOTOGRAPHER, "GET /auth/tokens"),
    "access_tokens.create": row(PHOTOGRAPHER, "POST /auth/tokens", 422, json={}),
    "access_tokens.revoke": row("1331 33 331 Y43 4 13 4444", "DELETE /auth/tokens/{new_token}"),
    "webhooks.page": row(PHOTOGRAPHER, "GET /webhooks"),
    "webhooks.create": row(PHOTOGRAPHER, "POST /webhooks", 422, json={}),
    "webhooks.change": row(PHOTOGRAPHER, "PUT /webhooks/{new_hook}", 422, json={}),
    "webhooks.new_secret": row("1331 33 331 Y43 4 13 4444", "POST /webhooks/{new_hook}/secret"),
    "webhooks.send_test": row("1331 33 331 Y43 4 13 4444", "POST /webhooks/{new_hook}/test"),
    "webhooks.log": row("1331 33 331 Y43 4 13 4444", "GET /webhooks/{new_hook}/log"),
    "webhooks.send_again": row("1331 33 331 443 4 13 4444", "POST /webhooks/{new_hook}/log/nothing/again"),
    "webhooks.delete": row("1331 33 331 Y43 4 13 4444", "DELETE /webhooks/{new_hook}"),
    "brands.show": row(PHOTOGRAPHER, "GET /brand"),
    "brands.change": row(PHOTOGRAPHER, "PATCH /brand", 422, json={"colour": "no colour"}),
    "brands.take_logo": row(PHOTOGRAPHER, "POST /brand/logo", 415, json={}),
    "brands.show_of_event": row(OWNER_OR_ADMIN, "GET /events/{event}/brand"),
    "brands.change_of_event": row(OWNER_OR_ADMIN, "PATCH /events/{event}/brand", json={}),
    "brands.take_logo_of_event": row(OWNER_OR_ADMIN, "POST /events/{event}/brand/logo", 415, json={}),
    "watermarks.show": row(OWNER_OR_ADMIN, "GET /events/{event}/watermark"),
    "watermarks.lay": row(OWNER_OR_ADMIN, "PUT /events/{event}/watermark", 422, json={}),
    "watermarks.take_picture": row(OWNER_OR_ADMIN, "POST /events/{event}/watermark/picture", 415, json={}),
    "watermarks.remove": row(OWNER_OR_ADMIN, "DELETE /events/{event}/watermark"),
    "brands.shades": row(EVERYBODY, "GET /brand/shades?colour=1a5fb4"),
    "brands.picture": row(EVERYBODY, "GET /brand-pictures/nobody.png", 404),
    "events.page": row("YYY1 YY YY1 YYY Y 1Y YYYY", "GET /events"),
    "events.create": row(PHOTOGRAPHER, "POST /events", 422, json={}),
    "events.show": row(SEES, "GET /events/{event}"),
    "events.change": row(OWNER_OR_ADMIN, "PATCH /events/{event}", json={}),
    "events.delete": row("1441 44 441 Y44 Y 14 3334", "DELETE /events/{new_event}"),
    "events.archive": row("1441 44 441 Y44 Y 14 3334", "POST /events/{new_event}/archive"),
    "events.bring_back": row(OWNER_OR_ADMIN, "POST /events/{event}/bring-back", 409),
    "events.duplicate": row(OWNER, "POST /events/{event}/duplicate", 422, json={}),
    "favourites.begin": row("14Y1 YY 341 344 3 14 3334", "POST /favourites", json={"event_id": "{event}"}),
    "favourites.show": row(OF_A_LIST, "GET /favourites/{list}"),
    "favourites.change": row(OF_A_LIST, "PATCH /favourites/{list}", json={}),
    "favourites.photos": row(OF_A_LIST, "GET /favourites/{list}/photos"),
    "favourites.choose": row(OF_A_LIST, "PATCH /favourites/{list}/photos", json={"add": 1}),
    "favourites.comments": row(OF_A_LIST, "GET /favourites/{list}/comments"),
    "favourites.comment": row(OF_A_LIST, "PUT /favourites/{list}/comments/0123456789abcdef", json={}),
    "favourites.take_back": row(OF_A_LIST, "DELETE /favourites/{list}/comments/0123456789abcdef"),
    "favourites.remove": row(OF_A_LIST, "DELETE /favourites/{list}"),
    "favourites.lists": row(EDITORS, "GET /events/{event}/favourites"),
    "favourites.make_list": row(OWNER, "POST /events/{event}/favourites/lists", 422, json={}),
    "favourites.remove_list": row(OWNER, "DELETE /events/{event}/favourites/lists/{new_list}"),
    "favourites.chosen_photos": row(EDITORS, "GET /events/{event}/favourites/photos"),
    "favourites.table": row(EDITORS, "GET /events/{event}/favourites/choices.csv"),
    "favourites.event_comments": row(EDITORS, "GET /events/{event}/comments"),
    "favourites.remove_comment": row(OWNER, "DELETE /events/{event}/comments/{new_comment}"),
    "galleries.page": row("4431 44 341 344 3 14 3334", "GET /events/{event}/gallery"),
    "galleries.outline": row("4431 44 341 344 3 14 3334", "GET /events/{event}/gallery/outline"),
    "galleries.lookup": row("4431 44 341 344 3 14 3334", "POST /events/{event}/gallery/lookup", json={"photo_ids": []}),
    "albums.page": row(TEAM, "GET /events/{event}/albums"),
    "albums.create": row(EDITORS, "POST /events/{event}/albums", 422, json={}),
    "albums.change": row(EDITORS, "PATCH /events/{event}/albums/{album}", json={}),
    "albums.fill": row(EDITORS, "POST /events/{event}/albums/{album}/photos", json={}),
    "albums.put_in_order": row(EDITORS, "PUT /events/{event}/albums/order", json={"album_ids": []}),
    "albums.restore": row(EDITORS, "POST /events/{event}/albums/{album}/restore"),
    "albums.delete": row(EDITORS, "DELETE /events/{event}/albums/{new_album}"),
    "insights.show": row(OWNER_OR_ADMIN, "GET /events/{event}/insights"),
    "exports.of_event": row(OWNER, "GET /events/{event}/export"),
    "team.page": row(TEAM, "GET /events/{event}/team"),
    "team.invite": row(OWNER, "POST /events/{event}/team/invitations", 422, json={}),
    "team.revoke_invitation": row(OWNER, "DELETE /events/{event}/team/invitations/{new_invited}"),
    "team.change": row(OWNER, "PATCH /events/{event}/team/{shooter}", 422, json={}),
    "team.remove": row(OWNER, "DELETE /events/{event}/team/{new_colleague}"),
    "team.photographers": row(TEAM, "GET /events/{event}/photographers"),
    "team.look": row(PHOTOGRAPHER, "POST /team-invitations/look", json={"token": "{offered}"}),
    "team.accept": row(PHOTOGRAPHER, "POST /team-invitations/accept", 422, json={}),
    "team.decline": row(PHOTOGRAPHER, "POST /team-invitations/decline", 422, json={}),
    "share_links.open_public": row("4431 44 341 344 3 14 3334", "POST /events/{event}/guest-session"),
    "share_links.leave": row("YYY1 YY YY1 YYY Y 1Y YYYY", "DELETE /events/{event}/guest-session"),
    "share_links.page": row(OWNER, "GET /events/{event}/share-links"),
    "share_links.create": row(OWNER, "POST /events/{event}/share-links", json={}),
    "share_links.change": row(OWNER, "PATCH /share-links/{new_link}", json={}),
    "share_links.revoke": row(OWNER, "DELETE /share-links/{new_link}"),
    "share_links.qr_code": row(OWNER, "GET /share-links/{link}/qr.svg"),
    "share_links.open_link": row(EVERYBODY, "GET /share/{link_token}"),
    "kiosks.page": row(OWNER, "GET /events/{event}/kiosks"),
    "kiosks.create": row(OWNER, "POST /events/{event}/kiosks", 422, json={}),
    "kiosks.pair": row(EVERYBODY, "POST /kiosks/pair", 422, json={}),
    "kiosks.own": row(KIOSKS_OWN, "GET /kiosks/self"),
    "kiosks.revoke": row(HIDDEN, "DELETE /kiosks/{new_kiosk}"),
    "kiosks.change": row(HIDDEN, "PATCH /kiosks/{new_kiosk}", 422, json={}),
    "kiosks.skip": row(HIDDEN, "POST /kiosks/{new_kiosk}/skip", 422),
    "senders.page": row(SHOOTERS, "GET /events/{event}/senders"),
    "senders.create": row(SHOOTERS, "POST /events/{event}/senders", 422, json={}),
    "senders.revoke": row(OWNER, "DELETE /senders/{new_sender}"),
    "senders.sources": row(TEAM, "GET /events/{event}/sources"),
    "photos.browse": row(TEAM, "GET /events/{event}/photos"),
    "photo_intake.upload": row(SHOOTERS, "POST /events/{event}/photos", 415, json={}),
    "photo_intake.known": row(SHOOTERS, "POST /events/{event}/photos/known", 422, json={}),
    "photos.outline": row(TEAM, "GET /events/{event}/photos/outline"),
    "photos.counts": row(TEAM, "GET /events/{event}/photos/counts"),
    "photos.lookup": row(TEAM, "POST /events/{event}/photos/lookup", 422, json={}),
    "photos.review": row(TEAM, "GET /events/{event}/photos/review"),
    "photos.change_many": row(TEAM, "POST /events/{event}/photos/bulk", 422, json={}),
    "photos.show": row(TEAM, "GET /photos/{photo}"),
    "photos.change": row(EDITORS, "PATCH /photos/{photo}", 422, json={}),
    "photos.delete": row(OWNER, "DELETE /photos/{new_photo}"),
    "photos.hide": row(EDITORS, "POST /photos/{new_photo}/hide"),
    "photos.unhide": row(EDITORS, "POST /photos/{new_photo}/unhide"),
    "photos.retry": row(SHOOTERS, "POST /photos/{new_photo}/retry", 202, 409),
    "photos.replace_photo": row(EDITORS, "POST /photos/{new_photo}/replace", 404, json={"photo_id": "nobody"}),
    "photos.show_proof": row(EDITORS, "POST /photos/{new_photo}/proof", 409),
    "cameras.page": row(TEAM, "GET /events/{event}/cameras"),
    "cameras.change": row(EDITORS, "PATCH /events/{event}/cameras/nobody", 404, 422, json={"offset_s": "soon"}),
    "cameras.suggest": row(EDITORS, "POST /events/{event}/cameras/nobody/suggestions", 404),
    "cameras.show_clock": row(EDITORS, "POST /events/{event}/clock"),
    "downloads.offer_photos": row(TEAM, "POST /events/{event}/downloads", 422, json={}),
    "downloads.offer_gallery": row(
        "4431 44 341 344 3 14 3334", "POST /events/{event}/gallery/downloads", 422, json={"photo_ids": ["none"]}
    ),
    "downloads.offer_matches": row(HOLDER, "POST /searches/{search}/downloads", json={}),
    "downloads.all_matches": row(HOLDER, "GET /searches/{search}/photos.zip"),
    "downloads.fetch": row(EVERYBODY, "GET {ticket}"),
    "media.show": row(EVERYBODY, "GET {picture}"),
    "searches.faces": row(SEARCHES, "POST /events/{event}/faces", 415, json={}),
    "searches.start": row(SEARCHES, "POST /events/{event}/searches", 415, json={}),
    "searches.add_selfies": row(HOLDER, "POST /searches/{search}/selfies", 415, json={}),
    "searches.show": row(HOLDER, "GET /searches/{search}"),
    "searches.matches": row(HOLDER, "GET /searches/{search}/matches"),
    "searches.shared_matches": row(HOLDER, "GET /searches/matches?ids={search}"),
    "searches.answer_for_wall": row(HOLDER, "POST /searches/{search}/wall", 422, json={}),
    "searches.feedback": row(HOLDER, "POST /searches/{search}/feedback", 422, json={}),
    "exports.of_search": row(HOLDER, "GET /searches/{search}/export"),
    "alerts.page": row(HOLDER, "GET /searches/{search}/alerts"),
    "alerts.create": row(HOLDER, "POST /searches/{search}/alerts", 422, json={}),
    "alerts.stop": row("1441 44 441 444 4 14 4444", "DELETE /searches/{search}/alerts/nothing"),
    "alerts.confirm": row(EVERYBODY, "POST /alerts/confirm", 422, json={}),
    "alerts.refuse": row(EVERYBODY, "POST /alerts/refuse", 422, json={}),
    "alerts.follow": row(EVERYBODY, "POST /alerts/follow", 422, json={}),
    "alerts.renew": row(EVERYBODY, "POST /alerts/renew", 422, json={}),
    "alerts.stop_by_link": row(EVERYBODY, "POST /alerts/stop/nothing", 404),
    "receipts.receipt": row("1441 44 441 444 4 1Y 4444", "GET /searches/{withdrawn}/receipt"),
    "receipts.check_receipt": row(EVERYBODY, "GET /receipts/{receipt}"),
    "handoffs.hand_off": row(KEPT, "POST /kiosks/searches/{kept}/handoff"),
    "handoffs.take_over": row(EVERYBODY, "POST /handoffs", 422, json={}),
    "admin.users": row(ADMIN, "GET /admin/users"),
    "admin.create_user": row(ADMIN, "POST /admin/users", 422, json={}),
    "admin.change_user": row(ADMIN, "PATCH /admin/users/{user}", json={}),
    "admin.reset_password": row(ADMIN, "POST /admin/users/{user}/password-reset"),
    "registration.open_invitations": row(ADMIN, "GET /admin/invitations"),
    "registration.invite": row(ADMIN, "POST /admin/invitations", 201, 422, json={}),
    "registration.revoke_invitation": row(ADMIN, "DELETE /admin/invitations/{new_invitation}"),
    "registration.registration_rule": row(ADMIN, "GET /admin/registration"),
    "registration.choose_registration": row(ADMIN, "PUT /admin/registration", 409, 422, json={}),
    "admin.events": row(ADMIN, "GET /admin/events"),
    "audit_log.audit_log": row(ADMIN, "GET /admin/audit"),
    "system_report.system": row(ADMIN, "GET /admin/system"),
    "system.healthz": row(EVERYBODY, "GET http://testserver/healthz"),
    "system.readyz": row(EVERYBODY, "GET http://testserver/readyz", 200, 503),
    "system.metrics_page": row("3333 33 333 333 Y 33 3333", "GET http://testserver/metrics", address="203.0.113.9"),
    "giving.page": row(GIVERS, "GET /events/{event}/given"),
    "giving.delete": row(GIVERS, "DELETE /events/{event}/given/{photo}", 404),
    "uploads.collection": row(SHOOTERS, "POST /uploads", headers="upload"),
    "uploads.one": row(HIDDEN, "HEAD {upload}", headers={"Tus-Resumable": "1.0.0"}),
    # What ends something of the scene comes last.
    "handoffs.done": row(KEPT, "POST /kiosks/searches/{kept}/done"),
    "kiosks.done": row(KIOSKS_OWN, "POST /kiosks/self/done"),
    "receipts.withdraw": row(HOLDER, "DELETE /searches/{search_again}"),
    "accounts.logout": row(SIGNED_IN, "POST /auth/logout"),
}
PUBLIC = {
    "events.show": row("YYY1 YY YY1 YYY Y 1Y YYYY", "GET /events/{event}"),
    "favourites.begin": row("13Y1 YY 331 333 3 14 3333", "POST /favourites", json={"event_id": "{event}"}),
    "favourites.show": row(OF_A_LIST, "GET /favourites/{list}"),
    "favourites.lists": row("1331 33 331 Y33 3 13 3Y33", "GET /events/{event}/favourites"),
    "galleries.page": row("YYY1 YY YY1 YYY Y 1Y YYYY", "GET /events/{event}/gallery"),
    "galleries.outline": row("YYY1 YY YY1 YYY Y 1Y YYYY", "GET /events/{event}/gallery/outline"),
    "galleries.lookup": row("YYY1 YY YY1 YYY Y 1Y YYYY", "POST /events/{event}/gallery/lookup", json={"photo_ids": []}),
    "downloads.offer_gallery": row(
        "YYY1 YY YY1 YYY Y 1Y YYYY", "POST /events/{event}/gallery/downloads", 422, json={"photo_ids": ["none"]}
    ),
    "albums.page": row("1331 33 331 Y33 3 13 YYY3", "GET /events/{event}/albums"),
    "events.change": row("1331 33 331 Y33 Y 13 3333", "PATCH /events/{event}", json={}),
    "share_links.open_public": row("YYY1 YY YY1 YYY Y 1Y YYYY", "POST /events/{event}/guest-session"),
    "searches.faces": row("YYY1 YY YY1 YYY Y 1Y YYYY", "POST /events/{event}/faces", 415, json={}),
    "searches.start": row("YYY1 YY YY1 YYY Y 1Y YYYY", "POST /events/{event}/searches", 415, json={}),
    "photos.browse": row("1331 33 331 Y33 3 13 YYY3", "GET /events/{event}/photos"),
    "photos.show": row("1331 33 331 Y33 3 13 YYY3", "GET /photos/{photo}"),
    "searches.show": row(HOLDER, "GET /searches/{search}"),
    "kiosks.page": row("1331 33 331 Y33 3 13 3333", "GET /events/{event}/kiosks"),
    "team.page": row("1331 33 331 Y33 3 13 YYY3", "GET /events/{event}/team"),
    "team.invite": row("1331 33 331 Y33 3 13 3333", "POST /events/{event}/team/invitations", 422, json={}),
    "senders.page": row("1331 33 331 Y33 3 13 YY33", "GET /events/{event}/senders"),
}
"""What differs at a public event with an open gallery, and what must not."""
#              SgGR Hh Kkr Opa A xw SEHf
TOPICS = {
    "event:{event}:ingest": "1331 33 331 Y33 Y 13 YYY3",
    "event:{event}:gallery": "1331 33 331 333 3 13 3333",
    "event:{event}:favourites": "1331 33 331 Y33 3 13 3Y33",
    "search:{search}": "     13Y1 Y3 331 333 3 13 3333",
    "kiosk:{kiosk}": "       1331 33 Y31 Y33 3 13 3333",
    "link:{link}": "         1331 33 331 333 3 13 3333",
    "session:anything": "    1331 33 331 333 3 13 3333",
    "token:anything": "      1331 33 331 333 3 13 3333",
}
"""``1``: closed as not authenticated, ``3``: as not allowed. The last three are for processes among themselves."""

# Personal access tokens: Uploads, Reads, Manages, at another Event, of an Administrator, eXpired, reVoked; of Shooter, Editor,
# Helper and former one, with all scopes. No token gives more
# than its account has, and none opens what is for people.
#             URM EA xv SEHf
FOR_PEOPLE = "333 33 11 3333"
FOR_HOLDERS = "444 44 11 4444"
UPLOADS = "   Y33 44 11 YY34"
READS = "     3YY 44 11 3334"
MANAGES = "   33Y 44 11 3334"
TEAM_READS = "     3YY 44 11 YYY4"
TEAM_MANAGES = "   33Y 44 11 YYY4"
SHOOTERS_MANAGE = "33Y 44 11 YY34"
EDITORS_MANAGE = " 33Y 44 11 3Y34"
EDITORS_READ = "   3YY 44 11 3Y34"
NOT_HERE = "  333 44 11 3334"
"""The account may, or sees why not; its tokens may not."""
OF_PROGRAMS: dict[str, str] = {
    "accounts.me": "         YYY YY 11 YYYY",
    "accounts.usage": "      YYY YY 11 YYYY",
    "accounts.change_password": FOR_PEOPLE,
    "accounts.ask_address_again": FOR_PEOPLE,
    "accounts.logout": FOR_PEOPLE,
    "access_tokens.page": FOR_PEOPLE,
    "access_tokens.create": FOR_PEOPLE,
    "access_tokens.revoke": FOR_PEOPLE,
    "webhooks.page": FOR_PEOPLE,
    "webhooks.create": FOR_PEOPLE,
    "webhooks.change": FOR_PEOPLE,
    "webhooks.new_secret": FOR_PEOPLE,
    "webhooks.send_test": FOR_PEOPLE,
    "webhooks.log": FOR_PEOPLE,
    "webhooks.send_again": FOR_PEOPLE,
    "webhooks.delete": FOR_PEOPLE,
    "brands.show": FOR_PEOPLE,
    "brands.change": FOR_PEOPLE,
    "brands.take_logo": FOR_PEOPLE,
    "brands.show_of_event": MANAGES,
    "brands.change_of_event": MANAGES,
    "brands.take_logo_of_event": MANAGES,
    "watermarks.show": MANAGES,
    "watermarks.lay": MANAGES,
    "watermarks.take_picture": MANAGES,
    "watermarks.remove": MANAGES,
    "events.page": "         YYY YY 11 YYYY",
    "events.create": "       33Y 3Y 11 YYYY",
    "events.show": "         YYY 44 11 YYY4",
    "events.change": MANAGES,
    "events.delete": NOT_HERE,
    "events.archive": NOT_HERE,
    "events.bring_back": MANAGES,
    "events.duplicate": MANAGES,
    "favourites.begin": NOT_HERE,
    "favourites.show": FOR_HOLDERS,
    "favourites.change": FOR_HOLDERS,
    "favourites.photos": FOR_HOLDERS,
    "favourites.choose": FOR_HOLDERS,
    "favourites.comments": FOR_HOLDERS,
    "favourites.comment": FOR_HOLDERS,
    "favourites.take_back": FOR_HOLDERS,
    "favourites.remove": FOR_HOLDERS,
    "favourites.lists": EDITORS_READ,
    "favourites.make_list": MANAGES,
    "favourites.remove_list": MANAGES,
    "favourites.chosen_photos": EDITORS_READ,
    "favourites.table": EDITORS_READ,
    "favourites.event_comments": EDITORS_READ,
    "favourites.remove_comment": MANAGES,
    "galleries.page": NOT_HERE,
    "galleries.outline": NOT_HERE,
    "galleries.lookup": NOT_HERE,
    "albums.page": TEAM_READS,
    "albums.create": EDITORS_MANAGE,
    "albums.change": EDITORS_MANAGE,
    "albums.fill": EDITORS_MANAGE,
    "albums.put_in_order": EDITORS_MANAGE,
    "albums.restore": EDITORS_MANAGE,
    "albums.delete": EDITORS_MANAGE,
    "insights.show": READS,
    "exports.of_event": READS,
    "team.page": TEAM_READS,
    "team.invite": NOT_HERE,
    "team.revoke_invitation": NOT_HERE,
    "team.change": NOT_HERE,
    "team.remove": NOT_HERE,
    "team.photographers": TEAM_READS,
    "team.look": FOR_PEOPLE,
    "team.accept": FOR_PEOPLE,
    "team.decline": FOR_PEOPLE,
    "share_links.open_public": NOT_HERE,
    "share_links.leave": "   YYY YY 11 YYYY",
    "share_links.page": MANAGES,
    "share_links.create": MANAGES,
    "share_links.change": MANAGES,
    "share_links.revoke": MANAGES,
    "share_links.qr_code": MANAGES,
    "kiosks.page": MANAGES,
    "kiosks.create": MANAGES,
    "kiosks.own": FOR_HOLDERS,
    "kiosks.revoke": "       44Y 44 11 4444",
    "kiosks.change": "       44Y 44 11 4444",
    "kiosks.skip": "       44Y 44 11 4444",
    "senders.page": NOT_HERE,
    "senders.create": NOT_HERE,
    "senders.revoke": NOT_HERE,
    "senders.sources": TEAM_READS,
    "photos.browse": TEAM_READS,
    "photo_intake.upload": UPLOADS,
    "photo_intake.known": UPLOADS,
    "photos.outline": TEAM_READS,
    "photos.counts": TEAM_READS,
    "photos.lookup": TEAM_READS,
    "photos.change_many": TEAM_MANAGES,
    "photos.show": TEAM_READS,
    "photos.delete": MANAGES,
    "photos.hide": EDITORS_MANAGE,
    "photos.unhide": EDITORS_MANAGE,
    "photos.retry": SHOOTERS_MANAGE,
    "photos.replace_photo": EDITORS_MANAGE,
    "photos.show_proof": EDITORS_MANAGE,
    "photos.review": TEAM_READS,
    "photos.change": EDITORS_MANAGE,
    "cameras.page": TEAM_READS,
    "cameras.change": EDITORS_MANAGE,
    "cameras.suggest": EDITORS_MANAGE,
    "cameras.show_clock": EDITORS_MANAGE,
    "downloads.offer_photos": TEAM_READS,
    "downloads.offer_gallery": NOT_HERE,
    "downloads.offer_matches": FOR_HOLDERS,
    "downloads.all_matches": FOR_HOLDERS,
    "giving.page": NOT_HERE,
    "giving.delete": NOT_HERE,
    "searches.faces": NOT_HERE,
    "searches.start": NOT_HERE,
    "searches.add_selfies": FOR_HOLDERS,
    "searches.show": FOR_HOLDERS,
    "searches.matches": FOR_HOLDERS,
    "searches.shared_matches": FOR_HOLDERS,
    "searches.answer_for_wall": FOR_HOLDERS,
    "searches.feedback": FOR_HOLDERS,
    "exports.of_search": FOR_HOLDERS,
    "alerts.page": FOR_HOLDERS,
    "alerts.create": FOR_HOLDERS,
    "alerts.stop": FOR_HOLDERS,
    "receipts.receipt": FOR_HOLDERS,
    "handoffs.hand_off": FOR_HOLDERS,
    "admin.users": FOR_PEOPLE,
    "admin.create_user": FOR_PEOPLE,
    "admin.change_user": FOR_PEOPLE,
    "admin.reset_password": FOR_PEOPLE,
    "registration.open_invitations": FOR_PEOPLE,
    "registration.invite": FOR_PEOPLE,
    "registration.revoke_invitation": FOR_PEOPLE,
    "registration.registration_rule": FOR_PEOPLE,
    "registration.choose_registration": FOR_PEOPLE,
    "admin.events": FOR_PEOPLE,
    "audit_log.audit_log": FOR_PEOPLE,
    "system_report.system": FOR_PEOPLE,
    "system.metrics_page": " 333 33 33 3333",
    "uploads.collection": UPLOADS,
    "uploads.one": "         Y33 44 11 4444",
    "handoffs.done": FOR_HOLDERS,
    "kiosks.done": FOR_HOLDERS,
    "receipts.withdraw": FOR_HOLDERS,
}
TOPICS_OF_PROGRAMS = {
    "event:{event}:ingest": "3YY 33 11 YYY3",
    "search:{search}": "     333 33 11 3333",
    "kiosk:{kiosk}": "       33Y 33 11 3333",
    "token:anything": "      333 33 11 3333",
}


@pytest.fixture
async def settings(settings: Settings) -> Settings:
    """Nothing is refused because it comes too often."""
    rates = {name: "100000 per minute" for name in Settings.model_fields if name.endswith("_rate")}
    return settings.model_copy(update=rates)


@pytest.fixture
async def web(deps: Deps) -> AsyncIterator[Web]:
    """The application."""
    async with running_app(deps.settings, deps) as app:
        yield Web(app)


def test_every_operation_has_its_row() -> None:
    assert LIMITS.keys() - {"connection.live_socket"} - ROWS.keys() == set(), "add who may do it to tests/access/test_access.py"
    assert ROWS.keys() - LIMITS.keys() == set()
    assert {len(one.cells) for one in (*ROWS.values(), *PUBLIC.values())} == {len(PRINCIPALS)}
    everybody = EVERYBODY.replace(" ", "")
    assert {name for name, one in ROWS.items() if one.cells != everybody} == OF_PROGRAMS.keys(), "and what a token may there"


def test_every_topic_has_its_row() -> None:
    patterns = [value for value in vars(live).values() if isinstance(value, re.Pattern)]
    samples = [re.sub(r"{\w+}", "1", topic) for topic in TOPICS]
    assert [pattern.pattern for pattern in patterns if not any(pattern.fullmatch(sample) for sample in samples)] == []


async def test_everybody_may_what_the_table_says_at_every_address(web: Web, deps: Deps) -> None:
    found = await differences(web, await Maker(web, deps).scene(), ROWS)
    assert not found, "\n".join(found)


async def test_at_a_public_event_everybody_is_a_guest_and_nothing_more(web: Web, deps: Deps) -> None:
    found = await differences(web, await Maker(web, deps).scene("public"), PUBLIC)
    assert not found, "\n".join(found)


async def test_a_token_may_what_the_table_says_at_every_address(web: Web, deps: Deps) -> None:
    rows = {name: replace(ROWS[name], cells=cells.replace(" ", "")) for name, cells in OF_PROGRAMS.items()}
    found = await differences(web, await Maker(web, deps).scene(), rows, PROGRAMS)
    assert not found, "\n".join(found)


async def differences(web: Web, scene: Scene, rows: dict[str, Row], columns: tuple[str, ...] = PRINCIPALS) -> list[str]:
    """Cells that are answered otherwise than they stand in the table."""
    found = []
    for name, one in rows.items():
        for who, cell in zip(columns, one.cells, strict=True):
            ids = dict(scene.ids) | {key: await make() for key, make in scene.fresh.items() if f"{{{key}}}" in one.path}
            client = web.client(scene.tokens[who], one.address)
            request = dict(one.request)
            if request.get("json"):
                request["json"] = {
                    name: value.format(**ids) if isinstance(value, str) else value for name, value in request["json"].items()
                }
            if request.get("headers") == "upload":
                request["headers"] = upload_headers(ids["event"])
            status = (await client.request(one.method, one.path.format(**ids), **request)).status_code
            may = status in one.allowed if one.allowed else 200 <= status < 300
            if {"1": status == 401, "3": status == 403, "4": status == 404}.get(cell, may) is False:
                found.append(f"{name}: {who}: {status} instead of {cell}")
    return found


async def test_everybody_may_listen_to_what_the_table_says(web: Web, deps: Deps) -> None:
    scene = await Maker(web, deps).scene()
    found = []
    async with serving(deps) as url:
        for columns, table in ((PRINCIPALS, TOPICS), (PROGRAMS, TOPICS_OF_PROGRAMS)):
            for topic, cells in table.items():
                heard = await asyncio.gather(*(_heard(url, scene.tokens[who], topic.format(**scene.ids)) for who in columns))
                for who, cell, got in zip(columns, cells.replace(" ", ""), heard, strict=True):
                    if cell != got:
                        found.append(f"{topic}: {who}: {got} instead of {cell}")
    assert found == []


async def _heard(url: str, token: str | None, topic: str) -> str:
    async with peer(url, token) as socket:
        answer = await socket.subscribe(topic)
        if answer["type"] == "subscribed":
            return "Y"
        code, _ = await socket.closed()
        return {4401: "1", 4403: "3"}.get(code, str(code))
