"""Registering, signing in and out, new passwords."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain import text
from app.services import accounts, password_changes
from app.services.access import signed_in
from app.store.documents import Role, User, utc_now
from app.web.answers import answer, nothing
from app.web.auth import caller_of, clear_session_cookie, set_session_cookie
from app.web.openapi import documented
from app.web.requests import address_of, deps_of, json_body

NewPassword = Annotated[str, AfterValidator(text.new_password), Field(description="8 characters or more")]


class NewAccount(BaseModel):
    """A person who registers."""

    email: Annotated[str, AfterValidator(text.email_address)]
    password: NewPassword
    name: Annotated[str, AfterValidator(lambda name: text.one_line(name, accounts.LONGEST_NAME))]
    role: Literal["photographer", "guest"]


class Credentials(BaseModel):
    """E-mail address and password."""

    email: Annotated[str, Field(max_length=text.LONGEST_EMAIL)]
    password: Annotated[str, Field(max_length=text.LONGEST_PASSWORD)]


class PasswordChange(BaseModel):
    """The password as it is and as it is to be."""

    current: Annotated[str, Field(max_length=text.LONGEST_PASSWORD)]
    password: NewPassword


class PasswordByLink(BaseModel):
    """What stands behind `#reset=` in the link that an administrator made."""

    token: Annotated[str, Field(max_length=200)]
    password: NewPassword


class UserShape(BaseModel):
    """An account."""

    id: str
    email: str
    name: str
    role: Role
    created_at: datetime


class AccessToken(BaseModel):
    """A bearer token; ``expires_in`` is in seconds."""

    access_token: str
    token_type: Literal["bearer"]
    expires_in: int


def _shape(user: User) -> UserShape:
    return UserShape(id=user.id, email=user.email, name=user.name, role=user.role, created_at=user.created_at)


@documented("accounts", body=NewAccount, answers={201: UserShape}, errors=(409,), anonymous=True)
async def register(request: Request) -> Response:
    """Make an account."""
    new = await json_body(request, NewAccount)
    user = await accounts.register(
        deps_of(request), new.email, new.password, new.name, Role(new.role), address=address_of(request)
    )
    return answer(_shape(user), 201)


@documented("accounts", body=Credentials, answers={200: AccessToken}, errors=(401, 403), anonymous=True)
async def login(request: Request) -> Response:
    """Sign in.

    Programs use the token; browsers get the same session as a cookie, and the cookie `ep_csrf`, whose value they send in the
    header `X-CSRF-Token` with everything that changes something.
    """
    deps = deps_of(request)
    credentials = await json_body(request, Credentials)
    session = await accounts.sign_in(deps, credentials.email, credentials.password, address=address_of(request))
    lifetime_s = int((session.expires_at - utc_now()).total_seconds())
    response = answer(AccessToken(access_token=session.token, token_type="bearer", expires_in=lifetime_s))  # noqa: S106
    set_session_cookie(response, deps.settings, session.token, session.expires_at)
    return response


@documented("accounts", answers={204: None}, errors=(401, 403))
async def logout(request: Request) -> Response:
    """Sign out.

    Token and cookie of this sign-in stop working.
    """
    deps = deps_of(request)
    await accounts.sign_out(deps, await caller_of(request, deps))
    response = nothing()
    clear_session_cookie(response, deps.settings)
    return response


@documented("accounts", answers={200: UserShape}, errors=(401,))
async def me(request: Request) -> Response:
    """Who am I?"""
    return answer(_shape(await accounts.current_user(await caller_of(request, deps_of(request)))))


@documented("accounts", body=PasswordChange, answers={204: None})
async def change_password(request: Request) -> Response:
    """Choose another password.

    Every other sign-in of the account ends. 403 `wrong_password` when `current` is not the password.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    signed_in(caller)
    change = await json_body(request, PasswordChange)
    await password_changes.change(deps, caller, change.current, change.password)
    return nothing()


@documented("accounts", body=PasswordByLink, answers={204: None}, errors=(410,), anonymous=True)
async def reset_password(request: Request) -> Response:
    """Choose a new password by a link that an administrator handed over.

    Every sign-in of the account ends. 410 `reset_expired` when the link was used already or is too old.
    """
    new = await json_body(request, PasswordByLink)
    await password_changes.reset(deps_of(request), new.token, new.password, address=address_of(request))
    return nothing()
