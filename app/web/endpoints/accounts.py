"""Registering, signing in and out, new passwords."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain import text
from app.domain.times import utc_now
from app.domain.vocabulary import RegistrationMode, Role
from app.services import accounts, address_checks, password_changes, quotas, registration
from app.services.letters import Recipient
from app.settings import Settings
from app.store.documents import User
from app.web.answers import answer, nothing, shaped
from app.web.auth import caller_of, clear_session_cookie, set_device_cookie, set_session_cookie
from app.web.languages import Language
from app.web.openapi import documented
from app.web.requests import address_of, deps_of, json_body

NewPassword = Annotated[str, AfterValidator(text.new_password), Field(description="8 characters or more")]


class NewAccount(BaseModel):
    """A person who registers."""

    email: Annotated[str, AfterValidator(text.email_address)]
    password: NewPassword
    name: Annotated[str, AfterValidator(lambda name: text.one_line(name, accounts.LONGEST_NAME))]
    role: Literal["photographer", "guest"]
    invitation: Annotated[
        str | None, Field(max_length=200, description="What stands behind `#invitation=` in the link of an invitation.")
    ] = None
    language: Language = "en"


class Registration(BaseModel):
    """Who may make an account: anyone (`open`), whoever was invited (`invitation`), or administrators alone (`closed`). An
    invitation opens the way in each of them. `mail`: the service sends mail, so a forgotten password can be asked for."""

    mode: RegistrationMode
    mail: bool


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


class Forgotten(BaseModel):
    """Whose password was forgotten, and the language (BCP 47) of the mail."""

    email: Annotated[str, AfterValidator(text.email_address)]
    language: Language = "en"


class AddressByLink(BaseModel):
    """What stands behind `#confirm=` in the link of the mail."""

    token: Annotated[str, Field(max_length=200)]


class AskedAgain(BaseModel):
    """The language (BCP 47) of the mail."""

    language: Language = "en"


class UserShape(BaseModel):
    """An account. `confirmed`: its address is its holder's, as far as that is asked; until then no mail is sent for it."""

    id: str
    email: str
    name: str
    role: Role
    confirmed: bool
    created_at: datetime


class QuotaShape(BaseModel):
    """How much an account may have; `bytes` is null where only the disk says how many."""

    events: int
    photos: int
    bytes: int | None


class UsageShape(BaseModel):
    """What an account has: its own events, their photos, and the bytes of their files without previews; and the `most` it may
    have of each."""

    events: int
    photos: int
    bytes: int
    most: QuotaShape


class AccessToken(BaseModel):
    """A bearer token; ``expires_in`` is in seconds."""

    access_token: str
    token_type: Literal["bearer"]
    expires_in: int


def _shape(settings: Settings, user: User) -> UserShape:
    return shaped(UserShape, user, confirmed=not address_checks.is_open(settings, user))


@documented(
    "accounts",
    action="anyone, as far as settings and invitations let them: accounts.register asks",
    body=NewAccount,
    answers={201: UserShape},
    errors=(403, 409),
    anonymous=True,
)
async def register(request: Request) -> Response:
    """Make an account.

    With an invitation the account gets the role that the invitation says. 403 `registration_closed` or `invitation_required`
    where not everybody may register, `invitation_invalid` for an invitation that was used, is too old or was taken back. 422
    `weak_password` for one of the first passwords that anybody would try. Where the service sends mail, an account that was made
    without an invitation is asked by mail whether the address is its own.
    """
    deps = deps_of(request)
    new = await json_body(request, NewAccount)
    user = await accounts.register(
        deps,
        new.email,
        new.password,
        new.name,
        Role(new.role),
        address=address_of(request),
        invitation=new.invitation,
        language=new.language,
    )
    return answer(_shape(deps.settings, user), 201)


@documented("accounts", action="whoever has the link", body=AddressByLink, answers={204: None}, errors=(404,), anonymous=True)
async def confirm_address(request: Request) -> Response:
    """Confirm the address of an account by the link that was mailed to it."""
    asked = await json_body(request, AddressByLink)
    await address_checks.confirm(deps_of(request).settings, asked.token)
    return nothing()


