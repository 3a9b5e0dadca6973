"""The post: takes letters from the queue and hands them to the mail server and to push services, until they are taken."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from app.domain.times import utc_now
from app.domain.vocabulary import DeliveryState
from app.domain.webhooks import next_try
from app.ports import Mail, Mailer, PushSender, Sent
from app.services import alerts, letters, password_changes
from app.services.deps import Deps
from app.store import outbox
from app.store.documents import Letter

_AT_ONCE: Final = 4
_IN_A_ROUND: Final = 200
_ON_ITS_WAY: Final = timedelta(minutes=2)  # Longer than a try takes: whoever died with one in hand gives it back by that.

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Post:
    """By whom letters go; ``mailer`` is None where no mail server is set."""

    mailer: Mailer | None
    pusher: PushSender


async def deliver_due(deps: Deps, post: Post) -> None:
    """Send what is due. Returns when all of it was tried."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(seen: Letter) -> None:
        async with gate:
            letter = await outbox.take(seen, utc_now() + _ON_ITS_WAY)
            if letter is not None:
                await _try(deps, post, letter)

    async with asyncio.TaskGroup() as tasks:
        for seen in await outbox.due(Letter, utc_now(), _IN_A_ROUND):
            tasks.create_task(one(seen))


async def _try(deps: Deps, post: Post, letter: Letter) -> None:
    sent = await _send(deps, post, letter)
    if sent.gone and letter.alert_id is not None:
        await alerts.drop(letter.alert_id)
        _log.info("an alert of search %s has nobody at its other end any more", letter.search_id)
        return
    now = utc_now()
    again = None if sent.taken or sent.gone else next_try(letter.attempts, now)
    if again is not None and again < letter.expires_at:
        await outbox.settle(Letter, letter.id, {"due_at": again, "problem": sent.problem})
        return
    state = DeliveryState.DELIVERED if sent.taken else DeliveryState.FAILED
    # What was in it opened something: nobody needs that any more.
    ended = {"state": state.value, "ended_at": now, "problem": sent.problem, "sealed": b""}
    await outbox.settle(Letter, letter.id, ended)
    if not sent.taken:
        _log.warning("a letter (%s) was given up: %s", letter.kind.value, sent.problem)


async def _send(deps: Deps, post: Post, letter: Letter) -> Sent:
    if letter.expires_at <= utc_now():
        return Sent(taken=False, gone=letter.alert_id is None, problem="it came too late")
    said = await alerts.addressed(deps, letter) if letter.alert_id else await _to_account(deps, letter)
    if said is None:
        return Sent(taken=True, problem="there was nobody to tell, or nothing to tell of")
    if not isinstance(said, Mail):
        to, message = said
        return await post.pusher.push(to, message, int((letter.expires_at - utc_now()).total_seconds()) + 1)
    if post.mailer is None:
        return Sent(taken=False, problem="no mail server is set")
    return await post.mailer.send(said)


async def _to_account(deps: Deps, letter: Letter) -> Mail | None:
    content = letters.opened(deps.settings, letter)
    url = await password_changes.link_for(deps, content.to) if content and not content.url else content and content.url
    return letters.mail(deps.settings, letter.kind, content, url) if content and url else None
