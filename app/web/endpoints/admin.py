"""For administrators: accounts, events, the log of what was done, and how the service is doing."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from datetime import date as Day  # noqa: N812 - as the documents call it
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain import cursors, text
from app.domain.permissions import Action
from app.domain.vocabulary import DamageKind, RegistrationMode, Role, Visibility
from app.ports import SeenProcess
from app.services import account_admin, accounts, audit, event_overview, password_changes, registration, system_report
from app.services.account_admin import AccountChanges, KnownAccount
from app.services.audit import AuditPage
from app.services.event_overview import EventRow, Sort
from app.services.system_report import SystemReport
from app.store.audit import Filters
from app.store.documents import AuditEntry, Invitation
from app.web.answers import answer, nothing, shaped
from app.web.auth import caller_of
from app.web.endpoints.accounts import UsageShape
from app.web.languages import Language, MayBeMailed
from app.web.openapi import documented
from app.web.requests import deps_of, json_body, query_params

LARGEST_PAGE = 200
LONGEST_WORDS = 200

Words = Annotated[str, Field(max_length=LONGEST_WORDS, pattern=text.PRINTABLE)]
Cursor = Annotated[str | None, Field(pattern=cursors.BY_MOMENT.pattern)]
PageSize = Annotated[int, Field(ge=1, le=LARGEST_PAGE)]


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


def _note(note: str) -> str:
    return text.one_line(note, registration.LONGEST_NOTE) if note.strip() else ""


class InvitationRequest(MayBeMailed):
    """``note`` says whom it is for; administrators alone see it. With `mail_to` the link is mailed to that address, too, in that
    `language`."""

    role: Literal["photographer", "guest"] = "photographer"
    note: Annotated[str, AfterValidator(_note)] = ""


class InvitationShape(BaseModel):
    """An invitation that can still be followed."""

    id: str
    role: Role
    note: str
    created_at: datetime
    expires_at: datetime


class NewInvitationShape(InvitationShape):
    """A new invitation; ``url`` and ``token``, the part behind `#invitation=`, are shown this once and work once."""

    url: str
    token: str


class InvitationList(BaseModel):
    """All that can still be followed, newest first."""

    items: list[InvitationShape]


class RegistrationChoice(BaseModel):
    """Who may make an account; null: as it is without anybody's word."""

    mode: RegistrationMode | None


class RegistrationRule(BaseModel):
    """Who may make an account (`mode`), what an administrator has `chosen`, and how it is without that (`usual`).

    `fixed`: the setting REGISTRATION says it, and nothing else changes it. `public`: others can reach this installation, because
    it listens on, or has in its address, anything but a loopback address.
    """

    mode: RegistrationMode
    chosen: RegistrationMode | None
    usual: RegistrationMode
    fixed: bool
    public: bool


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


class ActorShape(BaseModel):
    """Who did it; ``label`` is for people. Guests and the service itself have no name."""

    kind: Literal["user", "guest", "kiosk", "system"]
    id: str | None
    label: str


class AuditShape(BaseModel):
    """One thing that was done. ``detail`` says how much or what of it; ``target_label`` names an account or a kiosk."""

    id: str
    at: datetime
    actor: ActorShape
    action: str
    target: str
    target_label: str | None
    event_id: int | None
    detail: dict[str, int | str]


class AuditQuery(BaseModel):
    """A page of the log. ``actor`` (``user:ID``, ``kiosk``) and ``action`` (``share_link``) may be beginnings; ``q`` is part of
    actor, action or target, or of an account's name or address."""

    actor: Words = ""
    action: Words = ""
    event_id: Annotated[int | None, Field(ge=1, le=2**31 - 1)] = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    q: Words = ""
    cursor: Cursor = None
    limit: PageSize = 50


class AuditList(BaseModel):
    """Newest first; ``next_cursor`` goes on. ``actions`` are all that there are."""

    items: list[AuditShape]
    next_cursor: str | None
    actions: list[str]


class BackendShape(BaseModel):
    """A part that the service stands on. ``kind``, ``version`` and ``detail`` are what it says itself."""

    name: Literal["database", "redis", "volatile", "blobs", "keys"]
    kind: str
    version: str | None
    ok: bool
    latency_ms: float | None
    detail: str


