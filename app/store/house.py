"""What administrators have decided for the whole installation."""

from __future__ import annotations

from typing import Final

from app.domain.vocabulary import RegistrationMode
from app.store.documents import House
from app.store.queries import upsert

_ONE: Final = "house"


async def registration() -> RegistrationMode | None:
    """Who may make an account, where an administrator has said so."""
    house = await House.get(_ONE)
    return house.registration if house else None


async def set_registration(mode: RegistrationMode | None) -> None:
    """Who may make an account from now on; None: as it is without anybody's word."""
    await upsert(House, _ONE, {"$set": {"registration": mode}})
