"""Addresses of clients, as limits count them."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

# What one subscriber gets at least (RFC 6177, 2): whoever has one has 2^64 addresses.
_SUBSCRIBER_BITS: Final = 64

Network = IPv4Network | IPv6Network


def network_of(address: str) -> str:
    """Whose limits an address falls under: itself, of IPv6 its /64, and for IPv4 written as IPv6 that. Anything else as it is."""
    if ":" not in address:
        return address
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(IPv6Network((parsed, _SUBSCRIBER_BITS), strict=False))


def networks(text: str) -> tuple[Network, ...]:
    """Addresses and networks, separated by commas. Raises ``ValueError`` for anything else."""
    return tuple(ip_network(part) for part in (item.strip() for item in text.split(",")) if part)
