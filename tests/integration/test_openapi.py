"""The document says what the service does."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import anyio
import pytest
from openapi_spec_validator import validate

from app.services.deps import Deps
from app.web.endpoints import pwa
from app.web.openapi import Resource, openapi_document
from app.web.routes import resources
from tests.browser.chromium import Watch, chromium
from tests.integration.sockets import serving
from tests.integration.test_account_admin import admin
from tests.integration.web import Web, event_of

Json = dict[str, Any]

# What version 1 began with; never fewer.
CONTRACT = {
    "POST /auth/register",
    "POST /auth/login",
    "POST /auth/logout",
    "GET /auth/me",
    "POST /events",
    "GET /events",
    "GET /events/{}",
    "PATCH /events/{}",
    "DELETE /events/{}",
    "POST /events/{}/share-links",
    "GET /events/{}/share-links",
    "DELETE /share-links/{}",
    "GET /share/{}",
    "POST /events/{}/photos",
    "GET /events/{}/photos",
    "POST /uploads",
    "HEAD /uploads/{}",
    "PATCH /uploads/{}",
    "GET /photos/{}",
    "DELETE /photos/{}",
    "POST /photos/{}/hide",
    "POST /photos/{}/unhide",
    "POST /photos/{}/retry",
    "POST /events/{}/searches",
    "GET /searches/{}",
    "DELETE /searches/{}",
    "GET /searches/{}/matches",
    "POST /searches/{}/feedback",
    "GET /searches/{}/photos.zip",
    "POST /events/{}/kiosks",
    "GET /events/{}/kiosks",
    "DELETE /kiosks/{}",
    "POST /kiosks/pair",
    "POST /kiosks/searches/{}/handoff",
}


@pytest.fixture(scope="module")
def document() -> Json:
    return openapi_document(resources(), "http://testserver")


def test_the_document_is_valid_openapi_3_1(document: Json) -> None:
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_every_address_of_the_contract_is_in_it(document: Json) -> None:
    listed = {
        f"{method.upper()} {re.sub('{[^}]+}', '{}', path).removeprefix('/api/v1')}"
        for path, methods in document["paths"].items()
        for method in methods
    }
    assert listed >= CONTRACT, CONTRACT - listed
    assert {"GET /healthz", "GET /readyz", "GET /metrics"} <= listed
    assert any(line.startswith("GET /media/") for line in listed)


def test_every_operation_says_what_it_does_and_how_it_fails(document: Json) -> None:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            where = f"{method} {path}"
            assert operation["summary"].endswith((".", "?")), where
            assert any(status.startswith("2") for status in operation["responses"]), where
            for status, answer in operation["responses"].items():
                if status.startswith(("4", "5")) and "content" in answer:
                    assert list(answer["content"]) == ["application/problem+json"], where


def test_operations_have_ids_of_their_own(document: Json) -> None:
    ids = [
        operation["operationId"]
        for methods in document["paths"].values()
        for operation in methods.values()
        if "operationId" in operation
    ]
    assert len(ids) == len(set(ids))


def test_an_endpoint_without_documentation_does_not_go_unnoticed() -> None:
    with pytest.raises(AttributeError):
        openapi_document([Resource("/x", get=pwa.manifest)], "http://testserver")


@pytest.fixture
def check(document: Json) -> Callable[[str, str, int, object], None]:
    """Holds what the service really answers against the document's shape."""
    from jsonschema import Draft202012Validator

    def hold(path: str, method: str, status: int, body: object) -> None:
        content = document["paths"][f"/api/v1{path}"][method]["responses"][str(status)]["content"]
        schema = next(iter(content.values()))["schema"]
        Draft202012Validator({**schema, "components": document["components"]}).validate(body)

    return hold


