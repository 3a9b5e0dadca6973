"""What an installation starts with: two accounts, and a demo event with photos and a share link.

May be killed at any point and be run again: that it is under way is noted in ``DATA_DIR/first_run.json`` (readable by its
owner only, gone at the end). The passwords are in it only until they have been shown.
"""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from app.domain.origin import Origin
from app.domain.permissions import Caller
from app.domain.vocabulary import Source, Visibility
from app.errors import AppError, Conflict
from app.private_files import write_private
from app.services import acceptance, accounts, events, sharing
from app.services.access import signed_in
from app.services.deps import Deps
from app.store import events as event_store
from app.store import users
from app.store.documents import Event, ShareLink, User

log = logging.getLogger(__name__)

ADMIN: Final = "admin@localhost"
PHOTOGRAPHER: Final = "photographer@localhost"
_COVER: Final = "elton_john train-04.jpg"  # of the sample the one that looks most like an event
_CHUNK: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class _Notes:
    """What a first run that is killed must not forget. Empty once it has been shown."""

    admin_password: str = ""
    photographer_password: str = ""


async def make_first_content(deps: Deps, say: Callable[[str], None]) -> None:
    """Make what is missing of it and ``say`` each line that the operator must see, the passwords among them, once.

    Does nothing where somebody has an account already: an installation that joins a database in use.
    """
    path = deps.settings.data_dir / "first_run.json"
    notes = _read(path)
    if notes is None:
        if await users.any_user():
            return
        notes = _Notes(secrets.token_urlsafe(12), secrets.token_urlsafe(12))
        _write(path, notes)
    photographer = await _make_accounts(notes)
    caller = Caller(user_id=photographer.id, role=photographer.role)
    event, link = await _make_event(deps, caller)
    if notes.admin_password:
        _show(notes, sharing.url_of(deps.settings, link, await sharing.base_of(deps, link.event_id)), say)
        _write(path, _Notes())
    await _fill(deps, caller, event)
    path.unlink()


async def _make_accounts(notes: _Notes) -> User:
    """Both accounts, unless a run that was killed has made them; returns the photographer."""
    for create, email, password, name in (
        (accounts.create_admin, ADMIN, notes.admin_password, "Administrator"),
        (accounts.create_photographer, PHOTOGRAPHER, notes.photographer_password, "Photographer"),
    ):
        if await users.by_email(email) is None:
            await create(email, password, name)
    photographer = await users.by_email(PHOTOGRAPHER)
    if photographer is None:
        raise Conflict("The photographer's account was deleted during the first run.")
    return photographer


async def _make_event(deps: Deps, caller: Caller) -> tuple[Event, ShareLink]:
    """The event and its link, unless a run that was killed has made them."""
    event = await event_store.any_of_owner(signed_in(caller))
    if event is None:
        event = await events.create(deps, caller, "Demo event", None, Visibility.UNLISTED)
    links = await sharing.links(caller, event.id)
    return event, links[0] if links else await sharing.create(deps, caller, event.id, expires_at=None, pin=None, label="Demo")


def _show(notes: _Notes, share_url: str, say: Callable[[str], None]) -> None:
    say("First run. These passwords are shown only once:")
    say(f"  administrator  {ADMIN:<24} {notes.admin_password}")
    say(f"  photographer   {PHOTOGRAPHER:<24} {notes.photographer_password}")
    say(f"Demo event, as a guest: {share_url}")


async def _fill(deps: Deps, caller: Caller, event: Event) -> None:
    """The photos that came with the models, by the way that all photos come, one of them for the cover; those there already
    are recognised."""
    for path in sorted((deps.settings.models_dir / "sample").glob("*/*.jpg")):
        name = f"{path.parent.name} {path.name}"
        try:
            accepted = await acceptance.accept(deps, event, name, _chunks(path), Origin(Source.PROGRAM, signed_in(caller)))
            if name == _COVER:
                await events.change(caller, event.id, {"cover_photo_id": accepted.id})
        except AppError as error:
            log.warning("the sample photo %s was not accepted: %s", name, error.code)


async def _chunks(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _read(path: Path) -> _Notes | None:
    try:
        return _Notes(**json.loads(path.read_text()))
    except FileNotFoundError:
        return None


def _write(path: Path, notes: _Notes) -> None:
    write_private(path, json.dumps(asdict(notes)))
