"""Webhooks: an address of a photographer's that is told what happens at the events, signed, and again until it has taken it."""

from __future__ import annotations

import asyncio
import logging
from base64 import b64encode
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

import orjson
from standardwebhooks import Webhook as Signing

from app.derived_keys import derived_key
from app.domain.ids import new_id
from app.domain.permissions import Action, Caller
from app.domain.times import rfc3339, utc_now
from app.domain.vocabulary import DeliveryState, HookEvent, PhotoStatus
from app.domain.webhooks import is_given_up, next_try, rest_of
from app.errors import NotFound, TooManyWebhooks, ValidationFailed
from app.ports import HookAnswer, HookSender
from app.services import audit
from app.services.access import in_person, require
from app.services.deps import Deps
from app.settings import Settings
from app.store import events, outbox, stats, webhooks
from app.store.documents import HookMessage, Photo, Webhook

LONGEST_NAME: Final = 80
LONGEST_URL: Final = 2000
MOST_EVENTS: Final = 100
MOST: Final = 20
LOG: Final = 100
"""So many messages the log of a webhook shows."""
_KEPT: Final = timedelta(days=14)
_ON_ITS_WAY: Final = timedelta(minutes=1)  # Longer than a try takes: whoever died with one in hand gives it back by that.
_AT_ONCE: Final = 8
_IN_A_ROW: Final = 50
_GONE: Final = 410  # "Stop sending": as the Standard Webhooks specification has it.

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A webhook as its owner wants it; ``event_ids`` None: for all events of the account."""

    name: str
    url: str
    kinds: Collection[HookEvent]
    event_ids: Collection[int] | None


def secret_of(settings: Settings, hook: Webhook) -> str:
    """What signs its messages, as the Standard Webhooks specification writes it down: ``whsec_`` and base64."""
    key = derived_key(settings.secret_key.get_secret_value(), f"webhook {hook.id} {hook.secret_number}")
    return f"whsec_{b64encode(key).decode()}"


# For its owner.


async def create(caller: Caller, wanted: Wanted) -> Webhook:
    """A new webhook of the caller's account. Raises ``Unauthenticated``, ``Forbidden``, ``Conflict`` (``too_many_webhooks``) and
    ``ValidationFailed`` for an event that is not the caller's own."""
    user_id = _owner(caller)
    if len(await webhooks.of_user(user_id)) >= MOST:
        raise TooManyWebhooks(f"You have {MOST} webhooks. Delete some first.")
    hook = Webhook(user_id=user_id, **await _fields(user_id, wanted))
    await webhooks.insert(hook)
    await audit.record(caller, "webhook.create", f"webhook:{hook.id}")
    return hook


async def page(caller: Caller) -> Sequence[Webhook]:
    """All of the caller's account, the newest first."""
    return await webhooks.of_user(_owner(caller))


async def change(caller: Caller, hook_id: str, wanted: Wanted) -> Webhook:
    """Change one. It is enabled again, if it was given up. Raises ``NotFound`` besides."""
    hook = await _own(caller, hook_id)
    fields = await _fields(hook.user_id, wanted)
    enabled = {"disabled_at": None, "disabled_because": "", "failures": 0, "failing_since": None, "rests_until": None}
    changed = await webhooks.change(hook_id, fields | enabled)
    if changed is None:
        raise NotFound
    await audit.record(caller, "webhook.change", f"webhook:{hook_id}")
    return changed


async def new_secret(caller: Caller, hook_id: str) -> Webhook:
    """Sign with another secret from now on: somebody else knows the old one."""
    hook = await _own(caller, hook_id)
    changed = await webhooks.change(hook_id, {"secret_number": hook.secret_number + 1})
    if changed is None:
        raise NotFound
    await audit.record(caller, "webhook.new_secret", f"webhook:{hook_id}")
    return changed


async def delete(caller: Caller, hook_id: str) -> None:
    """Take one away, with all that waits to be sent to it."""
    await _own(caller, hook_id)
    if not await webhooks.delete(hook_id):
        raise NotFound
    await audit.record(caller, "webhook.delete", f"webhook:{hook_id}")


