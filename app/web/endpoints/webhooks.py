"""Webhooks of an account."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain import text
from app.domain.permissions import Action
from app.domain.public_addresses import may_be_public
from app.domain.vocabulary import DeliveryState, HookEvent
from app.errors import ValidationFailed
from app.services import webhooks
from app.services.webhooks import LONGEST_NAME, LONGEST_URL, MOST_EVENTS, Wanted
from app.settings import Settings
from app.store.documents import HookMessage, Webhook
from app.web.answers import answer, nothing
from app.web.auth import caller_of
from app.web.openapi import documented
from app.web.requests import deps_of, json_body


def _url(url: str) -> str:
    parts = urlsplit(url)  # A ValueError of its own says what is wrong.
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise ValueError("must begin with https://")
    if parts.username or parts.password or parts.fragment:
        raise ValueError("must have no user name, password or fragment")
    _ = parts.port
    return url


class WantedWebhook(BaseModel):
    """A webhook as it is to be. `event_ids` null: for all events of the account, also those to come."""

    name: Annotated[str, AfterValidator(lambda name: text.one_line(name, LONGEST_NAME))]
    url: Annotated[str, AfterValidator(_url), Field(max_length=LONGEST_URL, pattern=r"^[!-~]+$")]
    kinds: Annotated[list[HookEvent], Field(min_length=1, max_length=len(HookEvent))]
    event_ids: Annotated[list[int], Field(min_length=1, max_length=MOST_EVENTS)] | None = None


class WebhookShape(BaseModel):
    """A webhook as its owner sees it. `secret` signs its messages. `failing_since`: it took nothing since then; `disabled_at`: it
    is told nothing any more, until it is changed."""

    id: str
    name: str
    url: str
    kinds: list[HookEvent]
    event_ids: list[int] | None
    secret: str
    created_at: datetime
    failing_since: datetime | None
    disabled_at: datetime | None
    disabled_because: str


class Webhooks(BaseModel):
    """All of an account, newest first."""

    items: list[WebhookShape]


class HookMessageShape(BaseModel):
    """A message to a webhook: `due_at` is when it is tried next while it waits, `status` what was answered last (null: nothing),
    `problem` what was wrong then."""

    id: str
    kind: HookEvent
    state: DeliveryState
    created_at: datetime
    due_at: datetime
    attempts: int
    status: int | None
    problem: str
    ended_at: datetime | None


class HookLog(BaseModel):
    """The newest hundred messages of a webhook; they are kept for 14 days."""

    items: list[HookMessageShape]


def _shape(settings: Settings, hook: Webhook) -> WebhookShape:
    known = hook.model_dump(include=set(WebhookShape.model_fields))
    return WebhookShape(**known, secret=webhooks.secret_of(settings, hook))


def _message(message: HookMessage) -> HookMessageShape:
    return HookMessageShape.model_validate(message, from_attributes=True)


async def _wanted(request: Request) -> Wanted:
    """Raises ``ValidationFailed`` for an address that is never sent to; a name is looked up when it is sent to."""
    new = await json_body(request, WantedWebhook)
    if not deps_of(request).settings.webhook_private:
        parts = urlsplit(new.url)
        if parts.scheme != "https":
            raise ValidationFailed([{"loc": ["body", "url"], "msg": "must begin with https://"}])
        if not may_be_public(parts.hostname or ""):
            raise ValidationFailed([{"loc": ["body", "url"], "msg": "must not be an address of a private network"}])
    return Wanted(new.name, new.url, new.kinds, new.event_ids)


@documented("webhooks", action=Action.MANAGE_WEBHOOKS, answers={200: Webhooks}, errors=(401, 403))
async def page(request: Request) -> Response:
    """Webhooks of the account."""
    deps = deps_of(request)
    found = await webhooks.page(await caller_of(request, deps))
    return answer(Webhooks(items=[_shape(deps.settings, hook) for hook in found]))


@documented("webhooks", action=Action.MANAGE_WEBHOOKS, body=WantedWebhook, answers={201: WebhookShape}, errors=(401, 403, 409))
async def create(request: Request) -> Response:
    """Make a webhook.

    What happens is posted to its address as the Standard Webhooks specification has it, signed with `secret`, and again for three
    days until an answer of 2xx. Private and loopback addresses, and plain HTTP, take the setting WEBHOOK_PRIVATE. 409
    `too_many_webhooks`; 422 for an event that is not the account's own.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    hook = await webhooks.create(caller, await _wanted(request))
    return answer(_shape(deps.settings, hook), 201)


@documented("webhooks", action=Action.MANAGE_WEBHOOKS, body=WantedWebhook, answers={200: WebhookShape}, errors=(401, 403, 404))
async def change(request: Request) -> Response:
    """Change a webhook.

    One that was disabled is told again what happens from now on.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    hook = await webhooks.change(caller, request.path_params["hook_id"], await _wanted(request))
    return answer(_shape(deps.settings, hook))


@documented("webhooks", action=Action.MANAGE_WEBHOOKS, answers={204: None}, errors=(401, 403, 404))
async def delete(request: Request) -> Response:
    """Delete a webhook, with all that waits to be sent to it."""
    await webhooks.delete(await caller_of(request, deps_of(request)), request.path_params["hook_id"])
    return nothing()


@documented("webhooks", action=Action.MANAGE_WEBHOOKS, answers={200: WebhookShape}, errors=(401, 403, 404))
async def new_secret(request: Request) -> Response:
    """Sign with another secret from now on."""
    deps = deps_of(request)
    hook = await webhooks.new_secret(await caller_of(request, deps), request.path_params["hook_id"])
    return answer(_shape(deps.settings, hook))


@documented("webhooks", action=Action.MANAGE_WEBHOOKS, answers={200: HookLog}, errors=(401, 403, 404))
async def log(request: Request) -> Response:
    """What a webhook was told, and what became of it."""
    found = await webhooks.log_of(await caller_of(request, deps_of(request)), request.path_params["hook_id"])
    return answer(HookLog(items=[_message(message) for message in found]))


@documented("webhooks", action=Action.MANAGE_WEBHOOKS, answers={204: None}, errors=(401, 403, 404))
async def send_again(request: Request) -> Response:
    """Send a message once more, whatever became of it."""
    ids = request.path_params
    await webhooks.send_again(await caller_of(request, deps_of(request)), ids["hook_id"], ids["message_id"])
    return nothing()


@documented("webhooks", action=Action.MANAGE_WEBHOOKS, answers={204: None}, errors=(401, 403, 404))
async def send_test(request: Request) -> Response:
    """Send a message of the kind `test`, to see whether it arrives."""
    await webhooks.send_test(await caller_of(request, deps_of(request)), request.path_params["hook_id"])
    return nothing()
