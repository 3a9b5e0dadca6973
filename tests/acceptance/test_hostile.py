"""What an attacker or a clumsy client sends: it gets a clear problem, never an error of ours, and nothing that is not its own."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path

import httpx
import pytest
from PIL import ExifTags, Image
from websockets.sync.client import connect

from tests.acceptance.test_contract import people, problem
from tests.client import Client, get, guest, photographer
from tests.service import Service

BOUNDARY = "multipart/form-data; boundary=B"


def jpeg(shade: int) -> bytes:
    """A small photo, different for each ``shade``."""
    written = io.BytesIO()
    Image.new("RGB", (64, 48), (shade, 10, 20)).save(written, "JPEG")
    return written.getvalue()


def form(*parts: tuple[str, bytes]) -> bytes:
    """A multipart body of (Content-Disposition parameters, content)."""
    bodies = [f"--B\r\nContent-Disposition: form-data; {where}\r\n\r\n".encode() + data + b"\r\n" for where, data in parts]
    return b"".join(bodies) + b"--B--\r\n"


def metadata(**pairs: object) -> str:
    """tus ``Upload-Metadata``."""
    return ",".join(f"{key} {base64.b64encode(str(value).encode()).decode()}" for key, value in pairs.items())


@pytest.mark.parametrize(
    "number", ["0", "-1", "1.5", "2147483648", "1" + "0" * 30, "9" * 5000, "%00", "%D9%A1", "1%0a"], ids=range(9)
)
def test_an_event_number_that_makes_no_sense_is_not_found(owner: Client, number: str) -> None:
    for path in ("", "/photos", "/share-links", "/kiosks"):
        problem(owner.http.get(f"/events/{number}{path}"), 404)
    problem(owner.http.delete(f"/events/{number}"), 404)


@pytest.mark.parametrize("thing", ["%00", "%ff", "a" * 3000, "..%2f..%2fetc", '{"$ne":1}', "%F0%9F%98%80"], ids=range(6))
def test_an_id_that_makes_no_sense_is_not_found(owner: Client, thing: str) -> None:
    for path in ("photos/{}", "searches/{}", "searches/{}/matches", "searches/{}/photos.zip", "share/{}", "media/{}/thumb.jpg"):
        problem(owner.http.get("/" + path.format(thing)), 404)
    for path in ("share-links/{}", "kiosks/{}", "searches/{}", "photos/{}"):
        problem(owner.http.delete("/" + path.format(thing)), 404)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("limit=-1", 422),
        ("limit=0", 422),
        ("limit=1000000000", 422),
        ("limit=" + "9" * 5000, 422),
        ("cursor=abc", 422),
        ("cursor=-1", 422),
        ("cursor=999999999999999", 200),
        ("cursor=%ff", 422),
        ("status=nope", 422),
        ("q=%ff%fe", 200),
        ("q=%00", 422),
        ("q=(((", 200),
        ("q=%5C", 200),
        ("taken_from=junk", 422),
        ("taken_from=0001-01-01T00:00:00%2B14:00", 422),
        ("taken_to=9999-12-31T23:59:59-14:00", 422),
        ("taken_from=2024-01-01T00:00:00", 200),
        ("taken_from=2024-01-01T02:00:00%2B02:00", 200),
        ("min_faces=-1", 422),
    ],
)
def test_the_questions_of_a_photo_list_are_checked(owner: Client, event_id: int, query: str, status: int) -> None:
    owner.upload(event_id, [("a.jpg", jpeg(1))])
    answer = owner.http.get(f"/events/{event_id}/photos?{query}")
    assert answer.status_code == status
    if status == 422:
        assert problem(answer, 422)["errors"]


def test_names_of_files_come_back_as_they_were_sent_but_for_what_is_dangerous(owner: Client, event_id: int) -> None:
    sent = {
        "👨‍👩‍👧‍👦 família.jpg": "👨‍👩‍👧‍👦 família.jpg",
        "שלום\u200f.jpg": "שלום\u200f.jpg",
        "Screenshot 3.45\u202fPM.jpg": "Screenshot 3.45\u202fPM.jpg",
        "../../../etc/passwd.jpg": "passwd.jpg",
        "\u202egpj.exe": "gpj.exe",
        "100% sure;=.jpg": "100% sure;=.jpg",
    }
    answered = owner.upload(event_id, [(name, jpeg(shade)) for shade, name in enumerate(sent)])
    assert [photo["name"] for photo in answered] == list(sent.values())
    for photo in answered:
        original = owner.call("GET", f"/photos/{photo['id']}", 200)["original_url"]
        named = get(httpx.URL(str(owner.http.base_url)).join(original)).headers["content-disposition"]
        assert named.isascii()
        assert named.startswith("inline; filename=")


@pytest.mark.parametrize(("moment", "offset"), [("0001:01:01 00:00:00", "+14:00"), ("9999:12:31 23:59:59", "-14:00")])
def test_a_camera_clock_at_the_end_of_time_costs_no_photo(owner: Client, event_id: int, moment: str, offset: str) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 1
    exif.get_ifd(ExifTags.IFD.Exif).update({ExifTags.Base.DateTimeOriginal: moment, ExifTags.Base.OffsetTimeOriginal: offset})
    written = io.BytesIO()
    Image.new("RGB", (64, 48)).save(written, "JPEG", exif=exif)
    owner.upload(event_id, [("a.jpg", written.getvalue())])
    photo = owner.wait_indexed(event_id, 1)[0]
    assert (photo["status"], photo["taken_at"]) == ("indexed", None)


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("multipart/form-data", b"x", 400),
        ("multipart/form-data; boundary=" + "b" * 3000, b"x", 400),
        ("multipart/mixed; boundary=B", form(('name="file"; filename="a.jpg"', jpeg(1))), 415),
        ("image/jpeg", jpeg(1), 415),
        (BOUNDARY, b"", 400),
        (BOUNDARY, b"\x00" * 10_000, 400),
        (BOUNDARY, form(('name="file"; filename="a.jpg"', jpeg(1)))[:-30], 400),
        (BOUNDARY, b"--B\r\nX: " + b"a" * 100_000, 400),
        (BOUNDARY, form(*[('name="x"', b"1")] * 5000), 422),
        (BOUNDARY, form(('name="file"', jpeg(1))), 422),
        (BOUNDARY, form(*[('name="file"; filename="a.jpg"', b"")] * 201), 413),
        (BOUNDARY, form(("name=file; filename=a.jpg", jpeg(1))), 202),
        (BOUNDARY, form(("name=\"file\"; filename*=UTF-8''%E2%82%ACuro.jpg", jpeg(1))), 202),
    ],
    ids=range(13),
)
def test_odd_multipart_bodies_are_read_or_refused(owner: Client, event_id: int, kind: str, body: bytes, status: int) -> None:
    answer = owner.http.post(f"/events/{event_id}/photos", content=body, headers={"Content-Type": kind})
    assert answer.status_code == status, answer.text
    if status >= 400:
        problem(answer, status)
    elif b"%E2" in body:
        assert answer.json()["photos"][0]["name"] == "€uro.jpg"


def test_consent_is_a_clear_yes_and_nothing_else(visitor: Client, event_id: int, sample: Path) -> None:
    selfie = ('name="selfie"; filename="me.jpg"', people(sample)["madonna"][0][1])

    def answer(*values: bytes) -> httpx.Response:
        fields = [('name="consent"', value) for value in values]
        return visitor.http.post(
            f"/events/{event_id}/searches", content=form(*fields, selfie), headers={"Content-Type": BOUNDARY}
        )

    for refusal in ((), (b"false",), (b"",), (b"truefalse",), (b"true", b"false"), (b"false", b"true")):
        assert problem(answer(*refusal), 422)["code"] == "consent_required"
    problem(answer(b"true" + b" " * 5000), 413)
    assert answer(b"true").status_code == 202


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Upload-Length": "-5"}, 400),
        ({"Upload-Length": "1_0"}, 400),
        ({"Upload-Length": "9" * 5000}, 400),
        ({"Upload-Length": "1" + "0" * 12}, 413),
        ({"Upload-Length": "0"}, 422),
        ({"Upload-Defer-Length": "1"}, 400),
        ({"Upload-Length": "10", "Upload-Concat": "partial"}, 400),
        ({"Upload-Length": "10", "Tus-Resumable": "0.2.2"}, 412),
        ({"Upload-Length": "10", "Upload-Metadata": "event_id !!!"}, 400),
        ({"Upload-Length": "10", "Upload-Metadata": metadata(event_id=10**30)}, 422),
    ],
    ids=range(10),
)
def test_a_tus_upload_that_makes_no_sense_does_not_begin(
    owner: Client, event_id: int, headers: dict[str, str], status: int
) -> None:
    usual = {"Tus-Resumable": "1.0.0", "Upload-Metadata": metadata(event_id=event_id, filename="a.jpg")}
    problem(owner.http.post("/uploads", headers=usual | headers), status)


def test_a_tus_upload_is_its_owners_and_goes_on_where_it_is(owner: Client, visitor: Client, event_id: int) -> None:
    version = {"Tus-Resumable": "1.0.0"}
    data = jpeg(7)
    about = {"Upload-Length": str(len(data)), "Upload-Metadata": metadata(event_id=event_id, filename="😀.jpg")}
    begun = owner.http.post("/uploads", headers=version | about)
    path = begun.headers["location"].removeprefix("/api/v1")
    patch = version | {"Content-Type": "application/offset+octet-stream"}
    for offset, status in (("-1", 400), ("", 400), ("9" * 5000, 400), ("5", 409)):
        problem(owner.http.patch(path, content=data, headers=patch | {"Upload-Offset": offset}), status)
    for stranger, status in ((Client(owner.url), 401), (visitor, 404), (photographer(owner.url), 404)):
        problem(stranger.http.patch(path, content=data, headers=patch | {"Upload-Offset": "0"}), status)
        problem(stranger.http.delete(path, headers=version), status)
        assert stranger.http.head(path, headers=version).status_code == status
    done = owner.http.patch(path, content=data, headers=patch | {"Upload-Offset": "0"})
    assert (done.status_code, done.headers["upload-offset"]) == (204, str(len(data)))
    assert owner.call("GET", f"/photos/{done.headers['photo-id']}", 200)["name"] == "😀.jpg"


def test_a_pin_that_no_header_can_carry_is_not_accepted(owner: Client, event_id: int) -> None:
    for pin in ("пинкод", "12\n34", "12", "    ", "1" * 65):
        problem(owner.http.post(f"/events/{event_id}/share-links", json={"pin": pin}), 422)
    assert guest(owner.url, owner.share(event_id, pin=" ab 12 "), pin="ab 12").call("GET", f"/events/{event_id}", 200)


def test_who_may_not_is_told_so_before_what_is_wrong_with_the_body(owner: Client, visitor: Client, event_id: int) -> None:
    for path in ("/events", f"/events/{event_id}/share-links", f"/events/{event_id}/kiosks"):
        problem(Client(owner.url).http.post(path, json={"pin": "1"}), 401)
        problem(visitor.http.post(path, json={"pin": "1"}), 403)
        problem(owner.http.post(path, json={"pin": "1"}), 422)
    problem(visitor.http.patch(f"/events/{event_id}", json={"name": None}), 403)


def test_a_token_of_one_kind_is_none_of_another(owner: Client, visitor: Client, event_id: int, sample: Path) -> None:
    search = visitor.search(event_id, [people(sample)["madonna"][0][1]])
    code = owner.call("POST", f"/events/{event_id}/kiosks", 201, json={"name": "Bar"})["pairing_code"]
    kiosk = Client(owner.url).call("POST", "/kiosks/pair", 200, json={"code": code})["token"]
    for token in (search["token"], kiosk, visitor.token or ""):
        problem(Client(owner.url, token).http.get("/auth/me"), 401)
        problem(Client(owner.url, token).http.get(f"/events/{event_id}/photos"), 404 if token == search["token"] else 403)
        for cookie in ("ep_session", "ep_guest"):
            problem(get(f"{owner.url}/api/v1/auth/me", headers={"Cookie": f"{cookie}={token}"}), 401)
    for other in (owner.token or "", kiosk, guest(owner.url, owner.share(event_id)).token or ""):
        problem(Client(owner.url, other).http.get(f"/searches/{search['id']}"), 404)
        problem(Client(owner.url, other).http.delete(f"/searches/{search['id']}"), 404)


def test_a_changed_media_address_opens_nothing(owner: Client, event_id: int, sample: Path) -> None:
    owner.upload(event_id, people(sample)["madonna"][:1])
    photo = owner.wait_indexed(event_id, 1)[0]
    token = photo["thumb_url"].split("/media/")[1].split("/")[0]
    signature = token.rsplit(".", 1)[1]
    claims = json.dumps([photo["id"], "original", "owner", 9_999_999_999]).encode()
    forged = base64.urlsafe_b64encode(claims).decode().rstrip("=") + "." + signature
    addresses = [f"{wrong}/thumb.jpg" for wrong in (token[:-1], token + "x", token.swapcase(), "." + token, forged)]
    for address in [*addresses, f"{token}/original.jpg", f"{token}/..%2foriginal.jpg", f"{forged}/original.jpg"]:
        problem(get(f"{owner.url}/api/v1/media/{address}"), 404)
    owner.call("DELETE", f"/photos/{photo['id']}", 204)
    problem(get(f"{owner.url}{photo['thumb_url']}"), 404)


def test_a_socket_takes_credentials_without_bound_from_nobody(service: Service, owner: Client) -> None:
    address = service.url.replace("http", "ws", 1) + "/ws"
    with connect(address, subprotocols=["eventphotos.v1"], open_timeout=120) as socket:  # type: ignore[list-item]
        for _ in range(200):
            socket.send(json.dumps({"type": "auth", "token": owner.token}))
        socket.send(json.dumps({"type": "ping", "id": 1}))
        assert json.loads(socket.recv(timeout=120)) == {"type": "pong", "id": 1}


def test_only_public_events_are_shown_to_strangers(owner: Client) -> None:
    hidden = {owner.create_event("U"), owner.create_event("P", visibility="private")}
    shown = owner.create_event("O", visibility="public")
    page = Client(owner.url).call("GET", "/events", 200)
    assert shown in {event["id"] for event in page["items"]}
    assert not hidden & {event["id"] for event in page["items"]}
    assert all(event["visibility"] == "public" and "photos" not in event for event in page["items"])


def test_nothing_secret_was_logged(service: Service, owner: Client, event_id: int) -> None:
    link = owner.share(event_id, pin="98317")
    session = guest(service.url, link, pin="98317")
    Client(service.url).http.get(f"/share/{link}", headers={"X-Share-Pin": "wrong-pin-4242"})
    logged = service.log.read_text()
    for secret in (link, session.token or "-", owner.token or "-", "98317", "wrong-pin-4242", "correct horse battery staple"):
        assert secret not in logged
