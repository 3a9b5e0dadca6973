"""How often somebody may do what costs us much."""

from __future__ import annotations

from starlette.requests import HTTPConnection

from app.domain.permissions import Caller
from app.services.deps import Deps
from app.web.requests import address_of


async def count(connection: HTTPConnection, deps: Deps, caller: Caller, act: str, rule: str) -> None:
    """One more ``act`` by this caller; raises ``RateLimited`` when that is more than ``rule`` allows.

    Guest sessions cost nothing, so whoever is no more than a guest shares ``guest_rate`` with all guests at the address.
    """
    address = address_of(connection)
    known = caller.kiosk_id or caller.user_id
    await deps.limiter.hit(rule, f"{act}:{known or caller.guest_id or address}")
    if known is None:
        await deps.limiter.hit(deps.settings.guest_rate, f"guest-{act}:{address}")
