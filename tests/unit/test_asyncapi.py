"""docs/asyncapi.yaml says exactly what the code sends and understands."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from app import topics
from app.domain.quality import SelfieReason
from app.domain.vocabulary import PhotoStage, SearchStage
from app.ports import Position, Publication
from app.web.ws import messages
from tests.asyncapi import CLIENT, CLOSES, PUBLICATIONS, SERVER, TOPICS, document

PAGE = Path(__file__).parents[2] / "docs" / "asyncapi.yaml"


@cache
def written() -> dict[str, Any]:
    """The document that the code makes. Whichever process only collects the tests does without: it takes a second."""
    return document()


RETRACTED = ("hidden", "deleted", "not_me", "unlikely", "cropped")

MADE: dict[str, list[topics.Message]] = {
    "ingest.progress": [
        topics.ingest_progress(
            total=3,
            queued=1,
            processing=1,
            indexed=1,
            failed=0,
            waiting=0,
            replaced=0,
            faces=2,
            photos_per_s=0.5,
            eta_s=eta_s,
            counting=False,
        )
        for eta_s in (None, 4)
    ],
    "photo.stage": [topics.photo_stage("p1", "a.jpg", stage) for stage in PhotoStage],
    "photo.indexed": [topics.photo_indexed({})],
    "photo.failed": [topics.photo_failed({})],
    "photo.changed": [topics.photo_changed({})],
    "photo.replaced": [topics.photo_replaced({}, "f1")],
    "photo.removed": [topics.photo_removed("p1")],
    "cameras.changed": [topics.cameras_changed("5d2c", pending=True)],
    "gallery.photo": [
        topics.gallery_photo("p1", ratio=1.5, file_id="p1", taken_at=at, album_ids=ids)
        for at, ids in ((None, []), ("2026-06-20T17:32:08Z", ["a1"]))
    ],
    "gallery.removed": [topics.gallery_removed("p1")],
    "gallery.albums": [topics.gallery_albums([]), topics.gallery_albums([{"id": "a1", "name": "Party"}])],
    "favourites.changed": [topics.favourites_changed()],
    "gallery.changed": [topics.gallery_changed(None), topics.gallery_changed("a1")],
    "search.status": [
        *(topics.search_status(stage) for stage in SearchStage if stage is not SearchStage.WITHDRAWN),
        *(topics.search_status(SearchStage.REJECTED, reason.value) for reason in SelfieReason),
    ],
    "search.match": [topics.search_match({})],
    "search.progress": [topics.search_progress(1, 2)],
    "search.questions": [topics.search_questions([]), topics.search_questions(["p1", "p2"])],
    "search.caught_up": [topics.search_caught_up(5, 2, 90)],
    "search.times": [topics.search_times({"p1": "2026-06-20T17:32:08Z", "p2": None})],
    "search.retracted": [
        topics.search_retracted("p1", reason) for reason in ("hidden", "deleted", "not_me", "unlikely", "cropped")
    ],
    "kiosk.revoked": [topics.kiosk_revoked()],
    "kiosk.config": [
        topics.kiosk_config({"name": "Door", "event": {}, "cover_faces": [[0.1, 0.2, 0.3, 0.4]]}),
        topics.kiosk_config({"name": "Hall", "event": {}, "wall": {"paused": False, "join": None}}),
        topics.kiosk_config({"name": "Hall", "event": {}, "wall": {"paused": True, "join": {"url": "/e/8", "qr_svg": "<svg/>"}}}),
    ],
    "wall.photo": [
        topics.wall_photo(
            {"photo_id": "p1", "file_id": "p1", "number": 7, "width": 3, "height": 2, "placeholder": None}
            | {"thumb_url": "t", "thumb_srcset": None, "preview_url": "p", "original_url": original}
        )
        for original in (None, "o")
    ],
    "wall.left": [topics.wall_left("p1")],
    "wall.renew": [topics.wall_renew()],
    "wall.skip": [topics.wall_skip()],
}
"""Every message, made by its builder; photos, matches and events are left empty, their shapes are the HTTP API's."""
BORROWED = {"Photo", "Match", "Event"}


