"""Names, shapes and status codes of the HTTP contract, row by row."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.client import PASSWORD, Client, Json, get, guest, listening, photographer, until
from tests.service import Service

PHOTO_KEYS = {"id", "name", "status", "width", "height", "faces", "thumb_url", "preview_url", "created_at"}
MATCH_KEYS = {"photo_id", "score", "tier", "face_box", "thumb_url", "preview_url", "live"}


def people(sample: Path) -> dict[str, list[tuple[str, bytes]]]:
    """Photos by person, as (name, bytes)."""
    return {
        folder.name: [(f"{folder.name}-{path.name}", path.read_bytes()) for path in sorted(folder.iterdir())]
        for folder in sample.iterdir()
    }


def problem(answer: httpx.Response, status: int) -> Json:
    """A well-formed RFC 9457 answer with ``status``."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].split(";")[0] == "application/problem+json"
    body: Json = answer.json()
    assert {"type", "title", "status", "detail", "code"} <= set(body)
    assert body["status"] == status
    assert body["code"] == body["code"].lower().replace("-", "_")
    return body


def test_an_account_registers_signs_in_sees_itself_and_signs_out(service: Service) -> None:
    stranger = Client(service.url)
    account = {"email": "Ann@Example.com", "password": PASSWORD, "name": "Ann", "role": "guest"}
    user = stranger.call("POST", "/auth/register", 201, json=account)
    assert user["role"] == "guest"
    assert "password" not in json.dumps(user)
    answer = stranger.call("POST", "/auth/login", 200, json={"email": "ann@example.com", "password": PASSWORD})
    assert answer["token_type"] == "bearer"
    assert answer["expires_in"] > 0
    signed_in = Client(service.url, answer["access_token"])
    assert signed_in.call("GET", "/auth/me", 200)["name"] == "Ann"
    assert signed_in.http.post("/auth/logout").status_code in {200, 204}
    problem(signed_in.http.get("/auth/me"), 401)


def test_nobody_registers_as_admin(service: Service) -> None:
    account = {"email": "root@example.com", "password": PASSWORD, "name": "Root", "role": "admin"}
    assert Client(service.url).http.post("/auth/register", json=account).status_code in {403, 422}


def test_events_count_up_and_are_seen_by_their_owner_alone(service: Service, owner: Client) -> None:
    first, second = owner.create_event("A"), owner.create_event("B")
    assert second > first >= 1
    assert owner.call("GET", f"/events/{first}", 200)["name"] == "A"
    problem(photographer(service.url).http.get(f"/events/{first}"), 404)
    assert problem(Client(service.url).http.get(f"/events/{first}"), 404)["code"] == "not_found"
    owner.call("PATCH", f"/events/{first}", 200, json={"name": "Renamed"})
    assert owner.call("GET", f"/events/{first}", 200)["name"] == "Renamed"
    assert owner.http.delete(f"/events/{first}").status_code == 204
    problem(owner.http.get(f"/events/{first}"), 404)


def test_a_public_event_needs_no_login(service: Service, owner: Client) -> None:
    event_id = owner.create_event("Open air", visibility="public")
    assert Client(service.url).call("GET", f"/events/{event_id}", 200)["name"] == "Open air"


def test_a_share_link_with_a_pin_opens_a_guest_session(service: Service, owner: Client, event_id: int) -> None:
    link = owner.call("POST", f"/events/{event_id}/share-links", 201, json={"pin": "4711", "label": "table cards"})
    assert {"id", "url", "token", "expires_at"} <= set(link)
    stranger = Client(service.url)
    assert problem(stranger.http.get(f"/share/{link['token']}"), 401)["code"] == "pin_required"
    assert problem(stranger.http.get(f"/share/{link['token']}", headers={"X-Share-Pin": "0000"}), 403)["code"] == "wrong_pin"
    opened = stranger.call("GET", f"/share/{link['token']}", 200, headers={"X-Share-Pin": "4711"})
    assert {"event", "guest_token", "expires_at"} <= set(opened)
    assert opened["event"]["id"] == event_id
    session = Client(service.url, opened["guest_token"])
    assert session.call("GET", f"/events/{event_id}", 200)["id"] == event_id
    owner.call("DELETE", f"/share-links/{link['id']}", 204)
    assert stranger.http.get(f"/share/{link['token']}", headers={"X-Share-Pin": "4711"}).status_code in {404, 410}
    assert session.http.get(f"/events/{event_id}").status_code in {401, 404}


def test_a_wrong_pin_five_times_must_wait(service: Service, owner: Client, event_id: int) -> None:
    token = owner.share(event_id, pin="4711")
    answers = [Client(service.url).http.get(f"/share/{token}", headers={"X-Share-Pin": "1"}) for _ in range(8)]
    assert answers[0].status_code == 403
    assert problem(answers[-1], 429)["code"] == "rate_limited"
    assert int(answers[-1].headers["retry-after"]) >= 1


