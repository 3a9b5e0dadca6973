"""A backend that hangs: stopped (SIGSTOP), not dead, so that it takes every connection and answers none.

Whoever needs it is asked to come back while it hangs, however many they are; who does not need it notices nothing. When it goes
on, everything does: what was accepted meanwhile is worked on, and guests are told.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from tests.client import Client, Json, guest, listening, photographer, until
from tests.service import Service

PERSON = "jerry_seinfeld"
CROWD = 200
UNTOUCHED = frozenset({200, 201, 202})

Asked = tuple[str, str, Json]


def ask(client: Client, asked: Asked) -> tuple[str, httpx.Response]:
    """One request and its answer."""
    method, path, arguments = asked
    return path, client.http.request(method, path, **arguments)


def test_while_a_backend_hangs_everybody_is_answered_and_afterwards_nothing_is_missing(service: Service, sample: Path) -> None:
    selfie, *files = [path.read_bytes() for path in sorted((sample / PERSON).iterdir())]
    owner = photographer(service.url)
    event_id = owner.create_event()
    visitor = guest(service.url, owner.share(event_id))
    search = visitor.search(event_id, [selfie])
    for photo, (backend, needed_by) in zip(
        files,
        (
            ("volatile.sock", {"/auth/login", f"/events/{event_id}/searches"}),
            ("valkey.sock", set()),
            ("secantus.cli", {"/events", f"/searches/{search['id']}/matches"}),
        ),
        strict=False,
    ):
        with listening(service.url, search["token"], search["topic"]) as live, service.frozen(backend):
            accepted = _everybody_is_answered(service, (owner, visitor, search), event_id, (selfie, photo), needed_by)
            if backend == "volatile.sock":
                with pytest.raises(ConnectionClosed) as closed:
                    live.wait_for("nothing that there is", within_s=120)
                assert closed.value.rcvd is not None
                assert closed.value.rcvd.code == 1012
        service.wait_ready()
        if not accepted:
            owner.upload(event_id, [("late.jpg", photo)])
        _everything_goes_on(service, owner, event_id, search, files.index(photo) + 1)


def _everything_goes_on(service: Service, owner: Client, event_id: int, search: Json, photos: int) -> None:
    """So many photos were accepted, all of the guest: each is looked through, and found once."""
    found = owner.wait_indexed(event_id, photos, 120)
    assert [photo["status"] for photo in found] == ["indexed"] * photos
    holder = Client(service.url, search["token"])
    matched = until(lambda: holder.matches(search["id"]), lambda some: len(some) >= photos)
    assert len(matched) == photos


def _everybody_is_answered(
    service: Service, clients: tuple[Client, Client, Json], event_id: int, pictures: tuple[bytes, bytes], needed_by: set[str]
) -> bool:
    """Everybody asks for something at the same time and has an answer while it hangs; returns whether the photo was accepted."""
    owner, visitor, search = clients
    selfie, photo = pictures
    holder = Client(service.url, search["token"])
    form = {"files": {"selfie": ("me.jpg", selfie, "image/jpeg")}, "data": {"consent": "true"}}
    upload = {"files": {"file": ("photo.jpg", photo, "image/jpeg")}}
    with ThreadPoolExecutor(CROWD + 10) as crowd:
        asked = [
            crowd.submit(ask, owner, ("GET", "/events", {})),
            crowd.submit(ask, owner, ("POST", f"/events/{event_id}/photos", upload)),
            crowd.submit(
                ask, Client(service.url), ("POST", "/auth/login", {"json": {"email": "a@example.com", "password": "x" * 12}})
            ),
            crowd.submit(ask, visitor, ("POST", f"/events/{event_id}/searches", form)),
            crowd.submit(ask, holder, ("GET", f"/searches/{search['id']}/matches", {})),
            *(crowd.submit(ask, holder, ("GET", f"/searches/{search['id']}", {})) for _ in range(CROWD)),
        ]
        answers = [each.result() for each in asked]
        assert httpx.get(f"{service.url}/healthz", timeout=120).status_code == 200
    for path, answer in answers:
        if answer.status_code == 503:
            assert answer.json()["code"] == "unavailable", path
            assert int(answer.headers["Retry-After"]) >= 1, path
        else:
            assert path not in needed_by, f"{path} did without: {answer.status_code}"
            assert answer.status_code in UNTOUCHED | {401}, f"{path}: {answer.status_code} {answer.text}"
    return answers[1][1].status_code == 202
