"""Guests who asked for it are told of new photos of them, by mail and push, on real servers; and who is told nothing."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from app import topics
from app.adapters.opening import open_post
from app.adapters.pinned_http import PinnedHttp
from app.domain.alerts import AT_MOST_EVERY, QUIET_FOR
from app.domain.times import utc_now
from app.services import alerts, exports, post, privacy, search_upkeep, searches, showing
from app.services.deps import Deps
from app.settings import Settings
from app.store.documents import Alert, AlertState, Event, EventStats, Letter, NoMail, Search, User
from tests.integration.sockets import peer, serving
from tests.integration.web import Json, Web, event_of, running_app, share
from tests.mail import MailServer, PushService, push_service, text_of
from tests.painted import PaintedEngine, painted
from tests.stage import Stage, stage_of

ADDRESS = "guest@example.org"
LATER = timedelta(minutes=2)


@pytest.fixture
async def pushes() -> AsyncIterator[PushService]:
    async with push_service() as service:
        yield service


@pytest.fixture
async def settings(settings: Settings, mails: MailServer) -> Settings:
    """Mail goes to the test's server, and pushes may go to this machine."""
    return mails.used_by(settings).model_copy(update={"webhook_private": True})


@dataclass
class Scene:
    """A guest whose search has found one photo."""

    deps: Deps
    stage: Stage
    owner: httpx.AsyncClient
    guest: httpx.AsyncClient
    stranger: httpx.AsyncClient
    search_id: str

    async def ask(self, **way: Any) -> Json:
        """By mail, if nothing else is said."""
        wanted = {"consent": True, "language": "de-CH", **(way or {"email": ADDRESS})}
        answer = await self.guest.post(f"/searches/{self.search_id}/alerts", json=wanted)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    async def deliver(self) -> None:
        """As a keeper does it every second."""
        await post.deliver_due(self.deps, open_post(self.deps.settings, PinnedHttp(private=True)))

    async def look(self, after: timedelta = LATER) -> int:
        """A round of the keeper after that time."""
        told = await alerts.look(self.deps, utc_now() + after)
        await self.deliver()
        return told

    async def confirmed(self, mails: MailServer) -> Json:
        """Told by mail from now on."""
        made = await self.ask()
        await self.deliver()
        token = link_in(await mails.next_mail(), "confirm")
        assert (await self.stranger.post("/alerts/confirm", json={"token": token})).json() == {"event": self.stage.event.name}
        await self.look()
        return made


def link_in(mail: EmailMessage, purpose: str) -> str:
    """What stands behind ``#purpose=`` in it."""
    found = re.search(rf"#{purpose}=([^&\s]+)", text_of(mail))
    assert found is not None, text_of(mail)
    return found[1]


@pytest.fixture
async def scene(web: Web, deps: Deps) -> AsyncIterator[Scene]:
    owner = await web.signed_in()
    event_id = await event_of(owner, "unlisted", "Fest & Fete")
    guest = await web.guest(await share(owner, event_id))
    event = await Event.get(event_id)
    assert event is not None
    async with stage_of(deps, event, PaintedEngine()) as stage:
        await stage.index(3, look=1)
        selfie = ("selfie", ("me.png", painted(3, look=50), "image/png"))
        made = (await guest.post(f"/events/{event_id}/searches", files=[selfie], data={"consent": "true"})).json()
        await stage.searcher.run(made["id"])
        yield Scene(deps, stage, owner, guest, web.client(), made["id"])


async def test_an_address_is_asked_first_then_told_soon_and_once_an_hour(scene: Scene, mails: MailServer) -> None:
    made = await scene.ask()
    assert (made["channel"], made["target"], made["confirmed"]) == ("mail", ADDRESS, False)
    photo = await scene.stage.index(3, look=2)
    assert await scene.look() == 0, "nobody has said that the address is theirs"
    question = await mails.next_mail()
    assert question["Subject"] == "Ist das deine Adresse? Fotos von Fest & Fete"
    assert "List-Unsubscribe" not in question
    assert photo.id not in text_of(question)
    assert mails.got.empty()

    token = link_in(question, "confirm")
    for _ in range(2):  # a mail program may have followed it before
        assert (await scene.stranger.post("/alerts/confirm", json={"token": token})).status_code == 200
    assert await scene.look() == 1
    told = await mails.next_mail()
    assert (told["To"], told["Subject"]) == (ADDRESS, "Neue Fotos von dir: Fest & Fete")
    assert "Wir haben neue Fotos von dir gefunden. Neu: 1, insgesamt: 2." in text_of(told)
    assert "Fest &amp; Fete" in text_of(told, "html")
    assert "<img" not in text_of(told, "html")
    assert f"&photo={photo.id}" in text_of(told)
    assert await scene.look() == 0

    await scene.stage.index(3, look=3)
    await scene.stage.index(4, look=4)
    assert await scene.look(AT_MOST_EVERY) == 0
    assert await scene.look(AT_MOST_EVERY + 2 * LATER) == 1
    assert "Wir haben neue Fotos von dir gefunden. Neu: 1, insgesamt: 3." in text_of(await mails.next_mail())
    assert mails.got.empty()


