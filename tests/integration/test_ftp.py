"""Cameras over FTP and FTPS, with real clients: what they are told is safe arrives once, and nothing else does."""

from __future__ import annotations

import asyncio
import ftplib
import io
import logging
import os
import socket
import ssl
import struct
import subprocess
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from PIL import Image

from app.adapters.authority import Names, certify, https_files
from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import Role, Source, Visibility
from app.errors import Unavailable
from app.ports import BlobStore, JobQueue
from app.services import blob_keys, senders
from app.services.deps import Deps
from app.services.keys import event_key
from app.services.senders import NewSender
from app.settings import Settings
from app.store import events as event_store
from app.store import sources
from app.store.documents import AuditEntry, Event, EventStats, Photo, Sender, User
from tests.ftp import CameraServer, camera_server, in_thread, new_camera
from tests.programs import program

OWNER = Caller(user_id="owner", role=Role.PHOTOGRAPHER)


def jpeg(seed: int) -> bytes:
    """A photo as a camera makes it, another one for each ``seed``."""
    noise = np.random.default_rng(seed).integers(0, 256, (120, 120, 3), np.uint8)
    file = io.BytesIO()
    Image.fromarray(noise).save(file, "JPEG", quality=90)
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class Scene:
    """An event, its camera, and the server."""

    deps: Deps
    event: Event
    camera: NewSender
    server: CameraServer

    async def send(self, *names: str, data: bytes | None = None) -> list[str]:
        """The replies to files sent in one session."""

        def work() -> list[str]:
            with self.server.connect(self.camera) as client:
                return [stor(client, name, data if data is not None else jpeg(at)) for at, name in enumerate(names)]

        return await in_thread(work)

    async def photos(self) -> list[Photo]:
        """What arrived, in order."""
        return sorted(await Photo.find({"event_id": self.event.id}).to_list(), key=lambda photo: photo.seq)

    def spooled(self) -> list[Path]:
        """What has not become a photo yet."""
        return [path for path in (self.deps.settings.data_dir / "ftp").rglob("*") if path.is_file()]


def stor(client: ftplib.FTP, name: str, data: bytes, command: str = "STOR", rest: int | None = None) -> str:
    """The reply to a file, or to why it is none."""
    try:
        return client.storbinary(f"{command} {name}", io.BytesIO(data), rest=rest)
    except ftplib.Error as error:
        return str(error)


@pytest.fixture
async def event(deps: Deps) -> Event:
    """An event."""
    event = Event(id=1, owner_id="owner", name="Party", visibility=Visibility.UNLISTED)
    await deps.keys.create(event_key(event))
    return await event.insert()


@pytest.fixture
async def scene(deps: Deps, event: Event) -> AsyncIterator[Scene]:
    """A camera that may send in the clear."""
    camera = await new_camera(deps, event)
    async with camera_server(deps) as server:
        yield Scene(deps, event, camera, server)


async def test_a_photo_is_in_the_event_when_the_camera_is_told_so(scene: Scene) -> None:
    [reply] = await scene.send("IMG_0001.JPG")
    [photo] = await scene.photos()
    assert reply.startswith("226")
    assert (photo.name, photo.source, photo.source_name, photo.uploaded_by) == ("IMG_0001.JPG", Source.CAMERA, "R6", "owner")
    assert await scene.deps.blobs.get(blob_keys.original(photo)) == jpeg(0)
    assert await scene.deps.queue.waiting([f"process_photo:{photo.id}"])
    assert scene.spooled() == []


async def test_what_is_put_into_a_folder_for_finals_is_one_however_it_gets_its_name(scene: Scene) -> None:
    await scene.send("/finals/IMG_1.JPG", "/DCIM/Finals/100/IMG_2.JPG", "/DCIM/IMG_3.JPG")

    def renamed() -> None:
        with scene.server.connect(scene.camera) as client:
            client.storbinary("STOR /IMG_4.tmp", io.BytesIO(jpeg(40)))
            client.rename("/IMG_4.tmp", "/finals/IMG_4.JPG")

    await in_thread(renamed)
    assert [(photo.name, photo.final) for photo in await scene.photos()] == [
        ("IMG_1.JPG", True),
        ("IMG_2.JPG", True),
        ("IMG_3.JPG", False),
        ("IMG_4.JPG", True),
    ]


