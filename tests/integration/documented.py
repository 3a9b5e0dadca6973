"""Whatever the application answers in these tests is what its document says."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import httpx
from pydantic import BaseModel
from starlette.routing import Match

from app.web.openapi import Operation, Problem, Resource, operation_of
from app.web.routes import resources

# What the server itself answers, whatever the address: a path or method that is not there.
_OF_ANY = frozenset({404, 405})


async def as_documented(answer: httpx.Response) -> None:
    """Fail where status, media type or shape are not what the operation's document says. For httpx: a hook of a client."""
    found = _operation(answer.request.method, answer.request.url.path)
    if found is None or answer.request.method == "HEAD":
        return
    operation, method = found
    if answer.is_error:
        await answer.aread()
        assert answer.status_code in {*operation.problems(method), *_OF_ANY}, _told(answer, "a status that is not documented")
        _same(Problem, answer)
        return
    if answer.status_code not in operation.answers:
        await answer.aread()  # only then: others are streams that the test means to read
    assert answer.status_code in operation.answers, _told(answer, "a status that is not documented")
    shape = operation.answers[answer.status_code]
    if isinstance(shape, type):
        await answer.aread()
        _same(shape, answer)
    elif shape is None:
        assert "content-type" not in answer.headers, _told(answer, "a body where none is documented")


def _same(shape: type[BaseModel], answer: httpx.Response) -> None:
    """The body is of this shape, has nothing else in it, and is written as the shape writes it."""
    sent: Any = json.loads(answer.content)
    read = shape.model_validate_json(answer.content, extra="ignore" if shape is Problem else "forbid")
    if shape is not Problem:
        assert json.loads(read.model_dump_json(exclude_unset=True)) == sent, _told(answer, "not as the document has it")


def _operation(method: str, path: str) -> tuple[Operation, str] | None:
    scope = {"type": "http", "method": method, "path": path, "root_path": "", "headers": []}
    for resource in _table():
        if resource.matches(scope)[0] is Match.FULL:
            return operation_of(resource.handlers["GET" if method == "HEAD" else method]), method
    return None


@cache
def _table() -> list[Resource]:
    return resources()


def _told(answer: httpx.Response, what: str) -> str:
    return f"{answer.request.method} {answer.request.url.path} answers {answer.status_code}: {what}: {answer.content[:300]!r}"
