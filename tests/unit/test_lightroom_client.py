"""The Lightroom plug-in's client by a plain Lua, against a listener that answers as docs/photos.md says."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Final

import pytest

from tests.programs import lua, program

ROOT: Final = Path(__file__).parents[2]
PLUGIN: Final = ROOT / "integrations" / "lightroom" / "eventphotos.lrplugin"
TAKEN: Final = {"id": "f1", "name": "img_1.jpg", "status": "queued", "duplicate_of": None, "error": None}

Answer = tuple[int, Any]


class Listener:
    """Answers one request after the other as it was told to, and remembers what it was asked."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, dict[str, str], bytes]] = []
        self.url = ""

    @contextmanager
    def listening(self) -> Iterator[Listener]:
        """At a port of its own."""
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                outer.asked.append((f"{self.command} {self.path}", dict(self.headers.items()), body))
                status, said = outer.answers.pop(0)
                data = json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = answer  # noqa: N815 - http.server calls them so

            def log_message(self, *_: object) -> None:
                """Nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = Thread(target=server.serve_forever)
        thread.start()
        self.url = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            yield self
        finally:
            server.shutdown()
            thread.join()
            server.server_close()

    @property
    def requests(self) -> list[str]:
        """Methods and paths."""
        return [line for line, _, _ in self.asked]


def call(url: str, method: str, *arguments: str) -> dict[str, Any]:
    """What the client's method returned: ``found``, or ``message`` and ``code``."""
    program("curl")  # the plug-in's stand-in for Lightroom's own HTTP runs it
    command = [
        lua(),
        str(ROOT / "tests" / "lua" / "run.lua"),
        str(PLUGIN),
        f"{url}/",
        "ep_pat_x",
        "8",
        method,
        *arguments,
    ]
    said: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return said


def problem(status: int, code: str) -> Answer:
    return status, {"type": "", "title": "", "status": status, "detail": f"Because of {code}.", "code": code}


@pytest.fixture
def rendered(tmp_path: Path) -> str:
    path = tmp_path / "it's rendered.jpg"
    path.write_bytes(b"\xff\xd8 a picture")
    return str(path)


def test_a_final_is_sent_by_token_and_waited_for_until_it_is_in_its_place(rendered: str) -> None:
    reading = {"id": "f1", "status": "processing", "final": None, "replaces": None}
    done = {"id": "f1", "status": "indexed", "final": "replaced", "replaces": "p1"}
    with Listener((202, {"photos": [TAKEN]}), (200, reading), (200, done)).listening() as service:
        assert call(service.url, "publish", rendered, "img_1.jpg") == {"found": {"id": "p1", "state": "replaced"}}
    assert service.requests == ["POST /api/v1/events/8/photos", *["GET /api/v1/photos/f1"] * 2]
    _, headers, body = service.asked[0]
    assert headers["Authorization"] == "Bearer ep_pat_x"
    assert b'name="kind"\r\n\r\nfinal' in body
    assert b'name="source"\r\n\r\nprogram' in body
    assert body.index(b'name="kind"') < body.index(b'filename="img_1.jpg"') < body.index(b"\xff\xd8 a picture")


@pytest.mark.parametrize(
    ("photo", "taken", "expected"),
    [
        ({"status": "indexed", "final": "no_proof", "replaces": None}, TAKEN, {"found": {"id": "f1", "state": "no_proof"}}),
        (
            {"status": "indexed", "final": "replaced", "replaces": None},
            {**TAKEN, "duplicate_of": "f1"},
            {"found": {"id": "f1", "state": "duplicate"}},
        ),
        (
            {"status": "failed", "error": {"code": "several_proofs", "message": "Choose.", "retryable": False}},
            TAKEN,
            {"code": "several_proofs", "message": "Choose."},
        ),
    ],
)
def test_what_became_of_a_final_is_said(rendered: str, photo: dict[str, Any], taken: object, expected: object) -> None:
    with Listener((202, {"photos": [taken]}), (200, {"id": "f1", **photo})).listening() as service:
        assert call(service.url, "publish", rendered, "img_1.jpg") == expected


def test_a_service_that_is_busy_is_asked_again_and_a_refusal_is_not(rendered: str) -> None:
    busy = problem(503, "unavailable")
    with Listener(busy, problem(403, "out_of_scope")).listening() as service:
        said = call(service.url, "publish", rendered, "a.jpg")
    assert said == {"code": "out_of_scope", "message": "Because of out_of_scope."}
    assert len(service.requests) == 2


def test_a_service_that_is_not_there_is_said_to_be_away() -> None:
    assert call("http://127.0.0.1:1", "eventName")["code"] == "unreachable"


def test_stars_come_from_all_pages_and_by_name_only_where_one_photo_has_it() -> None:
    def photo(photo_id: str, name: str, stars: int) -> dict[str, Any]:
        return {"id": photo_id, "name": name, "stars": stars}

    pages = [
        {"items": [photo("a", "IMG_1.JPG", 4), photo("b", "IMG_2.jpg", 2)], "next_cursor": "7"},
        {"items": [photo("c", "img_2.CR3", 5), photo("d", "img_3.jpg", 0)], "next_cursor": None},
    ]
    with Listener(*((200, page) for page in pages)).listening() as service:
        found = call(service.url, "stars")["found"]
    assert found == {"byId": {"a": 4, "b": 2, "c": 5}, "byStem": {"img_1": 4}}
    assert service.requests[1].endswith("&cursor=7")


def test_a_photo_has_a_star_for_each_list_that_guests_and_clients_chose_it_in() -> None:
    def photo(photo_id: str, name: str, lists: int) -> dict[str, Any]:
        return {"photo_id": photo_id, "name": name, "list_ids": [f"l{number}" for number in range(lists)]}

    chosen = [photo("a", "IMG_1.JPG", 7), photo("b", "IMG_2.jpg", 2), photo("c", "img_2.CR3", 1)]
    with Listener((200, {"items": chosen})).listening() as service:
        assert call(service.url, "picks")["found"] == {"byId": {"a": 5, "b": 2, "c": 1}, "byStem": {"img_1": 5}}
    assert service.requests == ["GET /api/v1/events/8/favourites/photos"]
    with Listener(problem(403, "out_of_scope")).listening() as service:
        assert call(service.url, "picks")["code"] == "out_of_scope"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ((202, {"id": "p1"}), {"found": True}),
        (problem(409, "no_proof_kept"), {"found": False}),
        (problem(404, "not_found"), {"found": False}),
    ],
)
def test_a_photo_that_is_withdrawn_is_its_proof_again_where_that_is_kept(answer: Answer, expected: object) -> None:
    with Listener(answer).listening() as service:
        assert call(service.url, "withdraw", "p1") == expected
    assert service.requests == ["POST /api/v1/photos/p1/proof"]
