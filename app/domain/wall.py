"""Which photos a wall may show, where the event asks its guests: none of a guest who is recognised on it and has said no.

Recognised is who a live search is surely of: a certain match that she has not denied, or any that she has confirmed. What is only
maybe hides no photo: half of a crowd may be maybe anybody.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.vocabulary import Tier


def is_recognised(tier: Tier, is_me: bool | None) -> bool:
    """Is the guest surely on the photo: by her own word, or, without one, by how certain the match is?"""
    return tier is Tier.CERTAIN if is_me is None else is_me


def may_show(answers: Iterable[bool | None]) -> bool:
    """``answers`` are those of the guests who are recognised on the photo, None of who gave none: everybody who gave one has to
    have said yes."""
    return all(answer for answer in answers if answer is not None)
