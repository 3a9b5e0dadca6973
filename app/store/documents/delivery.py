"""What is to be sent to somebody, and what became of it: a queue and its log at once."""

from __future__ import annotations

from datetime import datetime

from app.domain.vocabulary import DeliveryState
from app.store.documents.base import Identified


class Delivery(Identified):
    """``due_at`` is when it is tried next while it waits, ``attempts`` counts the tries, ``problem`` is of the last one;
    ``expires_at`` is when it is forgotten, whatever became of it."""

    state: DeliveryState = DeliveryState.WAITING
    due_at: datetime
    attempts: int = 0
    problem: str = ""
    ended_at: datetime | None = None
    expires_at: datetime
