"""The language that somebody reads, as clients name it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

Language = Annotated[
    str,
    # RFC 5646, 4.4.1: 35 characters hold all.
    Field(pattern=r"^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$", max_length=35, description="Language tag (BCP 47), such as `de-CH`."),
]