def test_behind_a_proxy_one_guests_wrong_pins_do_not_lock_out_another(service: Service, owner: Client, event_id: int) -> None:
    token = owner.share(event_id, pin="4711")

    def attempt(pin: str, address: str) -> int:
        headers = {"X-Share-Pin": pin, "X-Forwarded-For": address}
        return Client(service.url).http.get(f"/share/{token}", headers=headers).status_code

    assert [attempt("1", "203.0.113.1") for _ in range(6)][-1] == 429
    assert attempt("1", "198.51.100.1, 203.0.113.2") == 403
    assert attempt("1", "203.0.113.2, 203.0.113.1") == 429, "what the proxy itself adds counts, not what a client claims"
    for address in ("203.0.113.1", "203.0.113.2"):
        assert attempt("4711", address) == 200, "wrong ones of others keep nobody out who has the right one"


def test_photos_go_in_by_multipart_and_come_out_indexed(owner: Client, event_id: int, sample: Path) -> None:
    files = people(sample)["madonna"][:3]
    sent = owner.upload(event_id, [*files, files[0]])
    assert [photo["name"] for photo in sent] == [name for name, _ in files] + [files[0][0]]
    assert sent[3]["duplicate_of"] == sent[0]["id"]
    assert all("duplicate_of" not in photo or photo["duplicate_of"] is None for photo in sent[:3])
    photos = owner.wait_indexed(event_id, 3)
    assert len(photos) == 3
    for photo in photos:
        assert set(photo) >= PHOTO_KEYS
        assert photo["status"] == "indexed"
        assert photo["faces"] >= 1
        for key, kind, begin in (("thumb_url", "image/webp", b"RIFF"), ("preview_url", "image/jpeg", b"\xff\xd8")):
            picture = get(httpx.URL(str(owner.http.base_url)).join(photo[key]))
            assert picture.headers["content-type"] == kind
            assert picture.content.startswith(begin)
            part = get(picture.url, headers={"Range": "bytes=0-9"})
            assert (part.status_code, len(part.content)) == (206, 10)
            assert get(picture.url, headers={"If-None-Match": picture.headers["etag"]}).status_code == 304
    page = owner.call("GET", f"/events/{event_id}/photos", 200, params={"limit": 2})
    assert len(page["items"]) == 2
    rest = owner.call("GET", f"/events/{event_id}/photos", 200, params={"limit": 2, "cursor": page["next_cursor"]})
    assert {photo["id"] for photo in page["items"] + rest["items"]} == {photo["id"] for photo in photos}
    assert rest["next_cursor"] is None


def test_the_owner_watches_every_stage_of_a_photo(owner: Client, event_id: int, sample: Path) -> None:
    with listening(owner.url, owner.token or "", f"event:{event_id}:ingest") as live:
        sent = owner.upload(event_id, people(sample)["elton_john"][:1])[0]
        indexed = live.wait_for("photo.indexed")
        assert indexed["photo"]["id"] == sent["id"]
        stages = [data["stage"] for data in live.data("photo.stage")]
        assert stages == ["stored", "decoding", "detecting", "embedding", "indexing"]
        last = live.wait_for("ingest.progress", lambda data: data["indexed"] == 1)
        assert set(last) >= {"total", "queued", "processing", "indexed", "failed", "faces", "photos_per_s", "eta_s"}


def test_a_guest_finds_herself_best_first_and_then_live(owner: Client, visitor: Client, event_id: int, sample: Path) -> None:
    crowd = people(sample)
    mine, others = crowd["mindy_kaling"], crowd["ben_afflek"][:3]
    owner.upload(event_id, mine[1:5] + others)
    photos = {photo["name"]: photo["id"] for photo in owner.wait_indexed(event_id, 7)}
    search = visitor.search(event_id, [mine[0][1]])
    assert {"id", "topic", "token", "status", "expires_at"} <= set(search)
    with listening(owner.url, search["token"], search["topic"]) as live:
        if live.subscribed["snapshot"]["status"]["stage"] != "live":
            live.wait_for("search.status", lambda data: data["stage"] == "live")
        holder = Client(owner.url, search["token"])
        matches = holder.matches(search["id"])
        assert {match["photo_id"] for match in matches} >= {photos[name] for name, _ in mine[1:4]}
        assert not {match["photo_id"] for match in matches} & {photos[name] for name, _ in others}
        assert [match["score"] for match in matches] == sorted((match["score"] for match in matches), reverse=True)
        for match in matches:
            assert set(match) >= MATCH_KEYS
            assert match["tier"] in {"certain", "maybe"}
            assert len(match["face_box"]) == 4
            assert all(0 <= part <= 1 for part in match["face_box"])
            assert match["live"] is False
        later = owner.upload(event_id, [mine[6]])[0]["id"]
        arrived = live.wait_for("search.match")["match"]
        assert (arrived["photo_id"], arrived["live"]) == (later, True)
        owner.call("POST", f"/photos/{later}/hide", 200)
        assert live.wait_for("search.retracted")["photo_id"] == later
        assert later not in {match["photo_id"] for match in holder.matches(search["id"])}
        archive = holder.http.get(f"/searches/{search['id']}/photos.zip")
        assert archive.status_code == 200
        assert archive.content[:2] == b"PK"
    problem(guest(owner.url, owner.share(event_id)).http.get(f"/searches/{search['id']}"), 404)
    problem(owner.http.get(f"/searches/{search['id']}"), 404)
    holder.call("DELETE", f"/searches/{search['id']}", 204)
    assert holder.http.get(f"/searches/{search['id']}").status_code in {401, 404}


