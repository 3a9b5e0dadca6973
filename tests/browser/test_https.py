"""HTTPS by the service's own authority: for real clients that trust it, and how a device comes to trust it."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import orjson
import pytest
from playwright.sync_api import Error, expect
from websockets.asyncio.client import connect

from tests.browser.chromium import DESK, PHONE, Watch, chromium
from tests.programs import program
from tests.qr import text_on_screen
from tests.service import Service, free_port, running_service

HOST = "photos.local"


@pytest.fixture(scope="module")
def plain_url() -> str:
    """The page that helps to trust it."""
    return f"http://127.0.0.1:{free_port()}"


@pytest.fixture(scope="module")
def service(plain_url: str) -> Iterator[Service]:
    """A venue's laptop, but for loopback only."""
    port = free_port()
    settings = {"HOST": "127.0.0.1", "TRUST_PORT": str(urlsplit(plain_url).port), "BASE_URL": f"https://{HOST}:{port}"}
    with running_service(port=port, watched=True, HTTPS="1", settings=settings) as running:
        yield running


@pytest.fixture
def home(service: Service, tmp_path: Path) -> Path:
    """A home folder in which Chromium finds that the authority is trusted."""
    certutil = program("certutil")  # it tells Chromium whom to trust
    database = tmp_path / ".pki" / "nssdb"
    database.mkdir(parents=True)
    trusted = [f"--empty-password -N -d sql:{database}", f"-A -d sql:{database} -n venue -t C,, -i {service.authority}"]
    for arguments in trusted:
        subprocess.run([certutil, *arguments.split()], check=True, capture_output=True)
    return tmp_path


def test_a_client_that_trusts_the_authority_is_served_and_another_one_refuses(service: Service) -> None:
    assert httpx.get(f"{service.url}/healthz", verify=service.trust(), timeout=120).json() == {"status": "ok"}
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.get(f"{service.url}/healthz", timeout=120)
    # The same host has a plain page: no browser may be told to speak HTTPS only.
    answer = httpx.get(f"{service.url}/", verify=service.trust(), timeout=120)
    assert "strict-transport-security" not in answer.headers


def test_what_is_live_comes_over_it_too(service: Service) -> None:
    async def first_word() -> dict[str, str]:
        trust = ssl.create_default_context(cafile=service.authority)
        address = f"wss://127.0.0.1:{urlsplit(service.url).port}/ws"
        async with connect(address, ssl=trust, subprotocols=["eventphotos.v1"]) as socket:  # type: ignore[list-item]
            await socket.send('{"type":"ping"}')
            answer: dict[str, str] = orjson.loads(await socket.recv())
            return answer

    assert asyncio.run(first_word()) == {"type": "pong"}


def test_the_plain_page_gives_the_certificate_and_nothing_else(service: Service, plain_url: str, tmp_path: Path) -> None:
    given = httpx.get(f"{plain_url}/eventphotos.crt", timeout=120)
    assert given.headers["content-type"] == "application/x-x509-ca-cert"
    saved = tmp_path / "saved.crt"
    saved.write_text(ssl.DER_cert_to_PEM_cert(given.content))
    trust = ssl.create_default_context(cafile=saved)
    assert httpx.get(f"{service.url}/healthz", verify=trust, timeout=120).status_code == 200
    for path in ("/api/v1/events", "/studio", "/metrics", "/https/authority.pem", "/static/../server.py"):
        answer = httpx.get(f"{plain_url}{path}", timeout=120)
        assert answer.status_code in (307, 404), path


def test_a_phone_is_led_from_the_page_to_a_service_whose_camera_works(service: Service, plain_url: str, home: Path) -> None:
    port = urlsplit(service.url).port
    with chromium(None, f"--host-resolver-rules=MAP {HOST} 127.0.0.1", home=home) as browser:
        context = browser.new_context(
            viewport=PHONE, locale="en-GB", has_touch=True, is_mobile=True, user_agent="Mozilla/5.0 (Linux; Android 15)"
        )
        watch = Watch(plain_url)
        page = watch.over(context.new_page())
        page.goto(plain_url)
        expect(page.get_by_role("heading", name="Trust this service")).to_be_visible()
        expect(page.get_by_text("Choose “Install anyway”")).to_be_visible()  # what this device needs lies open
        expect(page.get_by_text("Keychain")).to_be_hidden()
        expect(page.get_by_text(" ".join(fingerprint(service)))).to_be_visible()
        expect(page.get_by_role("img", name="QR code")).to_be_hidden()  # it has no use on the phone itself
        page.get_by_label("Language").select_option("ar")
        expect(page.get_by_role("heading", name="الوثوق بهذه الخدمة")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert watch.problems == []
        page.get_by_role("link", name=f"https://{HOST}:{port}").click()
        page.wait_for_url(f"https://{HOST}:{port}/")
        context.grant_permissions(["camera"])
        tracks = "navigator.mediaDevices.getUserMedia({video: true}).then((stream) => stream.getVideoTracks().length)"
        assert page.evaluate("isSecureContext") is True
        assert page.evaluate(tracks) == 1


def test_a_computer_shows_phones_the_way_there_and_warns_of_the_service_as_long_as_it_was_not_told(
    service: Service, plain_url: str, tmp_path: Path
) -> None:
    with chromium(None, home=tmp_path) as browser:
        page = browser.new_page(viewport=DESK, locale="en-GB")  # type: ignore[arg-type]
        page.goto(plain_url)
        shown = page.get_by_role("img", name="QR code of this page")
        assert text_on_screen(shown) == f"http://{HOST}:{urlsplit(plain_url).port}"
        with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
            page.goto(service.url)


def fingerprint(service: Service) -> list[str]:
    """As phones show it."""
    assert service.authority is not None
    shown = subprocess.run(
        ["openssl", "x509", "-in", str(service.authority), "-noout", "-fingerprint", "-sha256"],
        check=True,
        capture_output=True,
        text=True,
    )
    return shown.stdout.strip().rpartition("=")[2].split(":")
