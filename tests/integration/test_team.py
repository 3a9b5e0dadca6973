"""Colleagues on one event: invited by a link, allowed what their role may, credited by name, and gone when they are taken off."""

from __future__ import annotations

import asyncio
import ftplib
import io
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import numpy as np
import pytest
from PIL import Image

from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import PhotoStatus, Release, Review, Role, TeamRole
from app.errors import Conflict, InvitationInvalid, NotFound
from app.services import privacy, showing, team
from app.services.deps import Deps
from app.store import counting, teams
from app.store import photos as photo_store
from app.store.documents import AuditEntry, Event, Photo, Sender, User
from tests.ftp import camera_server, in_thread
from tests.integration.sockets import peer, serving
from tests.integration.web import Json, Web, code_of, event_of


@dataclass(frozen=True)
class Person:
    """An account, its id, and what it asks with."""

    account: Json
    id: str
    client: httpx.AsyncClient
    token: str


async def person(web: Web, role: str = "photographer") -> Person:
    account = await web.register(role)
    token = await web.token(account)
    client = web.client(token)
    return Person(account, (await client.get("/auth/me")).json()["id"], client, token)


async def invited(owner: Person, event_id: int, role: str = "shoot", **more: str) -> str:
    """The token of a new invitation."""
    answer = await owner.client.post(f"/events/{event_id}/team/invitations", json={"role": role, **more})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["url"]).partition("#team=")[2]


async def joined(web: Web, owner: Person, event_id: int, role: str = "shoot") -> Person:
    """A colleague on the team."""
    colleague = await person(web)
    answer = await colleague.client.post("/team-invitations/accept", json={"token": await invited(owner, event_id, role)})
    assert answer.json() == {"event_id": event_id}
    return colleague


def jpeg(seed: int) -> bytes:
    noise = np.random.default_rng(seed).integers(0, 256, (64, 64, 3), np.uint8)
    file = io.BytesIO()
    Image.fromarray(noise).save(file, "JPEG")
    return file.getvalue()


async def sent(by: Person, event_id: int, *seeds: int) -> httpx.Response:
    files = [("file", (f"{seed}.jpg", jpeg(seed), "image/jpeg")) for seed in seeds]
    return await by.client.post(f"/events/{event_id}/photos", files=files)


async def photo_of(by: Person, event_id: int, seed: int) -> str:
    answer = await sent(by, event_id, seed)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["photos"][0]["id"])


async def acts(event_id: int) -> list[str]:
    """What the log has of the team."""
    found = await AuditEntry.find({"event_id": event_id, "action": {"$regex": "^team"}}).to_list()
    return [entry.action for entry in sorted(found, key=lambda entry: entry.created_at)]


async def test_a_colleague_sees_what_is_offered_joins_and_finds_the_event_among_their_own(web: Web) -> None:
    owner, colleague = await person(web), await person(web)
    event_id = await event_of(owner.client, name="Wedding")
    token = await invited(owner, event_id, "edit", note="Anna, second shooter")
    assert (await web.client().post("/team-invitations/look", json={"token": token})).status_code == 401
    offer = (await colleague.client.post("/team-invitations/look", json={"token": token})).json()
    assert (offer["event_name"], offer["role"], offer["invited_by"]) == ("Wedding", "edit", owner.account["name"])
    assert (await colleague.client.get(f"/events/{event_id}")).status_code == 404, "an offer lets nobody in"
    assert (await colleague.client.post("/team-invitations/accept", json={"token": token})).status_code == 200
    [mine] = (await colleague.client.get("/events?mine=true")).json()["items"]
    assert (mine["id"], mine["role"], mine["owned"], mine["owner_name"]) == (event_id, "edit", False, owner.account["name"])
    assert {"see_photos", "upload_photos", "change_photos", "review_photos"} <= set(mine["may"])
    assert not {"change_event", "delete_event", "share_event", "manage_team", "see_insights"} & set(mine["may"])
    shown = (await owner.client.get(f"/events/{event_id}/team")).json()
    assert [(each["user_id"], each["role"]) for each in shown["members"]] == [(owner.id, "owner"), (colleague.id, "edit")]
    assert shown["members"][1]["email"] == colleague.account["email"]
    assert shown["invitations"] == []
    assert await acts(event_id) == ["team.invite", "team.accept"]


