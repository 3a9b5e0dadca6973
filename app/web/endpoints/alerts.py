"""Being told of new photos, by mail or push; and the links in those letters."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, Field, model_validator
from starlette.requests import Request
from starlette.responses import Response

from app.domain import text
from app.domain.permissions import Action
from app.domain.public_addresses import may_be_public
from app.domain.vocabulary import AlertChannel
from app.errors import ValidationFailed
from app.ports import Subscription
from app.services import alerts, grounds, searches
from app.services.alerts import LONGEST_ENDPOINT, LONGEST_KEY
from app.services.events import guest_event
from app.settings import Settings
from app.web.answers import answer, nothing, shaped
from app.web.auth import caller_of
from app.web.endpoints.events import event_shape
from app.web.endpoints.handoffs import TakenOverShape
from app.web.endpoints.searches import StartedSearchShape
from app.web.languages import Language
from app.web.openapi import documented
from app.web.requests import deps_of, json_body

_Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+={0,2}$", max_length=LONGEST_KEY)]


class SubscriptionKeys(BaseModel):
    """As `PushSubscription.toJSON()` has them: base64url."""

    p256dh: _Key
    auth: _Key


class PushSubscriptionShape(BaseModel):
    """What `PushSubscription.toJSON()` gives."""

    endpoint: Annotated[str, Field(max_length=LONGEST_ENDPOINT, pattern=r"^https?://[!-~]+$")]
    keys: SubscriptionKeys


class NewAlert(BaseModel):
    """One way to be told: an `email` address or a browser's `subscription`. `consent` must be `true`; `language` is the one that
    the words of the consent were read in, and that letters are written in."""

    email: Annotated[str, AfterValidator(text.email_address)] | None = None
    subscription: PushSubscriptionShape | None = None
    consent: bool
    language: Language = "en"

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.email is None) is (self.subscription is None):
            raise ValueError("must have an email or a subscription")
        return self


class AlertShape(BaseModel):
    """A way to be told. `target` is the address, or the browser's endpoint; nothing goes there until it is `confirmed`. `renewal`
    comes with a new `subscription` and never again: by it the browser says where it is pushed to when that changes."""

    id: str
    channel: AlertChannel
    target: str
    confirmed: bool
    created_at: datetime
    renewal: str | None = None


class AlertsShape(BaseModel):
    """What there is to choose from and what was chosen. `mail`: addresses are taken. `push_key` is the `applicationServerKey`
    that a browser subscribes with; `text_version` is of the words of the consent."""

    mail: bool
    push_key: str
    text_version: str
    items: list[AlertShape]


class LetterToken(BaseModel):
    """What a link in a letter has in its fragment."""

    token: Annotated[str, Field(min_length=1, max_length=200)]


class Renewal(BaseModel):
    """The `renewal` of a way to be told, and the browser's subscription from now on."""

    token: Annotated[str, Field(min_length=1, max_length=200)]
    subscription: PushSubscriptionShape


class ConfirmedShape(BaseModel):
    """What one is told of from now on."""

    event: str


@documented("alerts", action=Action.USE_SEARCH, answers={200: AlertsShape}, errors=(401, 404))
async def page(request: Request) -> Response:
    """How one can be told of new photos, and how one is."""
    deps = deps_of(request)
    found = await alerts.offered(deps, await caller_of(request, deps), request.path_params["search_id"])
    items = [shaped(AlertShape, each) for each in found.items]
    return answer(AlertsShape(mail=found.mail, push_key=found.push_key, text_version=found.text_version, items=items))


