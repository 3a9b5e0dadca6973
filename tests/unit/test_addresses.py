"""Whose requests are counted together."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from app.domain.addresses import network_of, networks


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("fe80::1%", "fe80::/64"),
        ("fe80::1%a%b", "fe80::/64"),
        ("::1", "::/64"),
        ("unknown", "unknown"),
        ("", ""),
        ("2001:db8::1::", "2001:db8::1::"),
    ],
)
def test_an_ipv6_network_counts_as_one_and_an_ipv4_address_as_itself(address: str, name: str) -> None:
    assert network_of(address) == name


def test_networks_are_read_from_a_list_with_commas_and_nothing_else_is() -> None:
    assert networks(" 127.0.0.1, 10.0.0.0/8,,2001:db8::/32 ") == tuple(
        ip_network(part) for part in ("127.0.0.1/32", "10.0.0.0/8", "2001:db8::/32")
    )
    assert networks("") == networks(" , ") == ()
    for bad in ("10.0.0.1/8", "10.0.0.0/8 127.0.0.1", "localhost"):
        with pytest.raises(ValueError, match=r"does not appear|has host bits"):
            networks(bad)
