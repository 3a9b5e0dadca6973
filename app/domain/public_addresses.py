"""Which network addresses are public: a request to one reaches nothing of the service's own machine or network."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

# What Python calls global, and what may lead to an IPv4 address that is not: RFC 6052 (NAT64), RFC 3056 (6to4).
_TRANSLATED: Final = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"), ip_network("2002::/16"))


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
