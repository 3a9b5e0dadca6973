"""Letters to accounts: ways to a password, an account or a team, by mail where a mail server is set.

Each is queued durably: whoever asked need not wait for a mail server, and nobody can tell by the time it takes whether there is
an account. What it says has a link in it that opens something: it is sealed, and gone once the letter has ended.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import orjson
from cryptography.fernet import Fernet, InvalidToken

from app.derived_keys import derived_key
from app.domain.digests import digest_of
from app.domain.times import utc_now
from app.domain.vocabulary import LetterKind
from app.errors import MailOff
from app.ports import Mail
from app.services import mail_texts
from app.services.deps import Deps
from app.settings import Settings
from app.store import outbox
from app.store.documents import Letter


@dataclass(frozen=True, slots=True)
class Content:
    """What is sealed. Without a ``url`` the link is made as the letter is sent."""

    to: str
    language: str
    url: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is written to, and in which language (BCP 47)."""

    address: str
    language: str


def require_mail(settings: Settings) -> None:
    """Raises ``Conflict`` (``mail_off``) where no mail server is set."""
    if not settings.sends_mail:
        raise MailOff


async def admit(deps: Deps, to: Recipient) -> None:
    """Before something is made that is to be mailed. Raises as ``require_mail`` and ``count``."""
    require_mail(deps.settings)
    await count(deps, to.address)


async def count(deps: Deps, to: str) -> None:
    """Somebody typed this address, and it is to be written to. Raises ``RateLimited``: nobody fills the letter box of others."""
    await deps.limiter.hit(deps.settings.mail_rate, f"mail:{digest_of(to)}")


async def post(
    settings: Settings, kind: LetterKind, to: Recipient, url: str, *, until: datetime, names: Mapping[str, str] | None = None
) -> None:
    """Queue one; it is not sent any more after ``until``, when its link has ended. Raises as ``require_mail``."""
    require_mail(settings)
    content = Content(to=to.address, language=to.language, url=url, names=dict(names or {}))
    sealed = _cipher(settings).encrypt(orjson.dumps(content))
    await outbox.put(Letter(kind=kind, sealed=sealed, due_at=utc_now(), expires_at=until))


def opened(settings: Settings, letter: Letter) -> Content | None:
    """What is sealed; None where it cannot be opened: that was under another SECRET_KEY."""
    try:
        return Content(**orjson.loads(_cipher(settings).decrypt(letter.sealed)))
    except InvalidToken:
        return None


def mail(settings: Settings, kind: LetterKind, content: Content, url: str) -> Mail:
    """As it is sent, with that link."""
    host = urlsplit(settings.public_url).netloc
    return mail_texts.mail(content.to, mail_texts.Text(kind, content.language, host, url, content.names))


def _cipher(settings: Settings) -> Fernet:
    return Fernet(urlsafe_b64encode(derived_key(settings.secret_key.get_secret_value(), "letters")))
