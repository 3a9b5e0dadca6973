"""Mail to a real server: what arrives, and what is said of one that refuses, hangs or is not there."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from pydantic import ValidationError

from app.adapters.authority import Names, certify, https_files
from app.adapters.smtp_mailer import SmtpMailer
from app.ports import Mail
from app.settings import Settings
from tests.mail import MailServer, mail_server, text_of

STOP = f"<https://photos.example.org/letter/{'a' * 60}>"
LETTER = Mail("guest@example.org", "Fotos für dich", "Grüße\n", "<p>Grüße</p>", {"List-Unsubscribe": STOP})


def settings_of(server: MailServer, **changes: Any) -> Settings:
    return Settings(**{**server.settings, **changes}, _env_file=None)


async def test_a_mail_arrives_as_plain_text_and_html_with_its_headers() -> None:
    async with mail_server() as server:
        sent = await SmtpMailer(settings_of(server)).send(LETTER)
        mail = await server.next_mail()
    assert sent.taken
    assert (mail["To"], mail["From"], mail["Subject"]) == (LETTER.to, "Anna's photos <photos@example.org>", "Fotos für dich")
    assert (text_of(mail).strip(), text_of(mail, "html").strip()) == ("Grüße", "<p>Grüße</p>")
    assert f"\r\nList-Unsubscribe: {STOP}\r\n".encode() in (server.envelopes[0].original_content or b"")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert server.envelopes[0].mail_from == "photos@example.org"


@pytest.mark.parametrize(("said", "gone"), [("550 No such user guest@example.org", True), ("451 Later", False)])
async def test_who_is_refused_for_good_is_gone_and_what_the_server_said_is_not_repeated(said: str, gone: bool) -> None:
    async with mail_server() as server:
        server.refuses = said
        sent = await SmtpMailer(settings_of(server)).send(LETTER)
    assert (sent.taken, sent.gone) == (False, gone)
    assert said[:3] in sent.problem
    assert "guest" not in sent.problem


async def test_a_server_that_hangs_is_given_up_and_one_that_is_away_is_named_so() -> None:
    async with mail_server() as server:
        server.hangs = True
        sent = await SmtpMailer(settings_of(server, smtp_timeout_s=0.2)).send(LETTER)
        assert (sent.taken, sent.gone) == (False, False)
        assert "did not answer" in sent.problem
        away = settings_of(server)
    sent = await SmtpMailer(away).send(LETTER)
    assert (sent.taken, sent.gone) == (False, False)
    assert "cannot be reached" in sent.problem


async def test_a_name_and_password_go_over_tls_only(tmp_path: Path) -> None:
    certify(tmp_path, Names(("mail.example.org",), (ip_address("127.0.0.1"),)), datetime.now(UTC))
    files = https_files(tmp_path)
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(files.certificate)
    trust = ssl.create_default_context(cafile=files.trusted)
    known: list[tuple[bytes, bytes]] = []

    def admit(server: object, session: object, envelope: object, mechanism: str, said: LoginPassword) -> AuthResult:
        known.append((said.login, said.password))
        return AuthResult(success=said.password == b"p@ss/word", handled=False)

    async with mail_server(tls_context=ours, require_starttls=True, authenticator=admit, auth_required=True) as server:
        url = f"smtp://anna%40example.org:p%40ss%2Fword@127.0.0.1:{server.port}"
        assert (await SmtpMailer(settings_of(server, smtp_url=url), trust).send(LETTER)).taken
        assert known == [(b"anna@example.org", b"p@ss/word")]
        wrong = url.replace("p%40ss", "pass")
        refused = await SmtpMailer(settings_of(server, smtp_url=wrong), trust).send(LETTER)
        assert (refused.taken, refused.gone, "535" in refused.problem) == (False, False, True)
    async with mail_server() as server:  # which has no TLS
        url = f"smtp://anna:secret@127.0.0.1:{server.port}"
        assert not (await SmtpMailer(settings_of(server, smtp_url=url), trust).send(LETTER)).taken
        assert not server.envelopes


@pytest.mark.parametrize(
    "wrong", [{"smtp_url": "http://mail"}, {"smtp_url": "smtp://"}, {"mail_from": "nobody"}, {"mail_from": ""}]
)
def test_settings_that_would_send_nothing_are_told_at_the_start(wrong: dict[str, Any]) -> None:
    good: dict[str, Any] = {"smtp_url": "smtp://mail.example.org", "mail_from": "photos@example.org"}
    assert Settings(**good, _env_file=None).sends_mail
    with pytest.raises(ValidationError):
        Settings(**{**good, **wrong}, _env_file=None)
