"""Where keys are kept: one contract for every kind of key store, and what a folder promises beside it."""

from __future__ import annotations

import asyncio
import hmac
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from app import errors
from app.adapters.folder_keys import CHECK_FILE, FolderKeys
from app.adapters.key_places import check_keys, open_keys
from app.adapters.sealing import AesCipher
from app.adapters.transit_keys import open_transit_keys
from app.ports import KeyStore
from app.settings import Settings
from tests.integration.transit import TOKEN, TransitServer, transit_server

SECRET = "the secret of this installation"
Opening = Callable[[str], Awaitable[KeyStore]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the folder of keys is."""
    return tmp_path / "data" / "keys"


@pytest.fixture
def transit() -> Iterator[TransitServer]:
    """A key service."""
    with transit_server() as server:
        yield server


@pytest.fixture(params=["folder", "transit"])
async def opening(request: pytest.FixtureRequest, folder: Path) -> AsyncIterator[Opening]:
    """Makes one more process's view of the same keys, with a SECRET_KEY."""
    url = "" if request.param == "folder" else request.getfixturevalue("transit").url
    async with AsyncExitStack() as stack:

        async def opened(secret: str) -> KeyStore:
            if not url:
                return FolderKeys(folder, secret)
            return await stack.enter_async_context(open_transit_keys(url, TOKEN, secret))

        yield opened


@pytest.fixture
async def keys(opening: Opening) -> KeyStore:
    """The keys, as the first process has them."""
    opened = await opening(SECRET)
    await opened.check()
    return opened


async def test_what_was_sealed_opens_in_every_process_until_its_key_is_destroyed(keys: KeyStore, opening: Opening) -> None:
    await keys.create("event-1")
    sealed = (await keys.cipher("event-1")).seal(b"face", "a")
    other = await opening(SECRET)
    await other.check()
    assert (await other.cipher("event-1")).open(sealed, "a") == b"face"
    await other.destroy("event-1")
    for process in (keys, other, await opening(SECRET)):
        with pytest.raises(errors.KeyDestroyed):
            await process.cipher("event-1")
    await other.destroy("event-1")


async def test_a_key_of_the_same_name_is_another_key(keys: KeyStore) -> None:
    await keys.create("event-1")
    sealed = (await keys.cipher("event-1")).seal(b"face", "a")
    await keys.destroy("event-1")
    await keys.create("event-1")
    with pytest.raises(errors.SealBroken):
        (await keys.cipher("event-1")).open(sealed, "a")


async def test_a_key_that_is_there_is_not_replaced(keys: KeyStore) -> None:
    await keys.create("event-1")
    sealed = (await keys.cipher("event-1")).seal(b"face", "a")
    with pytest.raises(errors.Conflict):
        await keys.create("event-1")
    assert (await keys.cipher("event-1")).open(sealed, "a") == b"face"


async def test_what_is_sealed_under_two_keys_is_gone_with_either(keys: KeyStore) -> None:
    for name in ("event-1", "event-2", "search-a"):
        await keys.create(name)
    sealed = (await keys.cipher("event-1", "search-a")).seal(b"face", "a")
    assert (await keys.cipher("event-1", "search-a")).open(sealed, "a") == b"face"
    for names in (("event-1",), ("search-a",), ("search-a", "event-1"), ("event-2", "search-a")):
        with pytest.raises(errors.SealBroken):
            (await keys.cipher(*names)).open(sealed, "a")
    await keys.destroy("event-1")
    with pytest.raises(errors.KeyDestroyed):
        await keys.cipher("event-1", "search-a")
    await keys.destroy("search-a")
    with pytest.raises(errors.KeyDestroyed):
        await keys.cipher("event-2", "search-a")


async def test_many_are_had_at_once_but_for_those_that_are_gone(keys: KeyStore) -> None:
    await keys.create("event-1")
    wanted: list[tuple[str, ...]] = [("event-1", f"search-{number}") for number in range(40)]
    for _, name in wanted[:30]:
        await keys.create(name)
    sealed = {names: (await keys.cipher(*names)).seal(b"face", "a") for names in wanted[:30]}
    await keys.destroy(*(name for _, name in wanted[:10]))
    found = await keys.ciphers(wanted)
    assert set(found) == set(wanted[10:30])
    assert all(cipher.open(sealed[names], "a") == b"face" for names, cipher in found.items())
    await keys.destroy("event-1")
    assert await keys.ciphers(wanted) == {}


async def test_keys_are_known_by_name_and_age(keys: KeyStore) -> None:
    assert await keys.names() == set()
    before = datetime.now(UTC) - timedelta(seconds=2)
    for name in ("event-1", "search-a"):
        await keys.create(name)
    assert await keys.names() == {"event-1", "search-a"}
    made = await keys.made_at("search-a")
    assert made is not None
    assert before <= made <= datetime.now(UTC) + timedelta(seconds=2)
    await keys.destroy("search-a")
    assert (await keys.names(), await keys.made_at("search-a")) == ({"event-1"}, None)


async def test_another_secret_is_told_at_the_start_and_opens_nothing(keys: KeyStore, opening: Opening) -> None:
    await keys.create("event-1")
    sealed = (await keys.cipher("event-1")).seal(b"face", "a")
    stranger = await opening("another secret")
    with pytest.raises(errors.WrongSecret):
        await stranger.check()
    with pytest.raises(errors.SealBroken):
        (await stranger.cipher("event-1")).open(sealed, "a")
    await keys.check()


@pytest.mark.parametrize("name", ["", "../event-1", "a/b", ".check", "event 1", "Event", "-x", "x" * 300])
async def test_a_name_that_is_not_one_of_ours_reaches_nothing(keys: KeyStore, name: str) -> None:
    for call in (keys.create, keys.cipher, keys.destroy, keys.made_at):
        with pytest.raises(ValueError, match="name of a key"):
            await call(name)


async def test_keys_that_are_checked_can_be_reached(keys: KeyStore) -> None:
    await keys.ping()
    assert keys.about().detail


# What only a folder promises


@pytest.fixture
async def files(folder: Path) -> FolderKeys:
    """The keys in their folder."""
    opened = FolderKeys(folder, SECRET)
    await opened.check()
    return opened


async def test_only_their_owner_reads_the_files(files: FolderKeys, folder: Path) -> None:
    await files.create("event-1")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()} == {"event-1": 0o600, CHECK_FILE: 0o600}


