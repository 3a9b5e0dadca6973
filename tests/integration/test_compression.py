"""Pages and their files come compressed, and nothing that holds secrets does."""

from __future__ import annotations

import gzip
import os
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from app.web.compression import CompressedFiles
from app.web.routes import STATIC
from tests.integration.web import Web, event_of

SCRIPT = "export const words = [];\n" * 200


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A script, a short one and a picture."""
    (tmp_path / "main.js").write_text(SCRIPT)
    (tmp_path / "short.js").write_text("export {};")
    (tmp_path / "icon.png").write_bytes(b"\x89PNG\r\n" * 500)
    return tmp_path


@pytest.fixture
async def client(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A browser of such files."""
    app = Starlette()
    app.mount("/", CompressedFiles(folder))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as opened:
        yield opened


async def test_texts_are_compressed_for_who_reads_that(client: httpx.AsyncClient) -> None:
    async with client.stream("GET", "/main.js", headers={"Accept-Encoding": "br, gzip"}) as answer:
        sent = b"".join([chunk async for chunk in answer.aiter_raw()])
    assert (answer.headers["content-encoding"], answer.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert int(answer.headers["content-length"]) == len(sent) < len(SCRIPT) / 10
    assert gzip.decompress(sent).decode() == SCRIPT
    plain = await client.get("/main.js", headers={"Accept-Encoding": "identity"})
    assert ("content-encoding" in plain.headers, plain.headers["vary"], plain.text) == (False, "Accept-Encoding", SCRIPT)


async def test_pictures_and_short_files_come_as_they_are(client: httpx.AsyncClient) -> None:
    for path in ("/icon.png", "/short.js"):
        answer = await client.get(path, headers={"Accept-Encoding": "gzip"})
        assert (answer.status_code, "content-encoding" in answer.headers) == (200, False)


async def test_each_form_of_a_file_is_known_again_by_its_own_etag(client: httpx.AsyncClient) -> None:
    etags = {}
    for coding in ("gzip", "identity"):
        etags[coding] = (await client.get("/main.js", headers={"Accept-Encoding": coding})).headers["etag"]
        again = await client.get("/main.js", headers={"Accept-Encoding": coding, "If-None-Match": etags[coding]})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etags[coding])
        assert again.headers["vary"] == "Accept-Encoding"
    assert etags["gzip"] != etags["identity"]
    other = await client.get("/main.js", headers={"Accept-Encoding": "gzip", "If-None-Match": etags["identity"]})
    assert (other.status_code, other.text) == (200, SCRIPT)


async def test_a_part_is_cut_from_the_file_and_never_from_what_is_compressed(client: httpx.AsyncClient) -> None:
    part = await client.get("/main.js", headers={"Accept-Encoding": "identity", "Range": "bytes=0-9"})
    assert (part.status_code, part.text) == (206, SCRIPT[:10])
    whole = await client.get("/main.js", headers={"Accept-Encoding": "gzip", "Range": "bytes=0-9"})
    assert (whole.status_code, whole.text) == (200, SCRIPT)


async def test_a_file_that_changes_is_compressed_anew(client: httpx.AsyncClient, folder: Path) -> None:
    before = await client.get("/main.js", headers={"Accept-Encoding": "gzip"})
    (folder / "main.js").write_text(SCRIPT.upper())
    os.utime(folder / "main.js", (1, 1))
    after = await client.get("/main.js", headers={"Accept-Encoding": "gzip", "If-None-Match": before.headers["etag"]})
    assert (after.status_code, after.text) == (200, SCRIPT.upper())


async def test_pages_are_compressed_and_known_again(web: Web) -> None:
    async with web.client() as browser:
        for path in ("/studio", "/s/a-token", "/e/1", "/find", "/static/js/http.js", "/openapi.json", "/docs/swagger_bundle.js"):
            answer = await browser.get(f"http://testserver{path}", headers={"Accept-Encoding": "gzip"})
            assert (answer.status_code, answer.headers["content-encoding"]) == (200, "gzip"), path
            assert "content-security-policy" in answer.headers
        page = await browser.get("http://testserver/studio")
        assert page.headers["cache-control"] == "no-cache"
        assert page.text == (STATIC / "studio.html").read_text()
        again = await browser.get("http://testserver/studio", headers={"If-None-Match": page.headers["etag"]})
        assert (again.status_code, again.headers["cache-control"]) == (304, "no-cache")


async def test_nothing_that_may_hold_a_secret_is_compressed(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    owner.headers["Accept-Encoding"] = "gzip"
    await owner.patch(f"/events/{event_id}", json={"consent_text": "x" * 2000})
    for path in ("/auth/me", "/events", f"/events/{event_id}", f"/events/{event_id}/photos", f"/events/{event_id}/share-links"):
        answer = await owner.get(path)
        assert (answer.status_code, "content-encoding" in answer.headers) == (200, False), path


async def test_the_catalogues_of_words_are_texts(folder: Path, client: httpx.AsyncClient) -> None:
    (folder / "en.ftl").write_text("back = Back\n" * 200)
    answer = await client.get("/en.ftl", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["content-encoding"] == "gzip"