async def test_what_administrators_get_is_as_documented(
    web: Web, deps: Deps, check: Callable[[str, str, int, object], None]
) -> None:
    root = await admin(web, deps)
    event_id = await event_of(await web.signed_in())
    invited = await root.post("/admin/invitations", json={"note": "Nora"})
    check("/admin/invitations", "post", 201, invited.json())
    new = {"email": "lee@example.com", "name": "Lee"}
    check("/admin/users", "post", 201, (await root.post("/admin/users", json=new)).json())
    check("/auth/registration", "get", 200, (await web.client().get("/auth/registration")).json())
    for path in ("/admin/users", "/admin/invitations", "/admin/events", "/admin/system", "/admin/audit"):
        check(path, "get", 200, (await root.get(path)).json())
    check("/events/{event_id}/insights", "get", 200, (await root.get(f"/events/{event_id}/insights")).json())
    user_id = (await root.get("/auth/me")).json()["id"]
    changed = await root.patch(f"/admin/users/{user_id}", json={"name": "Me"})
    check("/admin/users/{user_id}", "patch", 200, changed.json())
    refused = await root.patch(f"/admin/users/{user_id}", json={"disabled": True})
    check("/admin/users/{user_id}", "patch", 409, refused.json())
    made = await root.post(f"/admin/users/{user_id}/password-reset")
    check("/admin/users/{user_id}/password-reset", "post", 201, made.json())


async def test_answers_are_as_documented(web: Web, check: Callable[[str, str, int, object], None]) -> None:
    owner = await web.signed_in()
    created = await owner.post("/events", json={"name": "Party", "visibility": "public", "date": "2026-11-23"})
    check("/events", "post", 201, created.json())
    event_id = created.json()["id"]
    for client in (owner, web.client()):
        check("/events/{event_id}", "get", 200, (await client.get(f"/events/{event_id}")).json())
        check("/events", "get", 200, (await client.get("/events")).json())
    link = await owner.post(f"/events/{event_id}/share-links", json={})
    check("/events/{event_id}/share-links", "post", 201, link.json())
    opened = await web.client().get(f"/share/{link.json()['token']}")
    check("/share/{token}", "get", 200, opened.json())
    kiosk = await owner.post(f"/events/{event_id}/kiosks", json={"name": "Door"})
    check("/events/{event_id}/kiosks", "post", 201, kiosk.json())
    check("/auth/me", "get", 200, (await owner.get("/auth/me")).json())
    check("/auth/me", "get", 401, (await web.client().get("/auth/me")).json())
    check("/events", "post", 422, (await owner.post("/events", json={})).json())


async def test_the_served_document_is_that_document(web: Web, document: Json) -> None:
    answer = await web.client().get("http://testserver/openapi.json")
    assert answer.json() == document


# Of a long document the page draws the operations that are on the screen.
_SEEN_WHILE_SCROLLING = """wanted => {
  const seen = (window.seen ??= new Set());
  for (const operation of document.querySelectorAll(".opblock")) seen.add(operation.id);
  window.scrollBy(0, window.innerHeight / 2);
  return seen.size >= wanted;
}"""


async def test_the_page_of_the_documentation_works_under_our_own_policy(deps: Deps, document: Json) -> None:
    """No script from elsewhere, nothing inline; and yet every operation is shown."""
    operations = sum(len(methods) for methods in document["paths"].values())

    def look(url: str) -> tuple[list[str], int]:
        watch = Watch(url)
        with chromium(whole=False) as browser:
            page = watch.over(browser.new_page())
            page.goto(f"{url}/docs")
            page.get_by_text("Event photos", exact=False).first.wait_for()
            page.locator(".opblock").first.wait_for()
            page.wait_for_function(_SEEN_WHILE_SCROLLING, arg=operations)
            shown = page.evaluate("window.seen.size")
            page.evaluate("window.scrollTo(0, 0)")
            page.get_by_text("/api/v1/auth/login").first.click()
            page.get_by_text("Sign in.").first.wait_for()
            return watch.problems, shown

    async with serving(deps) as socket_url:
        problems, shown = await anyio.to_thread.run_sync(look, socket_url.replace("ws:", "http:").removesuffix("/ws"))
    assert problems == []
    assert shown == operations