async def test_a_key_is_overwritten_where_it_lies_before_it_is_unlinked(files: FolderKeys, folder: Path) -> None:
    await files.create("event-1")
    other_name = folder.parent / "the same blocks"
    other_name.hardlink_to(folder / "event-1")
    before = other_name.read_bytes()
    await files.destroy("event-1")
    assert not (folder / "event-1").exists()
    assert len(before) == len(other_name.read_bytes())
    assert not any(other_name.read_bytes())


async def test_a_key_that_was_overwritten_and_not_unlinked_is_destroyed(files: FolderKeys, folder: Path) -> None:
    await files.create("event-1")
    path = folder / "event-1"
    path.write_bytes(bytes(len(path.read_bytes())))  # and then the process was killed
    with pytest.raises(errors.KeyDestroyed):
        await files.cipher("event-1")
    assert await files.names() == {"event-1"}, "somebody has to finish it"
    await files.destroy("event-1")
    assert await files.names() == set()


@pytest.mark.parametrize("damage", ["cut", "empty", "changed", "exchanged"])
async def test_a_damaged_key_is_neither_destroyed_nor_a_sign_of_another_secret(
    files: FolderKeys, folder: Path, damage: str
) -> None:
    await files.create("event-1")
    await files.create("event-2")
    data = (folder / "event-1").read_bytes()
    spoiled = {
        "cut": data[:30],
        "empty": b"",
        "changed": data[:-1] + bytes([data[-1] ^ 1]),
        "exchanged": (folder / "event-2").read_bytes(),
    }
    (folder / "event-1").write_bytes(spoiled[damage])
    with pytest.raises(errors.KeyBroken):
        await files.cipher("event-1")
    assert set(await files.ciphers([("event-1",), ("event-2",)])) == {("event-2",)}
    await files.check()


async def test_a_folder_that_is_not_mounted_is_away_and_no_key_in_it_destroyed(files: FolderKeys, folder: Path) -> None:
    await files.create("event-1")
    folder.rename(folder.with_name("elsewhere"))
    folder.mkdir()  # the empty place where the shared storage belongs
    for call in (files.cipher, files.create, files.destroy):
        with pytest.raises(errors.Unavailable) as away:
            await call("event-1")
        assert str(folder) not in away.value.detail  # a guest reads it
    for ask in (files.names, files.ping):
        with pytest.raises(errors.Unavailable):
            await ask()
    folder.rmdir()
    folder.with_name("elsewhere").rename(folder)
    await files.cipher("event-1")


@pytest.mark.parametrize("left", ["", "0123 4567", None])
async def test_a_lost_or_damaged_mark_is_made_anew_by_who_can_open_the_keys_alone(
    files: FolderKeys, folder: Path, left: str | None
) -> None:
    await files.create("event-1")
    mark = (folder / CHECK_FILE).read_text()
    (folder / CHECK_FILE).unlink() if left is None else (folder / CHECK_FILE).write_text(left)
    with pytest.raises(errors.WrongSecret):
        await FolderKeys(folder, "another secret").check()
    await FolderKeys(folder, SECRET).check()
    assert (folder / CHECK_FILE).read_text() == mark
    assert sorted(path.name for path in folder.iterdir()) == [CHECK_FILE, "event-1"]