class QueueShape(BaseModel):
    """``oldest_s``: how long the oldest job that could run has been waiting."""

    name: str
    waiting: int
    running: int
    oldest_s: float | None


class ProcessShape(BaseModel):
    """A process of the service. It says every few seconds that it is there: one that died is seen no more, and then forgotten.

    ``busy``: jobs, requests of a web process, or photos of cameras, that it works on; ``done`` and ``failed`` count since
    ``started_at``.
    """

    id: str
    kind: Literal["ingest", "search", "keeper", "web", "ftp"]
    host: str
    pid: int
    started_at: datetime
    seen_s_ago: float
    busy: int
    done: int
    failed: int
    rss_bytes: int


class EngineShape(BaseModel):
    """The face engine; ``id`` and ``dimension`` as the workers have it, null while there are none."""

    id: str | None
    name: str
    dimension: int | None


class DiskShape(BaseModel):
    """The file system that holds the data folder; bytes.

    `short`: less than `reserve` is free there or where photos are kept. No photos are taken in until there is more.
    """

    path: str
    total: int
    used: int
    free: int
    reserve: int
    short: bool


class DamageShape(BaseModel):
    """Something stored that does not open though its key is there: the `faces` of a photo (they are made anew from it by
    themselves), the `template` of a search (it is told of no new photo), a `match`; or a `key` that cannot be used.

    `subject`: id of the photo or search, name of the key.
    """

    kind: DamageKind
    event_id: int
    subject: str
    noticed_at: datetime


class SystemShape(BaseModel):
    """How the service is doing. ``started_at``: since when some process has been there without a break.

    ``damaged`` counts what is stored and does not open; ``damage`` are the last twenty that were noticed, the newest first.
    """

    version: str
    started_at: datetime | None
    versions: dict[str, str]
    engine: EngineShape
    backends: list[BackendShape]
    queues: list[QueueShape]
    workers: list[ProcessShape]
    disk: DiskShape
    damaged: int
    damage: list[DamageShape]


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


@documented("admin", action=Action.ADMINISTER, answers={200: InvitationList}, errors=(403,))
async def open_invitations(request: Request) -> Response:
    """Invitations that can still be followed, newest first."""
    found = await registration.open_invitations(await caller_of(request, deps_of(request)))
    return answer(InvitationList(items=[_invitation(invitation) for invitation in found]))


@documented("admin", action=Action.ADMINISTER, body=InvitationRequest, answers={201: NewInvitationShape}, errors=(409,))
async def invite(request: Request) -> Response:
    """Make an invitation.

    Whoever has its link makes an account of that role, once; also where registration is closed. 409 `mail_off` for a mail where
    the service sends none.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps_of(request))
    wanted = await json_body(request, InvitationRequest, optional=True)
    new = await registration.invite(deps, caller, Role(wanted.role), wanted.note, wanted.recipient)
    return answer(NewInvitationShape(**dict(_invitation(new.invitation)), url=new.url, token=new.token), 201)


@documented("admin", action=Action.ADMINISTER, answers={204: None}, errors=(404,))
async def revoke_invitation(request: Request) -> Response:
    """Take an invitation back.

    404 also when it was used meanwhile: then there is an account.
    """
    await registration.revoke(await caller_of(request, deps_of(request)), request.path_params["invitation_id"])
    return nothing()


@documented("admin", action=Action.ADMINISTER, answers={200: RegistrationRule}, errors=(403,))
async def registration_rule(request: Request) -> Response:
    """Who may make an account, and why."""
    deps = deps_of(request)
    return answer(shaped(RegistrationRule, await registration.rule(deps, await caller_of(request, deps))))


@documented("admin", action=Action.ADMINISTER, body=RegistrationChoice, answers={200: RegistrationRule}, errors=(403, 409))
async def choose_registration(request: Request) -> Response:
    """Choose who may make an account.

    It holds at once. 409 `registration_fixed` where the setting REGISTRATION says it.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    wanted = await json_body(request, RegistrationChoice)
    return answer(shaped(RegistrationRule, await registration.choose(deps, caller, wanted.mode)))


