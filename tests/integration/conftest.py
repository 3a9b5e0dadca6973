"""The application over HTTP, and the queue as workers have it."""

from __future__ import annotations

import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import redis.asyncio as redis
from arq.connections import ArqRedis

from app.services.deps import Deps
from app.settings import Settings
from tests.integration.sending import Installation, installation_of
from tests.integration.web import Web, running_app
from tests.mail import MailServer, mail_server
from tests.s3 import S3Server, s3_server


@pytest.fixture
async def web(deps: Deps) -> AsyncIterator[Web]:
    """The application, real in all its parts."""
    async with running_app(deps.settings, deps) as app:
        yield Web(app)


@pytest.fixture
async def mails() -> AsyncIterator[MailServer]:
    """A mail server that takes everything; whoever mails in a test sets it by ``MailServer.used_by``."""
    async with mail_server() as server:
        yield server


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 8 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    mounted = subprocess.run(command, check=False, capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"may not mount a small file system here, which takes root: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
async def installation(deps: Deps) -> AsyncIterator[Installation]:
    """The service with a worker on painted people."""
    async with installation_of(deps) as installation:
        yield installation


@pytest.fixture
async def arq(settings: Settings) -> AsyncIterator[ArqRedis]:
    """What a keeper's job is given as ``redis``."""
    async with redis.Redis.from_url(settings.redis_url) as client:
        yield ArqRedis(client.connection_pool)


@pytest.fixture
async def volatile(settings: Settings) -> AsyncIterator[redis.Redis]:
    """What is in memory only."""
    async with redis.Redis.from_url(settings.redis_volatile_url) as client:
        yield client


@pytest.fixture(scope="session")
def s3() -> Iterator[S3Server]:
    """An S3 server."""
    with s3_server() as server:
        yield server


@pytest.fixture
def s3_url(s3: S3Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """A ``BLOB_URL`` of this test alone, and the way there in the environment."""
    for name, value in s3.environment.items():
        monkeypatch.setenv(name, value)
    return f"s3://{s3.new_bucket()}/prefix"