async def log_of(caller: Caller, hook_id: str) -> Sequence[HookMessage]:
    """The newest messages, whatever became of them."""
    await _own(caller, hook_id)
    return await webhooks.log_of(hook_id, LOG)


async def send_again(caller: Caller, hook_id: str, message_id: str) -> None:
    """Send a message once more, whatever became of it: it is due now, and its tries count anew."""
    await _own(caller, hook_id)
    message = await webhooks.message(message_id)
    if message is None or message.hook_id != hook_id:
        raise NotFound
    now = utc_now()
    due = {"state": DeliveryState.WAITING.value, "due_at": now, "attempts": 0, "ended_at": None, "expires_at": now + _KEPT}
    await outbox.settle(HookMessage, message_id, due)


async def send_test(caller: Caller, hook_id: str) -> None:
    """Queue a message that says nothing, to see whether it arrives."""
    hook = await _own(caller, hook_id)
    await _queue(hook, HookEvent.TEST, {}, new_id(), utc_now())


# For who knows what happened.


async def tell(user_id: str, event_id: int, kind: HookEvent, data: Mapping[str, Any], key: str) -> None:
    """Queue it durably for every webhook of the account that wants it; ``key`` says what it is about: of one there is one
    message, however often this is called."""
    for hook in await webhooks.wanting(kind, user_id):
        if hook.event_ids is None or event_id in hook.event_ids:
            await _queue(hook, kind, {"event_id": event_id, **data}, key, utc_now())


async def tell_of_photo(photo: Photo, *kinds: HookEvent) -> None:
    """Queue that a photo is indexed, or that guests may see it; once, however often this is called."""
    event = await events.living(photo.event_id)
    if event is not None:
        data = {"photo_id": photo.id, "name": photo.name}
        for kind in kinds:
            await tell(event.owner_id, event.id, kind, data, photo.id)


async def tell_of_release(photo: Photo, now: datetime) -> None:
    """Queue that guests may see a photo that was let go at the gate, where that is not known yet. For whoever comes later: told
    of it was as long as the message is kept, so of a release longer ago nothing is said."""
    ready = photo.status is PhotoStatus.INDEXED and not photo.hidden
    if ready and photo.released_at is not None and now - photo.released_at < _KEPT:
        await tell_of_photo(photo, HookEvent.PHOTO_RELEASED)


async def tell_that_replaced(photo: Photo) -> None:
    """Queue that a final has replaced the photo; once for each final, however often this is called."""
    event = await events.living(photo.event_id)
    if event is not None:
        data = {"photo_id": photo.id, "name": photo.name}
        await tell(event.owner_id, event.id, HookEvent.PHOTO_REPLACED, data, f"{photo.id} {photo.final_id}")


async def tell_of_matches(deps: Deps, now: datetime) -> None:
    """Queue, for those who want it, how many matches guests of their events were told of, where that has changed."""
    del deps
    for hook in await webhooks.wanting(HookEvent.MATCHES_COUNTED):
        mine = await events.ids_of_owner(hook.user_id)
        changed = {}
        for event_id in mine if hook.event_ids is None else sorted(set(mine) & set(hook.event_ids)):
            counted = await stats.known(event_id)
            if counted is None or counted.told == hook.counts.get(str(event_id), 0):
                continue
            data = {"event_id": event_id, "matches": counted.told, "searches": counted.guests}
            await _queue(hook, HookEvent.MATCHES_COUNTED, data, f"{event_id} {counted.told}", now)
            changed[f"counts.{event_id}"] = counted.told
        if changed:
            await webhooks.change(hook.id, changed)


# For who sends.


