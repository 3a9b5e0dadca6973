"""Mail through an SMTP server, one connection a mail."""

from __future__ import annotations

import asyncio
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid, parseaddr
from typing import Final
from urllib.parse import unquote, urlsplit

import aiosmtplib

from app.domain.times import utc_now
from app.ports import Mail, Sent
from app.settings import SMTP_SCHEMES, Settings

_WHOLE_LINES: Final = SMTP.clone(max_line_length=998)  # an address in a header that is folded is none any more
_NEVER: Final = range(550, 554)  # RFC 5321, 4.2.3: no such mailbox, not here, too full for good, a name that cannot be one


class SmtpMailer:
    """``trust`` is whose certificates are taken; without it, those of public authorities. The settings must name a server."""

    def __init__(self, settings: Settings, trust: ssl.SSLContext | None = None) -> None:
        parts = urlsplit(settings.smtp_url.get_secret_value())
        self._sender = settings.mail_from
        self._within_s = settings.smtp_timeout_s
        self._scheme = parts.scheme
        self._host = parts.hostname or ""
        self._port = parts.port or SMTP_SCHEMES[parts.scheme]
        self._user = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None
        self._trust = trust or ssl.create_default_context()

    async def send(self, mail: Mail) -> Sent:
        """Hand it over. What a server says is not passed on in its words: they may have the address in them."""
        try:
            async with asyncio.timeout(self._within_s):
                await self._hand_over(mail)
        except aiosmtplib.SMTPRecipientsRefused as refused:
            code = refused.recipients[0].code
            return Sent(taken=False, gone=code in _NEVER, problem=f"the mail server refused the address: {code}")
        except aiosmtplib.SMTPResponseException as error:
            return Sent(taken=False, problem=f"the mail server said {error.code}")
        except (TimeoutError, aiosmtplib.SMTPTimeoutError):
            return Sent(taken=False, problem=f"the mail server did not answer within {self._within_s:g} s")
        except (aiosmtplib.SMTPException, OSError) as error:
            return Sent(taken=False, problem=f"the mail server cannot be reached: {type(error).__name__}")
        return Sent(taken=True)

    async def _hand_over(self, mail: Mail) -> None:
        client = aiosmtplib.SMTP(
            hostname=self._host,
            port=self._port,
            timeout=self._within_s,
            use_tls=self._scheme == "smtps",
            start_tls=self._scheme == "smtp",
            tls_context=None if self._scheme == "smtp+plain" else self._trust,
            username=self._user,
            password=self._password,
        )
        await client.connect()
        try:
            await client.sendmail(parseaddr(self._sender)[1], [mail.to], self._message(mail).as_bytes())
        finally:
            client.close()

    def _message(self, mail: Mail) -> EmailMessage:
        message = EmailMessage(policy=_WHOLE_LINES)
        message["From"] = self._sender
        message["To"] = mail.to
        message["Subject"] = mail.subject
        message["Date"] = format_datetime(utc_now())
        message["Message-ID"] = make_msgid(domain=parseaddr(self._sender)[1].rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday replies, please
        for name, value in mail.headers.items():
            message[name] = value
        message.set_content(mail.text)
        message.add_alternative(mail.html, subtype="html")
        return message