async def test_only_the_owner_sees_addresses_and_invitations(web: Web) -> None:
    owner = await person(web)
    event_id = await event_of(owner.client)
    helper = await joined(web, owner, event_id, "help")
    await invited(owner, event_id, note="for Tom")
    shown = (await helper.client.get(f"/events/{event_id}/team")).json()
    assert [each["email"] for each in shown["members"]] == [None, None]
    assert shown["invitations"] == []
    assert [each["note"] for each in (await owner.client.get(f"/events/{event_id}/team")).json()["invitations"]] == ["for Tom"]


async def test_an_invitation_works_once_and_not_after_it_was_taken_back_declined_or_is_too_old(web: Web) -> None:
    owner, colleague = await person(web), await person(web)
    event_id = await event_of(owner.client)

    async def opens(token: str) -> bool:
        answer = await colleague.client.post("/team-invitations/look", json={"token": token})
        assert answer.status_code == 200 or code_of(answer) == "invitation_invalid"
        return answer.status_code == 200

    used, declined, old, back = [await invited(owner, event_id) for _ in range(4)]
    assert (await colleague.client.post("/team-invitations/decline", json={"token": declined})).status_code == 204
    [invitation_id] = [each["id"] for each in (await owner.client.get(f"/events/{event_id}/team")).json()["invitations"]][:1]
    assert (await owner.client.delete(f"/events/{event_id}/team/invitations/{invitation_id}")).status_code == 204
    assert (await owner.client.delete(f"/events/{event_id}/team/invitations/{invitation_id}")).status_code == 404
    event = await Event.get(event_id)
    assert event is not None
    event.invitations[-1].expires_at = utc_now() - timedelta(seconds=1)
    await event.save()
    assert [await opens(token) for token in (used, declined, old, back)] == [True, False, False, False]
    assert (await colleague.client.post("/team-invitations/accept", json={"token": used})).status_code == 200
    other = await person(web)
    assert code_of(await other.client.post("/team-invitations/accept", json={"token": used})) == "invitation_invalid"


async def test_of_two_who_accept_at_once_one_is_on_the_team(web: Web) -> None:
    owner, first, second = await person(web), await person(web), await person(web)
    event_id = await event_of(owner.client)
    token = await invited(owner, event_id)
    answers = await asyncio.gather(
        *(each.client.post("/team-invitations/accept", json={"token": token}) for each in (first, second))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 403]
    event = await Event.get(event_id)
    assert event is not None
    assert len(event.team) == 1
    assert event.invitations == []


async def test_an_invitation_is_taken_back_or_accepted_and_never_both(web: Web) -> None:
    owner, colleague = await person(web), await person(web)
    event_id = await event_of(owner.client)
    asked = Caller(user_id=colleague.id, role=Role.PHOTOGRAPHER)
    owns = Caller(user_id=owner.id, role=Role.PHOTOGRAPHER)
    for _ in range(8):
        token = await invited(owner, event_id)
        [invitation] = (await team.of_event(owns, event_id)).invitations
        outcomes = await asyncio.gather(
            team.accept(asked_in_person(asked), token),
            team.revoke_invitation(owns, event_id, invitation.id),
            return_exceptions=True,
        )
        accepted, revoked = (not isinstance(outcome, BaseException) for outcome in outcomes)
        assert accepted != revoked, outcomes
        refused = outcomes[1] if accepted else outcomes[0]
        assert isinstance(refused, NotFound | InvitationInvalid | Conflict)
        on_it = [member.user_id for member in (await team.of_event(owns, event_id)).members][1:]
        assert on_it == ([colleague.id] if accepted else [])
        if accepted:
            assert await teams.remove(event_id, colleague.id) is not None


def asked_in_person(caller: Caller) -> Caller:
    return Caller(user_id=caller.user_id, role=caller.role, session_id="s1")


async def test_nobody_joins_what_is_theirs_and_no_account_of_a_guest_joins(web: Web) -> None:
    owner, guest = await person(web), await person(web, "guest")
    event_id = await event_of(owner.client)
    member = await joined(web, owner, event_id)
    token = await invited(owner, event_id, "help")
    for somebody in (owner, member):
        assert code_of(await somebody.client.post("/team-invitations/accept", json={"token": token})) == "on_the_team"
    assert (await guest.client.post("/team-invitations/look", json={"token": token})).status_code == 403
    other = await person(web)
    assert (await other.client.post("/team-invitations/accept", json={"token": token})).status_code == 200, "it stayed open"


