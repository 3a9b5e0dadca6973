"""The PIN of a share link: who may try how often, so that nobody tries it out and nobody else is kept out.

Wrong PINs are counted in three places, all of them at one link:

* **The guest**, known by a signed cookie that comes with the first answer: ``pin_rate`` and ``pin_hour_rate``, then 429, also for
  the right PIN. Who throws the cookie away is somebody new each time: this only keeps one person's mistakes their own. (Programs
  that keep none hear 429 too, of all at their address together, but only to wrong PINs.)
* **The address** (IPv6: its /64 network), where a whole venue may be: ``pin_address_tries`` an hour more than came in with the
  right PIN. Beyond that, new guests from there are not refused but pass one at a time, every ``pin_slow_s`` seconds.
* **The link**, from wherever: ``pin_link_tries`` an hour, likewise; and half as fast after three times as many in a day.

Whoever has a session of the link is asked for no PIN and notices nothing. A new guest with the right PIN gets in: at once, or,
while somebody is trying the PIN out, after some seconds in line. A line is short: a new one pushes out who has waited longest
(429, to be tried again), so that a thousand tries sent at once do not stand before a guest who comes after them; and whose turn
it is chance decides.

The reckoning for four digits (10,000 PINs, 5,000 tries on average), with the settings as they come: one address gets 30 tries and
then 240 an hour, many addresses together get 100 and then 240 an hour; from the three-hundredth on it is 120 an hour for all.

* In the first hour that is 320 tries at most: 3.2 %. In an evening of six hours 300 + 5.2 x 120 = 920: 9 %.
* The right one is found after 300 + 39 x 120 tries on average: more than a day and a half of trying without a pause, of which the
  owner is told from the hundredth wrong one on (``is_tried_out``, and the log), and can make another link.
* Six digits: 0.09 % in an evening.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from typing import Final
from weakref import WeakValueDictionary

import anyio
from itsdangerous import BadSignature, URLSafeSerializer

from app.derived_keys import derived_key
from app.domain.ids import new_id
from app.domain.permissions import Caller
from app.errors import PinRequired, RateLimited, WrongPin
from app.services import audit
from app.services.deps import Deps
from app.services.passwords import Lane, verify_password
from app.settings import Settings
from app.store.documents import ShareLink

LONGEST: Final = 64
_HOUR: Final = "2000 per hour"  # how far is counted, not what is allowed
_DAY: Final = "2000 per day"
_DAYS_WORTH: Final = 3  # so many hours' tries in one day are no coincidence any more
_MOST_AT_ONCE: Final = 100  # who wait for nothing but that each is counted: ten seconds' work
_COME_BACK_AFTER_S: Final = 5
_LONGEST_LINE: Final = 8
_LOOKS_EVERY_S: Final = (0.2, 0.8)

# One try at a time for each link and address: whoever sends a thousand PINs at once is counted between any two.
_tries: WeakValueDictionary[str, anyio.Lock] = WeakValueDictionary()
_lines: WeakValueDictionary[str, _Line] = WeakValueDictionary()


class _Line:
    """Who waits at one place in this process, the longest waiting first."""

    def __init__(self) -> None:
        self.waiting: deque[anyio.Event] = deque()


def new_guest(settings: Settings) -> str:
    """A signed name for somebody who is about to type a PIN; it proves nothing but that they came before."""
    return _signer(settings).dumps(new_id())


def known_guest(settings: Settings, signed: str | None) -> str | None:
    """The name in what ``new_guest`` gave; None for anything else."""
    try:
        return str(_signer(settings).loads(signed)) if signed else None
    except BadSignature:
        return None


async def check(deps: Deps, link: ShareLink, pin: str | None, *, address: str, guest: str | None) -> None:
    """Does ``pin`` open ``link``? ``guest`` is who tries, where they are known. Slow where many wrong ones were tried.

    Raises ``Unauthenticated`` (``pin_required``), ``Forbidden`` (``wrong_pin``) and ``RateLimited``.
    """
    if not pin:
        raise PinRequired
    had_turn = False
    while True:
        one_at_a_time = _tries.setdefault(f"{link.id}:{address}", anyio.Lock())
        if one_at_a_time.statistics().tasks_waiting >= _MOST_AT_ONCE:
            raise RateLimited("Too many guests at once. Try again in a moment.", retry_after_s=_COME_BACK_AFTER_S)
        async with one_at_a_time:
            if guest:
                await _check_guest(deps, link, guest)
            lanes = [] if had_turn else await _lanes(deps, link, address)
            if not lanes:
                return await _try(deps, link, pin, address, guest)
        await _wait_for_turn(deps, lanes)
        had_turn = True


async def is_tried_out(deps: Deps, link: ShareLink) -> bool:
    """Were so many wrong PINs typed within the hour that somebody must be trying them out?"""
    return link.pin_hash is not None and await _excess(deps, _HOUR, link.id) >= deps.settings.pin_link_tries


async def _try(deps: Deps, link: ShareLink, pin: str, address: str, guest: str | None) -> None:
    place = f"{link.id}:{address}"
    counted = ((_HOUR, place), (_HOUR, link.id), (_DAY, link.id))
    if len(pin) <= LONGEST and await verify_password(link.pin_hash, pin, by=address, lane=Lane.PINS):
        for rule, key in counted:
            await _count(deps, rule, f"pin-right:{key}")
        return
    for rule, key in counted:
        await _count(deps, rule, f"pin-wrong:{key}")
    await audit.record_some(deps, Caller(), "share_link.wrong_pin", f"share_link:{link.id}", link.event_id)
    if await is_tried_out(deps, link):
        target = f"share_link:{link.id}"
        await audit.record_some(deps, Caller(), "share_link.pin_tried_out", target, link.event_id, rule="1 per hour")
    if guest:
        for rule in (deps.settings.pin_rate, deps.settings.pin_hour_rate):
            await _count(deps, rule, f"pin:{link.id}:{guest}")
    else:
        # Programs that keep no cookie are told to slow down, and only after they were wrong: they may be anybody.
        await deps.limiter.hit(deps.settings.pin_rate, f"pin:{link.id}:stranger:{address}")
    raise WrongPin


async def _check_guest(deps: Deps, link: ShareLink, guest: str) -> None:
    for rule in (deps.settings.pin_rate, deps.settings.pin_hour_rate):
        await deps.limiter.check(rule, f"pin:{link.id}:{guest}")


async def _lanes(deps: Deps, link: ShareLink, address: str) -> Sequence[tuple[str, str]]:
    """What somebody new has to pass, each as a rule and its key: none, as long as no more is wrong than people mistype."""
    settings = deps.settings
    place = f"{link.id}:{address}"
    wrong = await _excess(deps, _HOUR, link.id)
    in_a_day = await _excess(deps, _DAY, link.id)
    # Once the link is slow each address has its lane, so that many tries from one of them are one among those of others.
    lanes = [(f"1 per {settings.pin_slow_s} second", f"pin-lane:{place}")]
    if in_a_day >= _DAYS_WORTH * settings.pin_link_tries:
        return [*lanes, (f"1 per {2 * settings.pin_slow_s} second", f"pin-lane:{link.id}")]
    if wrong >= settings.pin_link_tries:
        return [*lanes, (f"1 per {settings.pin_slow_s} second", f"pin-lane:{link.id}")]
    return lanes if await _excess(deps, _HOUR, place) >= settings.pin_address_tries else []


async def _wait_for_turn(deps: Deps, lanes: Sequence[tuple[str, str]]) -> None:
    deadline = anyio.current_time() + deps.settings.pin_wait_s
    for rule, key in lanes:
        line = _lines.setdefault(key, _Line())
        await _pass(deps, rule, key, line, deadline)


async def _pass(deps: Deps, rule: str, key: str, line: _Line, deadline: float) -> None:
    """Raises ``RateLimited`` for who waited until the ``deadline``, or was pushed out by somebody who came later."""
    pushed_out = anyio.Event()
    if len(line.waiting) >= _LONGEST_LINE:
        line.waiting.popleft().set()
    line.waiting.append(pushed_out)
    try:
        while True:
            try:
                return await deps.limiter.hit(rule, key)
            except RateLimited:
                left = deadline - anyio.current_time()
                if left <= 0 or pushed_out.is_set():
                    raise
            with anyio.move_on_after(min(left, random.uniform(*_LOOKS_EVERY_S))):  # noqa: S311 - by chance, not in secret
                await pushed_out.wait()
    finally:
        with suppress(ValueError):
            line.waiting.remove(pushed_out)


async def _excess(deps: Deps, rule: str, key: str) -> int:
    """How many more were wrong than right."""
    return await deps.limiter.counted(rule, f"pin-wrong:{key}") - await deps.limiter.counted(rule, f"pin-right:{key}")


async def _count(deps: Deps, rule: str, key: str) -> None:
    with suppress(RateLimited):  # it is counted no further
        await deps.limiter.hit(rule, key)


def _signer(settings: Settings) -> URLSafeSerializer:
    return URLSafeSerializer(derived_key(settings.secret_key.get_secret_value(), "guests at a PIN 1"), salt="pin")
