"""Web Push: sealed for one browser (RFC 8291), signed by this installation (RFC 8292), posted to the browser's push service.

The address is one that a guest's browser named, so it is posted to as to any address that somebody else chose.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

import http_ece
import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from app import vapid_keys
from app.domain.times import utc_now
from app.ports import HookSender, Sent, Subscription

_SIGNED_FOR: Final = timedelta(hours=12)  # RFC 8292, 2: at most a day
_GONE: Final = frozenset({404, 410})  # RFC 8030, 7.3
_SALT_BYTES: Final = 16


class WebPush:
    """``contact`` is whom a push service may turn to: ``mailto:`` or an https address."""

    def __init__(self, http: HookSender, secret: str, contact: str) -> None:
        self._http = http
        self._secret = secret
        self._contact = contact

    async def push(self, to: Subscription, message: bytes, ttl_s: int) -> Sent:
        """Push, once."""
        try:
            body = sealed_for(to, message)
        except ValueError:
            return Sent(taken=False, gone=True, problem="the keys of the subscription are none")
        headers = {
            "Authorization": f"vapid t={self._signed(to.endpoint)}, k={vapid_keys.public_key(self._secret)}",
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(ttl_s),
            "Urgency": "normal",
        }
        answer = await self._http.post(to.endpoint, headers, body)
        if answer.status is None:
            # Its words may name the address, which is the guest's alone.
            return Sent(taken=False, problem="the push service was not reached")
        taken = 200 <= answer.status < 300
        problem = "" if taken else f"the push service answered {answer.status}"
        return Sent(taken, gone=answer.status in _GONE, problem=problem)

    def _signed(self, endpoint: str) -> str:
        parts = urlsplit(endpoint)
        claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": utc_now() + _SIGNED_FOR, "sub": self._contact}
        return jwt.encode(claims, vapid_keys.private_key(self._secret), algorithm="ES256")


def sealed_for(to: Subscription, message: bytes) -> bytes:
    """The message as only that browser opens it. Raises ``ValueError`` for keys that are none."""
    try:
        return bytes(
            http_ece.encrypt(
                message,
                salt=os.urandom(_SALT_BYTES),
                private_key=ec.generate_private_key(ec.SECP256R1()),
                dh=_bytes(to.p256dh),
                auth_secret=_bytes(to.auth),
                version="aes128gcm",
            )
        )
    except http_ece.ECEException as error:
        raise ValueError("cannot be sealed for these keys") from error


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
