"""Which network addresses are public: a request to one reaches nothing of the service's own machine or network."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

# What Python calls global, and what may lead to an IPv4 address that is not: RFC 6052 (NAT64), RFC 3056 (6to4).
_TRANSLATED: Final = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"), ip_network("2002::/16"))
# Names that lead to nothing outside: RFC 6761, RFC 6762, RFC 8375, and what ICANN keeps for private use.
_HERE: Final = (".localhost", ".local", ".home.arpa", ".internal")


def may_be_public(host: str) -> bool:
    """Of the host of a URL, as far as it says itself: False for a private address, however it is written (``127.1``,
    ``0x7f000001``), and for a name that no public network has. Any other name may lead anywhere: it has to be resolved."""
    name = host.lower().rstrip(".")
    if ":" in name:
        return is_public(name)
    try:
        return is_public(str(IPv4Address(socket.inet_aton(name))))  # which reads addresses as resolvers do
    except OSError:
        return "." in name and not name.endswith(_HERE)


def is_public(address: str) -> bool:
    """Of one that a name was resolved to; ``address`` may have a zone (``fe80::1%eth0``). False for what is no address."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or found
    translated = isinstance(found, IPv6Address) and any(found in network for network in _TRANSLATED)
    return found.is_global and not found.is_multicast and not translated