async def test_folders_that_a_camera_makes_are_there_and_the_photos_lie_flat(scene: Scene) -> None:
    def work() -> None:
        with scene.server.connect(scene.camera) as client:
            assert client.mkd("/DCIM") == "/DCIM"
            client.mkd("/DCIM")  # again, as cameras do that do not remember
            client.cwd("/DCIM/100CANON")
            assert client.pwd() == "/DCIM/100CANON"
            stor(client, "IMG_1.JPG", jpeg(1))
            stor(client, "/DCIM/101CANON/IMG_1.JPG", jpeg(2))
            stor(client, "../../../../etc/IMG_3.JPG", jpeg(3))

    await in_thread(work)
    assert [photo.name for photo in await scene.photos()] == ["IMG_1.JPG", "IMG_1.JPG", "IMG_3.JPG"]


async def test_what_a_camera_puts_into_a_folder_for_finals_is_a_final(scene: Scene) -> None:
    assert [reply[:3] for reply in await scene.send("IMG_1.JPG", "/finals/IMG_2.JPG")] == ["226", "226"]
    assert [(photo.name, photo.final) for photo in await scene.photos()] == [("IMG_1.JPG", False), ("IMG_2.JPG", True)]


async def test_nothing_can_be_listed_or_fetched_back(scene: Scene) -> None:
    def work() -> list[str]:
        with scene.server.connect(scene.camera) as client:
            stor(client, "IMG_1.JPG", jpeg(1))
            stor(client, "IMG_2.JPG", jpeg(2)[:3000])
            listed: list[str] = []
            client.retrlines("LIST", listed.append)
            client.retrlines("LIST IMG_1.JPG", listed.append)
            client.retrlines("NLST", listed.append)
            client.retrlines("MLSD", listed.append)
            for command in ("RETR IMG_1.JPG", "RETR IMG_2.JPG"):
                with pytest.raises(ftplib.error_perm, match="550"):
                    client.retrbinary(command, lambda _: None)
            for command in ("MDTM IMG_2.JPG", "MLST IMG_2.JPG", "DELE IMG_1.JPG", "SITE CHMOD 777 IMG_2.JPG"):
                with pytest.raises(ftplib.error_perm, match=r"5[05]0"):
                    client.voidcmd(command)
            return listed

    assert await in_thread(work) == []
    assert len(await scene.photos()) == 1


@pytest.mark.parametrize("again", ["REST", "APPE", "STOR"])
async def test_a_photo_that_was_cut_off_is_gone_on_with(scene: Scene, again: str) -> None:
    data = jpeg(1)
    half = len(data) // 2

    def work() -> list[str]:
        with scene.server.connect(scene.camera) as client:
            cut = stor(client, "IMG_1.JPG", data[:half])
        with scene.server.connect(scene.camera) as client:  # another connection, as after a dead spot
            client.voidcmd("TYPE I")
            assert client.size("IMG_1.JPG") == half
            rest = {"REST": half, "APPE": None, "STOR": None}[again]
            sent = data if again == "STOR" else data[half:]
            return [cut, stor(client, "IMG_1.JPG", sent, "APPE" if again == "APPE" else "STOR", rest)]

    replies = await in_thread(work)
    assert [reply[:3] for reply in replies] == ["426", "226"]
    [photo] = await scene.photos()
    assert await scene.deps.blobs.get(blob_keys.original(photo)) == data
    assert scene.spooled() == []