async def test_a_shooter_deletes_own_photos_only_and_others_are_left_in_a_bulk(web: Web) -> None:
    owner = await person(web)
    event_id = await event_of(owner.client)
    shooter = await joined(web, owner, event_id)
    mine, theirs = await photo_of(shooter, event_id, 1), await photo_of(owner, event_id, 2)
    assert (await shooter.client.delete(f"/photos/{theirs}")).status_code == 403
    asked = {"action": "delete", "photo_ids": [mine, theirs]}
    answer = (await shooter.client.post(f"/events/{event_id}/photos/bulk", json=asked)).json()
    assert answer == {"done": 1, "skipped": [{"photo_id": theirs, "code": "forbidden"}]}
    for action in ("hide", "approve"):
        asked = {"action": action, "photo_ids": [theirs]}
        assert (await shooter.client.post(f"/events/{event_id}/photos/bulk", json=asked)).status_code == 403
    assert (await owner.client.delete(f"/photos/{theirs}")).status_code == 204


async def test_a_helper_says_yes_and_no_at_the_gate_and_sends_nothing(web: Web) -> None:
    owner = await person(web)
    event_id = await event_of(owner.client)
    await owner.client.patch(f"/events/{event_id}", json={"release": "approved"})
    helper = await joined(web, owner, event_id, "help")
    photo_id = await photo_of(owner, event_id, 1)
    bulk = f"/events/{event_id}/photos/bulk"
    done = [
        await helper.client.post(bulk, json={"action": act, "photo_ids": [photo_id]}) for act in ("reject", "hold", "approve")
    ]
    assert [answer.json() for answer in done] == [{"done": 1, "skipped": []}] * 3
    assert (await helper.client.post(bulk, json={"action": "hide", "photo_ids": [photo_id]})).status_code == 403
    assert (await helper.client.patch(f"/photos/{photo_id}", json={"stars": 3})).status_code == 403
    assert (await sent(helper, event_id, 2)).status_code == 403


async def test_photos_are_credited_counted_and_found_by_who_sent_them_and_stay_when_they_leave(web: Web) -> None:
    owner = await person(web)
    event_id = await event_of(owner.client)
    shooter = await joined(web, owner, event_id)
    await sent(owner, event_id, 1)
    assert (await sent(shooter, event_id, 2, 3)).status_code == 202
    await (await Photo.find_one({"event_id": event_id, "name": "1.jpg"})).set({"camera_key": "r6"})  # type: ignore[union-attr]
    assert (await shooter.client.delete(f"/events/{event_id}/team/{shooter.id}")).status_code == 204
    assert await acts(event_id) == ["team.invite", "team.accept", "team.leave"]

    async def listed(query: str) -> set[str]:
        return {each["name"] for each in (await owner.client.get(f"/events/{event_id}/photos?{query}")).json()["items"]}

    counted = (await owner.client.get(f"/events/{event_id}/photographers")).json()["items"]
    assert counted == [
        {"user_id": shooter.id, "name": "Phoebe", "role": None, "photos": 2},
        {"user_id": owner.id, "name": "Phoebe", "role": "owner", "photos": 1},
    ]
    assert await listed(f"uploaded_by={shooter.id}") == {"2.jpg", "3.jpg"}
    assert await listed("camera=r6") == {"1.jpg"}
    assert await listed("uploaded_by=") == set()
    await User.find({"_id": shooter.id}).delete()
    [gone, _] = (await owner.client.get(f"/events/{event_id}/photographers")).json()["items"]
    assert gone == {"user_id": shooter.id, "name": None, "role": None, "photos": 2}


async def test_who_is_taken_off_in_the_middle_of_a_burst_sends_nothing_more(web: Web) -> None:
    owner = await person(web)
    event_id = await event_of(owner.client)
    shooter = await joined(web, owner, event_id)
    made = {
        "name": "R6",
        "scopes": ["upload"],
        "event_ids": [event_id],
        "expires_at": (utc_now() + timedelta(days=1)).isoformat(),
    }
    program = web.client((await shooter.client.post("/auth/tokens", json=made)).json()["token"])
    assert (await program.get(f"/events/{event_id}")).status_code == 200
    removed = asyncio.Event()

    async def burst() -> int:
        seed = 0
        while True:
            answer = await sent(shooter, event_id, seed := seed + 1)
            if answer.status_code != 202:
                return answer.status_code
            if seed == 2:
                removed.set()

    async def remove() -> None:
        await removed.wait()
        assert (await owner.client.delete(f"/events/{event_id}/team/{shooter.id}")).status_code == 204

    status, _ = await asyncio.gather(burst(), remove())
    assert status == 404
    stored = await Photo.find({"event_id": event_id}).to_list()
    assert {photo.uploaded_by for photo in stored} == {shooter.id}
    assert (await program.get(f"/events/{event_id}")).status_code == 404
    assert (await program.get("/events?mine=true")).json()["items"] == []
    assert await acts(event_id) == ["team.invite", "team.accept", "team.remove"]


