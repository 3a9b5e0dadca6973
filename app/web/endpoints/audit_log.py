"""For administrators: the log of what was done."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain.permissions import Action
from app.services import audit
from app.services.audit import AuditPage
from app.store.audit import Filters
from app.store.documents import AuditEntry
from app.web.answers import answer
from app.web.auth import caller_of
from app.web.openapi import documented
from app.web.requests import deps_of, query_params
from app.web.tables import Cursor, PageSize, Words


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
