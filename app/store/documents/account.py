"""An account and the ways to one."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import pymongo
from pydantic import Field

from app.domain.ids import new_id
from app.domain.vocabulary import Role, TokenScope
from app.store.documents.base import Identified, Stored
from app.store.documents.brand import BrandWishes


class User(Identified):
    """An account. ``email`` is lower case. ``password_hash`` is empty as long as no password was chosen; ``password_id`` is
    another one with each new password, and stays when only the hash is renewed. ``confirmed``: nothing is left to ask about the
    address (``services.address_checks``). ``retiring`` is set for a moment while an
    administrator is to be one no longer (``store.users.retire_admin``). ``brand`` is how its events show whose they are.
    ``max_events``, ``max_photos`` and ``max_bytes`` are how much it may have where an administrator has said so; None: as the
    settings say.
    """

    email: str
    name: str
    role: Role
    password_hash: str
    password_id: str = Field(default_factory=new_id)
    disabled: bool = False
    confirmed: bool = True
    last_sign_in_at: datetime | None = None
    retiring: str | None = None
    brand: BrandWishes = BrandWishes()
    max_events: int | None = None
    max_photos: int | None = None
    max_bytes: int | None = None

    class Settings(Stored):
        name = "users"
        indexes: ClassVar = [
            pymongo.IndexModel("email", unique=True),
            # A host leads to one account, by HTTP as by HTTPS; most have none of their own (None, or "" once it was taken away).
            pymongo.IndexModel("brand.base_host", unique=True, partialFilterExpression={"brand.base_host": {"$gt": ""}}),
            pymongo.IndexModel([("created_at", -1), ("_id", -1)]),
        ]


class Session(Identified):
    """One sign-in; its id is the ``jti`` of the JWT. Deleting it signs out."""

    user_id: str
    expires_at: datetime

    class Settings(Stored):
        name = "sessions"
        indexes: ClassVar = [pymongo.IndexModel("user_id"), pymongo.IndexModel("expires_at")]


class AccessToken(Identified):
    """A personal access token, by which a program acts for an account; only a digest of it is kept. ``event_ids`` None: for all
    events of the account."""

    user_id: str
    digest: str
    name: str
    scopes: list[TokenScope]
    event_ids: list[int] | None
    expires_at: datetime
    last_used_at: datetime | None = None

    class Settings(Stored):
        name = "access_tokens"
        indexes: ClassVar = [
            pymongo.IndexModel("digest", unique=True),
            pymongo.IndexModel("user_id"),
            pymongo.IndexModel("expires_at"),
        ]


class PasswordReset(Identified):
    """A way to a new password that works once. The id is the account's, so that it has one at most; of the token only a digest
    is kept: nothing here opens it.
    """

    digest: str
    expires_at: datetime

    class Settings(Stored):
        name = "password_resets"
        indexes: ClassVar = [pymongo.IndexModel("digest"), pymongo.IndexModel("expires_at")]


class Invitation(Identified):
    """A way to an account of that role that works once; of the token only a digest is kept. ``note`` says whom it is for."""

    digest: str
    role: Role
    note: str = ""
    invited_by: str
    expires_at: datetime

    class Settings(Stored):
        name = "invitations"
        indexes: ClassVar = [pymongo.IndexModel("digest", unique=True), pymongo.IndexModel("expires_at")]
