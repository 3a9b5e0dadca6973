"""Examples for the document of the HTTP API: one value for each property, by its name: every body shows what it looks like."""

from __future__ import annotations

from typing import Any, Final

_TIME: Final = "2026-06-20T17:32:08.250Z"
_MEDIA: Final = "/api/v1/media/eyJwIjoi…"
_ID: Final = "q3Vd0mYkT1aB"
_TOKEN: Final = "eyJhbGciOiJIUzI1NiIs…"  # noqa: S105 - nobody's

# By "Schema.property" where a name means several things, else by the name alone.
_VALUES: Final[dict[str, Any]] = {
    "EventShape.id": 8,
    "ManagedEventShape.id": 8,
    "EventRowShape.id": 8,
    "InsightsShape.id": 8,
    "OwnerShape.name": "Phoebe",
    "X-Share-Pin": "482913",
    "access_token": _TOKEN,
    "action": "photo.hide",
    "actions": ["event.create", "photo.hide"],
    "actor": "user:q3Vd0mYkT1aB",
    "box": [0.41, 0.22, 0.06, 0.11],
    "busy": 1,
    "bytes": 7340032,
    "camera": "Canon EOS R5",
    "check_url": "https://photos.example.org/api/v1/receipts/q3Vd0mYkT1aB",
    "checks": {"mongodb": "ok", "redis": "ok"},
    "code": "not_found",
    "PairingCode.code": "KX7M-2QPD",
    "consent_keep_days": 1095,
    "consent_text": "Photos are taken for the club's newsletter.",
    "consent_version": "1",
    "cover_photo_id": _ID,
    "current": "correct horse battery staple",
    "cursor": None,
    "damaged": 0,
    "data": "AACAPwAA…",
    "AuditShape.detail": {"photos": 3},
    "ExportedEntry.detail": {"selfies": 1},
    "detail": "Not found.",
    "dimension": 256,
    "done": 41,
    "download": "1",
    "download_url": f"{_MEDIA}/original.jpg?download=1",
    "duplicate_of": None,
    "elapsed_ms": 92,
    "email": "phoebe@example.org",
    "engine_id": "fused-3f9c…",
    "event": "Summer party",
    "event_id": 8,
    "events": 3,
    "expires_in": 43200,
    "faces": 9,
    "failed": 0,
    "face_box": [0.41, 0.22, 0.06, 0.11],
    "free": 84000000000,
    "guest_token": _TOKEN,
    "guests": 112,
    "guests_searching": 4,
    "guests_without_match": 7,
    "handoff": _TOKEN,
    "hashes": ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    "height": 4000,
    "held_by": "guest",
    "host": "laptop",
    "id": _ID,
    "ids": [_ID],
    "indexed": 5120,
    "invitation": None,
    "kind": "user",
    "known": {},
    "label": "Front door",
    "language": "en",
    "latency_ms": 1.4,
    "limit": 50,
    "link_id": _ID,
    "loc": ["body", "email"],
    "matches": 14,
    "matches_delivered": 12,
    "matches_live": 5,
    "max_faces": 20,
    "media_type": "image/jpeg",
    "message": "The file is incomplete.",
    "min_faces": 1,
    "msg": "Field required",
    "name": "IMG_4821.jpg",
    "EventShape.name": "Summer party",
    "EventRowShape.name": "Summer party",
    "ManagedEventShape.name": "Summer party",
    "NewEvent.name": "Summer party",
    "EventChanges.name": "Summer party",
    "UserShape.name": "Phoebe",
    "NewAccount.name": "Phoebe",
    "NewUser.name": "Phoebe",
    "AccountShape.name": "Phoebe",
    "AccountPatch.name": "Phoebe",
    "NewUserShape.name": "Phoebe",
    "NewSearch.name": "Anna",
    "NewSearch.box": ["0.41,0.22,0.06,0.11"],
    "MoreSelfies.box": ["0.41,0.22,0.06,0.11"],
    "SearchShape.name": "Anna",
    "SharedMatchShape.searches": [_ID],
    "SharedMatchQuery.ids": f"{_ID},Zk3vQm8rT1yW",
    "ExportedSearch.name": "Anna",
    "KioskShape.name": "Entrance",
    "NewKioskName.name": "Entrance",
    "OwnKiosk.name": "Entrance",
    "EngineShape.name": "fused",
    "QueueShape.name": "ingest",
    "next_cursor": None,
    "nonce": "Zk3vQm8rT1yWc5Xn",
    "note": "for the second shooter",
    "notes": ["Pictures that guests have saved are not part of this."],
    "oldest_s": 0.4,
    "opened": 96,
    "original_url": f"{_MEDIA}/original.jpg",
    "others": [_TOKEN],
    "p50_ms": 240,
    "p95_ms": 430,
    "pairing_code": "KX7M-2QPD",
    "password": "correct horse battery staple",
    "path": "/var/lib/eventphotos",
    "photo_id": _ID,
    "photo_ids": [_ID],
    "photographers_text": "Photos are taken for the club's newsletter.",
    "photos": 5123,
    "pid": 4711,
    "kiosks_online": 1,
    "pin": "482913",
    "placeholder": "3OcRJYB4d3h/iIeHeEh3eIhw+j2w",
    "preview_url": f"{_MEDIA}/preview.jpg",
    "processing": 2,
    "q": "4821",
    "probability": 0.9987,
    "qr_svg": "<svg …/>",
    "questions": ["6658a0c2f1d4e5b3a7c90e12"],
    "queued": 1,
    "ratios": [1.5, 0.667],
    "reason": None,
    "reserve": 536870912,
    "rss_bytes": 556793856,
    "running": 2,
    "samples": 118,
    "scope": "/s/Zk3vQm8rT1yWc5Xn",
    "score": 0.5713,
    "searched_faces": 38211,
    "searches": 131,
    "searches_ended": 3,
    "searches_kept": 0,
    "seen_s_ago": 1.2,
    "selfies": 1,
    "size": 128,
    "size_px": 164,
    "source_name": "Anna's R6",
    "status": "ready",
    "Problem.status": 404,
    "subject": _ID,
    "target": "photo:q3Vd0mYkT1aB",
    "target_label": None,
    "text": "I agree that …",
    "text_version": "1",
    "thumb_srcset": f"{_MEDIA}/thumb-240.webp 240w, {_MEDIA}/thumb-480.webp 480w",
    "thumb_url": f"{_MEDIA}/thumb-480.webp",
    "tier": "certain",
    "time_zone": "Europe/Berlin",
    "title": "Not Found",
    "token": _TOKEN,
    "topic": "search:q3Vd0mYkT1aB",
    "total": 5123,
    "total_bytes": 41000000000,
    "type": "/problems/not_found",
    "url": "https://photos.example.org/s/Zk3vQm8rT1yWc5Xn",
    "used": 41000000000,
    "verdict": "good",
    "version": "0.1.0",
    "versions": {"python": "3.12.8"},
    "waiting": 3,
    "width": 6000,
}
_BY_FORMAT: Final = {"date-time": _TIME, "date": "2026-06-20"}