@documented(
    "accounts",
    action="whoever is signed in: address_checks.ask_again asks",
    body=AskedAgain,
    answers={202: None},
    errors=(401, 403, 409),
)
async def ask_address_again(request: Request) -> Response:
    """Have the link that confirms your address mailed once more.

    Nothing is mailed where it is confirmed. 409 `mail_off` where the service sends no mail.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    asked = await json_body(request, AskedAgain)
    await address_checks.ask_again(deps, caller, asked.language)
    return Response(status_code=202)


@documented("accounts", action="any account: their own", answers={200: UsageShape}, errors=(401,))
async def usage(request: Request) -> Response:
    """What your account has, and what it may have."""
    deps = deps_of(request)
    return answer(shaped(UsageShape, await quotas.own_usage(deps, await caller_of(request, deps))))


@documented("accounts", action="anyone", answers={200: Registration}, anonymous=True)
async def who_may_register(request: Request) -> Response:
    """Who may make an account here."""
    settings = deps_of(request).settings
    return answer(Registration(mode=await registration.mode(settings), mail=settings.sends_mail))


@documented(
    "accounts",
    action="anyone: it proves who they are",
    body=Credentials,
    answers={200: AccessToken},
    errors=(401, 403),
    anonymous=True,
)
async def login(request: Request) -> Response:
    """Sign in.

    Programs use the token; browsers get the same session as a cookie, and the cookie `ep_csrf`, whose value they send in the
    header `X-CSRF-Token` with everything that changes something. A third cookie, `ep_device_…`, lets somebody
    sign in again from this device while others try out passwords; it opens nothing.
    """
    deps = deps_of(request)
    credentials = await json_body(request, Credentials)
    session = await accounts.sign_in(
        deps, credentials.email, credentials.password, address=address_of(request), cookies=request.cookies
    )
    lifetime_s = int((session.expires_at - utc_now()).total_seconds())
    response = answer(AccessToken(access_token=session.token, token_type="bearer", expires_in=lifetime_s))  # noqa: S106
    set_session_cookie(response, deps.settings, session.token, session.expires_at)
    set_device_cookie(response, deps.settings, *session.device)
    return response


@documented("accounts", action="whoever is signed in: accounts.sign_out asks", answers={204: None}, errors=(401, 403))
async def logout(request: Request) -> Response:
    """Sign out.

    Token and cookie of this sign-in stop working.
    """
    deps = deps_of(request)
    await accounts.sign_out(deps, await caller_of(request, deps))
    response = nothing()
    clear_session_cookie(response, deps.settings)
    return response


@documented("accounts", action="whoever is signed in: accounts.current_user asks", answers={200: UserShape}, errors=(401,))
async def me(request: Request) -> Response:
    """Who am I?"""
    deps = deps_of(request)
    return answer(_shape(deps.settings, await accounts.current_user(await caller_of(request, deps))))


@documented("accounts", action="whoever is signed in: password_changes.change asks", body=PasswordChange, answers={204: None})
async def change_password(request: Request) -> Response:
    """Choose another password.

    Every other sign-in of the account ends. 403 `wrong_password` when `current` is not the password, 422
    `weak_password` for one of the first that anybody would try.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    password_changes.admit(caller)
    change = await json_body(request, PasswordChange)
    await password_changes.change(deps, caller, change.current, change.password)
    return nothing()


@documented("accounts", action="whoever has the link", body=PasswordByLink, answers={204: None}, errors=(410,), anonymous=True)
async def reset_password(request: Request) -> Response:
    """Choose a new password by a link that an administrator handed over.

    Every sign-in of the account ends. 410 `reset_expired` when the link was used already or is too old. 422
    `weak_password` for one of the first that anybody would try; the link works on.
    """
    new = await json_body(request, PasswordByLink)
    await password_changes.reset(deps_of(request), new.token, new.password, address=address_of(request))
    return nothing()


@documented("accounts", action="anyone", body=Forgotten, answers={202: None}, errors=(409,), anonymous=True)
async def forgot_password(request: Request) -> Response:
    """Have a link to a new password mailed.

    The answer is the same whether there is such an account or not. The link works once and for an hour. 409 `mail_off` where the
    service sends no mail.
    """
    asked = await json_body(request, Forgotten)
    recipient = Recipient(asked.email, asked.language)
    await password_changes.forgot(deps_of(request), recipient, address=address_of(request))
    return Response(status_code=202)
