"""A forgotten password: a link by mail, for whoever has the account's letter box, and nothing to be learned for anybody else."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from pydantic import SecretStr

from app.adapters.opening import open_post
from app.adapters.pinned_http import PinnedHttp
from app.domain.times import utc_now
from app.services import post
from app.services.deps import Deps
from app.settings import Settings
from app.store.documents import Letter, User
from tests.integration.test_account_admin import admin as administrator
from tests.integration.web import Web, event_of, running_app
from tests.mail import MailServer, text_of

NEW = "a new password of hers"


@pytest.fixture
async def settings(settings: Settings, mails: MailServer) -> Settings:
    """Mail goes to the test's server."""
    return mails.used_by(settings)


async def deliver(deps: Deps) -> None:
    """As a keeper does it every second."""
    await post.deliver_due(deps, open_post(deps.settings, PinnedHttp(private=False)))


async def test_a_link_by_mail_sets_a_new_password_once_and_strangers_get_the_same_answer(
    web: Web, deps: Deps, mails: MailServer
) -> None:
    account = await web.register()
    client = web.client()
    known = await client.post("/auth/forgot-password", json={"email": account["email"].upper(), "language": "fr"})
    unknown = await client.post("/auth/forgot-password", json={"email": "nobody@example.org"})
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content) == (202, b"")
    waiting = await Letter.find_all().to_list()
    assert len(waiting) == 2, "what is done by then is the same for both"
    assert account["email"] not in str(waiting)
    await deliver(deps)
    mail = await mails.next_mail()
    assert mails.got.empty()
    assert (mail["To"], mail["Subject"]) == (account["email"], "Choisir un nouveau mot de passe")
    found = re.search(r"/studio#reset=(\S+)", text_of(mail))
    assert found is not None
    used = {"token": found[1], "password": NEW}
    assert (await client.post("/auth/password-reset", json=used)).status_code == 204
    assert (await client.post("/auth/password-reset", json=used)).status_code == 410
    assert (await client.post("/auth/login", json={"email": account["email"], "password": NEW})).status_code == 200
    assert {(letter.state.value, letter.sealed) for letter in await Letter.find_all().to_list()} == {("delivered", b"")}


async def test_a_disabled_account_gets_none_and_a_letter_that_comes_too_late_is_not_sent(
    web: Web, deps: Deps, mails: MailServer
) -> None:
    disabled, late = await web.register(), await web.register()
    await User.find({"email": disabled["email"]}).update({"$set": {"disabled": True}})
    for account in (disabled, late):
        await web.client().post("/auth/forgot-password", json={"email": account["email"]})
        if account is disabled:
            await deliver(deps)
    await Letter.find({"state": "waiting"}).update({"$set": {"expires_at": utc_now()}})
    await deliver(deps)
    assert mails.got.empty()
    assert await Letter.find({"state": "waiting"}).count() == 0


async def test_nobody_fills_a_letter_box(web: Web, deps: Deps) -> None:
    allowed = int(deps.settings.mail_rate.split()[0])
    body = {"email": "somebody@example.org"}
    answers = [(await web.client().post("/auth/forgot-password", json=body)).status_code for _ in range(allowed + 1)]
    assert answers == [202] * allowed + [429]


async def test_the_sign_in_knows_whether_mail_is_sent(web: Web) -> None:
    assert (await web.client().get("/auth/registration")).json()["mail"] is True


async def test_links_that_are_handed_over_can_be_mailed_as_well(web: Web, deps: Deps, mails: MailServer) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    invited = {"role": "edit", "mail_to": "Ben@example.org", "language": "es"}
    made = (await owner.post(f"/events/{event_id}/team/invitations", json=invited)).json()
    await deliver(deps)
    mail = await mails.next_mail()
    assert (mail["To"], mail["Subject"]) == ("ben@example.org", "Únete al equipo: Party")
    assert made["url"] in text_of(mail)

    admin, account = await administrator(web, deps), await web.register()
    made = (await admin.post("/admin/invitations", json={"mail_to": "ann@example.org"})).json()
    await deliver(deps)
    mail = await mails.next_mail()
    assert (mail["To"], made["url"] in text_of(mail)) == ("ann@example.org", True)

    me = (await web.client(await web.token(account)).get("/auth/me")).json()
    path = f"/admin/users/{me['id']}/password-reset"
    assert (await admin.post(path)).status_code == 201, "handed over, as before"
    await deliver(deps)
    assert mails.got.empty()
    link = (await admin.post(path, json={"mail": True, "language": "ar"})).json()
    await deliver(deps)
    mail = await mails.next_mail()
    assert (mail["To"], mail["Subject"], link["url"] in text_of(mail)) == (account["email"], "اختيار كلمة مرور جديدة", True)


async def test_nothing_is_made_where_it_cannot_be_mailed(web: Web, deps: Deps) -> None:
    none = replace(deps, settings=deps.settings.model_copy(update={"smtp_url": SecretStr("")}))
    owner = await web.signed_in()
    event_id = await event_of(owner)
    async with running_app(none.settings, none) as app:
        client = Web(app).client(owner.headers["authorization"].removeprefix("Bearer "))
        path = f"/events/{event_id}/team/invitations"
        answer = await client.post(path, json={"role": "edit", "mail_to": "ben@example.org"})
        assert (answer.status_code, answer.json()["code"]) == (409, "mail_off")
        assert (await client.get(f"/events/{event_id}/team")).json()["invitations"] == []
