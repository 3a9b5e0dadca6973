"""How long a process waits for a backend that says nothing: one that hangs, or behind a network that died without a word.

A process that is gone refuses at once; one that is stopped, or whose machine is, takes every connection and answers none. Slow is
not silent: what the database works on for minutes is never cut off while it answers heartbeats meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds. ``redis_s`` is for one command; the database is asked every ``heartbeat_every_s`` whether it is there, given
    ``heartbeat_s`` to say so, and looked for ``find_s`` long while it is not; ``blob_read_s`` and ``blob_write_s`` are for an
    object store to go on with an answer, and with what is sent to it.
    """

    redis_s: float
    heartbeat_every_s: float
    heartbeat_s: float
    find_s: float
    blob_read_s: float
    blob_write_s: float


WHILE_SOMEBODY_WAITS: Final = Patience(
    redis_s=2.5, heartbeat_every_s=0.75, heartbeat_s=2.5, find_s=1.5, blob_read_s=4, blob_write_s=20
)
"""A web process: whatever hangs, the answer is a 503 within five seconds."""

AT_WORK: Final = Patience(redis_s=30, heartbeat_every_s=5, heartbeat_s=10, find_s=5, blob_read_s=30, blob_write_s=60)
"""A worker: it is all the same a minute later, and what it has in hand is lost with it."""
