"""What is asked of a table that an administrator pages through: words to look for, a place to go on from, rows a page."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.domain import cursors, text

LARGEST_PAGE = 200
LONGEST_WORDS = 200

Words = Annotated[str, Field(max_length=LONGEST_WORDS, pattern=text.PRINTABLE)]
Cursor = Annotated[str | None, Field(pattern=cursors.BY_MOMENT.pattern)]
PageSize = Annotated[int, Field(ge=1, le=LARGEST_PAGE)]