async def test_of_two_first_processes_with_different_secrets_one_starts(folder: Path) -> None:
    attempts = [FolderKeys(folder, f"secret {number}").check() for number in range(8)]
    ended = await asyncio.gather(*attempts, return_exceptions=True)
    assert sorted(type(error).__name__ for error in ended) == ["NoneType"] + ["WrongSecret"] * 7


_READER = """
import asyncio, sys
from pathlib import Path
from app import errors
from app.adapters.folder_keys import FolderKeys

async def read():
    keys = FolderKeys(Path(sys.argv[1]), sys.argv[2])
    print("reads", flush=True)
    while True:
        try:
            await keys.cipher("event-1")
        except errors.KeyDestroyed:
            return

asyncio.run(read())
"""


async def test_who_reads_a_key_while_it_is_destroyed_never_takes_it_for_damaged(files: FolderKeys, folder: Path) -> None:
    for _ in range(5):
        await files.create("event-1")
        command = (sys.executable, "-c", _READER, str(folder), SECRET)
        reader = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        assert reader.stdout is not None
        await reader.stdout.readline()
        await asyncio.sleep(0.01)
        await files.destroy("event-1")
        assert await asyncio.wait_for(reader.wait(), 120) == 0


# What only a key service promises


@pytest.fixture
async def served(transit: TransitServer) -> AsyncIterator[KeyStore]:
    """The keys in their service, one of them in use."""
    async with open_transit_keys(transit.url, TOKEN, SECRET) as opened:
        await opened.check()
        await opened.create("event-1")
        yield opened


@pytest.mark.parametrize("state", ["not mounted", "sealed", "hanging", "another token"])
async def test_a_service_that_refuses_is_away_and_no_key_in_it_destroyed(
    served: KeyStore, transit: TransitServer, state: str
) -> None:
    match state:
        case "not mounted":
            transit.mounted = False
        case "sealed":
            transit.sealed = True
        case "hanging":
            transit.hang_s = 4.5
        case "another token":
            transit.token = "hvs.another"
    with pytest.raises(errors.Unavailable) as away:
        await served.cipher("event-1")
    assert "127.0.0.1" not in away.value.detail  # a guest reads it
    if state == "hanging":
        return
    for call in (served.create, served.destroy, served.made_at):
        with pytest.raises(errors.Unavailable):
            await call("event-1")
    for ask in (served.names, served.ping, served.check):
        with pytest.raises(errors.Unavailable):
            await ask()
    with pytest.raises(errors.Unavailable):
        await served.ciphers([("event-1",)])
    assert "eventphotos-event-1" in transit.keys


async def test_a_service_that_nobody_runs_is_away() -> None:
    async with open_transit_keys("vault+http://127.0.0.1:9/transit", TOKEN, SECRET) as opened:
        for ask in (opened.check, opened.names, opened.ping):
            with pytest.raises(errors.Unavailable):
                await ask()


async def test_a_key_whose_making_was_cut_off_can_be_destroyed(served: KeyStore, transit: TransitServer) -> None:
    transit.keys["eventphotos-event-1"]["deletion_allowed"] = False  # killed before it was allowed
    await served.destroy("event-1")
    assert await served.names() == set()


async def test_two_installations_share_a_service_by_their_prefixes(served: KeyStore, transit: TransitServer) -> None:
    async with open_transit_keys(f"{transit.url}?prefix=wedding-", TOKEN, "another secret") as other:
        await other.check()
        await other.create("event-2")
        assert (await other.names(), await served.names()) == ({"event-2"}, {"event-1"})
        await served.check()


async def test_the_service_alone_opens_nothing(served: KeyStore, transit: TransitServer) -> None:
    sealed = (await served.cipher("event-1")).seal(b"face", "a")
    made = hmac.digest(transit.keys["eventphotos-event-1"]["hmac"], b"eventphotos data key 1", "sha256")
    with pytest.raises(errors.SealBroken):
        AesCipher([made]).open(sealed, "a")


async def test_where_the_keys_are_is_a_setting(transit: TransitServer, folder: Path, settings: Settings) -> None:
    for url in (transit.url, folder.as_uri()):
        configured = settings.model_copy(update={"keys_url": url, "keys_token": SecretStr(TOKEN)})
        async with open_keys(configured) as opened:
            await opened.check()
            await opened.create("event-1")
    assert {path.name for path in folder.iterdir()} == {CHECK_FILE, "event-1"}
    assert "eventphotos-event-1" in transit.keys
    for url in ("http://127.0.0.1/transit", "file://", "vault+https:///transit", "s3://keys"):
        with pytest.raises(ValueError, match="KEYS_URL"):
            await check_keys(settings.model_copy(update={"keys_url": url}))
