"""The WebSocket in AsyncAPI 3, from the code where the code has models: ``python -m tests.asyncapi > docs/asyncapi.yaml``.

Client messages are the models of ``app.web.ws.messages``; photos, matches and events are those of the HTTP API. What the
builders of ``app.topics`` make is written down here, and ``tests/unit/test_asyncapi.py`` holds each of them against it.
"""

from __future__ import annotations

import copy
import sys
from enum import StrEnum
from typing import Any

import yaml
from pydantic import BaseModel

from app.domain.quality import SelfieReason
from app.domain.vocabulary import PhotoStage, SearchStage
from app.web.openapi import openapi_document
from app.web.routes import resources
from app.web.ws import messages

Schema = dict[str, Any]

CLOSES = (
    messages.BAD_MESSAGE,
    messages.NOT_AUTHENTICATED,
    messages.NOT_ALLOWED,
    messages.IDLE,
    messages.TOO_SLOW,
    messages.RESTART,
    messages.INTERNAL_ERROR,
)


def of(*types: str, **more: Any) -> Schema:
    """A value of one of these JSON types."""
    return {"type": types[0] if len(types) == 1 else list(types), **more}


def words(enum: type[StrEnum], *without: StrEnum) -> Schema:
    """One word of an enum."""
    return of("string", enum=[member.value for member in enum if member not in without])


def shape(description: str = "", optional: Schema | None = None, **properties: Schema) -> Schema:
    """An object with exactly these properties."""
    said = {"description": description} if description else {}
    return {
        "type": "object",
        **said,
        "properties": {**properties, **(optional or {})},
        "required": list(properties),
        "additionalProperties": False,
    }


def data(kind: str, description: str, optional: Schema | None = None, **properties: Schema) -> Schema:
    """The ``data`` of a publication."""
    return shape(description, optional, type={"const": kind}, **properties)


def ref(name: str) -> Schema:
    """One of ``components/schemas``."""
    return {"$ref": f"#/components/schemas/{name}"}


WHOLE, TEXT = of("integer", minimum=0), of("string")
_PROGRESS: Schema = {
    "total": WHOLE,
    "queued": WHOLE,
    "processing": WHOLE,
    "indexed": WHOLE,
    "failed": WHOLE,
    "waiting": WHOLE,
    "replaced": WHOLE,
    "faces": WHOLE,
    "photos_per_s": of("number", minimum=0),
    "eta_s": of("integer", "null", minimum=0),
    "counting": of("boolean"),
}
_CAUGHT_UP: Schema = {"searched_faces": WHOLE, "matches": WHOLE, "elapsed_ms": WHOLE}
_SCANNED: Schema = {"scanned": WHOLE, "total": WHOLE}
_STAGE: Schema = words(SearchStage, SearchStage.WITHDRAWN)
_REASON: Schema = {"reason": words(SelfieReason)}
_KIOSK: Schema = {"name": TEXT, "event": ref("Event")}
_JOIN = shape(url=TEXT, qr_svg=TEXT)
_JOIN["type"] = ["object", "null"]
_WALL: Schema = {
    "wall": shape(
        "How a wall shows its photos; `join` is where guests come in, null where there is nowhere.",
        **{
            "paused": of("boolean"),
            "join": _JOIN,
        },
    )
}
_OF_ONE_KIND: Schema = _WALL | {
    "cover_faces": of("array", items=of("array", items=of("number")), description="Of a kiosk: where faces are on the cover."),
}
_WALL_PHOTO = shape(
    "A photo that a wall may show. `number` counts up with the photos of the event; `file_id` names the file: another one has "
    "other pictures. `original_url` is null where guests get no originals, or a browser would not show it.",
    photo_id=TEXT,
    file_id=TEXT,
    number=WHOLE,
    width=WHOLE,
    height=WHOLE,
    placeholder=of("string", "null"),
    thumb_url=TEXT,
    thumb_srcset=of("string", "null"),
    preview_url=TEXT,
    original_url=of("string", "null"),
)