async def test_the_camera_of_who_is_taken_off_is_refused_in_its_session_and_at_the_door(web: Web, deps: Deps) -> None:
    owner = await person(web)
    event_id = await event_of(owner.client)
    shooter = await joined(web, owner, event_id)
    made = (await shooter.client.post(f"/events/{event_id}/senders", json={"name": "R6"})).json()
    shown = (await owner.client.get(f"/events/{event_id}/senders")).json()["items"]
    assert [(each["name"], each["owner_name"]) for each in shown] == [("R6", "Phoebe")]
    assert (await (await joined(web, owner, event_id)).client.get(f"/events/{event_id}/senders")).json()["items"] == []
    async with camera_server(deps) as server:
        client = await in_thread(server.connect)
        await in_thread(lambda: client.login(made["username"], made["sender_password"]))
        reply = await in_thread(lambda: client.storbinary("STOR 1.jpg", io.BytesIO(jpeg(1))))
        assert reply.startswith("226")
        assert (await owner.client.delete(f"/events/{event_id}/team/{shooter.id}")).status_code == 204
        with pytest.raises(ftplib.error_perm, match="530"):
            await in_thread(lambda: client.storbinary("STOR 2.jpg", io.BytesIO(jpeg(2))))
        await in_thread(client.close)
        again = await in_thread(server.connect)
        with pytest.raises(ftplib.error_perm, match="530"):
            await in_thread(lambda: again.login(made["username"], made["sender_password"]))
        await in_thread(again.close)
    camera = await Sender.get(made["id"])
    assert camera is not None
    assert camera.revoked_at is not None
    [photo] = await Photo.find({"event_id": event_id}).to_list()
    assert photo.uploaded_by == shooter.id


async def test_a_login_that_is_made_while_its_owner_is_taken_off_holds_no_more(web: Web) -> None:
    owner = await person(web)
    event_id = await event_of(owner.client)
    for _ in range(4):
        shooter = await joined(web, owner, event_id)
        await asyncio.gather(
            shooter.client.post(f"/events/{event_id}/senders", json={"name": "R6"}),
            owner.client.delete(f"/events/{event_id}/team/{shooter.id}"),
        )
        made = await Sender.find({"user_id": shooter.id}).to_list()
        assert all(camera.revoked_at is not None for camera in made)


async def test_a_camera_of_who_may_send_no_more_is_refused_until_they_may_again(web: Web, deps: Deps) -> None:
    owner = await person(web)
    event_id = await event_of(owner.client)
    shooter = await joined(web, owner, event_id)
    made = (await shooter.client.post(f"/events/{event_id}/senders", json={"name": "R6"})).json()

    async with camera_server(deps) as server:

        async def sign_in() -> str:
            client = await in_thread(server.connect)
            try:
                return await in_thread(lambda: client.login(made["username"], made["sender_password"]))
            except ftplib.error_perm as error:
                return str(error)
            finally:
                await in_thread(client.close)

        replies = []
        for role in ("help", "edit"):
            await owner.client.patch(f"/events/{event_id}/team/{shooter.id}", json={"role": role})
            replies.append((await sign_in())[:3])
    assert replies == ["530", "230"]


async def test_an_open_page_of_who_is_taken_off_hears_nothing_more(web: Web, deps: Deps) -> None:
    owner = await person(web)
    event_id = await event_of(owner.client)
    helper = await joined(web, owner, event_id, "help")
    async with serving(deps) as url, peer(url, helper.token) as socket:
        assert (await socket.subscribe(f"event:{event_id}:ingest"))["type"] == "subscribed"
        await owner.client.delete(f"/events/{event_id}/team/{helper.id}")
        while (message := await socket.receive())["type"] != "unsubscribed":
            pass
        assert message["reason"] == "revoked"


