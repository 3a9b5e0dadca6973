"""Every address of the service, on one screen."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Final

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from app.settings import Settings
from app.web import limits
from app.web.compression import CompressedFiles
from app.web.endpoints import (
    access_tokens,
    accounts,
    admin,
    albums,
    alerts,
    audit_log,
    brands,
    cameras,
    downloads,
    events,
    exports,
    favourites,
    galleries,
    giving,
    handoffs,
    insights,
    kiosks,
    media,
    photo_intake,
    photos,
    pwa,
    receipts,
    registration,
    searches,
    senders,
    share_links,
    system,
    system_report,
    team,
    uploads,
    watermarks,
    webhooks,
)
from app.web.link_previews import with_preview
from app.web.openapi import Handler, Resource, document_resources
from app.web.ws.connection import live_socket

STATIC: Final = Path(__file__).parents[2] / "static"


class Number(Convertor[int]):
    """The number of an event. Starlette's own ``int`` takes any number of digits, and Python refuses to read 5000."""

    regex = "[0-9]{1,18}"

    def convert(self, value: str) -> int:
        """From the path."""
        return int(value)

    def to_string(self, value: int) -> str:
        """Into a path."""
        return str(value)


class Key(Convertor[str]):
    """A word that a client makes up for something it sends, so that it may send it again."""

    regex = "[0-9A-Za-z_-]{16,64}"

    def convert(self, value: str) -> str:
        """From the path."""
        return value

    def to_string(self, value: str) -> str:
        """Into a path."""
        return value


register_url_convertor("number", Number())
register_url_convertor("key", Key())


def api(path: str, **handlers: Handler) -> Resource:
    """A path of version 1."""
    return Resource(f"/api/v1{path}", **handlers)


