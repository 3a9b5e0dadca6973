"""The whole product as its user starts it, for tests that need all of it: ``python server.py run`` on a free port."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
from pydantic import SecretStr

from app.adapters import embedded
from app.adapters.opening import open_deps
from app.services import accounts
from app.services.deps import Deps
from app.settings import Settings
from tests.client import PASSWORD, TRUST, Client, until
from tests.covered import python

REPOSITORY = Path(__file__).parent.parent
BACKEND_SETTINGS = (
    "MONGODB_URL",
    "REDIS_URL",
    "REDIS_VOLATILE_URL",
    "BLOB_URL",
    "KEYS_URL",
    "KEYS_TOKEN",
    "SECRET_KEY",
    "DATA_DIR",
    "PORT",
    "HOST",
    "BASE_URL",
)


def free_port() -> int:
    """A port of 127.0.0.1 that nobody uses right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Service:
    """A running service: where it is, and its processes."""

    url: str
    data_dir: Path
    process: subprocess.Popen[bytes]
    log: Path
    start: Callable[[], subprocess.Popen[bytes]]
    authority: Path | None = None

    def trust(self) -> ssl.SSLContext:
        """For httpx: by what it knows the service. Raises ``OSError`` before the service has made its authority."""
        return ssl.create_default_context(cafile=self.authority) if self.authority else TRUST

    def children(self, part: str) -> list[psutil.Process]:
        """Processes below the supervisor whose command line contains ``part``."""
        found = []
        for child in psutil.Process(self.process.pid).children(recursive=True):
            try:
                if part in " ".join(child.cmdline()):
                    found.append(child)
            except psutil.Error:
                continue
        return found

    def kill(self, part: str) -> int:
        """``kill -9`` every process whose command line contains ``part``; returns how many."""
        killed = 0
        for victim in self.children(part):
            with suppress(psutil.NoSuchProcess):  # It may have ended by itself.
                victim.kill()
                killed += 1
        return killed

    def kill_next(self, part: str) -> None:
        """``kill``, as soon as there is one: the one before may have been killed so lately that none is back."""
        until(lambda: self.kill(part), bool, every_s=0.02)

    def _running(self, part: str) -> list[psutil.Process]:
        """``children``, as soon as there is one, as in ``kill_next``."""
        return list(until(lambda: self.children(part), bool, every_s=0.02))

    @contextmanager
    def frozen(self, part: str) -> Iterator[None]:
        """Every process whose command line contains ``part`` neither goes on nor hangs up, as when a network dies silently."""
        processes = self._running(part)
        for process in processes:
            process.suspend()
        try:
            yield
        finally:
            for process in processes:
                process.resume()

    @contextmanager
    def without(self, part: str) -> Iterator[None]:
        """``kill``, and nothing is started in their place before the end, however long somebody looks at what is without them."""
        supervisor = psutil.Process(self.process.pid)
        self._running(part)
        supervisor.suspend()
        try:
            assert self.kill(part)
            yield
        finally:
            supervisor.resume()

    def ready(self) -> bool:
        """Does ``/readyz`` say 200?"""
        try:
            return httpx.get(f"{self.url}/readyz", timeout=30, verify=self.trust()).status_code == 200
        except (httpx.HTTPError, OSError):
            return False

    def wait_ready(self, within_s: float = 600) -> float:
        """Wait until ready; returns after how many seconds."""
        begun = time.monotonic()
        while not self.ready():
            if self.process.poll() is not None:
                raise AssertionError(f"the service ended with {self.process.returncode}:\n{self.tail()}")
            if time.monotonic() - begun > within_s:
                raise AssertionError(f"not ready within {within_s} s:\n{self.tail()}")
            time.sleep(0.1)
        return time.monotonic() - begun

    def tail(self, lines: int = 60) -> str:
        """The end of what it logged."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def die(self) -> None:
        """``kill -9`` all of it at once, as when the machine loses its power."""
        supervisor = psutil.Process(self.process.pid)
        supervisor.suspend()
        for victim in (*supervisor.children(recursive=True), supervisor):
            with suppress(psutil.NoSuchProcess):
                victim.kill()
        self.process.wait(120)

    def stop(self, within_s: float = 120) -> int:
        """SIGTERM, and wait; returns the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(within_s)

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """It is stopped, and at the end started again where it was, with what it had."""
        self.stop()
        try:
            yield
        finally:
            self.process = self.start()
            self.wait_ready()