PUBLICATIONS: dict[str, Schema] = {
    "ingest.progress": data(
        "ingest.progress",
        "How far the event is; at most ten a second. `waiting` are those of the `indexed` that wait to be approved, `replaced` "
        "those that show a final. `eta_s` is null while the pace is not known. `counting`: a crash may have left the numbers "
        "wrong, and they are being counted anew.",
        **_PROGRESS,
    ),
    "photo.stage": data("photo.stage", "A photo reached a stage.", photo_id=TEXT, name=TEXT, stage=words(PhotoStage)),
    "photo.indexed": data("photo.indexed", "A photo can be searched.", photo=ref("Photo")),
    "photo.failed": data("photo.failed", "A photo could not be processed; its `error` says why.", photo=ref("Photo")),
    "photo.changed": data(
        "photo.changed", "A photo was hidden, is shown again, or was approved, rejected or held.", photo=ref("Photo")
    ),
    "photo.replaced": data(
        "photo.replaced",
        "A photo shows another file: the final `file_id`, or its own again, its proof. Its pictures have other addresses.",
        photo=ref("Photo"),
        file_id=TEXT,
    ),
    "photo.removed": data("photo.removed", "A photo was deleted.", photo_id=TEXT),
    "cameras.changed": data(
        "cameras.changed",
        "A camera's clock was put right in another way. While `pending` its photos are given their times, then all have them.",
        key=TEXT,
        pending=of("boolean"),
    ),
    "gallery.photo": data(
        "gallery.photo",
        "Guests get to see a photo, or one that they see has changed: `ratio` is width by height, `file_id` names the file that "
        "it shows, `album_ids` the albums of guests that it is in. Its addresses are asked for with `lookup`.",
        photo_id=TEXT,
        ratio=of("number", minimum=0),
        file_id=TEXT,
        taken_at=of("string", "null", format="date-time"),
        album_ids=of("array", items=TEXT),
    ),
    "gallery.removed": data("gallery.removed", "Guests do not get to see a photo, or no more.", photo_id=TEXT),
    "gallery.albums": data(
        "gallery.albums",
        "The albums that guests can choose, in their order.",
        albums=of("array", items=shape(id=TEXT, name=TEXT)),
    ),
    "favourites.changed": data(
        "favourites.changed", "Something else is chosen, or was said of a photo, than before: ask again for lists and comments."
    ),
    "gallery.changed": data(
        "gallery.changed",
        "Other photos are in the album; null: photos lie in another order, in all of them. The outline is asked for again.",
        album_id=of("string", "null"),
    ),
    "search.status": data(
        "search.status",
        "Where the search is; `reason` with `rejected`, and with `live` when an added selfie will not do.",
        _REASON,
        stage=_STAGE,
    ),
    "search.match": data(
        "search.match",
        "A photo of the person; each is announced at most once, and comes again with `revised` when its tier or its picture has "
        "changed.",
        match=ref("Match"),
    ),
    "search.questions": data(
        "search.questions",
        "Photos to ask the guest about, the one whose answer settles most first; instead of those before.",
        photo_ids=of("array", items=TEXT),
    ),
    "search.progress": data("search.progress", "Photos of an event that stores no faces, looked through so far.", **_SCANNED),
    "search.caught_up": data("search.caught_up", "All that was indexed before has been searched.", **_CAUGHT_UP),
    "search.times": data(
        "search.times",
        "When photos of the person were taken, by photo: a camera's clock was put right. Null where nobody knows.",
        times=of("object", additionalProperties=of("string", "null", format="date-time")),
    ),
    "search.retracted": data(
        "search.retracted",
        "A match is no longer to be seen.",
        photo_id=TEXT,
        reason=of("string", enum=["hidden", "deleted", "not_me", "unlikely", "cropped"]),
    ),
    "kiosk.revoked": data("kiosk.revoked", "The kiosk locks at once."),
    "kiosk.config": data("kiosk.config", "What the kiosk or the wall shows.", _OF_ONE_KIND, **_KIOSK),
    "wall.photo": data("wall.photo", "The wall may show a photo: a new one, or one that has other pictures.", photo=_WALL_PHOTO),
    "wall.left": data("wall.left", "The wall may show a photo no longer: it was hidden, rejected or deleted.", photo_id=TEXT),
    "wall.renew": data("wall.renew", "Other photos may be on the wall: subscribe anew, without `since`."),
    "wall.skip": data("wall.skip", "The wall goes on to its next photo now."),
}

