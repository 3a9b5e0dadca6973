"""By what push services know this installation (VAPID, RFC 8292): a pair of keys that comes from SECRET_KEY.

So every machine of an installation has the same one, a backup of SECRET_KEY has it too, and there is no file to lose: with
another key no browser that subscribed could be pushed to any more.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from functools import lru_cache
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.derived_keys import derived_key

_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the group of P-256 (FIPS 186-4, D.1.2.3): private keys are the numbers from 1 up to it."""


@lru_cache(maxsize=16)
def private_key(secret: str) -> ec.EllipticCurvePrivateKey:
    """The private key of the installation with this SECRET_KEY."""
    # Twice the length that it takes, so that no key is likelier than another one by more than 2**-256 (FIPS 186-4, B.4.1).
    material = derived_key(secret, "vapid 1") + derived_key(secret, "vapid 2")
    return ec.derive_private_key(int.from_bytes(material) % (_ORDER - 1) + 1, ec.SECP256R1())


def public_key(secret: str) -> str:
    """What a browser subscribes with: the point, uncompressed, in base64url without padding."""
    point = private_key(secret).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).rstrip(b"=").decode()
