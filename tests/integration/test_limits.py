"""How often somebody may do something: the table, read line by line, and tried on every address that it limits."""

from __future__ import annotations

import re
from typing import Any

import pytest
from limits import parse
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute

from app.settings import Settings
from app.store.documents import AuditEntry
from app.web.endpoints import accounts, searches
from app.web.limits import LIMITS, PAGES, Elsewhere, Limit, Per, Unlimited, operation_of
from app.web.openapi import Resource
from app.web.routes import all_limited, resources, routes
from tests.integration.test_search_api import Scene, empty, party, scene
from tests.integration.web import Web, code_of, running_app

__all__ = ["empty", "party", "scene"]


def operations(settings: Settings) -> set[str]:
    """Everything that the service does at an address, but hand out the files of a folder."""
    found: set[Any] = set()
    for route in routes(settings):
        if isinstance(route, Resource):
            found |= set(route.handlers.values())
        elif isinstance(route, Route | WebSocketRoute):
            found.add(route.endpoint)
    return {operation_of(handler) for handler in found}


def limited() -> list[Any]:
    """Method, path and act of everything that is counted before its handler runs."""
    found = []
    for resource in resources():
        for method, handler in resource.handlers.items():
            row = LIMITS[operation_of(handler)]
            if isinstance(row, Limit):
                path = re.sub(r"{\w+:number}", "1", resource.path)
                found.append(pytest.param(method, re.sub(r"{\w+}", "x", path), row, id=operation_of(handler)))
    return found


async def forgotten(_: Request) -> Response:
    """Nobody has thought of how often this may be asked for."""
    raise AssertionError


def test_no_row_is_left_over(settings: Settings) -> None:
    assert LIMITS.keys() | PAGES.keys() == operations(settings)


def test_an_endpoint_that_nobody_has_thought_of_a_limit_for_cannot_be_served() -> None:
    with pytest.raises(LookupError, match=r"test_limits\.forgotten has no row"):
        Resource("/forgotten", get=accounts.me, post=forgotten)
    with pytest.raises(LookupError, match=r"test_limits\.forgotten has no row"):
        all_limited([Route("/forgotten", forgotten)])


def test_a_route_that_counts_nothing_cannot_serve_what_has_a_limit() -> None:
    with pytest.raises(LookupError, match=r"searches\.start has a limit that nothing counts"):
        all_limited([Route("/searches", searches.start)])


def test_rules_are_settings_that_make_sense_and_what_is_not_counted_says_why() -> None:
    rules = set()
    for row in (*LIMITS.values(), *PAGES.values()):
        match row:
            case Limit(rule=rule):
                rules.add(rule)
            case Elsewhere(rules=several, because=because):
                assert because
                rules |= set(several)
            case Unlimited(because=because):
                assert because
    assert rules == {name for name in Settings.model_fields if name.endswith("_rate")}, "a rule that nothing goes by"
    assert all(parse(Settings.model_fields[rule].default).amount > 0 for rule in rules)


def test_what_is_counted_together_goes_by_one_rule() -> None:
    by_act: dict[str, set[tuple[str, Per]]] = {}
    for row in LIMITS.values():
        if isinstance(row, Limit):
            by_act.setdefault(row.act, set()).add((row.rule, row.per))
    assert {act: kinds for act, kinds in by_act.items() if len(kinds) != 1} == {}


async def test_every_limit_refuses_who_asks_once_too_often(settings: Settings) -> None:
    few = settings.model_copy(
        update={name: "1 per hour" for name in Settings.model_fields if name.endswith("_rate")} | {"guest_rate": "2 per hour"}
    )
    answers = {}
    async with running_app(few) as app:
        for number, case in enumerate(limited()):
            method, path, row = case.values
            client = Web(app).client(address=f"198.51.100.{number}")
            times = 3 if row.rule == "guest_rate" else 2
            given = [await client.request(method, f"http://testserver{path}") for _ in range(times)]
            answers[case.id] = [answer.status_code == 429 for answer in given]
            if given[-1].status_code == 429:
                assert code_of(given[-1]) == "rate_limited"
                assert int(given[-1].headers["retry-after"]) > 0
    assert {name: refused for name, refused in answers.items() if refused != [False] * (len(refused) - 1) + [True]} == {}


async def test_answers_and_files_without_end_are_refused_in_the_end_and_leave_few_entries_in_the_log(
    settings: Settings, scene: Scene
) -> None:
    path = f"/searches/{(await scene.start())['id']}"
    photo_id = (await scene.guest.get(f"{path}/matches")).json()["items"][0]["photo_id"]
    few = settings.model_copy(update={"feedback_rate": "30 per hour", "download_rate": "5 per hour"})
    async with running_app(few) as app:
        guest = Web(app).client(scene.guest.headers["authorization"].removeprefix("Bearer "))
        said = [{"photo_id": photo_id, "is_me": bool(number % 2)} for number in range(32)]
        given = [(await guest.post(f"{path}/feedback", json=one)).status_code for one in said]
        assert given == [204] * 30 + [429] * 2
        taken = [(await guest.get(f"{path}/photos.zip")).status_code for _ in range(7)]
        assert taken == [200] * 5 + [429] * 2
        assert await AuditEntry.find(AuditEntry.action == "search.feedback").count() == 20, "per minute"


async def test_strangers_do_not_use_up_what_guests_at_the_same_address_may_do(settings: Settings) -> None:
    async with running_app(settings.model_copy(update={"guest_rate": "3 per minute"})) as app:
        web = Web(app)
        owner = await web.signed_in()
        event_id = (await owner.post("/events", json={"name": "Party", "visibility": "private"})).json()["id"]
        link = (await owner.post(f"/events/{event_id}/share-links", json={})).json()["token"]
        guest = web.client((await web.client().get(f"/share/{link}")).json()["guest_token"])
        for _ in range(5):
            await web.client().post(f"/events/{event_id}/searches")
        assert (
            await guest.post(f"/events/{event_id}/searches", files=[("selfie", b"x")], data={"consent": "no"})
        ).status_code == 422