def resources() -> list[Resource]:
    """The HTTP API."""
    return [
        api("/auth/register", post=accounts.register),
        api("/auth/registration", get=accounts.who_may_register),
        api("/auth/login", post=accounts.login),
        api("/auth/logout", post=accounts.logout),
        api("/auth/me", get=accounts.me),
        api("/auth/usage", get=accounts.usage),
        api("/auth/password", post=accounts.change_password),
        api("/auth/password-reset", post=accounts.reset_password),
        api("/auth/forgot-password", post=accounts.forgot_password),
        api("/auth/confirm-address", post=accounts.confirm_address),
        api("/auth/confirmation-mail", post=accounts.ask_address_again),
        api("/auth/tokens", get=access_tokens.page, post=access_tokens.create),
        api("/auth/tokens/{token_id}", delete=access_tokens.revoke),
        api("/brand", get=brands.show, patch=brands.change),
        api("/brand/logo", post=brands.take_logo),
        api("/brand/shades", get=brands.shades),
        api("/brand-pictures/{picture_id}.png", get=brands.picture),
        api("/webhooks", get=webhooks.page, post=webhooks.create),
        api("/webhooks/{hook_id}", put=webhooks.change, delete=webhooks.delete),
        api("/webhooks/{hook_id}/secret", post=webhooks.new_secret),
        api("/webhooks/{hook_id}/test", post=webhooks.send_test),
        api("/webhooks/{hook_id}/log", get=webhooks.log),
        api("/webhooks/{hook_id}/log/{message_id}/again", post=webhooks.send_again),
        api("/events", get=events.page, post=events.create),
        api("/events/{event_id:number}", get=events.show, patch=events.change, delete=events.delete),
        api("/events/{event_id:number}/gallery", get=galleries.page),
        api("/events/{event_id:number}/gallery/outline", get=galleries.outline),
        api("/events/{event_id:number}/gallery/lookup", post=galleries.lookup),
        api("/events/{event_id:number}/gallery/downloads", post=downloads.offer_gallery),
        api("/events/{event_id:number}/albums", get=albums.page, post=albums.create),
        api("/events/{event_id:number}/albums/order", put=albums.put_in_order),
        api("/events/{event_id:number}/albums/{album_id}", patch=albums.change, delete=albums.delete),
        api("/events/{event_id:number}/albums/{album_id}/restore", post=albums.restore),
        api("/events/{event_id:number}/albums/{album_id}/photos", post=albums.fill),
        api("/events/{event_id:number}/brand", get=brands.show_of_event, patch=brands.change_of_event),
        api("/events/{event_id:number}/brand/logo", post=brands.take_logo_of_event),
        api("/events/{event_id:number}/archive", post=events.archive),
        api("/events/{event_id:number}/bring-back", post=events.bring_back),
        api("/events/{event_id:number}/duplicate", post=events.duplicate),
        api("/events/{event_id:number}/watermark", get=watermarks.show, put=watermarks.lay, delete=watermarks.remove),
        api("/events/{event_id:number}/watermark/picture", post=watermarks.take_picture),
        api("/events/{event_id:number}/insights", get=insights.show),
        api("/events/{event_id:number}/export", get=exports.of_event),
        api("/events/{event_id:number}/guest-session", post=share_links.open_public, delete=share_links.leave),
        api("/events/{event_id:number}/team", get=team.page),
        api("/events/{event_id:number}/team/invitations", post=team.invite),
        api("/events/{event_id:number}/team/invitations/{invitation_id}", delete=team.revoke_invitation),
        api("/events/{event_id:number}/team/{user_id}", patch=team.change, delete=team.remove),
        api("/events/{event_id:number}/photographers", get=team.photographers),
        api("/team-invitations/look", post=team.look),
        api("/team-invitations/accept", post=team.accept),
        api("/team-invitations/decline", post=team.decline),
        api("/events/{event_id:number}/share-links", get=share_links.page, post=share_links.create),
        api("/share-links/{link_id}", patch=share_links.change, delete=share_links.revoke),
        api("/share-links/{link_id}/qr.svg", get=share_links.qr_code),
        api("/share/{token}", get=share_links.open_link),
        api("/events/{event_id:number}/kiosks", get=kiosks.page, post=kiosks.create),
        api("/kiosks/pair", post=kiosks.pair),
        api("/kiosks/self", get=kiosks.own),
        api("/kiosks/self/done", post=kiosks.done),
        api("/kiosks/{kiosk_id}", patch=kiosks.change, delete=kiosks.revoke),
        api("/kiosks/{kiosk_id}/skip", post=kiosks.skip),
        api("/events/{event_id:number}/senders", get=senders.page, post=senders.create),
        api("/events/{event_id:number}/sources", get=senders.sources),
        api("/senders/{sender_id}", delete=senders.revoke),
        api("/events/{event_id:number}/photos", get=photos.browse, post=photo_intake.upload),
        api("/events/{event_id:number}/photos/known", post=photo_intake.known),
        api("/events/{event_id:number}/photos/outline", get=photos.outline),
        api("/events/{event_id:number}/photos/counts", get=photos.counts),
        api("/events/{event_id:number}/photos/lookup", post=photos.lookup),
        api("/events/{event_id:number}/photos/review", get=photos.review),
        api("/events/{event_id:number}/photos/bulk", post=photos.change_many),
        api("/events/{event_id:number}/given", get=giving.page),
        api("/events/{event_id:number}/given/{photo_id}", delete=giving.delete),
        api("/events/{event_id:number}/cameras", get=cameras.page),
        api("/events/{event_id:number}/cameras/{camera_key}", patch=cameras.change),
        api("/events/{event_id:number}/cameras/{camera_key}/suggestions", post=cameras.suggest),
        api("/events/{event_id:number}/clock", post=cameras.show_clock),
        api("/events/{event_id:number}/downloads", post=downloads.offer_photos),
        api("/photos/{photo_id}", get=photos.show, patch=photos.change, delete=photos.delete),
        api("/photos/{photo_id}/hide", post=photos.hide),
        api("/photos/{photo_id}/unhide", post=photos.unhide),
        api("/photos/{photo_id}/retry", post=photos.retry),
        api("/photos/{photo_id}/replace", post=photos.replace_photo),
        api("/photos/{photo_id}/proof", post=photos.show_proof),
        api("/media/{token}/{variant}.{extension}", get=media.show),
        api("/events/{event_id:number}/searches", post=searches.start),
        api("/events/{event_id:number}/faces", post=searches.faces),
        api("/searches/matches", get=searches.shared_matches),
        api("/searches/{search_id}", get=searches.show, delete=receipts.withdraw),
        api("/searches/{search_id}/export", get=exports.of_search),
        api("/searches/{search_id}/receipt", get=receipts.receipt),
        api("/searches/{search_id}/selfies", post=searches.add_selfies),
        api("/searches/{search_id}/matches", get=searches.matches),
        api("/searches/{search_id}/feedback", post=searches.feedback),
        api("/searches/{search_id}/wall", post=searches.answer_for_wall),
        api("/searches/{search_id}/photos.zip", get=downloads.all_matches),
        api("/searches/{search_id}/downloads", post=downloads.offer_matches),
        api("/searches/{search_id}/alerts", get=alerts.page, post=alerts.create),
        api("/searches/{search_id}/alerts/{alert_id}", delete=alerts.stop),
        api("/alerts/confirm", post=alerts.confirm),
        api("/alerts/refuse", post=alerts.refuse),
        api("/alerts/follow", post=alerts.follow),
        api("/alerts/renew", post=alerts.renew),
        api("/alerts/stop/{token}", post=alerts.stop_by_link),
        api("/downloads/{ticket}/photos.zip", get=downloads.fetch),
        api("/events/{event_id:number}/favourites", get=favourites.lists),
        api("/events/{event_id:number}/favourites/lists", post=favourites.make_list),
        api("/events/{event_id:number}/favourites/lists/{list_id}", delete=favourites.remove_list),
        api("/events/{event_id:number}/favourites/photos", get=favourites.chosen_photos),
        api("/events/{event_id:number}/favourites/choices.csv", get=favourites.table),
        api("/events/{event_id:number}/comments", get=favourites.event_comments),
        api("/events/{event_id:number}/comments/{comment_id}", delete=favourites.remove_comment),
        api("/favourites", post=favourites.begin),
        api("/favourites/{list_id}", get=favourites.show, patch=favourites.change, delete=favourites.remove),
        api("/favourites/{list_id}/photos", get=favourites.photos, patch=favourites.choose),
        api("/favourites/{list_id}/comments", get=favourites.comments),
        api("/favourites/{list_id}/comments/{key:key}", put=favourites.comment, delete=favourites.take_back),
        api("/kiosks/searches/{search_id}/handoff", post=handoffs.hand_off),
        api("/kiosks/searches/{search_id}/done", post=handoffs.done),
        api("/handoffs", post=handoffs.take_over),
        api("/receipts/{number}", get=receipts.check_receipt),
        api("/admin/users", get=admin.users, post=admin.create_user),
        api("/admin/users/{user_id}", patch=admin.change_user),
        api("/admin/users/{user_id}/password-reset", post=admin.reset_password),
        api("/admin/invitations", get=registration.open_invitations, post=registration.invite),
        api("/admin/invitations/{invitation_id}", delete=registration.revoke_invitation),
        api("/admin/registration", get=registration.registration_rule, put=registration.choose_registration),
        api("/admin/events", get=admin.events),
        api("/admin/audit", get=audit_log.audit_log),
        api("/admin/system", get=system_report.system),
        Resource("/healthz", get=system.healthz),
        Resource("/readyz", get=system.readyz),
        Resource("/metrics", get=system.metrics_page),
    ]


