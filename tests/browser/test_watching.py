"""What is watched in every browser test is heard of: each test ends by asserting that nothing was."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import Watch
from tests.client import until

_ANSWERS = {"/broken": HTTPStatus.SERVICE_UNAVAILABLE, "/missing": HTTPStatus.NOT_FOUND, "/static/gone.js": HTTPStatus.NOT_FOUND}


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(_ANSWERS.get(self.path, HTTPStatus.OK))
        self.send_header("Content-Type", "text/html")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """None of it is of interest."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Pages with nothing on them, whose other files are not there."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("act", "heard"),
    [
        ("fetch('/broken')", "503 from {site}/broken"),
        ("import('/static/gone.js')", "404 from {site}/static/gone.js"),
        ("fetch('http://example.com/a')", "request to another host: http://example.com/a"),
        ("fetch('http://192.0.2.1/b', { mode: 'no-cors' })", "request to another host: http://192.0.2.1/b"),
        ("document.body.append(Object.assign(new Image(), { src: 'https://example.com/c.png' }))", "https://example.com/c.png"),
        ("navigator.sendBeacon('http://example.com/d')", "request to another host: http://example.com/d"),
        ("new WebSocket('wss://example.com/ws')", "wss://example.com/ws"),
        ("setTimeout(() => nobody.knows())", "nobody is not defined"),
    ],
)
def test_what_no_user_is_told_of_is_heard_of(browser: Browser, site: str, act: str, heard: str) -> None:
    watch = Watch(site)
    page = watch.over(browser.new_page())
    page.goto(site)
    page.evaluate(f"() => {{ Promise.resolve({act}).catch(() => null); }}")
    # What the browser says is heard while the page is asked something.
    [problem] = until(lambda: (page.title(), watch.problems)[1], bool)
    assert heard.format(site=site) in problem


def test_what_a_page_shows_its_user_is_not(browser: Browser, site: str) -> None:
    watch = Watch(site)
    page = watch.over(browser.new_page())
    page.goto(site)
    page.evaluate("fetch('/missing').then(() => console.error('the last'))")
    [problem] = until(lambda: (page.title(), watch.problems)[1], bool)
    assert problem.endswith("the last")
