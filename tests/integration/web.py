"""The real application on real backends, spoken to by httpx in the same process."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from typing import Any

import httpx
from starlette.types import ASGIApp, Receive, Scope, Send

from app.services.deps import Deps
from app.settings import Settings
from app.store.documents import Letter, User
from app.web.application import create_app
from tests.integration.documented import as_documented

Json = dict[str, Any]
PASSWORD = "correct horse battery staple"
GUEST_EVENT = frozenset(
    {
        "id",
        "name",
        "date",
        "visibility",
        "created_at",
        "selfie_search",
        "downloads",
        "keep_until",
        "consent_text",
        "consent_version",
        "consent_keep_days",
        "open_gallery",
        "link_gallery",
        "comments",
        "registered_only",
        "guest_photos",
        "wall_asks",
        "cover",
        "brand",
    }
)
"""What a guest is told of an event."""


@asynccontextmanager
async def running_app(settings: Settings, deps: Deps | None = None) -> AsyncIterator[ASGIApp]:
    """The application with its lifespan open, as a server would run it; with the given ports instead of its own."""
    app = create_app(settings) if deps is None else create_app(settings, lambda _: nullcontext(deps))
    async with app.router.lifespan_context(app) as state:

        async def with_state(scope: Scope, receive: Receive, send: Send) -> None:
            await app({**scope, "state": dict(state or {})}, receive, send)

        yield with_state


class Web:
    """Makes clients of one running application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    def client(self, token: str | None = None, address: str = "127.0.0.1") -> httpx.AsyncClient:
        """Somebody with a bearer token, or a stranger. Keeps cookies like a browser. Every answer must be as it is documented."""
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(app=self.app, client=(address, 1)),
            base_url="http://testserver/api/v1",
            headers={"Authorization": f"Bearer {token}"} if token else {},
            event_hooks={"response": [as_documented]},
        )

    async def register(self, role: str = "photographer") -> Json:
        """A fresh account: ``{email, password, name, role}``."""
        account = {"email": f"{secrets.token_hex(6)}@example.com", "password": PASSWORD, "name": "Phoebe", "role": role}
        answer = await self.client(address=secrets.token_hex(4)).post("/auth/register", json=account)
        assert answer.status_code == 201, answer.text
        if not answer.json()["confirmed"]:  # the service sends mail; this one has been answered
            await User.find_one({"email": account["email"]}).update({"$set": {"confirmed": True}})
            await Letter.find({"kind": "address"}).delete()
        return account

    async def signed_in(self, role: str = "photographer") -> httpx.AsyncClient:
        """A fresh account with its bearer token."""
        account = await self.register(role)
        return self.client(await self.token(account))

    async def token(self, account: Json) -> str:
        """Sign in."""
        credentials = {"email": account["email"], "password": account["password"]}
        answer = await self.client().post("/auth/login", json=credentials)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    async def browser(self, account: Json) -> httpx.AsyncClient:
        """Signed in by cookie, with the CSRF header."""
        client = self.client()
        credentials = {"email": account["email"], "password": account["password"]}
        (await client.post("/auth/login", json=credentials)).raise_for_status()
        client.headers["X-CSRF-Token"] = client.cookies["ep_csrf"]
        return client

    async def guest(self, link: Json) -> httpx.AsyncClient:
        """Somebody who came by a share link."""
        answer = await self.client().get(f"/share/{link['token']}")
        assert answer.status_code == 200, answer.text
        return self.client(answer.json()["guest_token"])


async def event_of(client: httpx.AsyncClient, visibility: str = "private", name: str = "Party") -> int:
    """A new event; returns its id."""
    answer = await client.post("/events", json={"name": name, "visibility": visibility})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


async def share(client: httpx.AsyncClient, event_id: int, **options: Any) -> Json:
    """A new share link."""
    answer = await client.post(f"/events/{event_id}/share-links", json=options)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def code_of(answer: httpx.Response) -> str:
    """The code of a problem; fails unless the answer is one."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    problem = answer.json()
    assert {"type", "title", "status", "detail", "code"} <= problem.keys()
    assert problem["status"] == answer.status_code
    return str(problem["code"])