@contextmanager
def running_service(
    data_dir: Path | None = None,
    port: int | None = None,
    machine: str = "",
    *,
    watched: bool = False,
    settings: Mapping[str, str] | None = None,
    **more: str,
) -> Iterator[Service]:
    """Start everything with embedded backends and wait until it is ready; stops it at the end. ``settings``, and ``more`` of
    them, by their names.

    ``machine``: believes that it runs on a machine of that name. ``watched``: in CI it is noted which lines its supervisor goes
    through, which takes two seconds of a core at each start; for those tests that have it do what no other does.
    """
    alone = ["unshare", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"]), "--uts"]
    program = python() if watched else [sys.executable]
    elsewhere = [*alone, "sh", "-c", 'hostname "$0" && exec "$@"', machine] if machine else []
    with tempfile.TemporaryDirectory(prefix="ep-", ignore_cleanup_errors=True) as scratch:
        folder = data_dir or Path(scratch) / "data"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "first_run_done").touch()  # no demo event: its photos would be in every test's way
        port = port or free_port()
        environment = {name: value for name, value in os.environ.items() if name not in BACKEND_SETTINGS}
        environment |= {"DATA_DIR": str(folder), "PORT": str(port), "MODELS_DIR": str(_models_dir())}
        given = {**(settings or {}), **more}
        environment |= given
        log = Path(scratch) / "service.log"

        def start() -> subprocess.Popen[bytes]:
            with log.open("ab") as sink:
                return subprocess.Popen(
                    [*elsewhere, *program, "server.py", "run"],
                    cwd=REPOSITORY,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=sink,
                    stderr=sink,
                    start_new_session=True,
                )

        service = Service(f"http://127.0.0.1:{port}", folder, start(), log, start)
        if given.get("HTTPS"):
            service.url = f"https://127.0.0.1:{port}"
            service.authority = folder / "https" / "authority.crt"
        try:
            service.wait_ready()
            yield service
        finally:
            if service.process.poll() is None:
                service.process.send_signal(signal.SIGTERM)
                try:
                    service.process.wait(120)
                except subprocess.TimeoutExpired:
                    os.killpg(service.process.pid, signal.SIGKILL)
                    service.process.wait(120)


def administrator(service: Service) -> Client:
    """A fresh administrator, signed in; made as the command line does it, without a process that imports all of us for that."""
    email = f"{secrets.token_hex(6)}@example.com"

    async def create(_: Deps) -> None:
        await accounts.create_admin(email, PASSWORD, "Administrator")

    on_backends_of(service, create)
    answer = Client(service.url).call("POST", "/auth/login", 200, json={"email": email, "password": PASSWORD})
    return Client(service.url, answer["access_token"])


def on_backends_of(service: Service, act: Callable[[Deps], Coroutine[None, None, None]]) -> None:
    """Do something with the ports of a running service."""
    backends = embedded.running_service(service.data_dir)
    assert backends is not None
    settings = Settings(
        _env_file=None,
        secret_key=SecretStr((service.data_dir / "secret_key").read_text().strip()),
        data_dir=service.data_dir,
        mongodb_url=backends.mongodb_url,
        redis_url=backends.redis_url,
        redis_volatile_url=backends.redis_volatile_url,
    )

    async def inside() -> None:
        async with open_deps(settings) as deps:
            await act(deps)

    with ThreadPoolExecutor(1) as thread:  # A browser test has an event loop of its own.
        thread.submit(asyncio.run, inside()).result()


def _models_dir() -> Path:
    return Path(os.environ.get("MODELS_DIR", REPOSITORY / "models")).absolute()
