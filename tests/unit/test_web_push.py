"""Pushes to a browser of the test's own, which opens them as browsers do."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from app import vapid_keys
from app.adapters.pinned_http import PinnedHttp
from app.adapters.web_push import WebPush
from app.domain.times import utc_now
from tests.mail import push_service

SECRET = "a secret of the test"
MESSAGE = json.dumps({"title": "Summer party", "body": "Neue Fotos: 3"}).encode()


def pusher(*, private: bool = True) -> WebPush:
    return WebPush(PinnedHttp(private=private), SECRET, "mailto:photos@example.org")


async def test_a_push_is_opened_by_its_browser_and_signed_for_its_service() -> None:
    async with push_service() as service:
        sent = await pusher().push(service.subscription, MESSAGE, 3600)
        assert sent.taken
        assert await service.next_push() == json.loads(MESSAGE)
        headers = service.headers[0]
        assert (headers["ttl"], headers["content-encoding"]) == ("3600", "aes128gcm")
        assert headers["authorization"].endswith(vapid_keys.public_key(SECRET))
        claims = service.signed_claims()
    assert claims["sub"] == "mailto:photos@example.org"
    assert claims["exp"] <= (utc_now() + timedelta(hours=24)).timestamp()


@pytest.mark.parametrize(
    ("status", "taken", "gone"), [(201, True, False), (404, False, True), (410, False, True), (429, False, False)]
)
async def test_who_is_gone_is_told_from_who_is_busy(status: int, taken: bool, gone: bool) -> None:
    async with push_service() as service:
        service.answers = status
        sent = await pusher().push(service.subscription, MESSAGE, 60)
    assert (sent.taken, sent.gone) == (taken, gone)


async def test_a_private_address_gets_nothing_and_is_not_named() -> None:
    async with push_service() as service:
        for endpoint in (service.endpoint, service.endpoint.replace("http:", "https:")):
            sent = await pusher(private=False).push(replace(service.subscription, endpoint=endpoint), MESSAGE, 60)
            assert not sent.taken
            assert "127.0.0.1" not in sent.problem
        assert service.got.empty()


async def test_keys_that_are_none_are_gone() -> None:
    async with push_service() as service:
        for broken in ({"p256dh": "AAAA"}, {"auth": "A"}, {"p256dh": "~"}):
            sent = await pusher().push(replace(service.subscription, **broken), MESSAGE, 60)
            assert (sent.taken, sent.gone) == (False, True)


def test_the_key_of_an_installation_stays_and_is_its_own() -> None:
    assert vapid_keys.public_key(SECRET) == vapid_keys.public_key(SECRET) != vapid_keys.public_key("another")
    assert len(vapid_keys.public_key(SECRET)) == 87  # 65 bytes, as PushManager.subscribe wants them