async def test_a_link_in_a_mail_opens_the_search_anywhere_until_the_mails_are_stopped(scene: Scene, mails: MailServer) -> None:
    await scene.confirmed(mails)
    await scene.stage.index(3, look=2)
    await scene.look()
    told = await mails.next_mail()
    token = link_in(told, "letter")
    for _ in range(2):
        opened = (await scene.stranger.post("/alerts/follow", json={"token": token})).json()
        assert (opened["search"]["id"], opened["event"]["id"]) == (scene.search_id, scene.stage.event.id)
    found = await scene.stranger.get(
        f"/searches/{scene.search_id}/matches", headers={"Authorization": f"Bearer {opened['search']['token']}"}
    )
    assert len(found.json()["items"]) == 2

    assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = str(told["List-Unsubscribe"]).strip("<>")
    opened_page = await scene.stranger.get(path)
    assert "letter.js" in opened_page.text, path
    assert await Alert.find_all().count() == 1, "to open it asks first"
    for _ in range(2):
        assert (await scene.stranger.post(path, data={"List-Unsubscribe": "One-Click"})).status_code == 204
    assert (await scene.stranger.post("/alerts/follow", json={"token": token})).status_code == 404
    await scene.stage.index(3, look=3)
    await scene.look(2 * AT_MOST_EVERY)
    assert mails.got.empty()


async def test_links_are_of_one_purpose_and_nobody_makes_one_up(scene: Scene, mails: MailServer) -> None:
    await scene.ask()
    await scene.deliver()
    question = await mails.next_mail()
    confirm, refuse = link_in(question, "confirm"), link_in(question, "refuse")
    for path, wrong in (
        ("confirm", refuse),
        ("follow", confirm),
        ("refuse", confirm),
        ("confirm", confirm[:-1]),
        ("follow", "x.y"),
    ):
        assert (await scene.stranger.post(f"/alerts/{path}", json={"token": wrong})).status_code == 404
    assert (await scene.stranger.post(f"/alerts/stop/{confirm}")).status_code == 404


async def test_somebody_elses_address_says_so_once_and_is_not_asked_again_at_this_event(scene: Scene, mails: MailServer) -> None:
    await scene.ask()
    await scene.deliver()
    refuse = link_in(await mails.next_mail(), "refuse")
    for _ in range(2):
        assert (await scene.stranger.post("/alerts/refuse", json={"token": refuse})).status_code == 204
    assert await Alert.find_all().count() == 0
    again = await scene.ask()
    assert again["confirmed"] is False, "who typed it is told nothing of that"
    await scene.look()
    assert mails.got.empty()
    assert ADDRESS not in str(await NoMail.find_all().to_list())


async def test_a_browser_is_pushed_to_at_once_and_dropped_when_it_is_gone(scene: Scene, pushes: PushService) -> None:
    made = await scene.ask(subscription=pushes.asked)
    assert made["confirmed"] is True
    assert (await scene.ask(subscription=pushes.asked))["id"] == made["id"]
    photo = await scene.stage.index(3, look=2)
    assert await scene.look() == 1
    pushed = await pushes.next_push()
    assert (pushed["title"], pushed["body"], pushed["lang"]) == (
        "Fest & Fete",
        "Wir haben neue Fotos von dir gefunden. Neu: 1, insgesamt: 2.",
        "de",
    )
    assert pushed["url"].endswith(f"&photo={photo.id}")
    pushes.answers = 410
    await scene.stage.index(3, look=3)
    assert await scene.look(2 * AT_MOST_EVERY) == 1
    assert await Alert.find_all().count() == 0
    assert await Letter.find_all().count() == 0


