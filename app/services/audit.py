"""Who did what to what; kept with the event, without face data or secrets."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.permissions import Caller
from app.store.documents import AuditEntry


async def record(
    caller: Caller | None,
    action: str,
    target: str,
    event_id: int | None = None,
    *,
    detail: Mapping[str, int | str] | None = None,
) -> None:
    """Write down that ``caller`` (None: the system itself) did ``action`` (``share_link.revoke``) to ``target``.

    ``detail`` says how much or what of it (``{"photos": 12}``), for a reader; never a secret, an address of a stranger or face data.
    """
    actor = caller.actor if caller else "system"
    await AuditEntry(actor=actor, action=action, target=target, event_id=event_id, detail=dict(detail or {})).insert()
