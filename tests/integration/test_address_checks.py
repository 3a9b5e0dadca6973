"""Who signs up is asked by mail whether the address is theirs; until then nothing is mailed for the account."""

from __future__ import annotations

import re
import secrets
from email.message import EmailMessage

import httpx
import pytest

from app.adapters.opening import open_post
from app.adapters.pinned_http import PinnedHttp
from app.services import post
from app.services.deps import Deps
from app.settings import Settings
from app.store.documents import AuditEntry, Letter, User
from tests.integration.test_account_admin import admin as administrator
from tests.integration.web import PASSWORD, Json, Web, code_of, event_of
from tests.mail import MailServer, text_of


@pytest.fixture
async def settings(settings: Settings, mails: MailServer) -> Settings:
    """Mail goes to the test's server."""
    return mails.used_by(settings)


async def delivered(deps: Deps, mails: MailServer) -> EmailMessage:
    """The next mail, once the keeper has looked."""
    await post.deliver_due(deps, open_post(deps.settings, PinnedHttp(private=False)))
    return await mails.next_mail()


def token_in(mail: EmailMessage) -> str:
    found = re.search(r"/studio#confirm=(\S+)", text_of(mail))
    assert found is not None, text_of(mail)
    return found[1]


async def signed_up(web: Web, **more: object) -> tuple[Json, httpx.AsyncClient]:
    """An account of this moment, and its holder."""
    account = {"email": f"{secrets.token_hex(6)}@example.com", "password": PASSWORD, "name": "Phoebe", "role": "photographer"}
    answer = await web.client(address=secrets.token_hex(4)).post("/auth/register", json={**account, **more})
    assert answer.status_code == 201, answer.text
    return dict(answer.json()), web.client(await web.token(account))


async def test_an_address_is_confirmed_by_the_link_that_was_mailed_to_it(web: Web, deps: Deps, mails: MailServer) -> None:
    account, me = await signed_up(web, language="es")
    assert account["confirmed"] is False
    mail = await delivered(deps, mails)
    assert (mail["To"], mail["Subject"]) == (account["email"], "Confirma tu dirección de correo")
    token, stranger = token_in(mail), web.client()
    other, _ = await signed_up(web)
    forged = f"{other['id']}.{token.partition('.')[2]}"
    for wrong in ("", "nobody.x", forged, token[:-1], f"{token}x"):
        assert (await stranger.post("/auth/confirm-address", json={"token": wrong})).status_code == 404
    assert (await me.get("/auth/me")).json()["confirmed"] is False
    for _ in range(2):
        assert (await stranger.post("/auth/confirm-address", json={"token": token})).status_code == 204
    assert (await me.get("/auth/me")).json()["confirmed"] is True
    assert await AuditEntry.find({"action": "user.confirm_address"}).count() == 1, "said twice it is confirmed once"


async def test_until_then_nothing_is_mailed_for_the_account_and_all_else_works(web: Web, deps: Deps, mails: MailServer) -> None:
    account, me = await signed_up(web)
    token = token_in(await delivered(deps, mails))
    event_id = await event_of(me)
    path, wanted = f"/events/{event_id}/team/invitations", {"role": "edit", "mail_to": "ben@example.org"}
    refused = await me.post(path, json=wanted)
    assert (refused.status_code, code_of(refused)) == (403, "address_unconfirmed")
    assert (await me.post(path, json={"role": "edit"})).status_code == 201, "a link to hand over"
    assert await Letter.find({"kind": "team"}).count() == 0
    await web.client().post("/auth/confirm-address", json={"token": token})
    assert (await me.post(path, json=wanted)).status_code == 201
    assert (await delivered(deps, mails))["To"] == "ben@example.org"
    assert account["email"] not in str(await Letter.find_all().to_list())


async def test_it_is_asked_again_so_often_and_not_once_it_is_answered(web: Web, deps: Deps, mails: MailServer) -> None:
    account, me = await signed_up(web)
    allowed = int(deps.settings.mail_rate.split()[0])
    again = [(await me.post("/auth/confirmation-mail", json={"language": "de"})).status_code for _ in range(allowed)]
    assert again == [202] * (allowed - 1) + [429], "the first was sent at sign-up"
    assert (await delivered(deps, mails))["To"] == account["email"]
    await User.find_one({"_id": account["id"]}).update({"$set": {"confirmed": True}})
    asked = await Letter.find_all().count()
    assert (await me.post("/auth/confirmation-mail", json={})).status_code == 202
    assert await Letter.find_all().count() == asked
    assert (await web.client().post("/auth/confirmation-mail", json={})).status_code == 401


async def test_an_address_that_had_its_letters_for_today_gets_an_account_all_the_same(web: Web, deps: Deps) -> None:
    allowed = int(deps.settings.mail_rate.split()[0])
    email = f"{secrets.token_hex(6)}@example.com"
    for _ in range(allowed):
        await web.client(address=secrets.token_hex(4)).post("/auth/forgot-password", json={"email": email})
    answer = await web.client(address=secrets.token_hex(4)).post(
        "/auth/register", json={"email": email, "password": PASSWORD, "name": "Phoebe", "role": "photographer"}
    )
    assert (answer.status_code, answer.json()["confirmed"]) == (201, False)
    assert await Letter.find({"kind": "address"}).count() == 0


async def test_who_was_invited_or_made_is_not_asked(web: Web, deps: Deps) -> None:
    admin = await administrator(web, deps)
    made = (await admin.post("/admin/invitations", json={})).json()
    account, _ = await signed_up(web, invitation=made["url"].partition("#invitation=")[2])
    assert account["confirmed"] is True
    assert await Letter.find({"kind": "address"}).count() == 0
