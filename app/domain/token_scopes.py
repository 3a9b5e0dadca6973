"""What a personal access token may do, by what it was made for: one table."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from app.domain.permissions import Action, Restriction
from app.domain.vocabulary import TokenScope

_KNOW: Final = frozenset({Action.LIST_EVENTS, Action.SEE_EVENT})
_READ: Final = _KNOW | {
    Action.SEE_PHOTOS,
    Action.SEE_FAVOURITES,
    Action.WATCH_INGEST,
    Action.SEE_INSIGHTS,
    Action.EXPORT_EVENT,
    Action.SEE_TEAM,
}
_MANAGE: Final = _READ | {
    Action.CREATE_EVENT,
    Action.CHANGE_EVENT,
    Action.SHARE_EVENT,
    Action.MANAGE_FAVOURITES,
    Action.WORK_ON_PHOTOS,
    Action.CHANGE_PHOTOS,
    Action.REVIEW_PHOTOS,
    Action.RETRY_PHOTOS,
    Action.DELETE_PHOTOS,
    Action.DELETE_OWN_PHOTOS,
    Action.MANAGE_KIOSKS,
    Action.WATCH_KIOSK,
}
SCOPES: Final[dict[TokenScope, frozenset[Action]]] = {
    TokenScope.UPLOAD: _KNOW | {Action.UPLOAD_PHOTOS},
    TokenScope.READ: _READ,
    TokenScope.MANAGE: _MANAGE,
}
"""In none of them: to delete an event, to search for somebody, logins of cameras (they would outlast the token), the team (so
would who was let in), the account and its tokens, and the administration."""


def restriction(token_id: str, scopes: Collection[TokenScope], event_ids: Collection[int] | None) -> Restriction:
    """What a token of these scopes leaves of what its account may do; ``event_ids`` None: at all events of the account."""
    actions = frozenset[Action]().union(*(SCOPES[scope] for scope in scopes))
    return Restriction(token_id, actions, None if event_ids is None else frozenset(event_ids))
