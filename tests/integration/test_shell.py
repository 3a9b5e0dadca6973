"""What devices keep of the pages, and how these are installed."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from PIL import Image
from starlette.applications import Starlette

from app.web.problems import exception_handlers
from app.web.routes import STATIC, nothing_here, pages
from app.web.shell import shell_of


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """A copy of the pages and their files that a test may change."""
    return Path(shutil.copytree(STATIC, tmp_path / "static", ignore=shutil.ignore_patterns("node_modules")))


@pytest.fixture
async def client(static: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = Starlette(routes=pages(static), exception_handlers=exception_handlers(nothing_here(static)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as opened:
        yield opened


async def test_where_no_page_is_a_person_sees_one_and_a_program_reads_a_problem(client: httpx.AsyncClient) -> None:
    as_a_browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}

    page = await client.get("/nowhere", headers=as_a_browser)
    again = await client.get("/nowhere", headers=as_a_browser | {"If-None-Match": page.headers["etag"]})
    problem = await client.get("/nowhere")
    of_the_interface = await client.get("/api/v1/nowhere", headers=as_a_browser)

    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "/static/js/start.js" in page.text
    assert (again.status_code, again.content) == (304, b"")
    for answer in (problem, of_the_interface):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert (await client.post("/nowhere", headers=as_a_browser)).headers["content-type"] == "application/problem+json"


def listed(script: str) -> dict[str, object]:
    """What the server put before the program of the service worker."""
    return dict(json.loads(script.partition(";\n")[0].removeprefix("self.shell = ")))


async def test_the_service_worker_lists_what_the_pages_of_guests_and_kiosks_need_and_nothing_of_the_studio(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/sw.js")

    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    files = listed(answer.text)["files"]
    assert isinstance(files, dict)
    assert {"/static/guest.html", "/static/kiosk.html", "/static/index.html"} <= set(files)
    assert {f"/static/words/{path.name}" for path in (STATIC / "words").glob("*.ftl")} <= set(files)
    assert any(path.endswith(".woff2") for path in files)
    assert [path for path in files if "/studio" in path or "/admin" in path or "node_modules" in path] == []
    for path, integrity in files.items():
        content = (await client.get(path)).raise_for_status().content
        assert integrity == f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"


async def test_every_address_that_a_page_of_guests_or_kiosks_names_is_kept(client: httpx.AsyncClient) -> None:
    files = shell_of(STATIC).files
    for page in ("guest", "kiosk", "index"):
        html = (await client.get(f"/static/{page}.html")).text
        named = set(re.findall(r'"(/static/[^"]+\.(?:js|css|svg|png|woff2))"', html))
        assert named
        assert named <= set(files)


@pytest.mark.parametrize("changed", ["guest.html", "js/http.js", "css/base.css", "words/en.ftl"])
async def test_a_file_that_changes_makes_another_version(static: Path, client: httpx.AsyncClient, changed: str) -> None:
    before = listed((await client.get("/sw.js")).text)["version"]
    with (static / changed).open("a") as file:
        file.write("\n")
    assert listed((await client.get("/sw.js")).text)["version"] != before


async def test_a_file_of_the_studio_that_changes_makes_none(static: Path) -> None:
    before = shell_of(static)
    with (static / "studio.html").open("a") as file:
        file.write("\n")
    assert shell_of(static) == before


async def test_a_name_that_leads_out_of_the_folder_is_not_followed(static: Path) -> None:
    (static.parent / "secret.js").write_text("1")
    with (static / "js" / "http.js").open("a") as file:
        file.write('\nimport "../../secret.js";\n')
    assert not [path for path in shell_of(static).files if "secret" in path]


async def test_what_a_module_imports_for_its_types_alone_is_not_kept(static: Path) -> None:
    before = set(shell_of(static).files)
    with (static / "js" / "http.js").open("a") as file:
        file.write('\n/** @import { UploadQueue } from "./studio/upload-queue.js" */\n')
    assert set(shell_of(static).files) == before


@pytest.mark.parametrize("page", ["/s/a-token", "/e/7", "/find", "/kiosk", "/"])
async def test_each_link_is_installed_as_itself(client: httpx.AsyncClient, page: str) -> None:
    answer = await client.get(f"{page.rstrip('/')}/app.webmanifest")

    assert answer.headers["content-type"] == "application/manifest+json"
    manifest = answer.json()
    assert manifest["start_url"] == manifest["scope"] == manifest["id"] == page
    sizes = []
    for icon in manifest["icons"]:
        content = (await client.get(icon["src"])).raise_for_status().content
        if icon["type"] == "image/png":
            with Image.open(BytesIO(content)) as opened:
                assert icon["sizes"] == f"{opened.width}x{opened.height}"
            sizes.append((icon["sizes"], icon.get("purpose", "any")))
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= set(sizes)
