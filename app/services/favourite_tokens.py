"""What opens a list of favourites: its id and a signature of it, short enough for a link that somebody sends to herself.

Nothing in the database opens a list, and the same token is made again for it each time. It holds as long as its list is there.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from typing import Final

from app.derived_keys import derived_key
from app.domain.permissions import Caller
from app.errors import Unauthenticated
from app.settings import Settings

PREFIX: Final = "ep_fav_"
_TOKEN: Final = re.compile(rf"{PREFIX}([0-9a-f]{{24}})([\w-]{{22}})", re.ASCII)
_SIGNATURE_BYTES: Final = 16


def token_of(settings: Settings, list_id: str) -> str:
    """For whoever holds the list."""
    return f"{PREFIX}{list_id}{_signature(settings, list_id)}"


def url_of(settings: Settings, event_id: int, list_id: str, base: str) -> str:
    """The address that opens the list on any device; it begins with ``base``, as ``branding.link_base`` says. The token is in the
    fragment, which browsers send to no server."""
    return f"{base}/e/{event_id}#favourites={token_of(settings, list_id)}"


def is_one(text: str) -> bool:
    """Does it look like one of these tokens?"""
    return text.startswith(PREFIX)


def caller_from(settings: Settings, token: str) -> Caller:
    """Who presents ``token``. Raises ``Unauthenticated`` unless it is ours; whether the list is there, ``list_for`` asks."""
    found = _TOKEN.fullmatch(token)
    if found is None or not hmac.compare_digest(found[2], _signature(settings, found[1])):
        raise Unauthenticated
    return Caller(list_ids=frozenset({found[1]}))


def _signature(settings: Settings, list_id: str) -> str:
    key = derived_key(settings.secret_key.get_secret_value(), "favourites 1")
    digest = hmac.digest(key, list_id.encode(), hashlib.sha256)[:_SIGNATURE_BYTES]
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
