"""Telling a guest who asked for it, by mail or push, that there are new photos of her.

She agrees to it on its own. Address and browser's subscription are sealed under the keys of her search and go with it. An address
is asked first whether it is hers, once, and gets nothing else before; whoever got the question by mistake says so and is not
written to about the event again. Links in letters are bound to the one alert: they end with it, and with the search.
"""

from __future__ import annotations

import hmac
import logging
from base64 import urlsafe_b64encode
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, Literal, TypeAlias

import orjson

from app import errors, vapid_keys
from app.derived_keys import derived_key
from app.domain import alerts as rules
from app.domain.ids import new_id
from app.domain.mail_words import words_of
from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import AlertChannel, LetterKind
from app.ports import Cipher, Mail, Subscription
from app.services import address_checks, audit, branding, found_photos, letters, mail_texts
from app.services.access import search_for
from app.services.deps import Deps
from app.services.keys import keys_of_search
from app.settings import Settings
from app.store import alerts, events, matches, outbox, stats
from app.store import searches as search_store
from app.store.documents import Alert, AlertState, Event, Letter, Photo, Search, match_id

TEXT_VERSION: Final = "2026-11-30"
"""Of the words by which a guest agrees to be told (``alerts-consent`` in ``static/words``)."""
LONGEST_ENDPOINT: Final = 2000
LONGEST_KEY: Final = 200
MOST: Final = 5
"""Ways of one search."""
_AT_ONCE: Final = 500
_CONFIRM_WITHIN: Final = timedelta(days=3)
_TELL_WITHIN: Final = timedelta(hours=12)  # Later the next one says it.

