"""Which photo a final replaces: an edited picture that comes later, under the name of the one that is there.

Nothing is guessed: where a name and a moment leave more than one photo, somebody has to say which it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.domain.vocabulary import FinalsRule, FinalState

FOLDER: Final = "finals"
"""What comes in a folder of this name, whatever its case, is a final."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A photo with the final's name. ``taken`` is what its camera's clock showed, None where nobody knows; ``is_raw``: of a RAW
    file, ``is_final``: itself a final that replaced nothing."""

    id: str
    taken: datetime | None
    is_raw: bool = False
    is_final: bool = False


def proof_of(taken: datetime | None, named_alike: Sequence[Proof], rule: FinalsRule) -> str | FinalState:
    """The id of the photo that a final replaces, or why there is none. ``taken`` is what its file says of when it was taken."""
    found = [proof for proof in named_alike if not proof.is_final] or list(named_alike)
    if rule is FinalsRule.NAME_AND_TIME or len(found) > 1:
        # Of several at the same moment a RAW file's is no rival: the picture beside it is the proof.
        at_once = [proof for proof in found if _at_once(proof.taken, taken)]
        pictures = [proof for proof in at_once if not proof.is_raw] or at_once
        if rule is FinalsRule.NAME_AND_TIME or len(pictures) == 1:
            found = pictures
    if not found:
        return FinalState.NO_PROOF
    return found[0].id if len(found) == 1 else FinalState.SEVERAL_PROOFS


def is_finals_folder(path: str) -> bool:
    """Whether a file at ``path`` (``/`` between the folders, its own name last) lies in a folder for finals, however deep."""
    return FOLDER in [folder.casefold() for folder in path.split("/")[:-1]]


def _at_once(one: datetime | None, other: datetime | None) -> bool:
    """Programs drop the fraction of a second that a camera wrote."""
    if one is None or other is None:
        return False
    return one.replace(microsecond=0) == other.replace(microsecond=0)