async def deliver_due(settings: Settings, sender: HookSender) -> None:
    """Send what is due: several webhooks at a time, the messages of one in their order. Returns when nothing is due any more, or
    every webhook that has some rests."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(hook_id: str) -> None:
        async with gate:
            await _deliver(settings, sender, hook_id)

    async with asyncio.TaskGroup() as tasks:
        for hook_id in await webhooks.hooks_with_due(utc_now(), 2000):
            tasks.create_task(one(hook_id))


async def _deliver(settings: Settings, sender: HookSender, hook_id: str) -> None:
    now = utc_now()
    hook = await webhooks.get(hook_id)
    if hook is None or hook.disabled_at:
        await outbox.fail_waiting(HookMessage, now, "The webhook is not there, or disabled.", hook_id=hook_id)
        return
    if hook.rests_until and hook.rests_until > now:
        return
    for seen in await outbox.due(HookMessage, now, _IN_A_ROW, hook_id=hook_id):
        message = await outbox.take(seen, utc_now() + _ON_ITS_WAY)
        if message is not None and not await _try(settings, sender, hook, message):
            return


async def _try(settings: Settings, sender: HookSender, hook: Webhook, message: HookMessage) -> bool:
    """Send one message; False when it was not taken."""
    now = utc_now()
    signature = Signing(secret_of(settings, hook)).sign(message.id, now, message.body)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "eventphotos",
        "webhook-id": message.id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signature,
    }
    answer = await sender.post(hook.url, headers, message.body.encode())
    taken = answer.status is not None and 200 <= answer.status < 300
    said = {"status": answer.status, "problem": answer.problem or ("" if taken else f"answered {answer.status}")}
    if taken:
        ended = {"state": DeliveryState.DELIVERED.value, "ended_at": utc_now()}
        await outbox.settle(HookMessage, message.id, said | ended)
        await webhooks.note_success(hook.id)
    else:
        again = next_try(message.attempts, now)
        waits = {"due_at": again} if again else {"state": DeliveryState.FAILED.value, "ended_at": utc_now()}
        await outbox.settle(HookMessage, message.id, said | waits)
        await _failed(hook, answer, now)
    return taken


async def _failed(hook: Webhook, answer: HookAnswer, now: datetime) -> None:
    present = await webhooks.note_failure(hook.id, now)
    if present is None:
        return
    if answer.status == _GONE or is_given_up(present.failing_since, now):
        because = "It answered 410: no more of this." if answer.status == _GONE else "It took nothing for three days."
        await webhooks.change(hook.id, {"disabled_at": now, "disabled_because": because})
        await outbox.fail_waiting(HookMessage, now, because, hook_id=hook.id)
        await audit.record(None, "webhook.disable", f"webhook:{hook.id}")
        _log.info("webhook %s is disabled", hook.id)
    else:
        await webhooks.change(hook.id, {"rests_until": rest_of(present.failures, now)})


async def _queue(hook: Webhook, kind: HookEvent, data: Mapping[str, Any], key: str, now: datetime) -> None:
    body = orjson.dumps({"type": kind.value, "timestamp": rfc3339(now), "data": data}).decode()
    message_id = sha256(f"{hook.id} {kind.value} {key}".encode()).hexdigest()[:24]
    await outbox.put(
        HookMessage(id=message_id, hook_id=hook.id, kind=kind, body=body, created_at=now, due_at=now, expires_at=now + _KEPT)
    )


async def _fields(user_id: str, wanted: Wanted) -> dict[str, Any]:
    ids = None if wanted.event_ids is None else sorted(set(wanted.event_ids))
    if ids is not None and not set(ids) <= set(await events.ids_of_owner(user_id)):
        raise ValidationFailed([{"loc": ["body", "event_ids"], "msg": "must be events of your own"}])
    return {"name": wanted.name, "url": wanted.url, "kinds": sorted(set(wanted.kinds)), "event_ids": ids}


async def _own(caller: Caller, hook_id: str) -> Webhook:
    user_id = _owner(caller)
    hook = await webhooks.get(hook_id)
    if hook is None or hook.user_id != user_id:
        raise NotFound
    return hook


def _owner(caller: Caller) -> str:
    require(caller, Action.MANAGE_WEBHOOKS)
    return in_person(caller)
