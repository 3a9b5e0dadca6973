"""For administrators: everybody's accounts and events."""

from __future__ import annotations

from datetime import UTC, datetime
from datetime import date as Day  # noqa: N812 - as the documents call it
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain import cursors, text
from app.domain.permissions import Action
from app.domain.vocabulary import Role, Visibility
from app.services import account_admin, accounts, event_overview, password_changes
from app.services.account_admin import AccountChanges, KnownAccount
from app.services.event_overview import EventRow, Sort
from app.web.answers import answer, shaped
from app.web.auth import caller_of
from app.web.endpoints.accounts import UsageShape
from app.web.languages import Language
from app.web.openapi import documented
from app.web.requests import deps_of, json_body, query_params
from app.web.tables import Cursor, PageSize, Words


class AccountShape(BaseModel):
    """An account as administrators see it; ``events`` is how many it owns. ``usage`` is what it has and may have; ``max_events``,
    ``max_photos`` and ``max_bytes`` are what was set for it, null: as the settings say."""

    id: str
    email: str
    name: str
    role: Role
    disabled: bool
    created_at: datetime
    last_sign_in_at: datetime | None
    events: int
    usage: UsageShape
    max_events: int | None
    max_photos: int | None
    max_bytes: int | None


class AccountQuery(BaseModel):
    """A page of accounts; ``q`` is part of a name or address."""

    q: Words = ""
    role: Role | None = None
    cursor: Cursor = None
    limit: PageSize = 50


class AccountList(BaseModel):
    """Newest first; ``next_cursor`` goes on."""

    items: list[AccountShape]
    next_cursor: str | None


Most = Annotated[int | None, Field(ge=0, le=2**53)]


class AccountPatch(BaseModel):
    """What is given is changed. `max_events`, `max_photos` and `max_bytes` are for this account; null: as the settings say."""

    role: Role | None = None
    disabled: bool | None = None
    name: Annotated[str, AfterValidator(lambda name: text.one_line(name, accounts.LONGEST_NAME))] | None = None
    max_events: Most = None
    max_photos: Most = None
    max_bytes: Most = None

    @property
    def quota(self) -> dict[str, int | None]:
        """What is given of it."""
        return self.model_dump(include={"max_events", "max_photos", "max_bytes"}, exclude_unset=True)


class NewUser(BaseModel):
    """An account to be made; its owner chooses the password by a link."""

    email: Annotated[str, AfterValidator(text.email_address)]
    name: Annotated[str, AfterValidator(lambda name: text.one_line(name, accounts.LONGEST_NAME))]
    role: Literal["photographer", "guest"] = "photographer"


class ResetLinkRequest(BaseModel):
    """``mail``: also mail the link to the account's address, in that `language`."""

    mail: bool = False
    language: Language = "en"


class ResetLinkShape(BaseModel):
    """To be handed over by the administrator, unless it was mailed."""

    url: str
    expires_at: datetime


class NewUserShape(AccountShape):
    """A new account. ``password_link`` is shown this once: by it the owner chooses the first password, once."""

    password_link: ResetLinkShape


class OwnerShape(BaseModel):
    """Whose event it is."""

    id: str
    name: str
    email: str


class EventRowShape(BaseModel):
    """An event as administrators see it. ``guests`` are the searches so far, without those that were rejected.

    ``bytes`` are all of its blobs (originals, previews, thumbnails) when they were last measured, ``measured_at``: within a
    minute or so of every change; 0 and null before the first time.
    """

    id: int
    name: str
    owner: OwnerShape | None
    visibility: Visibility
    created_at: datetime
    keep_until: Day | None
    photos: int
    faces: int
    guests: int
    bytes: int
    measured_at: datetime | None


class EventTableQuery(BaseModel):
    """A page of events; ``q`` is part of an event's name or of its owner's name or address, or the event's number."""

    q: Words = ""
    sort: Sort = "newest"
    cursor: Annotated[str | None, Field(pattern=cursors.BY_SIZE.pattern)] = None
    limit: PageSize = 50


class EventTableShape(BaseModel):
    """The newest or the largest first; ``next_cursor`` goes on; ``total_bytes`` is of all events that there are."""

    items: list[EventRowShape]
    next_cursor: str | None
    total_bytes: int


