"""When webhooks are tried again and given up, and which addresses they may go to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.public_addresses import is_public, may_be_public
from app.domain.webhooks import GIVE_UP_AFTER, PAUSES, is_given_up, next_try, rest_of

NOW = datetime(2026, 6, 20, 12, tzinfo=UTC)


def test_a_message_is_tried_for_three_days_later_and_later() -> None:
    tries = [next_try(attempts, NOW) for attempts in range(1, len(PAUSES) + 2)]
    assert tries[0] == NOW + timedelta(seconds=5)
    assert tries[-1] is None
    assert list(PAUSES) == sorted(PAUSES)
    assert timedelta(days=3) < sum(PAUSES, timedelta()) < timedelta(days=4)


def test_a_webhook_that_fails_rests_longer_each_time_but_never_long() -> None:
    rests = [(rest_of(failures, NOW) - NOW).total_seconds() for failures in range(1, 12)]
    assert rests[:3] == [5, 10, 20]
    assert rests[-1] == 600
    assert rest_of(10_000, NOW) == NOW + timedelta(minutes=10)


def test_a_webhook_is_given_up_after_three_days_of_nothing_else() -> None:
    assert not is_given_up(None, NOW)
    assert not is_given_up(NOW - GIVE_UP_AFTER + timedelta(seconds=1), NOW)
    assert is_given_up(NOW - GIVE_UP_AFTER, NOW)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),  # noqa: S104
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::10.0.0.1", False),
        ("2002:0a00:0001::", False),
        ("localhost", False),
        ("", False),
    ],
)
def test_what_is_of_a_private_network_in_whatever_guise_is_not_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("host", "public"),
    [
        ("example.org", True),
        ("localhost.example.org", True),
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("1572395042", True),  # 93.184.216.34
        ("localhost", False),
        ("LOCALHOST.", False),
        ("app.localhost", False),
        ("printer.local", False),
        ("nas.home.arpa", False),
        ("metadata.google.internal", False),
        ("intranet", False),
        ("127.0.0.1", False),
        ("127.1", False),
        ("2130706433", False),
        ("0x7f000001", False),
        ("0177.0.0.1", False),
        ("192.168.1.1.", False),
        ("::1", False),
        ("::ffff:10.0.0.1", False),
        ("", False),
    ],
)
def test_a_host_that_says_itself_that_it_is_private_is_told_before_anybody_is_asked(host: str, public: bool) -> None:
    assert may_be_public(host) is public
