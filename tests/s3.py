"""An S3 server for tests, as its clients see one: moto's, in a process of its own, in memory."""

from __future__ import annotations

import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from tests.service import free_port


@dataclass(frozen=True, slots=True)
class S3Server:
    """A running server. It believes whoever comes."""

    url: str

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to reach it."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ALLOW_HTTP": "true",
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "anybody",
            "AWS_SECRET_ACCESS_KEY": "anybody's",
        }

    def new_bucket(self) -> str:
        """The name of an empty one."""
        name = f"bucket-{uuid.uuid4().hex[:12]}"
        httpx.put(f"{self.url}/{name}", timeout=120).raise_for_status()
        return name


@contextmanager
def s3_server() -> Iterator[S3Server]:
    """Start one on a free port."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        server = S3Server(f"http://127.0.0.1:{port}")
        _wait(server, process)
        yield server
    finally:
        process.kill()
        process.wait(120)


def _wait(server: S3Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    while True:
        assert process.poll() is None, f"the S3 server ended with {process.returncode}"
        try:
            return httpx.get(server.url, timeout=120).close()
        except httpx.HTTPError:
            assert time.monotonic() < deadline, "the S3 server does not answer"
            time.sleep(0.1)