@documented("admin", action=Action.ADMINISTER, query=AccountQuery, answers={200: AccountList}, errors=(403,))
async def users(request: Request) -> Response:
    """Accounts, newest first."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    query = query_params(request, AccountQuery)
    page = await account_admin.page(deps, caller, words=query.q, role=query.role, cursor=query.cursor, limit=query.limit)
    return answer(AccountList(items=[_account(known) for known in page.items], next_cursor=page.next_cursor))


@documented("admin", action=Action.ADMINISTER, body=AccountPatch, answers={200: AccountShape}, errors=(404, 409))
async def change_user(request: Request) -> Response:
    """Change an account's role, name, how much it may have or whether it is disabled.

    Who is disabled is signed out everywhere at once. 409 `last_admin` where nobody would be left who can administer the service,
    409 `yourself` for taking the own powers away.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps_of(request))
    patch = await json_body(request, AccountPatch)
    changes = AccountChanges(role=patch.role, disabled=patch.disabled, name=patch.name, quota=patch.quota)
    return answer(_account(await account_admin.change(deps, caller, request.path_params["user_id"], changes)))


@documented("admin", action=Action.ADMINISTER, body=ResetLinkRequest, answers={201: ResetLinkShape}, errors=(404, 409))
async def reset_password(request: Request) -> Response:
    """Make a link by which somebody who forgot the password chooses a new one.

    It works once and for an hour, and ends the one that was made before. 409 `mail_off` for a mail where the service sends none.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    wanted = await json_body(request, ResetLinkRequest, optional=True)
    mail_in = wanted.language if wanted.mail else None
    link = await password_changes.make_reset_link(deps, caller, request.path_params["user_id"], mail_in)
    return answer(ResetLinkShape(url=link.url, expires_at=link.expires_at), 201)


@documented("admin", action=Action.ADMINISTER, body=NewUser, answers={201: NewUserShape}, errors=(409,))
async def create_user(request: Request) -> Response:
    """Make an account.

    The answer has the link by which its owner chooses the first password; it works once, and lasts as long as an invitation.
    409 `email_taken`.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps_of(request))
    new = await json_body(request, NewUser)
    known, link = await account_admin.create(deps, caller, new.email, new.name, Role(new.role))
    shape = NewUserShape(**dict(_account(known)), password_link=ResetLinkShape(url=link.url, expires_at=link.expires_at))
    return answer(shape, 201)


@documented("admin", action=Action.ADMINISTER, query=EventTableQuery, answers={200: EventTableShape}, errors=(403,))
async def events(request: Request) -> Response:
    """Everybody's events, and how much room they take."""
    caller = await caller_of(request, deps_of(request))
    query = query_params(request, EventTableQuery)
    table = await event_overview.page(caller, words=query.q, sort=query.sort, cursor=query.cursor, limit=query.limit)
    items = [_event(row) for row in table.items]
    return answer(EventTableShape(items=items, next_cursor=table.next_cursor, total_bytes=table.total_bytes))


def _account(known: KnownAccount) -> AccountShape:
    user = known.user
    return AccountShape(
        id=user.id,
        email=user.email,
        name=user.name,
        role=user.role,
        disabled=user.disabled,
        created_at=user.created_at.astimezone(UTC),
        last_sign_in_at=user.last_sign_in_at and user.last_sign_in_at.astimezone(UTC),
        events=known.usage.events,
        usage=shaped(UsageShape, known.usage),
        max_events=user.max_events,
        max_photos=user.max_photos,
        max_bytes=user.max_bytes,
    )


def _event(row: EventRow) -> EventRowShape:
    event, owner = row.event, row.owner
    return EventRowShape(
        id=event.id,
        name=event.name,
        owner=OwnerShape(id=owner.id, name=owner.name, email=owner.email) if owner else None,
        visibility=event.visibility,
        created_at=event.created_at.astimezone(UTC),
        keep_until=event.keep_until,
        photos=row.counted.total,
        faces=row.counted.faces,
        guests=max(0, row.counted.guests),
        bytes=row.size.bytes if row.size else 0,
        measured_at=row.size.measured_at.astimezone(UTC) if row.size else None,
    )
