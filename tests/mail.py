"""A real mail server and a push service for tests: what comes is kept, and how they answer is for the test to say."""

from __future__ import annotations

import asyncio
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from threading import Thread
from typing import Any, Final, TypeVar

import http_ece
import jwt
from aiosmtpd.smtp import SMTP, Envelope, Session
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.ports import Subscription
from app.settings import Settings

Given = TypeVar("Given")
_AUTH: Final = b"sixteen bytes..."


@dataclass
class MailServer:
    """``refuses`` is what it says to every recipient (``"550 Nobody"``); while it ``hangs`` it says nothing at all."""

    port: int = 0
    refuses: str = ""
    hangs: bool = False
    got: asyncio.Queue[EmailMessage] = field(default_factory=asyncio.Queue)
    envelopes: list[Envelope] = field(default_factory=list)

    @property
    def settings(self) -> dict[str, Any]:
        """Settings by which the service uses it."""
        return {"smtp_url": f"smtp+plain://127.0.0.1:{self.port}", "mail_from": "Anna's photos <photos@example.org>"}

    def used_by(self, settings: Settings) -> Settings:
        """The same settings, with mail to this server."""
        mine = Settings(**self.settings, _env_file=None)
        return settings.model_copy(update={name: getattr(mine, name) for name in self.settings})

    async def next_mail(self) -> EmailMessage:
        """The next one that comes; they are in the order of their coming."""
        return await self.got.get()

    async def handle_RCPT(  # noqa: N802 - the library finds it by this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Shall this recipient get it?"""
        del server, session, options
        if self.hangs:
            await asyncio.Event().wait()
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        """Keep it."""
        del server, session
        self.envelopes.append(envelope)
        message = message_from_bytes(envelope.original_content or b"", policy=default)
        assert isinstance(message, EmailMessage)
        self.got.put_nowait(message)
        return "250 OK"


@asynccontextmanager
async def mail_server(**options: Any) -> AsyncIterator[MailServer]:
    """On this machine; ``options`` are those of the library's server."""
    mails = MailServer()
    loop = asyncio.get_running_loop()
    speaking: list[SMTP] = []

    def speak() -> SMTP:
        speaking.append(SMTP(mails, loop=loop, hostname="mail.example.org", **options))
        return speaking[-1]

    server = await loop.create_server(speak, "127.0.0.1", 0)
    mails.port = server.sockets[0].getsockname()[1]
    try:
        yield mails
    finally:
        server.close()
        for each in speaking:
            if each.transport is not None:
                each.transport.close()


class Postbox:
    """A mail server in a thread of its own, for tests that wait for what is not theirs to await."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._serving = mail_server()
        self.server = self._do(self._serving.__aenter__())

    def next_mail(self, within_s: float = 120) -> EmailMessage:
        """The next one that comes."""
        return self._do(asyncio.wait_for(self.server.next_mail(), within_s))

    def close(self) -> None:
        """Nobody is served any more."""
        self._do(self._serving.__aexit__(None, None, None))
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do(self, work: Coroutine[Any, Any, Given]) -> Given:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    """What it says, as plain text or as ``html``."""
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


@dataclass
class PushService:
    """The push service of one browser, and the browser. ``answers`` is the status that it answers with."""

    port: int = 0
    answers: int = 201
    got: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)
    headers: list[dict[str, str]] = field(default_factory=list)
    _key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    @property
    def endpoint(self) -> str:
        """Where this browser is pushed to."""
        return f"http://127.0.0.1:{self.port}/push/q7Zk"

    @property
    def subscription(self) -> Subscription:
        """As the browser names it."""
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return Subscription(self.endpoint, _text(point), _text(_AUTH))

    @property
    def asked(self) -> dict[str, Any]:
        """The same as a page sends it."""
        to = self.subscription
        return {"endpoint": to.endpoint, "keys": {"p256dh": to.p256dh, "auth": to.auth}}

    async def next_push(self) -> dict[str, Any]:
        """The next message that the browser opens."""
        return await self.got.get()

    def signed_claims(self, at: int = -1) -> dict[str, Any]:
        """What the sender has signed, by the key that it names."""
        signed, _, named = self.headers[at]["authorization"].removeprefix("vapid t=").partition(", k=")
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(named))
        return dict(jwt.decode(signed, key, algorithms=["ES256"], audience=f"http://127.0.0.1:{self.port}"))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers["content-length"]))
        self.headers.append(headers)
        opened = http_ece.decrypt(body, private_key=self._key, auth_secret=_AUTH, version="aes128gcm")
        self.got.put_nowait(json.loads(opened))
        writer.write(f"HTTP/1.1 {self.answers} So\r\nContent-Length: 0\r\n\r\n".encode())
        await writer.drain()
        writer.close()


@asynccontextmanager
async def push_service() -> AsyncIterator[PushService]:
    """On this machine."""
    service = PushService()
    server = await asyncio.start_server(service.serve, "127.0.0.1", 0)
    service.port = server.sockets[0].getsockname()[1]
    async with server:
        yield service


def _text(plain: bytes) -> str:
    return urlsafe_b64encode(plain).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
