"""The real parts that tests talk to: one SecantusDB and one Valkey a session, an empty database and an empty Redis a test."""

from __future__ import annotations

import gc
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import redis.asyncio as redis
from pymongo.asynchronous.database import AsyncDatabase

from app.adapters.opening import open_deps
from app.services.deps import Deps
from app.settings import Settings
from app.store.database import open_database
from tests import backends
from tests.kept import filled

pytest_plugins = ["tests.covered", "tests.order"]
gc.disable()  # Until everything is collected: whatever is imported stays.
os.environ.setdefault("OMP_NUM_THREADS", "1")
# The least that is allowed: every account of every test is hashed for, and signs in. Here, so that services started have it too.
os.environ.setdefault("PASSWORD_MEMORY_MIB", "12")
# Every worker that a service starts takes seconds of a core, and one that stands back gets none while other tests run beside it:
# on a busy machine its service would not be ready for minutes.
os.environ.setdefault("INGEST_WORKERS", "1")
os.environ.setdefault("INGEST_NICE", "0")
# No example is timed: on a busy machine a slow one says nothing of what is tested.
hypothesis.settings.register_profile("untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("untimed")

REPOSITORY = Path(__file__).parent.parent
MODELS = Path(os.environ.get("MODELS_DIR", REPOSITORY / "models"))
SHARED_DATA = REPOSITORY.parent / "shared" / "data"


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    """Thousands of tests and modules are no garbage, and nobody looks for some among them again, at any test or at the end."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real photos beside the repository."""
    if not SHARED_DATA.is_dir():
        pytest.skip("lacks ../shared/data (real photos, not part of the project)")
    return SHARED_DATA


@pytest.fixture(scope="session")
def models_dir() -> Path:
    """The compiled models; ``make install`` makes them."""
    assert (MODELS / "manifest.json").exists(), "no compiled models: run `make install` first"
    return MODELS


@pytest.fixture(scope="session")
def sample(models_dir: Path) -> Path:
    """Real photos that came with the models: one folder a person."""
    return models_dir / "sample"


@pytest.fixture(scope="session")
def backends_dir() -> Iterator[Path]:
    """Where the session's backends keep their data."""
    with backends.a_set() as folder:
        yield folder


@pytest.fixture(scope="session")
def mongodb_url(backends_dir: Path) -> Iterator[str]:
    """A real MongoDB-protocol server."""
    with backends.mongodb(backends_dir) as url:
        yield url


@pytest.fixture(scope="session")
def redis_url(backends_dir: Path) -> Iterator[str]:
    """A real Valkey."""
    with backends.redis(backends_dir) as url:
        yield url


@pytest.fixture(scope="session")
def volatile_url(backends_dir: Path) -> Iterator[str]:
    """A real Valkey that writes nothing."""
    with backends.redis(backends_dir, volatile=True) as url:
        yield url


@pytest.fixture(scope="session")
async def database(mongodb_url: str) -> AsyncIterator[AsyncDatabase[dict[str, Any]]]:
    """The session's database, with its indexes: to make these takes longer than most tests, and to connect and bind the documents
    as long as many."""
    async with open_database(mongodb_url, "test") as opened:
        yield opened


@pytest.fixture(scope="session")
def set_for_all(database: AsyncDatabase[dict[str, Any]], mongodb_url: str, redis_url: str, volatile_url: str) -> Settings:
    """What the settings of all tests have in common; to read 120 of them from the environment takes as long as a hash."""
    return Settings(
        _env_file=None,
        models_dir=MODELS,
        secret_key="a secret of this test alone, long enough",
        mongodb_url=mongodb_url,
        mongodb_database=database.name,
        redis_url=redis_url,
        redis_volatile_url=volatile_url,
        base_url="http://testserver",
        registration="open",
    )


@pytest.fixture
async def settings(set_for_all: Settings, database: AsyncDatabase[dict[str, Any]], tmp_path: Path) -> Settings:
    """Settings of one test: a folder of its own, an empty database, an empty Redis and an empty volatile one."""
    for name in await filled(database):
        await database[name].delete_many({})
    for url in (set_for_all.redis_url, set_for_all.redis_volatile_url):
        async with redis.from_url(url) as client:
            await client.flushall()
    # Less than anybody may set: most tests begin with accounts that register and sign in, and at 12 MiB each hash takes 21 ms.
    return set_for_all.model_copy(update={"data_dir": tmp_path / "data", "password_memory_mib": 1})


@pytest.fixture
async def deps(settings: Settings, database: AsyncDatabase[dict[str, Any]]) -> AsyncIterator[Deps]:
    """The ports of one process, all real."""
    async with open_deps(settings, database=database) as opened:
        yield opened
