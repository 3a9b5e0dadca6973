"""Devices that somebody has signed in with before, known by a signed cookie: one for each account on a device.

Sign-ins are limited by address and by account, so whoever tries many passwords keeps strangers out for a while, the owner among
them. A device that has proved the password once is no stranger: only its own wrong tries count (``device_rate``), and no others'
keep it out. When it has had too many it is a stranger like everybody else. The cookie opens nothing: the password is asked for
all the same. It ends with the password that was proved, whichever way that is replaced.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from itsdangerous import BadSignature, URLSafeTimedSerializer

from app.derived_keys import derived_key
from app.domain.ids import new_id
from app.settings import Settings
from app.store.documents import User

LIFE: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Device:
    """Who signed in there, and with which of their passwords."""

    id: str
    user_id: str
    password_id: str

    def belongs_to(self, user: User | None) -> bool:
        """Did it prove the password that the account has now?"""
        return user is not None and (self.user_id, self.password_id) == (user.id, user.password_id)


def cookie_of(settings: Settings, email: str) -> str:
    """The name of an account's cookie; says nothing of the address to who looks at a device that several use."""
    digest = hmac.new(_key(settings), email.encode(), hashlib.sha256).hexdigest()
    return f"ep_device_{digest[:16]}"


def presented(settings: Settings, email: str, cookies: Mapping[str, str]) -> Device | None:
    """What the account's cookie says, if it is ours and not too old. Says nothing about the database."""
    signed = cookies.get(cookie_of(settings, email))
    if not signed:
        return None
    try:
        return Device(*_signer(settings).loads(signed, max_age=int(LIFE.total_seconds())))
    except (BadSignature, TypeError):
        return None


def remembered(settings: Settings, user: User, device: Device | None) -> str:
    """The cookie of a device on which the account's password was just proved; it stays the ``device`` that it was."""
    return _signer(settings).dumps([device.id if device else new_id(), user.id, user.password_id])


def _signer(settings: Settings) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(_key(settings), salt="device")


def _key(settings: Settings) -> bytes:
    return derived_key(settings.secret_key.get_secret_value(), "devices 1")