async def test_what_an_open_page_showed_is_not_told_and_neither_is_what_nobody_may_see(scene: Scene, pushes: PushService) -> None:
    await scene.ask(subscription=pushes.asked)
    shown, hidden = await scene.stage.index(3, look=2), await scene.stage.index(3, look=3)
    search = await Search.get(scene.search_id)
    assert search is not None
    topic = topics.search_topic(search.id)
    async with serving(scene.deps) as url, peer(url, searches.started(scene.deps, search).token) as socket:
        await socket.send("seen", topic=topic, photo_ids=[hidden.id])  # from a page that does not listen
        await socket.subscribe(topic)
        await socket.send("seen", topic=topic, photo_ids=[shown.id])
        await socket.send("ping")
        assert await socket.receive() == {"type": "pong"}
    await showing.hide(scene.deps, hidden)
    assert await scene.look() == 0
    await showing.unhide(scene.deps, hidden)
    await scene.stage.ingest.rematch(hidden.id)
    assert await scene.look() == 1
    assert "Wir haben neue Fotos von dir gefunden. Neu: 1, insgesamt: 3." in (await pushes.next_push())["body"]
    assert pushes.got.empty()


async def test_the_last_letter_comes_when_the_event_is_complete_also_to_who_was_not_found(
    scene: Scene, pushes: PushService
) -> None:
    await scene.ask(subscription=pushes.asked)
    await alerts.look_for_ends(scene.deps, utc_now() + QUIET_FOR / 2)
    assert await scene.look() == 0
    await alerts.look_for_ends(scene.deps, utc_now() + QUIET_FOR + LATER)
    assert await scene.look(QUIET_FOR + LATER) == 1
    assert (await pushes.next_push())["body"] == "Alle Fotos des Events sind da. Fotos von dir: 1."
    await alerts.look_for_ends(scene.deps, utc_now() + 3 * QUIET_FOR)
    assert await scene.look(3 * QUIET_FOR) == 0


async def test_a_photo_at_the_gate_keeps_an_event_from_being_complete(scene: Scene, pushes: PushService) -> None:
    await scene.ask(subscription=pushes.asked)
    await EventStats.find({"_id": scene.stage.event.id}).update({"$set": {"waiting": 1}})
    await alerts.look_for_ends(scene.deps, utc_now() + 2 * QUIET_FOR)
    assert await scene.look(2 * QUIET_FOR) == 0


async def test_a_crash_between_queueing_and_noting_tells_once(scene: Scene, pushes: PushService) -> None:
    await scene.ask(subscription=pushes.asked)
    await scene.stage.index(3, look=2)
    before = await AlertState.get(scene.search_id)
    assert before is not None
    await alerts.look(scene.deps, utc_now() + LATER)
    await before.save()  # as it was: what noted it did not live to do so
    await alerts.look(scene.deps, utc_now() + LATER)
    assert await Letter.find_all().count() == 1
    await scene.deliver()
    await scene.deliver()
    await pushes.next_push()
    assert pushes.got.empty()


async def test_a_mail_server_that_fails_is_asked_again_and_a_refused_address_is_dropped(scene: Scene, mails: MailServer) -> None:
    mails.refuses = "451 Later"
    await scene.ask()
    await scene.deliver()
    [letter] = await Letter.find_all().to_list()
    assert (letter.state, letter.attempts, letter.due_at > utc_now()) == ("waiting", 1, True)
    assert ADDRESS not in letter.problem
    mails.refuses = "550 Nobody"
    await Letter.find_all().update({"$set": {"due_at": utc_now()}})
    await scene.deliver()
    assert await Alert.find_all().count() == 0


@pytest.mark.parametrize(
    ("wanted", "status", "code"),
    [
        ({"email": ADDRESS, "consent": False}, 422, "consent_required"),
        ({"email": "nobody", "consent": True}, 422, "validation_failed"),
        ({"consent": True}, 422, "validation_failed"),
        (
            {"subscription": {"endpoint": "ftp://push", "keys": {"p256dh": "A", "auth": "A"}}, "consent": True},
            422,
            "validation_failed",
        ),
    ],
)
async def test_what_makes_no_sense_is_refused(scene: Scene, wanted: Json, status: int, code: str) -> None:
    answer = await scene.guest.post(f"/searches/{scene.search_id}/alerts", json=wanted)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_one_letter_box_is_not_filled_by_others(scene: Scene) -> None:
    allowed = int(scene.deps.settings.mail_rate.split()[0])
    path = f"/searches/{scene.search_id}/alerts"
    answers = [(await scene.guest.post(path, json={"email": ADDRESS, "consent": True})).status_code for _ in range(allowed + 1)]
    assert answers == [201] * allowed + [429]


