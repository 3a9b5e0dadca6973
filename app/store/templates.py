"""The log of an event's standing searches: which template came, how it grew and which search went, in order.

Each state of a search's template is an entry of its own, and erases the one before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.store import gapless_logs
from app.store.documents import TemplateEntry
from app.store.queries import values_of


def template_context(search_id: str) -> str:
    """The context in which a search's template is sealed."""
    return f"template:{search_id}"


async def known_number(event_id: int, engine_id: str) -> int:
    """For ``append_template``, where there is time to ask before it."""
    return await gapless_logs.known_number(TemplateEntry, event_id, engine_id)


async def append_template(
    event_id: int,
    engine_id: str,
    search_id: str,
    sealed_template: bytes,
    expires_at: datetime,
    *,
    known_number: int | None = None,
) -> TemplateEntry:
    """Write a search's template durably; once, however often it is called. ``sealed_template`` in ``template_context``;
    ``known_number`` as ``known_number`` said a moment ago, None to have it asked now.

    Returns the entry that holds it, by now perhaps a later state: who is slow must not take an entry that was renewed for a
    search that is over. A ``void`` one says that it was withdrawn.
    """
    appended = await gapless_logs.append(
        TemplateEntry(
            event_id=event_id,
            engine_id=engine_id,
            seq=0,
            key=f"add:{search_id}",
            kind="add",
            search_id=search_id,
            template=sealed_template,
            expires_at=expires_at,
        ),
        known_number,
    )
    return appended if appended.kind == "add" else await of_search(search_id) or appended


async def renew(before: TemplateEntry, sealed_template: bytes) -> TemplateEntry:
    """Write what a template has become since ``before``, durably, and erase that; returns the entry that holds it.

    Of several who go on from the same state one wins, and the others get what that one wrote.
    """
    after = await gapless_logs.append(
        TemplateEntry(
            event_id=before.event_id,
            engine_id=before.engine_id,
            seq=0,
            key=f"add:{before.search_id}:{before.seq}",
            kind="add",
            search_id=before.search_id,
            template=sealed_template,
            expires_at=before.expires_at,
        )
    )
    await gapless_logs.erase_entry(before)
    return after


async def of_search(search_id: str) -> TemplateEntry | None:
    """The entry that holds the search's template, or held it (``void`` when it was erased), or None."""
    entries = await TemplateEntry.find({"search_id": search_id}).to_list()
    added = [entry for entry in entries if entry.kind != "remove"]
    return max(added, key=lambda entry: (entry.kind == "add", entry.seq), default=None)


async def is_stored(search_id: str) -> bool:
    """Is the search's template there still?"""
    entry = await of_search(search_id)
    return entry is not None and entry.template is not None


async def after(event_id: int, engine_id: str, seq: int) -> Sequence[TemplateEntry]:
    """The next entries after ``seq``; see ``gapless_logs.entries_after``."""
    return await gapless_logs.entries_after(TemplateEntry, event_id, engine_id, seq)


async def remove_search(search_id: str) -> None:
    """Erase a template and tell every worker that waits with it. Can run twice."""
    entries = await TemplateEntry.find({"search_id": search_id, "kind": {"$ne": "remove"}}).to_list()
    for entry in sorted(entries, key=lambda entry: entry.seq):
        await gapless_logs.take_back(entry, f"remove:{search_id}")


async def searches_with_template() -> set[str]:
    """Every search whose template is stored; reads the whole collection, for the keeper's rare rounds."""
    return await values_of(TemplateEntry, "search_id", {"kind": "add"})


async def erase_event(event_id: int) -> None:
    """Remove the whole log; only for an event that is gone for good."""
    await gapless_logs.erase(TemplateEntry, event_id)