def routes(settings: Settings) -> list[BaseRoute]:
    """Everything: files and pages, API, documentation. Files first: a page asks for a hundred, and routes are tried in turn.

    Raises LookupError where a limit is missing, or would not be counted.
    """
    return all_limited(
        [
            *pages(STATIC),
            *resources(),
            Route(uploads.PATH, uploads.collection, methods=["POST", "OPTIONS"]),
            Route(uploads.ONE_PATH, uploads.one, methods=["HEAD", "PATCH", "DELETE", "POST", "OPTIONS"]),
            *document_resources(resources, settings.public_url),
            WebSocketRoute("/ws", live_socket),
        ]
    )


def all_limited(table: list[BaseRoute]) -> list[BaseRoute]:
    """The same table, in which each ``Resource`` counts; raises LookupError where another route would have to, or has no row."""
    for route in table:
        if isinstance(route, Route | WebSocketRoute) and not isinstance(route, Resource):
            limits.refuse_uncounted(route.endpoint)
    return table


def pages(static: Path) -> list[BaseRoute]:
    """The pages in a folder; each is one file and learns the rest over the API. Guests may install theirs, and kiosks."""

    files = CompressedFiles(static)

    def page(path: str, name: str) -> Resource:
        return Resource(path, get=_page(files, name))

    def installable(path: str, name: str) -> list[BaseRoute]:
        return [page(path, name), Resource(f"{path.rstrip('/')}/{pwa.MANIFEST}", get=pwa.manifest)]

    def sent_around(path: str) -> list[BaseRoute]:
        guests = with_preview(_page(files, "guest.html"), static / "guest.html")
        return [Resource(path, get=guests), Resource(f"{path}/{pwa.MANIFEST}", get=pwa.manifest)]

    return [
        Mount("/static", files),
        page("/studio", "studio.html"),
        page("/admin", "admin.html"),
        page("/letter", "letter.html"),
        # What ``List-Unsubscribe`` names: some mail programs post to it, others open it.
        Resource("/letter/{token}", get=_page(files, "letter.html"), post=alerts.stop_by_link),
        *installable("/", "index.html"),
        *sent_around("/s/{token}"),
        *sent_around("/g/{token}"),
        *sent_around("/e/{event_id:number}"),
        *installable("/find", "guest.html"),
        *installable("/kiosk", "kiosk.html"),
        *installable("/wall", "wall.html"),
        Resource("/sw.js", get=pwa.service_worker(static)),
    ]


def nothing_here(static: Path) -> Handler:
    """What a person sees at an address that leads nowhere: the start page, which says so and where to go on; status 404."""
    start = _page(CompressedFiles(static), "index.html")

    async def page(request: Request) -> Response:
        answer = await start(request)
        if answer.status_code == HTTPStatus.OK:
            answer.status_code = HTTPStatus.NOT_FOUND
        return answer

    return page


def _page(files: CompressedFiles, name: str) -> Handler:
    async def page(request: Request) -> Response:
        answer = await files.get_response(name, request.scope)
        answer.headers["Cache-Control"] = "no-cache"
        return answer

    return page