@documented("admin", action=Action.ADMINISTER, query=EventTableQuery, answers={200: EventTableShape}, errors=(403,))
async def events(request: Request) -> Response:
    """Everybody's events, and how much room they take."""
    caller = await caller_of(request, deps_of(request))
    query = query_params(request, EventTableQuery)
    table = await event_overview.page(caller, words=query.q, sort=query.sort, cursor=query.cursor, limit=query.limit)
    items = [_event(row) for row in table.items]
    return answer(EventTableShape(items=items, next_cursor=table.next_cursor, total_bytes=table.total_bytes))


@documented("admin", action=Action.ADMINISTER, query=AuditQuery, answers={200: AuditList}, errors=(403,))
async def audit_log(request: Request) -> Response:
    """Who did what to what, newest first."""
    caller = await caller_of(request, deps_of(request))
    query = query_params(request, AuditQuery)
    actions = audit.beginning_with(query.action) if query.action else None
    wanted = Filters(query.actor, actions, query.event_id, query.since, query.until, query.q)
    page = await audit.page(caller, wanted, query.cursor, query.limit)
    items = [_audited(entry, page) for entry in page.items]
    return answer(AuditList(items=items, next_cursor=page.next_cursor, actions=list(audit.ACTS)))


@documented("admin", action=Action.ADMINISTER, answers={200: SystemShape}, errors=(403,))
async def system(request: Request) -> Response:
    """How the service is doing: versions, backends, queues, processes, disk.

    What is away is named with `ok: false`. Answers within three seconds, whatever else is away; without the database nobody can
    be known to be an administrator, and the answer is 503.
    """
    deps = deps_of(request)
    return answer(_system(await system_report.report(deps, await caller_of(request, deps))))


def _invitation(invitation: Invitation) -> InvitationShape:
    return InvitationShape(
        id=invitation.id,
        role=invitation.role,
        note=invitation.note,
        created_at=invitation.created_at.astimezone(UTC),
        expires_at=invitation.expires_at.astimezone(UTC),
    )


def _system(found: SystemReport) -> SystemShape:
    engine_id, dimension = found.engine or (None, None)
    return SystemShape(
        version=found.version,
        started_at=found.started_at,
        versions=dict(found.versions),
        engine=EngineShape(id=engine_id, name=found.engine_name, dimension=dimension),
        backends=[BackendShape.model_validate(asdict(backend)) for backend in found.backends.values()],
        queues=[QueueShape(name=name, **asdict(state)) for name, state in found.queues.items()],
        workers=[_process(seen) for seen in found.processes],
        disk=DiskShape(**asdict(found.disk)),
        damaged=found.damaged,
        damage=[
            DamageShape(
                kind=known.kind,
                event_id=known.event_id,
                subject=known.subject,
                noticed_at=known.noticed_at.astimezone(UTC),
            )
            for known in found.damage
        ],
    )


def _process(seen: SeenProcess) -> ProcessShape:
    said = asdict(seen.process)
    return ProcessShape(id=seen.id, seen_s_ago=seen.seen_s_ago, **{name: said[name] for name in said if name != "engine"})


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


def _audited(entry: AuditEntry, page: AuditPage) -> AuditShape:
    return AuditShape(
        id=entry.id,
        at=entry.created_at.astimezone(UTC),
        actor=_actor(entry.actor, page),
        action=entry.action,
        target=entry.target,
        target_label=page.labels.get(entry.target),
        event_id=entry.event_id,
        detail=entry.detail,
    )


def _actor(name: str, page: AuditPage) -> ActorShape:
    kind, _, actor_id = name.partition(":")
    match kind:
        case "user":
            return ActorShape(kind="user", id=actor_id, label=page.labels.get(name, "a former account"))
        case "kiosk":
            return ActorShape(kind="kiosk", id=actor_id, label=page.labels.get(name, "a former kiosk"))
        case "guest":
            return ActorShape(kind="guest", id=None if actor_id == "anonymous" else actor_id, label="a guest")
        case _:
            return ActorShape(kind="system", id=None, label="the service")
