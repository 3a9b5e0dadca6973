"""Who is written to, and in which language, as clients name it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from app.domain import text
from app.services.letters import Recipient

Language = Annotated[
    str,
    # RFC 5646, 4.4.1: 35 characters hold all.
    Field(pattern=r"^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$", max_length=35, description="Language tag (BCP 47), such as `de-CH`."),
]


class MayBeMailed(BaseModel):
    """`mail_to` is an address that the link is mailed to as well, in that `language`: 409 `mail_off` where no mail is sent."""

    mail_to: Annotated[str, AfterValidator(text.email_address)] | None = None
    language: Language = "en"

    @property
    def recipient(self) -> Recipient | None:
        """Who gets the mail."""
        return Recipient(self.mail_to, self.language) if self.mail_to else None
