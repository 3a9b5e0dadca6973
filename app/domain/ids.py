"""Ids that say nothing."""

from __future__ import annotations

import secrets


def new_id() -> str:
    """A fresh opaque id: 96 random bits, safe in URLs and topic names."""
    return secrets.token_hex(12)