@documented("alerts", action=Action.USE_SEARCH, body=NewAlert, answers={201: AlertShape}, errors=(401, 404, 409, 422, 429))
async def create(request: Request) -> Response:
    """Be told of new photos.

    The first soon after it is there, then at most one letter an hour, and a last one when the event is complete. To an address
    goes the question whether it is yours, and nothing else before that is answered. What was asked for already is given again;
    the question is then asked once more. All of it ends with the search. 409 `mail_off`, `search_not_live` and `too_many_alerts`;
    422 `consent_required`.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    search_id = request.path_params["search_id"]
    wanted = await json_body(request, NewAlert)
    if wanted.email is not None:
        made = await alerts.ask_by_mail(deps, caller, search_id, wanted.email, wanted.language, consented=wanted.consent)
    else:
        to = _subscription(deps.settings, wanted.subscription)
        made = await alerts.ask_by_push(deps, caller, search_id, to, wanted.language, consented=wanted.consent)
    return answer(shaped(AlertShape, made), 201)


@documented("alerts", action=Action.USE_SEARCH, answers={204: None}, errors=(401, 404))
async def stop(request: Request) -> Response:
    """Be told no more by this way. Links in its letters end too."""
    deps = deps_of(request)
    params = request.path_params
    await alerts.stop(deps, await caller_of(request, deps), params["search_id"], params["alert_id"])
    return nothing()


@documented(
    "alerts", action="whoever has the letter", body=LetterToken, answers={200: ConfirmedShape}, errors=(404,), anonymous=True
)
async def confirm(request: Request) -> Response:
    """The address is one's own. Can be said twice."""
    given = await json_body(request, LetterToken)
    return answer(ConfirmedShape(event=await alerts.confirm(deps_of(request).settings, given.token)))


@documented("alerts", action="whoever has the letter", body=LetterToken, answers={204: None}, errors=(404,), anonymous=True)
async def refuse(request: Request) -> Response:
    """Somebody else typed the address: it is forgotten, and not written to about the event again. Can be said twice."""
    given = await json_body(request, LetterToken)
    await alerts.refuse(deps_of(request), given.token)
    return nothing()


@documented("alerts", action="the browser that subscribed", body=Renewal, answers={204: None}, errors=(404,), anonymous=True)
async def renew(request: Request) -> Response:
    """Be pushed to elsewhere: a push service gave the browser another subscription. Can be said twice."""
    deps = deps_of(request)
    given = await json_body(request, Renewal)
    await alerts.renew(deps, given.token, _subscription(deps.settings, given.subscription))
    return nothing()


@documented("alerts", action="whoever has the letter", answers={204: None}, errors=(404,), anonymous=True)
async def stop_by_link(request: Request) -> Response:
    """No more letters, whatever the body is: mail programs send one of theirs (RFC 8058). Can be said twice."""
    await alerts.stop_by_link(deps_of(request).settings, request.path_params["token"])
    return nothing()


@documented(
    "alerts", action="whoever has the letter", body=LetterToken, answers={200: TakenOverShape}, errors=(404,), anonymous=True
)
async def follow(request: Request) -> Response:
    """Open the search that a letter is about, on any device, as often as one likes; until the search or the alert ends."""
    deps = deps_of(request)
    given = await json_body(request, LetterToken)
    search, event = await alerts.follow(deps.settings, given.token)
    started = shaped(StartedSearchShape, searches.started(deps, search))
    guests = event_shape(await guest_event(deps, event, grounds.of_search(search.id)))
    return answer(TakenOverShape(search=started, event=guests))


def _subscription(settings: Settings, given: PushSubscriptionShape | None) -> Subscription:
    """Raises ``ValidationFailed`` for an address that no push service has."""
    assert given is not None  # noqa: S101 - NewAlert has one or the other
    try:
        parts = urlsplit(given.endpoint)
        public = parts.scheme == "https" and may_be_public(parts.hostname or "")
        _ = parts.port
    except ValueError:
        public = False
        parts = None
    if parts is None or not (public or settings.webhook_private):
        error: dict[str, Any] = {
            "loc": ["body", "subscription", "endpoint"],
            "msg": "must be the https address of a push service",
        }
        raise ValidationFailed([error])
    return Subscription(given.endpoint, given.keys.p256dh, given.keys.auth)
