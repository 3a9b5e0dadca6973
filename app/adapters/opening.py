"""Opens what a process reaches: the one place that knows which technology stands behind which port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from email.utils import parseaddr
from urllib.parse import urlsplit

import redis.asyncio as redis

from app.adapters.arq_queue import ArqQueue
from app.adapters.key_places import open_keys
from app.adapters.object_blobs import ObjectBlobs
from app.adapters.object_snapshots import ObjectSnapshots
from app.adapters.object_uploads import ObjectUploads
from app.adapters.rate_limits import RedisRateLimiter
from app.adapters.redis_answers import RedisAnswers
from app.adapters.redis_bus import RedisBus
from app.adapters.redis_clients import open_pool
from app.adapters.redis_deliveries import RedisDeliveryLog
from app.adapters.redis_presence import RedisPresence
from app.adapters.redis_selfies import RedisSelfieBox
from app.adapters.redis_tickets import RedisTickets
from app.adapters.smtp_mailer import SmtpMailer
from app.adapters.upload_folder import UploadFolder
from app.adapters.web_push import WebPush
from app.patience import AT_WORK, Patience
from app.ports import HookSender, SnapshotStore, UploadStore
from app.services import passwords
from app.services.deps import Deps
from app.services.post import Post
from app.settings import Settings
from app.store.database import Database, bind, open_database


def blob_url(settings: Settings) -> str:
    """Where blobs are kept: ``BLOB_URL``, or a folder in ``DATA_DIR``."""
    return settings.blob_url or (settings.data_dir.absolute() / "blobs").as_uri()


def _is_shared(settings: Settings) -> bool:
    """Are blobs in an object store? Then what else processes leave for each other is there too; a folder is taken for one of this
    machine alone."""
    return urlsplit(blob_url(settings)).scheme != "file"


def _uploads(settings: Settings, blobs: ObjectBlobs, locks: redis.Redis) -> UploadStore:
    return ObjectUploads(blobs, locks) if _is_shared(settings) else UploadFolder(settings.data_dir / "tus")


def _snapshots(settings: Settings, blobs: ObjectBlobs) -> SnapshotStore:
    if _is_shared(settings):
        return ObjectSnapshots(blobs, "index/")
    folder = settings.data_dir.absolute() / "index"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return ObjectSnapshots(ObjectBlobs(folder.as_uri()))


def open_post(settings: Settings, http: HookSender) -> Post:
    """By whom letters go: the mail server that is set, if one is, and push services, which are posted to by ``http``."""
    mailer = SmtpMailer(settings) if settings.sends_mail else None
    contact = f"mailto:{parseaddr(settings.mail_from)[1]}" if settings.mail_from else settings.public_url
    return Post(mailer, WebPush(http, settings.secret_key.get_secret_value(), contact))


@asynccontextmanager
async def open_deps(settings: Settings, patience: Patience = AT_WORK, *, database: Database | None = None) -> AsyncIterator[Deps]:
    """All adapters of one process, closed on exit. The backends' URLs must be set (the supervisor sets embedded ones).
    ``database``: that of the settings where it is open already; it stays so.

    Raises ``errors.WrongSecret`` when the keys were made under another SECRET_KEY.
    """
    secret = settings.secret_key.get_secret_value()
    passwords.hash_in(settings.password_memory_mib)
    async with AsyncExitStack() as stack:
        keys = await stack.enter_async_context(open_keys(settings))
        await keys.check()
        if database is None:
            await stack.enter_async_context(open_database(settings.mongodb_url, settings.mongodb_database, patience))
        else:
            await bind(database)
        connection = redis.Redis.from_pool(open_pool(settings.redis_url, patience.redis_s))
        stack.push_async_callback(connection.aclose)
        volatile_url = settings.redis_volatile_url or settings.redis_url
        volatile = redis.Redis.from_pool(open_pool(volatile_url, patience.redis_s))
        stack.push_async_callback(volatile.aclose)
        limiter = RedisRateLimiter(volatile_url, patience.redis_s)
        stack.push_async_callback(limiter.aclose)
        selfies = RedisSelfieBox(volatile, secret)
        await selfies.check()
        blobs = ObjectBlobs(blob_url(settings), patience)
        yield Deps(
            settings=settings,
            blobs=blobs,
            uploads=_uploads(settings, blobs, connection),
            snapshots=_snapshots(settings, blobs),
            # What says who is on which photo, who asked and from where is in the volatile Redis; the other holds jobs.
            bus=RedisBus(volatile, history=settings.topic_history, ttl_s=settings.topic_ttl_s),
            queue=ArqQueue(connection, volatile),
            selfies=selfies,
            answers=RedisAnswers(volatile),
            keys=keys,
            limiter=limiter,
            presence=RedisPresence(volatile),
            deliveries=RedisDeliveryLog(volatile),
            tickets=RedisTickets(volatile),
        )
