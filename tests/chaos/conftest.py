"""One service for all whose parts are killed: what one test leaves behind is there for the next, as it is in a real one."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.service import Service, free_port, running_service

ROUNDS = int(os.environ.get("CHAOS_ROUNDS", "1"))


@pytest.fixture(scope="package")
def ftp_port() -> int:
    """Where cameras send to."""
    return free_port()


@pytest.fixture(scope="package")
def service(ftp_port: int) -> Iterator[Service]:
    """All of it. Who needs other settings, or ends the whole of it, starts another."""
    workers = "1" if ROUNDS == 1 else "2"
    settings = {"INGEST_WORKERS": workers, "FTP_PORT": str(ftp_port), "FTP_PLAIN": "1", "WEBHOOK_PRIVATE": "1"}
    with running_service(watched=True, settings=settings) as running:
        yield running