def complaint(schema: dict[str, Any], value: object) -> str | None:
    """What is wrong with ``value``, in the words of the schema; the shapes of the HTTP API are not looked at."""
    schemas = {name: ({} if name in BORROWED else part) for name, part in written()["components"]["schemas"].items()}
    whole = {**schema, "components": {"schemas": schemas}}
    error = jsonschema.exceptions.best_match(jsonschema.Draft202012Validator(whole).iter_errors(value))
    return error.message if error else None


def test_the_page_is_what_the_code_says() -> None:
    assert yaml.safe_load(PAGE.read_text()) == written(), "python -m tests.asyncapi > docs/asyncapi.yaml"


def test_every_message_that_can_be_published_is_in_it() -> None:
    returning = {
        name for name, one in inspect.getmembers(topics, inspect.isfunction) if one.__annotations__.get("return") == "Message"
    }
    assert {kind.replace(".", "_") for kind in PUBLICATIONS} == returning
    assert set(MADE) == set(PUBLICATIONS) == {kind for topic in TOPICS.values() for kind in topic[3]}


@pytest.mark.parametrize("kind", PUBLICATIONS)
def test_a_message_has_the_shape_that_it_says(kind: str) -> None:
    for message in MADE[kind]:
        assert message["type"] == kind
        assert complaint(PUBLICATIONS[kind], message) is None
        assert complaint(PUBLICATIONS[kind], {**message, "more": 1}) is not None
        short = {name: value for name, value in message.items() if name not in ("type", "reason")}
        if short:
            assert complaint(PUBLICATIONS[kind], {"type": kind}) is not None


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("subscribed", messages.subscribed(1, "search:a", Position("e", 4), recovered=True)),
        (
            "publication",
            messages.publication(Publication("search:a", "e", 5, b'{"type":"photo.removed","photo_id":"p1"}')),
        ),
        ("unsubscribed", messages.unsubscribed("search:a", "revoked")),
        ("unsubscribed", messages.unsubscribed("search:a", "unsubscribed", "x")),
        ("pong", messages.pong()),
        ("error", messages.error("bad_message", "Not JSON.", 7)),
    ],
)
def test_what_the_server_says_has_the_shape_that_it_says(kind: str, text: str) -> None:
    assert complaint(SERVER[kind], json.loads(text)) is None
    assert complaint(SERVER[kind], {**json.loads(text), "more": 1}) is not None


def test_every_message_of_the_server_and_of_a_client_is_in_it() -> None:
    made = {
        name
        for name, one in inspect.getmembers(messages, inspect.isfunction)
        if one.__module__ == messages.__name__ and one.__annotations__.get("return") == "str" and not name.startswith("_")
    }
    assert made == set(SERVER)
    assert set(CLIENT) == {model.__name__.lower() for model in messages.ClientMessage.__args__}
    for kind, model in CLIENT.items():
        assert model.model_fields["type"].annotation.__args__ == (kind,)  # type: ignore[union-attr]


def test_every_code_that_a_socket_closes_with_is_in_it() -> None:
    assert set(CLOSES) == {one for _, one in inspect.getmembers(messages) if isinstance(one, messages.Close)}


TOPIC_OF: dict[str, Callable[[Any], str]] = {
    "ingest": topics.ingest_topic,
    "gallery": topics.gallery_topic,
    "favourites": topics.favourites_topic,
    "search": topics.search_topic,
    "kiosk": topics.kiosk_topic,
}


def test_every_topic_that_somebody_may_listen_to_is_in_it() -> None:
    nobody_listens = {"session_topic", "token_topic", "link_topic"}
    made = {name for name, _ in inspect.getmembers(topics, inspect.isfunction) if name.endswith("_topic")} - nobody_listens
    assert made == {f"{name}_topic" for name in TOPICS}
    for name, (address, parameter, *_) in TOPICS.items():
        assert address.replace(f"{{{parameter}}}", "7") == TOPIC_OF[name](7)