_Purpose: TypeAlias = Literal["confirm", "open", "stop", "renew"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AlertDetails:
    """A way as its guest sees it. ``target`` is the address, or where the browser is pushed to; ``renewal`` is by what that
    browser says where it is pushed to from now on, told as it is asked for and never again."""

    id: str
    channel: AlertChannel
    target: str
    confirmed: bool
    created_at: datetime
    renewal: str | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """What there is to choose from, and what was chosen. ``mail``: mail is sent for the event. ``push_key`` is what a browser
    subscribes with."""

    mail: bool
    push_key: str
    text_version: str
    items: Sequence[AlertDetails]


# For the guest.


async def offered(deps: Deps, caller: Caller, search_id: str) -> Offered:
    """Raises as ``access.search_for``."""
    search = await search_for(caller, search_id)
    items = await details_of(deps, search)
    event = await events.living(search.event_id)
    mail = event is not None and await address_checks.may_mail_for(deps.settings, event.owner_id)
    return Offered(mail, vapid_keys.public_key(_secret(deps.settings)), TEXT_VERSION, items)


async def ask_by_mail(deps: Deps, caller: Caller, search_id: str, email: str, language: str, *, consented: bool) -> AlertDetails:
    """The guest wants to be told at that address. It gets the question whether it is hers.

    Raises as ``access.search_for``, ``ConsentRequired``, ``MailOff``, ``SearchNotLive``, ``TooManyAlerts`` and ``RateLimited``.
    """
    search, event = await _going_on(caller, search_id, consented=consented)
    await address_checks.require(deps.settings, event.owner_id)
    await letters.count(deps, email)
    alert = await _the_same(deps, search, AlertChannel.MAIL, email)
    if alert is None:
        alert = await _insert(deps, caller, event, search, channel=AlertChannel.MAIL, plain=email.encode(), language=language)
    # To the guest it looks the same: whether somebody wants no mail is not hers to know.
    if alert.confirmed_at is None and not await alerts.wants_no_mail(_digest(deps.settings, event.id, email)):
        now = utc_now()
        until = min(now + _CONFIRM_WITHIN, search.expires_at)
        letter = Letter(kind=LetterKind.CONFIRM, alert_id=alert.id, search_id=search.id, due_at=now, expires_at=until)
        await outbox.put(letter)
    return _details(alert, email)


async def ask_by_push(
    deps: Deps, caller: Caller, search_id: str, to: Subscription, language: str, *, consented: bool
) -> AlertDetails:
    """The guest wants her browser to be pushed to; it has asked her whether it may. Raises as ``ask_by_mail``, but for mail."""
    search, event = await _going_on(caller, search_id, consented=consented)
    alert = await _the_same(deps, search, AlertChannel.PUSH, to.endpoint)
    if alert is None:
        alert = await _insert(
            deps,
            caller,
            event,
            search,
            channel=AlertChannel.PUSH,
            plain=_plain(to),
            language=language,
            confirmed_at=utc_now(),
        )
    return replace(_details(alert, to.endpoint), renewal=_token(deps.settings, "renew", alert))


async def stop(deps: Deps, caller: Caller, search_id: str, alert_id: str) -> None:
    """No more by this way. Raises as ``access.search_for``, and ``NotFound``."""
    search = await search_for(caller, search_id)
    alert = await alerts.get(alert_id)
    if alert is None or alert.search_id != search.id or not await alerts.delete(alert_id):
        raise errors.NotFound
    await audit.record(caller, "alert.stop", f"search:{search.id}", search.event_id)


async def details_of(deps: Deps, search: Search) -> Sequence[AlertDetails]:
    """All ways of a search, as far as they can be opened."""
    event = await events.get(search.event_id)
    found = []
    for alert in await alerts.of_search(search.id) if event else ():
        target = await _target(deps, alert)
        if target is not None:
            found.append(_details(alert, _name_of(alert.channel, target)))
    return found


# For whoever has a link out of a letter.


async def confirm(settings: Settings, token: str) -> str:
    """The address is hers; returns the name of the event. Can be said twice. Raises ``NotFound`` when nothing waits for it."""
    alert, _, event = await _by_link(settings, "confirm", token)
    await alerts.confirm(alert.id, utc_now())
    if alert.confirmed_at is None:
        await audit.record(Caller(), "alert.confirm", f"search:{alert.search_id}", event.id)
    await alerts.look_now(alert.search_id, utc_now())
    return event.name


async def stop_by_link(settings: Settings, token: str) -> None:
    """No more by this way: at once, whoever asks, and as often as they ask."""
    alert_id = _read(settings, "stop", token)
    alert = await alerts.get(alert_id)
    if alert is not None and await alerts.delete(alert_id):
        await audit.record(Caller(), "alert.stop", f"search:{alert.search_id}", alert.event_id)


async def refuse(deps: Deps, token: str) -> None:
    """Somebody else typed that address: no more of this, and no mail about the event to it again."""
    alert_id = _read(deps.settings, "stop", token)
    alert = await alerts.get(alert_id)
    if alert is None:
        return
    target = await _target(deps, alert)
    if target is not None and alert.channel is AlertChannel.MAIL:
        await alerts.refuse_mail(_digest(deps.settings, alert.event_id, target.decode()), alert.event_id)
    if await alerts.delete(alert_id):
        await audit.record(Caller(), "alert.refuse", f"search:{alert.search_id}", alert.event_id)


async def renew(deps: Deps, token: str, to: Subscription) -> None:
    """The browser is pushed to elsewhere from now on: its push service said so, and no page need be open. Can be said twice.
    Raises ``NotFound`` when there is nothing to tell it any more."""
    alert, _, event = await _by_link(deps.settings, "renew", token)
    sealed = (await _cipher(deps, event, alert.search_id)).seal(_plain(to), _context(alert))
    if not await alerts.readdress(alert.id, sealed):
        raise errors.NotFound


async def follow(settings: Settings, token: str) -> tuple[Search, Event]:
    """The search that a letter leads to, on whatever device. Raises ``NotFound`` when the alert or the search has ended."""
    _, search, event = await _by_link(settings, "open", token)
    return search, event


# For the keeper.


async def look(deps: Deps, now: datetime) -> int:
    """Queue what is due to be told; returns to how many guests. What fails for one is due again for that one."""
    told = 0
    for state in await alerts.to_look(now, _AT_ONCE):
        try:
            told += await _look(deps, state, now)
        except errors.Unavailable:
            raise
        except Exception:
            _log.exception("a guest could not be told; it is tried again in the next round")
    return told


async def look_for_ends(deps: Deps, now: datetime) -> None:
    """Where an event is complete its guests are to be told."""
    del deps
    for event_id, search_ids in (await alerts.of_events()).items():
        event = await events.living(event_id)
        ends_at = await _complete_at(event) if event else now
        if ends_at is not None and ends_at <= now:
            for search_id in search_ids:
                await alerts.look_now(search_id, now)


async def drop_strays(deps: Deps, now: datetime) -> None:
    """What was written for a search while that was erased."""
    del deps, now
    kept = await alerts.searches_with_alerts()
    known = await search_store.seen(kept)
    for search_id in kept:
        if search_id not in known or known[search_id][0] not in search_store.OPEN:
            await alerts.erase(search_id)


async def _look(deps: Deps, state: AlertState, now: datetime) -> bool:
    search = await search_store.get(state.id)
    event = await events.living(state.event_id)
    if search is None or event is None or not _goes_on(search, now):
        await alerts.erase(state.id)
        return False
    ways = [alert for alert in await alerts.of_search(search.id) if alert.confirmed_at is not None]
    found = await found_photos.certain_matches(deps, search)
    untold = [match.id for match, _ in found if not match.known]
    since = state.new_since if untold else None
    known = rules.Known(len(untold), since, state.told_at, await _complete_at(event), state.ended)
    due = rules.due(known, timedelta(seconds=deps.settings.alert_soon_s), now) if ways else rules.Due(None, None)
    if due.now is None:
        await alerts.settle(state, {"look_at": due.again_at, "new_since": since})
        return False
    for alert in ways:
        # By this id a letter is one, also where a crash came before it was noted that she was told.
        letter_id = sha256(f"{alert.id} {state.tellings}".encode()).hexdigest()[:24]
        until = min(now + _TELL_WITHIN, search.expires_at)
        letter = Letter(
            id=letter_id,
            kind=due.now,
            alert_id=alert.id,
            search_id=search.id,
            new=len(untold),
            due_at=utc_now(),
            expires_at=until,
        )
        await outbox.put(letter)
    told = {"tellings": state.tellings + 1, "told_at": now, "new_since": None}
    ended = {"ended": True} if due.now is LetterKind.LAST else {}
    await alerts.note_told(state.id, told | ended)
    await matches.mark_known(untold)
    await alerts.settle(state, {"look_at": due.again_at})
    return True


async def _complete_at(event: Event) -> datetime | None:
    counted = await stats.known(event.id)
    if counted is None or counted.waiting or not counted.recent:
        return None
    return rules.complete_at(event.date, event.time_zone, counted.recent[-1])


async def note_seen(shown: Mapping[str, Collection[str]]) -> None:
    """The pages of these searches show these photos, by the ids of both: who wants to be told need not be told of them."""
    wanted = await alerts.among(shown)
    await matches.mark_known([match_id(search_id, photo_id) for search_id in wanted for photo_id in shown[search_id]])


# For who sends.


async def addressed(deps: Deps, letter: Letter) -> Mail | tuple[Subscription, bytes] | None:
    """Who the letter is for and what it says by now; None where there is nobody to tell any more, or nothing to tell of."""
    alert = await alerts.get(letter.alert_id or "")
    search = await search_store.get(alert.search_id) if alert else None
    event = await events.living(alert.event_id) if alert else None
    if alert is None or search is None or event is None or not _goes_on(search, utc_now()):
        return None
    asks = letter.kind is LetterKind.CONFIRM
    if asks is (alert.confirmed_at is not None):
        return None
    target = await _target(deps, alert)
    shown = [] if asks else [photo for _, photo in await found_photos.certain_matches(deps, search)]
    if target is None or not (asks or shown or letter.kind is LetterKind.LAST):
        return None
    text = await _text(deps.settings, letter, alert, event, shown)
    if alert.channel is AlertChannel.MAIL:
        return mail_texts.mail(target.decode(), text)
    code = words_of(text.language, text.kind)[0]
    said = {
        "title": event.name if text.sender == event.name else f"{text.sender} · {event.name}",
        "body": mail_texts.sentence(text),
        "url": text.url,
        "tag": f"search:{search.id}",
        "lang": code,
    }
    return Subscription(**orjson.loads(target)), orjson.dumps(said)


async def drop(alert_id: str) -> None:
    """Whoever it is for is not there any more."""
    await alerts.delete(alert_id)


async def _text(settings: Settings, letter: Letter, alert: Alert, event: Event, shown: Sequence[Photo]) -> mail_texts.Text:
    stop_token = _token(settings, "stop", alert)
    brand, base = await branding.brand_and_base(settings, event)
    names = {"event": event.name}
    shade = brand.colours.light if brand.colours else mail_texts.OUR_OWN
    if letter.kind is LetterKind.CONFIRM:
        return mail_texts.Text(
            letter.kind,
            alert.language,
            brand.name or event.name,
            f"{base}/letter#confirm={_token(settings, 'confirm', alert)}",
            names,
            stop_url=f"{base}/letter#refuse={stop_token}",
            shade=shade,
            imprint=brand.imprint,
        )
    newest = max(shown, key=lambda photo: photo.released_at or photo.created_at, default=None)
    at = f"&photo={newest.id}" if newest else ""
    return mail_texts.Text(
        letter.kind,
        alert.language,
        brand.name or event.name,
        f"{base}/find#letter={_token(settings, 'open', alert)}{at}",
        names,
        new=min(letter.new, len(shown)),
        total=len(shown),
        stop_url=f"{base}/letter#stop={stop_token}",
        one_click_url=f"{base}/letter/{stop_token}",
        shade=shade,
        imprint=brand.imprint,
    )


async def _going_on(caller: Caller, search_id: str, *, consented: bool) -> tuple[Search, Event]:
    search = await search_for(caller, search_id)
    event = await events.living(search.event_id)
    if not consented:
        raise errors.ConsentRequired
    if event is None or not _goes_on(search, utc_now()):
        raise errors.SearchNotLive("This search has ended.")
    return search, event


def _goes_on(search: Search, now: datetime) -> bool:
    return search.state in search_store.OPEN and search.expires_at > now


async def _the_same(deps: Deps, search: Search, channel: AlertChannel, name: str) -> Alert | None:
    """That way, where it was asked for before. Raises ``TooManyAlerts`` where it would be one too many."""
    present = await alerts.of_search(search.id)
    for alert in present:
        target = await _target(deps, alert) if alert.channel is channel else None
        if target is not None and _name_of(channel, target) == name:
            return alert
    if len(present) >= MOST:
        raise errors.TooManyAlerts(f"A search has at most {MOST} ways to be told.")
    return None


async def _insert(
    deps: Deps,
    caller: Caller,
    event: Event,
    search: Search,
    *,
    channel: AlertChannel,
    plain: bytes,
    language: str,
    confirmed_at: datetime | None = None,
) -> Alert:
    alert = Alert(
        id=new_id(),
        event_id=event.id,
        search_id=search.id,
        channel=channel,
        sealed=b"",
        language=language,
        text_version=TEXT_VERSION,
        confirmed_at=confirmed_at,
    )
    alert.sealed = (await _cipher(deps, event, search.id)).seal(plain, _context(alert))
    first = not await alerts.of_search(search.id)
    await alerts.insert(alert)
    if first:
        # She has them before her as she asks.
        await matches.mark_known([match.id for match, _ in await found_photos.certain_matches(deps, search)])
    await audit.record(caller, "alert.ask", f"search:{search.id}", event.id, detail={"channel": channel.value})
    present = await search_store.get(search.id)
    if present is None or not _goes_on(present, utc_now()):
        await alerts.erase(search.id)  # it ended this very moment, by somebody who did not see this yet
        raise errors.SearchNotLive("This search has ended.")
    return alert


async def _target(deps: Deps, alert: Alert) -> bytes | None:
    event = await events.get(alert.event_id)
    try:
        return (await _cipher(deps, event, alert.search_id)).open(alert.sealed, _context(alert)) if event else None
    except (errors.KeyDestroyed, errors.SealBroken):
        return None


async def _cipher(deps: Deps, event: Event, search_id: str) -> Cipher:
    return await deps.keys.cipher(*keys_of_search(event, search_id))


def _context(alert: Alert) -> str:
    return f"alert:{alert.id}"


def _plain(to: Subscription) -> bytes:
    return orjson.dumps({"endpoint": to.endpoint, "p256dh": to.p256dh, "auth": to.auth})


def _name_of(channel: AlertChannel, target: bytes) -> str:
    return target.decode() if channel is AlertChannel.MAIL else str(orjson.loads(target)["endpoint"])


def _details(alert: Alert, name: str) -> AlertDetails:
    return AlertDetails(alert.id, alert.channel, name, alert.confirmed_at is not None, alert.created_at)


# Links. Nothing of them is stored: what is in one says which alert it is of, and a code of ours that nobody else can make.


def _token(settings: Settings, purpose: _Purpose, alert: Alert) -> str:
    return f"{alert.id}.{_code(settings, purpose, alert.id)}"


def _read(settings: Settings, purpose: _Purpose, token: str) -> str:
    """The alert's id; raises ``NotFound`` for a link that is none of ours."""
    alert_id, _, code = token.partition(".")
    if not hmac.compare_digest(code.encode(), _code(settings, purpose, alert_id).encode()):
        raise errors.NotFound
    return alert_id


async def _by_link(settings: Settings, purpose: _Purpose, token: str) -> tuple[Alert, Search, Event]:
    alert = await alerts.get(_read(settings, purpose, token))
    search = await search_store.get(alert.search_id) if alert else None
    event = await events.living(alert.event_id) if alert else None
    if alert is None or search is None or event is None or not _goes_on(search, utc_now()):
        raise errors.NotFound
    return alert, search, event


def _code(settings: Settings, purpose: _Purpose, alert_id: str) -> str:
    return _mac(settings, f"link {purpose} {alert_id}")


def _digest(settings: Settings, event_id: int, email: str) -> str:
    return _mac(settings, f"no mail {event_id} {email}")


def _mac(settings: Settings, text: str) -> str:
    key = derived_key(_secret(settings), "alerts")
    return urlsafe_b64encode(hmac.digest(key, text.encode(), "sha256")[:18]).decode()


def _secret(settings: Settings) -> str:
    return settings.secret_key.get_secret_value()
