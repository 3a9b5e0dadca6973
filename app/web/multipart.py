"""Multipart bodies part by part as they arrive, never whole in memory (Starlette's reader spools every file to disk first)."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from app.errors import FileMissing, Malformed, MalformedMultipart, TooLarge, UnsupportedMedia

# RFC 7578 (4.2) forbids this form, so the parser leaves it out; some clients send it all the same, and nothing else.
_EXTENDED_FILENAME: Final = re.compile(rb";\s*filename\*\s*=\s*[\w-]*'[\w-]*'([^;\s]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One part. ``data`` must be read before the next part is asked for; what is left of it is skipped."""

    name: str
    filename: str | None
    data: AsyncIterator[bytes]

    async def text(self, most: int) -> str:
        """All of it as text. Raises ``TooLarge`` past ``most`` bytes."""
        value = b""
        async for chunk in self.data:
            value += chunk
            if len(value) > most:
                raise TooLarge(f"A field may have at most {most} bytes.")
        return _text(value)


class _Ended:
    """Marks the end of a part among its bytes."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """Marks that a part's headers are read."""

    disposition: bytes


async def parts(request: Request) -> AsyncIterator[Part]:
    """The parts of the request's body. Raises ``UnsupportedMedia`` when it is not ``multipart/form-data`` and
    ``Malformed`` (``malformed_multipart``) where it makes no sense.
    """
    feed = _Feed(request)
    while (begun := await feed.next_begun()) is not None:
        _, options = parse_options_header(begun.disposition)
        filename = options.get(b"filename", _extended_filename(begun.disposition))
        data = feed.data()
        yield Part(_text(options.get(b"name", b"")), None if filename is None else _text(filename), data)
        async for _ in data:
            pass


async def one_file(request: Request, name: str) -> AsyncIterator[bytes]:
    """The bytes of the one file that a request brings as ``name``; what else is in it is skipped. Raises as ``parts``, and
    ``FileMissing``."""
    async for part in parts(request):
        if part.name == name:
            async for chunk in part.data:
                yield chunk
            return
    raise FileMissing


class _Feed:
    def __init__(self, request: Request) -> None:
        media_type, options = parse_options_header(request.headers.get("content-type", ""))
        if media_type != b"multipart/form-data":
            raise UnsupportedMedia("Send the files as multipart/form-data.")
        if not options.get(b"boundary"):
            raise MalformedMultipart("The multipart boundary is missing.")
        self._items: deque[bytes | _Begun | type[_Ended]] = deque()
        self._field = b""
        self._value = b""
        self._disposition = b""
        self._ended = False
        self._chunks = request.stream()
        try:
            self._parser = MultipartParser(
                options[b"boundary"],
                {
                    "on_part_begin": self._part_begin,
                    "on_header_field": self._header_field,
                    "on_header_value": self._header_value,
                    "on_header_end": self._header_end,
                    "on_headers_finished": lambda: self._items.append(_Begun(self._disposition)),
                    "on_part_data": lambda data, start, end: self._items.append(data[start:end]),
                    "on_part_end": lambda: self._items.append(_Ended),
                    "on_end": self._end,
                },
            )
        except FormParserError as error:  # the boundary is too long
            raise _malformed(error) from None

    async def next_begun(self) -> _Begun | None:
        """The next part's beginning, or None at the end of the body."""
        item = await self._next()
        if item is None and not self._ended:
            raise MalformedMultipart("The multipart body ends early.")
        return item if isinstance(item, _Begun) else None

    async def data(self) -> AsyncIterator[bytes]:
        """The bytes of the part that has begun."""
        while True:
            item = await self._next()
            if item is _Ended:
                return
            if not isinstance(item, bytes):
                raise MalformedMultipart("The multipart body ends early.")
            yield item

    async def _next(self) -> bytes | _Begun | type[_Ended] | None:
        while not self._items:
            chunk = await anext(self._chunks, None)
            if chunk is None:
                return None
            try:
                self._parser.write(chunk)
            except FormParserError as error:
                raise _malformed(error) from None
        return self._items.popleft()

    def _part_begin(self) -> None:
        self._field = self._value = self._disposition = b""

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        if self._field.lower() == b"content-disposition":
            self._disposition = self._value
        self._field = self._value = b""

    def _end(self) -> None:
        self._ended = True


def _malformed(error: FormParserError) -> Malformed:
    return MalformedMultipart(f"The multipart body is malformed: {error}")


def _extended_filename(disposition: bytes) -> bytes | None:
    found = _EXTENDED_FILENAME.search(disposition)
    return unquote_to_bytes(found[1]) if found else None


def _text(raw: bytes) -> str:
    """Browsers and libraries send UTF-8; some old clients Latin-1."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")