TOPICS: dict[str, tuple[str, str, str, tuple[str, ...], Schema]] = {
    "ingest": (
        "event:{event_id}:ingest",
        "event_id",
        "The event's owner, and administrators. The snapshot has the counters and the newest photos.",
        (
            "ingest.progress",
            "photo.stage",
            "photo.indexed",
            "photo.failed",
            "photo.changed",
            "photo.replaced",
            "photo.removed",
            "cameras.changed",
        ),
        shape(progress=shape(**_PROGRESS), photos=of("array", items=ref("Photo"))),
    ),
    "gallery": (
        "event:{event_id}:gallery",
        "event_id",
        "Who may browse the event. The snapshot has the albums; the photos are asked for with `outline`.",
        ("gallery.photo", "gallery.removed", "gallery.albums", "gallery.changed"),
        shape(albums=of("array", items=shape(id=TEXT, name=TEXT))),
    ),
    "favourites": (
        "event:{event_id}:favourites",
        "event_id",
        "The event's owner, and editors of its team. The snapshot is empty; lists and comments are asked for over HTTP.",
        ("favourites.changed",),
        shape(),
    ),
    "search": (
        "search:{search_id}",
        "search_id",
        "The holder of the search. The snapshot has every match that was announced and may be seen, best first.",
        (
            "search.status",
            "search.match",
            "search.progress",
            "search.caught_up",
            "search.questions",
            "search.times",
            "search.retracted",
        ),
        shape(
            status=shape("", _REASON, stage=_STAGE),
            matches=of("array", items=ref("Match")),
            optional={"progress": shape(**_SCANNED), "caught_up": shape(**_CAUGHT_UP), "questions": of("array", items=TEXT)},
        ),
    ),
    "kiosk": (
        "kiosk:{kiosk_id}",
        "kiosk_id",
        "The kiosk, the event's owner, and administrators.",
        ("kiosk.revoked", "kiosk.config", "wall.photo", "wall.left", "wall.renew", "wall.skip"),
        shape(
            "Of a wall with its `photos`.", {"photos": of("array", items=_WALL_PHOTO)}, config=shape("", _OF_ONE_KIND, **_KIOSK)
        ),
    ),
}
"""By name: address, its parameter, who may listen and what a newcomer is shown, message types, the snapshot."""

REQUEST_ID: Schema = of("integer", "string")
SERVER: dict[str, Schema] = {
    "subscribed": shape(
        "Listening from here on: the next publication has the number `offset + 1`, also where it is one that was missed. "
        "`snapshot` is there exactly when `recovered` is false.",
        {"snapshot": {"anyOf": [topic[4] for topic in TOPICS.values()]}},
        type={"const": "subscribed"},
        id=REQUEST_ID,
        topic=TEXT,
        epoch=TEXT,
        offset=WHOLE,
        recovered=of("boolean"),
    ),
    "publication": shape(
        "One message of a topic, numbered without gaps within an epoch.",
        type={"const": "publication"},
        topic=TEXT,
        offset=of("integer", minimum=1),
        data={"oneOf": [ref(kind) for kind in PUBLICATIONS]},
    ),
    "unsubscribed": shape(
        "`reason` is `unsubscribed` (on request, then with its id), `revoked`, or why the topic ended.",
        {"id": REQUEST_ID},
        type={"const": "unsubscribed"},
        topic=TEXT,
        reason=TEXT,
    ),
    "pong": shape("The answer to `ping`.", {"id": REQUEST_ID}, type={"const": "pong"}),
    "error": shape(
        "`code` is what clients switch on, `message` is for people. A close follows where the table of close codes says so.",
        {"id": REQUEST_ID},
        type={"const": "error"},
        code=TEXT,
        message=TEXT,
    ),
}
CLIENT: dict[str, type[BaseModel]] = {
    "auth": messages.Auth,
    "subscribe": messages.Subscribe,
    "unsubscribe": messages.Unsubscribe,
    "ping": messages.Ping,
    "shown": messages.Shown,
    "seen": messages.Seen,
}


