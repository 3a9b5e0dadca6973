"""The tree of errors, and what each is to a client."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import app.web.application  # noqa: F401  # whatever the web defines, too
from app import errors
from app.errors import AppError, Failure, QuotaReached, Refusal
from app.web.problems import meaning_of
from workers.images.refusals import MESSAGES

NEVER_RAISED = {AppError, Refusal, Failure}
OF_PROGRAMS = {400, 405, 408, 412, 416, 423, 500}
"""What a browser never meets by what its user does; it is said as a mistake of ours."""
CODE_OF_ANOTHER = {"UploadLocked", "UploadRefused", "Refusal", "Failure"}


def below(kind: type[AppError]) -> list[type[AppError]]:
    return [kind, *(each for child in kind.__subclasses__() for each in below(child))]


def drawn(picture: str) -> dict[str, str | None]:
    """Each name in the picture and the one that it stands under."""
    parents: dict[str, str | None] = {}
    path: list[str] = []
    for line in picture.splitlines():
        found = re.match(r"( *)\* ((?:\w+, )*\w+)", line)
        if found:
            depth = len(found[1]) // 4
            names = found[2].split(", ")
            path = [*path[:depth], names[-1]]
            parents |= dict.fromkeys(names, path[depth - 1] if depth else None)
    return parents


@pytest.mark.parametrize("error", [each for each in below(AppError) if each not in NEVER_RAISED], ids=lambda each: each.__name__)
def test_every_error_has_a_row_in_the_table_of_meanings(error: type[AppError]) -> None:
    assert 400 <= meaning_of(error).status < 600


def test_an_error_without_a_row_is_noticed() -> None:
    with pytest.raises(LookupError):
        meaning_of(Failure)


def test_every_error_of_the_service_stands_in_the_one_tree_as_it_is_drawn() -> None:
    tree = {each.__name__: each.__base__.__name__ if each is not AppError and each.__base__ else None for each in below(AppError)}
    assert drawn(errors.__doc__ or "") == tree
    assert {each.__module__ for each in below(AppError)} == {errors.__name__}


def test_no_two_errors_share_a_code() -> None:
    codes = [each.code for each in below(AppError) if each.__name__ not in CODE_OF_ANOTHER]
    assert sorted(codes) == sorted(set(codes))


def test_nobody_but_the_server_is_to_blame_for_a_failure() -> None:
    for error in below(AppError):
        if error not in NEVER_RAISED:
            # 507 also says that a quota is reached (RFC 4918, 11.5), which the asker can do something about.
            theirs = meaning_of(error).status < 500 or issubclass(error, QuotaReached)
            assert theirs == issubclass(error, Refusal), error


def test_the_studio_has_words_for_every_error_that_a_person_can_bring_about() -> None:
    texts = texts_of_the_studio()
    wordless = [
        (error.__name__, status)
        for error in below(AppError)
        if error not in NEVER_RAISED and (status := meaning_of(error).status) not in OF_PROGRAMS
        if not {f"error-{error.code}", f"error-status-{status}"} & texts
    ]
    assert wordless == []


def test_the_studio_has_words_for_every_reason_why_a_photo_is_refused() -> None:
    assert {f"failure-{reason}" for reason in MESSAGES} - texts_of_the_studio() == set()


def texts_of_the_studio() -> set[str]:
    """The ids of what all of its screens say."""
    catalogue = Path(__file__).parents[2] / "static" / "words" / "studio" / "en" / "shared.ftl"
    return set(re.findall(r"^([\w-]+) =", catalogue.read_text(), re.MULTILINE))