def test_a_search_needs_consent_and_a_selfie(visitor: Client, event_id: int, sample: Path) -> None:
    selfie = people(sample)["madonna"][0]
    without = visitor.http.post(f"/events/{event_id}/searches", files={"selfie": selfie})
    assert problem(without, 422)["code"] == "consent_required"
    problem(visitor.http.post(f"/events/{event_id}/searches", data={"consent": "true"}, files={"x": b""}), 422)
    junk = {"selfie": ("me.jpg", b"not a picture", "image/jpeg")}
    problem(visitor.http.post(f"/events/{event_id}/searches", data={"consent": "true"}, files=junk), 415)


def test_a_selfie_without_a_face_is_rejected_with_the_reason(owner: Client, visitor: Client, event_id: int) -> None:
    from io import BytesIO

    from PIL import Image

    blank = BytesIO()
    Image.radial_gradient("L").resize((800, 800)).convert("RGB").save(blank, "JPEG")
    search = visitor.search(event_id, [blank.getvalue()])
    holder = Client(owner.url, search["token"])
    state = until(lambda: holder.call("GET", f"/searches/{search['id']}", 200), lambda s: s["status"] == "rejected")
    assert state["reason"] == "no_face"


def test_a_kiosk_pairs_once_searches_and_hands_off(service: Service, owner: Client, event_id: int, sample: Path) -> None:
    created = owner.call("POST", f"/events/{event_id}/kiosks", 201, json={"name": "Bar"})
    assert {"id", "pairing_code", "expires_at"} <= set(created)
    device = Client(service.url)
    paired = device.call("POST", "/kiosks/pair", 200, json={"code": created["pairing_code"]})
    assert {"token", "event", "kiosk"} <= set(paired)
    assert device.http.post("/kiosks/pair", json={"code": created["pairing_code"]}).status_code in {403, 404, 410, 422}
    kiosk = Client(service.url, paired["token"])
    search = kiosk.search(event_id, [people(sample)["madonna"][0][1]])
    handed = kiosk.call("POST", f"/kiosks/searches/{search['id']}/handoff", 200)
    assert handed["url"].startswith("http")
    assert "<svg" in handed["qr_svg"]
    with listening(service.url, paired["token"], f"kiosk:{created['id']}") as live:
        owner.call("DELETE", f"/kiosks/{created['id']}", 204)
        live.wait_for("kiosk.revoked")
    problem(kiosk.http.get(f"/events/{event_id}"), 401)


def test_operations_pages_answer(service: Service) -> None:
    assert get(f"{service.url}/healthz").status_code == 200
    until(service.ready, bool)
    metrics = get(f"{service.url}/metrics").text
    for name in ("stage_seconds", "queue_depth", "sockets", "upload_to_delivery_seconds"):
        assert f"eventphotos_{name}" in metrics
    docs = get(f"{service.url}/docs", follow_redirects=True)
    assert docs.status_code == 200
    assert "https://" not in docs.text
    document = get(f"{service.url}/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for path in ("/auth/login", "/events/{id}/photos", "/searches/{id}/matches", "/share/{token}"):
        assert any(known.replace("event_id", "id").replace("search_id", "id").endswith(path) for known in document["paths"]), path


JUNK: list[Any] = [b"", b"{", b"\xff\xfe", b"[]", b"null", b'{"email": 1}', b'{"email": NaN}', b'"' + b"x" * 100_000 + b'"']


@pytest.mark.parametrize("body", JUNK, ids=range(len(JUNK)))
@pytest.mark.parametrize("path", ["/auth/login", "/auth/register", "/events", "/kiosks/pair"])
def test_junk_bodies_get_a_clear_problem(owner: Client, path: str, body: bytes) -> None:
    answer = owner.http.post(path, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in {400, 413, 422}
    problem(answer, answer.status_code)


@pytest.mark.parametrize("token", ["x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", "ü"], ids=range(4))
def test_bad_tokens_are_not_authenticated(service: Service, token: str) -> None:
    headers = {b"Authorization": b"Bearer " + token.encode()}
    problem(get(f"{service.url}/api/v1/auth/me", headers=headers), 401)


def test_unknown_paths_and_methods_are_problems_too(service: Service, owner: Client) -> None:
    assert problem(get(f"{service.url}/api/v1/nothing"), 404)["code"] == "not_found"
    problem(owner.http.put("/events"), 405)
    problem(owner.http.get("/events/999999"), 404)
    assert owner.http.get("/events/one").status_code in {404, 422}
    problem(owner.http.get("/photos/nope"), 404)
    problem(owner.http.get("/searches/nope"), 404)
    assert get(f"{service.url}/api/v1/media/forged/thumb.jpg").status_code in {403, 404}