def document() -> Schema:
    """The whole document."""
    http = openapi_document(resources(), "")["components"]["schemas"]
    schemas: Schema = {}
    for name, model in (("Photo", "PhotoShape"), ("Match", "MatchShape"), ("Event", "EventShape")):
        _take(name, http[model], http, schemas)
    schemas |= PUBLICATIONS
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Event photos: live topics",
            "version": "1",
            "description": "The WebSocket `/ws`, subprotocol `eventphotos.v1`. docs/protocol.md says in words what holds between "
            "the messages; the HTTP API describes itself at /openapi.json.\n\nClose codes: "
            + ", ".join(f"{close.code} {close.reason}" for close in CLOSES)
            + ".",
        },
        "defaultContentType": "application/json",
        "servers": {
            "service": {"host": "photos.example.org", "pathname": "/ws", "protocol": "wss", "description": "Any installation."}
        },
        "channels": {"socket": _socket(), **{name: _topic(name) for name in TOPICS}},
        "operations": _operations(),
        "components": {"schemas": schemas},
    }


def _take(name: str, schema: Schema, http: Schema, into: Schema) -> None:
    """A schema of the HTTP API and those that it refers to."""
    taken = copy.deepcopy(schema)
    into[name] = taken
    waiting: list[Any] = [taken]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            target = part.get("$ref")
            if isinstance(target, str):
                other = target.rpartition("/")[2]
                if other not in into:
                    _take(other, http[other], http, into)
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part


def _socket() -> Schema:
    client = {kind: {"name": kind, "payload": _model(model)} for kind, model in CLIENT.items()}
    server = {kind: {"name": kind, "payload": schema} for kind, schema in SERVER.items()}
    return {
        "address": "/ws",
        "description": "One socket carries all topics. Text frames, one JSON object each.",
        "messages": client | server,
    }


def _model(model: type[BaseModel]) -> Schema:
    schema = model.model_json_schema()
    for name, part in schema.pop("$defs", {}).items():  # one level is all there is
        schema = _inlined(schema, f"#/$defs/{name}", part)
    schema["description"] = model.__doc__
    return schema


def _inlined(schema: Any, target: str, part: Schema) -> Any:
    if isinstance(schema, dict):
        return part if schema.get("$ref") == target else {key: _inlined(value, target, part) for key, value in schema.items()}
    return [_inlined(value, target, part) for value in schema] if isinstance(schema, list) else schema


def _topic(name: str) -> Schema:
    address, parameter, description, kinds, _ = TOPICS[name]
    return {
        "address": address,
        "description": description,
        "parameters": {parameter: {"description": "Its id."}},
        "messages": {kind: {"name": kind, "payload": ref(kind)} for kind in kinds},
    }


def _operations() -> Schema:
    def operation(action: str, channel: str, kinds: list[str]) -> Schema:
        at = f"#/channels/{channel}"
        return {"action": action, "channel": {"$ref": at}, "messages": [{"$ref": f"{at}/messages/{kind}"} for kind in kinds]}

    return {
        "hear": operation("receive", "socket", list(CLIENT)),
        "answer": operation("send", "socket", list(SERVER)),
        **{f"publish_{name}": operation("send", name, list(TOPICS[name][3])) for name in TOPICS},
    }


class _Plain(yaml.SafeDumper):
    """No anchors: what is said twice is written twice."""

    def ignore_aliases(self, _: object) -> bool:
        return True


if __name__ == "__main__":
    sys.stdout.write("# Written by `python -m tests.asyncapi > docs/asyncapi.yaml`; a test compares it with the code.\n")
    yaml.dump(document(), sys.stdout, Dumper=_Plain, sort_keys=False, width=120, allow_unicode=True)