def with_examples(schemas: dict[str, Any]) -> None:
    """Give each property of ``schemas`` an example, where neither its type nor another schema shows what it is like."""
    for name, schema in schemas.items():
        for field, described in schema.get("properties", {}).items():
            example = _example(name, field, described)
            if example is not None:
                described["examples"] = [example]


def needs_example(described: dict[str, Any]) -> bool:
    """Whether it is a text, a number, or a list or mapping of such: enums, booleans and other schemas speak for themselves."""
    kinds = [part for part in described.get("anyOf", [described]) if part.get("type") != "null"]
    return not any(_speaks_for_itself(kind) or _speaks_for_itself(kind.get("items") or {}) for kind in kinds)


def _speaks_for_itself(kind: dict[str, Any]) -> bool:
    return bool({"$ref", "enum", "const", "anyOf"} & set(kind)) or kind.get("type") == "boolean" or kind.get("format") == "binary"


def _example(schema: str, field: str, described: dict[str, Any]) -> Any:
    if not needs_example(described):
        return None
    formats = {part.get("format") for part in described.get("anyOf", [described])}
    known = [_BY_FORMAT[one] for one in formats if one in _BY_FORMAT]
    return known[0] if known else _VALUES.get(f"{schema}.{field}", _VALUES.get(field))