async def test_all_of_it_is_sealed_exported_and_gone_with_the_search(
    scene: Scene, mails: MailServer, pushes: PushService
) -> None:
    await scene.confirmed(mails)
    pushed = await scene.ask(subscription=pushes.asked)
    stored = str([each.model_dump() for each in await Alert.find_all().to_list()])
    assert ADDRESS not in stored
    assert pushes.endpoint not in stored
    search = await Search.get(scene.search_id)
    assert search is not None
    exported = await exports.of_search(scene.deps, search)
    assert [each.target for each in exported.alerts] == [ADDRESS, pushes.endpoint]
    listed = (await scene.guest.get(f"/searches/{scene.search_id}/alerts")).json()
    assert [item["target"] for item in listed["items"]] == [ADDRESS, pushes.endpoint]
    assert listed["mail"] is True
    gone = await scene.guest.delete(f"/searches/{scene.search_id}/alerts/{pushed['id']}")
    assert gone.status_code == 204
    await scene.stage.index(3, look=2)
    assert await alerts.look(scene.deps, utc_now() + LATER) == 1
    await privacy.withdraw_search(scene.deps, search)
    await scene.deliver()
    assert mails.got.empty()
    for kind in (Alert, AlertState, Letter):
        assert await kind.find_all().count() == 0


async def test_what_expires_or_is_deleted_takes_the_wish_along(scene: Scene, pushes: PushService) -> None:
    await scene.ask(subscription=pushes.asked)
    await search_upkeep.expire_due(scene.deps, utc_now() + timedelta(days=400))
    assert await Alert.find_all().count() == 0
    answer = await scene.guest.post(f"/searches/{scene.search_id}/alerts", json={"subscription": pushes.asked, "consent": True})
    assert (answer.status_code, answer.json()["code"]) == (409, "search_not_live")


async def test_without_a_mail_server_no_address_is_taken(scene: Scene, pushes: PushService) -> None:
    none = replace(scene.deps, settings=scene.deps.settings.model_copy(update={"smtp_url": SecretStr("")}))
    async with running_app(none.settings, none) as app:
        guest = Web(app).client(scene.guest.headers["authorization"].removeprefix("Bearer "))
        path = f"/searches/{scene.search_id}/alerts"
        assert (await guest.get(path)).json()["mail"] is False
        answer = await guest.post(path, json={"email": ADDRESS, "consent": True})
        assert (answer.status_code, answer.json()["code"]) == (409, "mail_off")
        assert (await guest.post(path, json={"subscription": pushes.asked, "consent": True})).status_code == 201


async def test_guests_of_who_has_not_confirmed_an_address_are_offered_no_mail(scene: Scene, pushes: PushService) -> None:
    await User.find_one({"_id": scene.stage.event.owner_id}).update({"$set": {"confirmed": False}})
    path = f"/searches/{scene.search_id}/alerts"
    assert (await scene.guest.get(path)).json()["mail"] is False
    answer = await scene.guest.post(path, json={"email": ADDRESS, "consent": True})
    assert (answer.status_code, answer.json()["code"]) == (403, "address_unconfirmed")
    assert (await scene.guest.post(path, json={"subscription": pushes.asked, "consent": True})).status_code == 201


async def test_a_browser_that_is_pushed_to_elsewhere_says_so_itself(scene: Scene, pushes: PushService) -> None:
    elsewhere = {**pushes.asked, "endpoint": f"{pushes.asked['endpoint']}-elsewhere"}
    made = await scene.ask(subscription=elsewhere)
    listed = (await scene.guest.get(f"/searches/{scene.search_id}/alerts")).json()["items"]
    assert ["renewal" in one for one in (made, *listed)] == [True, False], "it is told once"
    renewed = {"token": made["renewal"], "subscription": pushes.asked}
    for _ in range(2):
        assert (await scene.stranger.post("/alerts/renew", json=renewed)).status_code == 204
    listed = (await scene.guest.get(f"/searches/{scene.search_id}/alerts")).json()["items"]
    assert [(one["id"], one["target"]) for one in listed] == [(made["id"], pushes.asked["endpoint"])]
    forged = {**renewed, "token": made["renewal"][:-1]}
    assert (await scene.stranger.post("/alerts/renew", json=forged)).status_code == 404
    await scene.guest.delete(f"/searches/{scene.search_id}/alerts/{made['id']}")
    assert (await scene.stranger.post("/alerts/renew", json=renewed)).status_code == 404
