"""Labelled folders: who is on which photo, as somebody has sorted them.

``DIR/PERSON/*`` are portraits, ``DIR/_group/*`` with ``labels.json`` (``{file: [person]}``) group photos. ``DIR/_strangers/*``
and what lies in the folders that ``DIR/_strangers.txt`` names (one a line, relative to ``DIR``) show one unknown person a photo.
``DIR/groups.json`` (``{group: [person]}``) says whose numbers are wanted together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Mode = Literal["groups", "portraits"]

GROUP, LABELS, GROUPS = "_group", "labels.json", "groups.json"
STRANGERS, STRANGER_FOLDERS = "_strangers", "_strangers.txt"


class EvaluationError(Exception):
    """What was asked for cannot be measured. The message is for the operator."""


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Photos, and who is on them.

    ``portraits`` are by person; ``group_photos`` have the names of those who are on them; each of ``strangers`` shows nobody of
    them; ``groups`` are people by the name of their group.
    """

    portraits: Mapping[str, Sequence[Path]]
    group_photos: Mapping[Path, frozenset[str]]
    strangers: Sequence[Path]
    groups: Mapping[str, Sequence[str]]

    @property
    def nameless(self) -> list[str]:
        """People on group photos who have no portrait: nobody can search for them."""
        return sorted({name for people in self.group_photos.values() for name in people} - set(self.portraits))


def read_set(folder: Path, mode: Mode, strangers: Iterable[Path] = ()) -> LabelledSet:
    """What lies in ``folder``, and in the folders of more ``strangers``. Raises ``EvaluationError``."""
    if not folder.is_dir():
        raise EvaluationError(f"{folder} is no folder")
    portraits = {
        person.name: found
        for person in sorted(folder.iterdir())
        if person.is_dir() and not person.name.startswith(("_", ".")) and (found := _files(person))
    }
    if not portraits:
        raise EvaluationError(f"{folder} has no folder of portraits: it wants one for each person, with photos of that person")
    labelled = LabelledSet(
        portraits,
        _group_photos(folder / GROUP) if mode == "groups" else {},
        [photo for place in (*_own_strangers(folder), *strangers) for photo in _strangers_in(place)],
        _groups(folder / GROUPS, set(portraits)),
    )
    _check(folder, mode, labelled)
    return labelled


def _check(folder: Path, mode: Mode, labelled: LabelledSet) -> None:
    if mode == "groups" and set(labelled.nameless) == {name for people in labelled.group_photos.values() for name in people}:
        raise EvaluationError(f"nobody whom {folder / GROUP / LABELS} names has a folder of portraits in {folder}")
    if mode == "portraits" and len(labelled.portraits) == 1 and not labelled.strangers:
        raise EvaluationError(f"{folder} has one person only, who can be taken for nobody else: add others, or --strangers")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))


def _own_strangers(folder: Path) -> list[Path]:
    places = [folder / STRANGERS] if (folder / STRANGERS).is_dir() else []
    listed = folder / STRANGER_FOLDERS
    if listed.is_file():
        places += [folder / line.strip() for line in listed.read_text(encoding="utf-8").splitlines() if line.strip()]
    return places


def _strangers_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise EvaluationError(f"{folder}, which should hold photos of strangers, is no folder")
    found = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    if not found:
        raise EvaluationError(f"{folder}, which should hold photos of strangers, is empty")
    return found


def _group_photos(folder: Path) -> dict[Path, frozenset[str]]:
    labels = _named_lists(folder / LABELS)
    present = {path.name for path in _files(folder)} - {LABELS}
    if lost := sorted(set(labels) - present):
        raise EvaluationError(f"{folder / LABELS} names files that are not there: {_some(lost)}")
    if unsaid := sorted(present - set(labels)):
        raise EvaluationError(f"{folder / LABELS} does not say who is on {_some(unsaid)} ([] where it is nobody known)")
    return {folder / name: frozenset(people) for name, people in sorted(labels.items())}


def _groups(path: Path, people: set[str]) -> dict[str, list[str]]:
    if not path.exists():
        return {}
    groups = _named_lists(path)
    if lost := sorted({name for names in groups.values() for name in names} - people):
        raise EvaluationError(f"{path} names people who have no folder of portraits: {_some(lost)}")
    return groups


def _named_lists(path: Path) -> dict[str, list[str]]:
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise EvaluationError(f"there is no {path}, which should say who is on which photo") from error
    except (OSError, ValueError) as error:
        raise EvaluationError(f"{path} cannot be read: {error}") from error
    lists = isinstance(found, dict) and all(isinstance(names, list) for names in found.values())
    if not lists or not all(isinstance(name, str) for names in found.values() for name in names):
        raise EvaluationError(f"{path} is not of the form {{name: [name, …], …}}")
    return {str(key): list(names) for key, names in found.items()}


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more
