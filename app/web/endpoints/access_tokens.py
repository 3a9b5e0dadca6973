"""Personal access tokens of an account."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain import text
from app.domain.permissions import Action
from app.domain.times import utc_now
from app.domain.vocabulary import TokenScope
from app.services import access_tokens
from app.services.access_tokens import LONGEST_LIFE, LONGEST_NAME, MOST_EVENTS, Wanted
from app.store.documents import AccessToken
from app.web.answers import answer, nothing
from app.web.auth import caller_of
from app.web.openapi import documented
from app.web.requests import deps_of, json_body


def _ahead(moment: datetime) -> datetime:
    now = utc_now()
    if moment <= now:
        raise ValueError("must lie in the future")
    if moment > now + LONGEST_LIFE:
        raise ValueError(f"must lie within {LONGEST_LIFE.days} days")
    return moment.astimezone(UTC)


class NewAccessToken(BaseModel):
    """A token to be made. `event_ids` null: for all events of the account, also those to come."""

    name: Annotated[str, AfterValidator(lambda name: text.one_line(name, LONGEST_NAME))]
    scopes: Annotated[list[TokenScope], Field(min_length=1, max_length=len(TokenScope))]
    event_ids: Annotated[list[int], Field(min_length=1, max_length=MOST_EVENTS)] | None = None
    expires_at: Annotated[AwareDatetime, AfterValidator(_ahead)]


class AccessTokenShape(BaseModel):
    """A token as its owner sees it. `last_used_at` is right to a minute; null: never."""

    id: str
    name: str
    scopes: list[TokenScope]
    event_ids: list[int] | None
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None


class AccessTokens(BaseModel):
    """All tokens of an account, newest first; those that expired within the last 30 days too."""

    items: list[AccessTokenShape]


class MadeAccessToken(AccessTokenShape):
    """A new token, with the secret itself: it is shown this once and kept nowhere."""

    token: str


def _shape(token: AccessToken) -> AccessTokenShape:
    return AccessTokenShape.model_validate(token, from_attributes=True)


@documented("accounts", action=Action.MANAGE_TOKENS, answers={200: AccessTokens}, errors=(401, 403))
async def page(request: Request) -> Response:
    """Personal access tokens of the account."""
    found = await access_tokens.page(await caller_of(request, deps_of(request)))
    return answer(AccessTokens(items=[_shape(token) for token in found]))


@documented("accounts", action=Action.MANAGE_TOKENS, body=NewAccessToken, answers={201: MadeAccessToken}, errors=(401, 403, 409))
async def create(request: Request) -> Response:
    """Make a personal access token.

    A program sends it as `Authorization: Bearer ep_pat_…` and may no more than its scopes say, at the account's own events.
    `upload` sends photos; `read` sees photos, numbers and the live topic of an event, and takes an export; `manage` may besides
    make and change events, hide and delete photos, and make links and kiosks. None deletes an event, searches for somebody, or
    touches the account. It ends when it is revoked, when it expires and when the account gets a new password. 409
    `too_many_tokens`; 422 for an event that is not the account's own.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    new = await json_body(request, NewAccessToken)
    made = await access_tokens.create(caller, Wanted(new.name, new.scopes, new.event_ids, new.expires_at))
    return answer(MadeAccessToken(**_shape(made.token).model_dump(), token=made.secret), 201)


@documented("accounts", action=Action.MANAGE_TOKENS, answers={204: None}, errors=(401, 403, 404))
async def revoke(request: Request) -> Response:
    """Revoke a personal access token.

    It stops working at once, and the sockets that were opened with it are closed.
    """
    deps = deps_of(request)
    await access_tokens.revoke(deps, await caller_of(request, deps), request.path_params["token_id"])
    return nothing()