async def test_a_connection_that_dies_leaves_what_came_and_another_goes_on(scene: Scene) -> None:
    data = jpeg(1)

    def work() -> str:
        dying = scene.server.connect(scene.camera)
        dying.voidcmd("TYPE I")
        channel = dying.transfercmd("STOR IMG_1.JPG")
        channel.sendall(data[: len(data) // 2])
        with scene.server.connect(scene.camera) as client:
            client.voidcmd("TYPE I")
            while (came := size_of(client, "IMG_1.JPG")) < len(data) // 2:
                pass
            reply = stor(client, "IMG_1.JPG", data[came:], rest=came)
        with pytest.raises((OSError, EOFError, ftplib.Error)):  # it is not to add anything any more
            ended(dying, channel, data)
        dying.close()
        return reply

    assert (await in_thread(work)).startswith("226")
    [photo] = await scene.photos()
    assert await scene.deps.blobs.get(blob_keys.original(photo)) == data


def ended(client: ftplib.FTP, channel: socket.socket, data: bytes) -> str:
    """The reply when the last bytes are sent."""
    with channel:
        channel.sendall(data)
    return client.voidresp()


def size_of(client: ftplib.FTP, name: str) -> int:
    """As far as it has come."""
    try:
        return client.size(name) or 0
    except ftplib.error_perm:
        return 0


async def test_two_cameras_of_one_login_that_send_one_name_at_once_are_two_photos(scene: Scene) -> None:
    first, second = jpeg(1), jpeg(2)

    def work() -> None:
        clients = [scene.server.connect(scene.camera) for _ in range(2)]
        for client in clients:
            client.voidcmd("TYPE I")
        channels = [client.transfercmd("STOR IMG_1.JPG") for client in clients]
        for part in (slice(0, 4000), slice(4000, None)):
            for channel, data in zip(channels, (first, second), strict=True):
                channel.sendall(data[part])
        for channel, client in zip(channels, clients, strict=True):
            channel.close()
            assert client.voidresp().startswith("226")
            client.quit()

    await in_thread(work)
    kept = {await scene.deps.blobs.get(blob_keys.original(photo)) for photo in await scene.photos()}
    assert kept == {first, second}


async def test_a_file_with_a_passing_name_becomes_a_photo_when_it_gets_its_own(scene: Scene) -> None:
    def work() -> str:
        with scene.server.connect(scene.camera) as client:
            assert stor(client, "IMG_1.JPG.tmp", jpeg(1)).startswith("226")
            return client.rename("IMG_1.JPG.tmp", "IMG_1.JPG")

    assert (await in_thread(work)).startswith("250")
    [photo] = await scene.photos()
    assert photo.name == "IMG_1.JPG"
    assert scene.spooled() == []


async def test_a_file_that_never_got_its_own_name_is_taken_in_by_the_next_process(deps: Deps, event: Event) -> None:
    camera = await new_camera(deps, event)
    async with camera_server(deps) as server:
        before = Scene(deps, event, camera, server)
        [reply] = await before.send("IMG_1.JPG.tmp")
        assert reply.startswith("226")
        assert await before.photos() == []
    async with camera_server(deps):
        [photo] = await before.photos()
        assert photo.name == "IMG_1.JPG"
        assert before.spooled() == []


async def test_a_file_whose_rest_does_not_come_is_named_after_a_minute(scene: Scene) -> None:
    await scene.send("IMG_1.JPG", data=jpeg(1)[:3000])
    [path] = scene.spooled()
    await scene.server.intake.go_round()
    waiting = await Sender.get(scene.camera.camera.id)
    assert waiting is not None
    assert (waiting.waiting, waiting.cut) == (1, [])
    long_ago = path.stat().st_mtime - 61
    os.utime(path, (long_ago, long_ago))
    await scene.server.intake.go_round()
    waiting = await Sender.get(scene.camera.camera.id)
    assert waiting is not None
    assert [(cut.name, cut.size) for cut in waiting.cut] == [("IMG_1.JPG", 3000)]


class Away:
    """A backend at its port, of which these calls fail until it is ``back``."""

    def __init__(self, port: BlobStore | JobQueue, *calls: str) -> None:
        self._port, self._calls = port, calls
        self.back = False

    def __getattr__(self, name: str) -> Any:
        if name in self._calls and not self.back:
            raise Unavailable("Away.", retry_after_s=1)
        return getattr(self._port, name)


@asynccontextmanager
async def camera_without(deps: Deps, event: Event, **away: Away) -> AsyncIterator[Scene]:
    """A camera that sends while these ports are away."""
    camera, without = await new_camera(deps, event), replace(deps, **away)  # type: ignore[arg-type]
    async with camera_server(without) as server:
        yield Scene(without, event, camera, server)


async def test_while_a_backend_is_away_photos_are_kept_and_taken_in_later(deps: Deps, event: Event) -> None:
    blobs = Away(deps.blobs, "put", "put_file")
    async with camera_without(deps, event, blobs=blobs) as scene:
        [reply] = await scene.send("IMG_1.JPG")
        assert reply.startswith("226")
        assert await scene.photos() == []
        blobs.back = True
        await scene.server.intake.go_round()
        assert [photo.name for photo in await scene.photos()] == ["IMG_1.JPG"]
        assert scene.spooled() == []


async def test_a_file_that_a_camera_was_told_is_safe_is_not_lost_to_another_of_its_name(deps: Deps, event: Event) -> None:
    """As after a card was formatted: the counter of names begins anew."""
    blobs = Away(deps.blobs, "put", "put_file")
    async with camera_without(deps, event, blobs=blobs) as scene:
        for seed in (1, 2):
            [reply] = await scene.send("IMG_1.JPG", data=jpeg(seed))
            assert reply.startswith("226")
        blobs.back = True
        await scene.server.intake.go_round()
        kept = {await deps.blobs.get(blob_keys.original(photo)) for photo in await scene.photos()}
    assert kept == {jpeg(1), jpeg(2)}


async def test_a_photo_is_not_changed_by_a_camera_that_goes_on_with_its_file(deps: Deps, event: Event) -> None:
    """The photo is written, its job is not: the file waits, and shares its bytes with the photo's original."""
    queue = Away(deps.queue, "enqueue")
    async with camera_without(deps, event, queue=queue) as scene:
        [reply] = await scene.send("IMG_1.JPG", data=jpeg(1))
        assert reply.startswith("226")

        def go_on() -> str:
            with scene.server.connect(scene.camera) as client:
                return stor(client, "IMG_1.JPG", b"other bytes", rest=100)

        await in_thread(go_on)
        [photo] = await scene.photos()
        assert await deps.blobs.get(blob_keys.original(photo)) == jpeg(1)


async def test_a_camera_that_cuts_every_second_transfer_has_all_its_photos_there(scene: Scene) -> None:
    def shoot() -> list[str]:
        replies = []
        for at in range(12):
            data = jpeg(at)
            with scene.server.connect(scene.camera) as client:
                if at % 2:
                    dying = client.transfercmd(f"STOR IMG_{at}.JPG")
                    dying.sendall(data[: len(data) * at // 12])
                    dying.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # ended by a reset
                    dying.close()
                    client.close()  # and it does not wait for an answer
                    with scene.server.connect(scene.camera) as again:
                        replies.append(stor(again, f"IMG_{at}.JPG", data))
                else:
                    replies.append(stor(client, f"IMG_{at}.JPG", data))
        return replies

    assert [reply[:3] for reply in await in_thread(shoot)] == ["226"] * 12
    assert sorted([photo.name for photo in await scene.photos()]) == sorted(f"IMG_{at}.JPG" for at in range(12))
    for photo in await scene.photos():
        assert await scene.deps.blobs.get(blob_keys.original(photo)) == jpeg(int(photo.name[4:-4]))


@pytest.mark.parametrize("looked", [True, False], ids=["while it comes", "at its end"])
async def test_a_file_that_is_under_way_when_its_login_is_revoked_is_cut(scene: Scene, looked: bool) -> None:
    data = jpeg(1)
    client = await in_thread(lambda: scene.server.connect(scene.camera))

    def begin() -> socket.socket:
        client.voidcmd("TYPE I")
        channel = client.transfercmd("STOR IMG_1.JPG")
        channel.sendall(data[:5000])
        while client.sock is None or not any(path.stat().st_size == 5000 for path in scene.spooled()):
            pass
        return channel

    channel = await in_thread(begin)
    await senders.revoke(OWNER, scene.camera.camera.id)
    if looked:
        await scene.server.intake.go_round()

    def end() -> str:
        with channel:
            channel.sendall(data[5000:])
        try:
            return client.voidresp()
        except ftplib.Error as error:
            return str(error)

    assert (await in_thread(end)).startswith("530")
    await in_thread(client.close)
    assert await scene.photos() == []
    assert scene.spooled() == []


async def test_what_a_camera_was_told_is_safe_arrives_though_its_login_was_revoked_then(deps: Deps, event: Event) -> None:
    blobs = Away(deps.blobs, "put", "put_file")
    async with camera_without(deps, event, blobs=blobs) as scene:
        [reply] = await scene.send("IMG_1.JPG")
        assert reply.startswith("226")
        await senders.revoke(OWNER, scene.camera.camera.id)
        blobs.back = True
        await scene.server.intake.go_round()
        assert [photo.name for photo in await scene.photos()] == ["IMG_1.JPG"]


async def test_on_a_disk_that_is_full_a_camera_waits_and_loses_nothing(deps: Deps, event: Event, small_disk: Path) -> None:
    """Files come in on a disk of their own: what is taken from there is copied."""
    camera = await new_camera(deps, event)
    # Nothing is kept back, so that the disk itself says no.
    there = replaced(deps, deps.settings.model_copy(update={"data_dir": small_disk, "min_free_bytes": -(2**40)}))
    async with camera_server(there) as server:
        scene = Scene(there, event, camera, server)
        one, two = (jpeg(seed) + bytes(5_000_000) for seed in (1, 2))  # what is behind the picture's end belongs to its file
        assert [reply[:3] for reply in await scene.send("IMG_1.JPG", data=one)] == ["226"]
        filling = small_disk / "ftp" / "other.bin"
        filling.write_bytes(bytes(6_000_000))
        [reply] = await scene.send("IMG_2.JPG", data=two)
        assert reply.startswith("452"), reply
        assert scene.spooled() == [filling]
        filling.unlink()
        assert [reply[:3] for reply in await scene.send("IMG_2.JPG", data=two)] == ["226"]
        kept = [await deps.blobs.get(blob_keys.original(photo)) for photo in await scene.photos()]
    assert kept == [one, two]


async def test_a_renewed_certificate_is_shown_without_a_new_start(
    deps: Deps, event: Event, certificate: tuple[Path, Path], tmp_path: Path
) -> None:
    pem, trusted = certificate
    old, camera = pem.read_text(), await new_camera(deps, event)
    async with camera_server(deps, (pem, pem), trusted) as server:
        under_way = await in_thread(lambda: server.connect(camera))
        pem.write_text("half a certif")
        certify(tmp_path / "renewed", Names(("localhost",), ()), datetime.now(UTC))
        [reply] = await Scene(deps, event, camera, server).send("IMG_1.JPG")
        assert reply.startswith("226"), "what cannot be read changes nothing"
        https_files(tmp_path / "renewed").certificate.replace(pem)
        assert pem.read_text() != old
        renewed = x509.load_pem_x509_certificates(pem.read_bytes())[0].public_bytes(Encoding.DER)
        while await in_thread(lambda: shown_certificate(server)) != renewed:
            pass
        assert (await in_thread(lambda: stor(under_way, "IMG_2.JPG", jpeg(2)))).startswith("226")
        await in_thread(under_way.close)


def shown_certificate(server: CameraServer) -> bytes:
    """What a camera is shown that trusts everybody."""
    anybody = ssl.create_default_context()
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
    client = ftplib.FTP_TLS(context=anybody)
    client.connect("127.0.0.1", server.port, timeout=60)
    with client:
        client.auth()
        assert isinstance(client.sock, ssl.SSLSocket)
        return client.sock.getpeercert(binary_form=True) or b""


async def test_the_same_photo_again_is_one_photo(scene: Scene) -> None:
    replies = await scene.send("IMG_1.JPG", "IMG_1.JPG", data=jpeg(1))
    assert [reply[:3] for reply in replies] == ["226", "226"]
    assert "already" in replies[1]
    assert len(await scene.photos()) == 1


@pytest.mark.parametrize(("name", "data"), [("MVI_1.MOV", bytes(200_000)), ("notes.txt", b"hello"), ("IMG_1.JPG", b"")])
async def test_what_is_no_photo_is_refused_and_named(scene: Scene, name: str, data: bytes) -> None:
    [reply] = await scene.send(name, data=data)
    assert reply.startswith("550")
    assert scene.spooled() == []
    [came] = await sources.of_event(scene.event.id)
    assert (came.refused, [refused.name for refused in came.refusals]) == (1, [name])


async def test_a_photo_that_is_too_large_is_refused_while_it_comes(deps: Deps, event: Event) -> None:
    camera = await new_camera(deps, event)
    small = deps.settings.model_copy(update={"max_photo_bytes": 100_000})
    async with camera_server(replaced(deps, small)) as server:
        [reply] = await Scene(deps, event, camera, server).send("IMG_1.JPG", data=jpeg(1) + bytes(200_000))
    assert reply.startswith("552")


def replaced(deps: Deps, settings: Settings) -> Deps:
    """The same ports under other settings."""
    return replace(deps, settings=settings)


async def test_a_camera_learns_that_its_login_was_revoked_in_the_middle_of_a_burst(scene: Scene) -> None:
    client = await in_thread(lambda: scene.server.connect(scene.camera))
    first = await in_thread(lambda: stor(client, "IMG_1.JPG", jpeg(1)))
    await senders.revoke(OWNER, scene.camera.camera.id)
    second = await in_thread(lambda: stor(client, "IMG_2.JPG", jpeg(2)))
    client.close()
    with pytest.raises(ftplib.error_perm, match="530"):
        await in_thread(lambda: scene.server.connect(scene.camera))
    assert (first[:3], second[:3]) == ("226", "530")
    assert len(await scene.photos()) == 1


async def test_an_event_that_is_gone_or_full_says_so(deps: Deps, event: Event) -> None:
    camera = await new_camera(deps, event)
    full = deps.settings.model_copy(update={"max_photos_per_event": 1})
    async with camera_server(replaced(deps, full)) as server:
        scene = Scene(deps, event, camera, server)
        assert [reply[:3] for reply in await scene.send("IMG_1.JPG", "IMG_2.JPG")] == ["226", "552"]
        await event_store.mark_deleted(event.id, utc_now(), "user:owner")
        assert [reply[:3] for reply in await scene.send("IMG_3.JPG")] == ["550"]


async def test_without_room_a_camera_is_asked_to_wait(deps: Deps, event: Event) -> None:
    camera = await new_camera(deps, event)
    short = deps.settings.model_copy(update={"min_free_bytes": 2**60})
    async with camera_server(replaced(deps, short)) as server:
        [reply] = await Scene(deps, event, camera, server).send("IMG_1.JPG")
    assert reply.startswith("452")


async def test_what_cameras_type_in_capitals_fits_and_a_wrong_password_does_not(scene: Scene) -> None:
    camera = scene.camera

    def capitals() -> str:
        with scene.server.connect() as client:
            return client.login(camera.camera.username.upper(), camera.password.upper() + " ")

    assert (await in_thread(capitals)).startswith("230")
    with pytest.raises(ftplib.error_perm, match="530"):
        await in_thread(lambda: scene.server.connect().login(camera.camera.username, "wrong"))
    acts = {entry.action: entry for entry in await AuditEntry.find_all().to_list()}
    assert acts["sender.sign_in"].target == acts["sender.sign_in_failed"].target == f"sender:{camera.camera.id}"
    assert acts["sender.sign_in_failed"].detail == {"reason": "wrong_password", "address": "127.0.0.1"}


async def test_a_camera_that_signs_in_for_every_photo_is_one_entry_in_the_log_and_one_hash(scene: Scene) -> None:
    for at in range(3):
        await scene.send(f"IMG_{at}.JPG", data=jpeg(at))
    assert len(await AuditEntry.find({"action": "sender.sign_in"}).to_list()) == 1
    kept = await Sender.get(scene.camera.camera.id)
    assert kept is not None
    assert kept.last_address == "127.0.0.1"


async def test_a_stranger_who_tries_passwords_is_slowed_down_and_a_camera_that_is_known_is_not(deps: Deps, event: Event) -> None:
    camera = await new_camera(deps, event)
    door = senders.Door(replaced(deps, deps.settings.model_copy(update={"login_rate": "2 per hour"})))
    await door.sign_in(camera.camera.username, camera.password, "10.0.0.1")
    codes = []
    for _ in range(4):
        with pytest.raises(Exception) as refused:  # noqa: PT011
            await door.sign_in(camera.camera.username, "wrong", "10.0.0.1")
        codes.append(getattr(refused.value, "code", ""))
    assert codes == ["bad_credentials", "bad_credentials", "rate_limited", "rate_limited"]
    assert (await door.sign_in(camera.camera.username, camera.password, "10.0.0.1")).id == camera.camera.id


async def test_an_account_that_is_disabled_has_no_cameras(scene: Scene) -> None:
    await scene.send("IMG_1.JPG")
    owner = await User.get("owner")
    assert owner is not None
    await owner.set({"disabled": True})
    with pytest.raises(ftplib.error_perm, match="530"):
        await scene.send("IMG_2.JPG", data=jpeg(2))


async def test_one_login_has_so_many_connections(deps: Deps, event: Event) -> None:
    camera = await new_camera(deps, event)
    few = deps.settings.model_copy(update={"ftp_connections_per_camera": 1})
    async with camera_server(replaced(deps, few)) as server:
        client = await in_thread(lambda: server.connect(camera))
        with pytest.raises(ftplib.error_perm, match="530"):
            await in_thread(lambda: server.connect(camera))
        await in_thread(client.quit)


async def test_data_connections_use_the_ports_and_the_address_that_are_set(deps: Deps, event: Event) -> None:
    camera = await new_camera(deps, event)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        free = probe.getsockname()[1]
    behind = deps.settings.model_copy(update={"ftp_passive_ports": f"{free}-{free}", "ftp_address": "203.0.113.7"})
    async with camera_server(replaced(deps, behind)) as server:
        while await in_thread(partial(told, server, camera)) != ("203.0.113.7", free):
            pass


async def test_a_camera_sends_also_while_the_name_that_is_set_has_no_address(deps: Deps, event: Event) -> None:
    camera = await new_camera(deps, event)
    behind = deps.settings.model_copy(update={"ftp_address": "nowhere.invalid"})
    with noticing("app.ftp.serving", "FTP_ADDRESS has no address") as noticed:
        async with camera_server(replaced(deps, behind)) as server:
            await noticed.wait()
            assert (await in_thread(partial(told, server, camera)))[0] == "127.0.0.1"
            [reply] = await Scene(deps, event, camera, server).send("IMG_1.JPG")
    assert reply.startswith("226")


@contextmanager
def noticing(logger: str, words: str) -> Iterator[asyncio.Event]:
    """Set once these words are logged, in the event loop's own thread."""
    noticed = asyncio.Event()

    def look(record: logging.LogRecord) -> bool:
        if words in record.getMessage():
            noticed.set()
        return True

    logging.getLogger(logger).addFilter(look)
    try:
        yield noticed
    finally:
        logging.getLogger(logger).removeFilter(look)


def told(server: CameraServer, camera: NewSender) -> tuple[str, int]:
    """Where a camera is told to send a file to."""
    with server.connect(camera) as client:
        return ftplib.parse227(client.sendcmd("PASV"))


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for this machine, and whom to trust for it."""
    certify(tmp_path, Names(("localhost",), ()), datetime.now(UTC))
    return https_files(tmp_path).certificate, https_files(tmp_path).trusted


async def test_over_tls_only_what_is_encrypted_gets_in(deps: Deps, event: Event, certificate: tuple[Path, Path]) -> None:
    camera = await new_camera(deps, event)
    pem, trusted = certificate
    async with camera_server(deps, (pem, pem), trusted) as server:
        with pytest.raises(ftplib.error_perm, match="550"):
            await in_thread(lambda: plain(server, camera))
        [reply] = await Scene(deps, event, camera, server).send("IMG_1.JPG")
        cut = await Scene(deps, event, camera, server).send("IMG_2.JPG", data=jpeg(2)[:4000])
    assert (reply[:3], cut[0][:3]) == ("226", "426")


def plain(server: CameraServer, camera: NewSender) -> None:
    """A camera that does not know TLS."""
    client = ftplib.FTP()
    client.connect("127.0.0.1", server.port)
    with client:
        client.login(camera.camera.username, camera.password)


Command = Callable[[int, NewSender, Path], list[str]]


def by_curl(port: int, camera: NewSender, path: Path) -> list[str]:
    """As scripts send."""
    login = f"{camera.camera.username}:{camera.password}"
    return ["curl", "-sS", "--ftp-create-dirs", "-T", str(path), "-u", login, f"ftp://127.0.0.1:{port}/DCIM/100/"]


def by_lftp(port: int, camera: NewSender, path: Path) -> list[str]:
    """As mirroring programs send: by a passing name, with what it knows of the file's time."""
    settings = "set ssl:verify-certificate no; set xfer:use-temp-file yes; set net:max-retries 1; set ftp:ssl-allow yes"
    login = f"{camera.camera.username},{camera.password}"
    return ["lftp", "-c", f"{settings}; open -u {login} ftp://127.0.0.1:{port}; mkdir -p DCIM/100; cd DCIM/100; put {path}; bye"]


def by_lftp_mirror(port: int, camera: NewSender, path: Path) -> list[str]:
    """A whole folder."""
    settings = "set ssl:verify-certificate no; set net:max-retries 1; set ftp:ssl-allow yes"
    login = f"{camera.camera.username},{camera.password}"
    return ["lftp", "-c", f"{settings}; open -u {login} ftp://127.0.0.1:{port}; mirror -R {path.parent} /DCIM; bye"]


@pytest.mark.parametrize("command", [by_curl, by_lftp, by_lftp_mirror])
@pytest.mark.parametrize("tls", [False, True], ids=["ftp", "ftps"])
async def test_other_peoples_clients_send(
    deps: Deps, event: Event, certificate: tuple[Path, Path], tmp_path: Path, *, command: Command, tls: bool
) -> None:
    camera = await new_camera(deps, event)
    folder = tmp_path / "card"
    folder.mkdir()
    (folder / "IMG_7.JPG").write_bytes(jpeg(7))
    async with camera_server(deps, (certificate[0], certificate[0]) if tls else None, certificate[1]) as server:
        line = command(server.port, camera, folder / "IMG_7.JPG")
        program(line[0])
        if tls and line[0] == "curl":
            line += ["--ssl-reqd", "-k"]
        done = await in_thread(lambda: subprocess.run(line, check=False, capture_output=True, text=True))
    assert done.returncode == 0, done.stderr + done.stdout
    [photo] = await Scene(deps, event, camera, server).photos()
    assert (photo.name, photo.source) == ("IMG_7.JPG", Source.CAMERA)


async def test_curl_goes_on_where_it_was_cut_off(scene: Scene, tmp_path: Path) -> None:
    path = tmp_path / "IMG_1.JPG"
    path.write_bytes(jpeg(1))

    def half() -> None:
        with scene.server.connect(scene.camera) as client:
            client.cwd("/DCIM/100")
            stor(client, "IMG_1.JPG", jpeg(1)[:5000])

    await in_thread(half)
    line = [*by_curl(scene.server.port, scene.camera, path), "-C", "-"]
    done = await in_thread(lambda: subprocess.run(line, check=False, capture_output=True, text=True))
    assert done.returncode == 0, done.stderr
    [photo] = await scene.photos()
    assert await scene.deps.blobs.get(blob_keys.original(photo)) == jpeg(1)
    assert scene.spooled() == []


async def test_many_cameras_at_once_lose_nothing(scene: Scene) -> None:
    def shoot(number: int) -> list[str]:
        replies = []
        for at in range(4):  # anew for each photo
            with scene.server.connect(scene.camera) as client:
                replies.append(stor(client, f"IMG_{at}.JPG", jpeg(number * 10 + at)))
        return replies

    replies = await asyncio.gather(*(in_thread(partial(shoot, number)) for number in range(6)))
    assert Counter(reply[:3] for several in replies for reply in several) == {"226": 24}, replies
    assert len(await scene.photos()) == 24
    while (counted := await EventStats.get(scene.event.id)) is None or counted.total < 24:  # they are counted together
        pass
    assert counted.total == 24
    [came] = await sources.of_event(scene.event.id)
    assert (came.source, came.photos, came.sender_id) == (Source.CAMERA, 24, scene.camera.camera.id)