async def test_the_photos_of_one_wait_while_those_of_the_others_go_out_and_go_out_by_a_change(web: Web, deps: Deps) -> None:
    owner = await person(web)
    event_id = await event_of(owner.client)
    assistant = await joined(web, owner, event_id)
    setting = f"/events/{event_id}/team/{assistant.id}"
    assert (await owner.client.patch(setting, json={"release": "approved"})).status_code == 204
    held, free = await photo_of(assistant, event_id, 1), await photo_of(owner, event_id, 2)

    async def reviews() -> list[Review]:
        found = await photo_store.by_ids([held, free])
        return [found[photo_id].review for photo_id in (held, free)]

    assert await reviews() == [Review.WAITING, Review.NONE]
    await ready(event_id)
    await owner.client.delete(setting)
    far = utc_now() + timedelta(days=2)
    assert await showing.release_due(deps, far) == 0, "who leaves takes no setting along"
    assert await reviews() == [Review.WAITING, Review.NONE]
    await teams.set_release(event_id, assistant.id, Release.LATER)
    assert await showing.release_due(deps, utc_now()) == 0
    assert await showing.release_due(deps, far) == 1
    assert await reviews() == [Review.APPROVED, Review.NONE]


async def test_the_owners_photos_go_out_at_once_where_all_others_wait(web: Web) -> None:
    owner = await person(web)
    event_id = await event_of(owner.client)
    await owner.client.patch(f"/events/{event_id}", json={"release": "approved"})
    shooter = await joined(web, owner, event_id)
    assert (await owner.client.patch(f"/events/{event_id}/team/{owner.id}", json={"release": "at_once"})).status_code == 204
    assert (await owner.client.patch(f"/events/{event_id}/team/nobody", json={"release": "at_once"})).status_code == 404
    assert (await owner.client.patch(f"/events/{event_id}/team/{owner.id}", json={"role": "help"})).status_code == 404
    ids = [await photo_of(owner, event_id, 1), await photo_of(shooter, event_id, 2)]
    found = await photo_store.by_ids(ids)
    assert [found[photo_id].review for photo_id in ids] == [Review.NONE, Review.WAITING]


async def ready(event_id: int) -> None:
    """As if a worker had looked all photos of the event through."""
    now = utc_now()
    for photo in await Photo.find({"event_id": event_id}).to_list():
        await photo.set({"status": PhotoStatus.INDEXED.value, "indexed_at": now})
    await counting.count(event_id, indexed=2, waiting=1)


async def test_a_role_is_changed_for_one_alone_also_while_others_come_and_go(web: Web) -> None:
    owner = await person(web)
    event_id = await event_of(owner.client)
    first, second, third = [await joined(web, owner, event_id) for _ in range(3)]
    answers = await asyncio.gather(
        owner.client.delete(f"/events/{event_id}/team/{first.id}"),
        owner.client.patch(f"/events/{event_id}/team/{third.id}", json={"role": "edit"}),
        owner.client.patch(f"/events/{event_id}/team/{second.id}", json={"role": "help"}),
    )
    assert [answer.status_code for answer in answers] == [204, 204, 204]
    event = await Event.get(event_id)
    assert event is not None
    assert {member.user_id: member.role for member in event.team} == {second.id: TeamRole.HELP, third.id: TeamRole.EDIT}
    assert (await owner.client.patch(f"/events/{event_id}/team/{first.id}", json={"role": "edit"})).status_code == 404


async def test_a_zip_that_a_colleague_was_offered_is_gone_with_them(web: Web, deps: Deps) -> None:
    owner = await person(web)
    event_id = await event_of(owner.client)
    helper = await joined(web, owner, event_id, "help")
    photo_id = await photo_of(owner, event_id, 1)
    await ready(event_id)
    offer = (await helper.client.post(f"/events/{event_id}/downloads", json={"photo_ids": [photo_id]})).json()
    url = offer["url"].removeprefix("/api/v1")
    assert (await web.client().get(url)).status_code == 200
    await owner.client.delete(f"/events/{event_id}/team/{helper.id}")
    assert (await web.client().get(url)).status_code == 404


async def test_what_is_left_of_an_erased_event_names_nobody(web: Web, deps: Deps) -> None:
    owner = await person(web)
    event_id = await event_of(owner.client)
    helper = await joined(web, owner, event_id, "help")
    await invited(owner, event_id)
    await owner.client.delete(f"/events/{event_id}")
    assert (await helper.client.get("/events?mine=true")).json()["items"] == []
    await privacy.erase_event(deps, event_id)
    event = await Event.get(event_id)
    assert event is not None
    left: tuple[Any, ...] = (event.team, event.invitations, event.releases)
    assert left == ([], [], {})
