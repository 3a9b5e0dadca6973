"""The documents, their indexes and nothing else, by aggregate. Ids of events are numbers, all others opaque strings.

Vectors and templates are stored sealed (``ports.KeyStore``), never in the clear, and their keys are not in the database.
"""

from __future__ import annotations

from beanie import Document

from app.store.documents.account import AccessToken, Invitation, PasswordReset, Session, User
from app.store.documents.album import Album
from app.store.documents.alert import Alert, AlertState, Letter, NoMail
from app.store.documents.base import Counter
from app.store.documents.brand import BrandPicture, BrandWishes, Focus, StoredPicture
from app.store.documents.camera import ClockSuggestion, EventCamera
from app.store.documents.delivery import Delivery
from app.store.documents.entrance import Kiosk, ShareLink
from app.store.documents.event import (
    BlobCheck,
    Event,
    EventCompany,
    EventSize,
    EventStats,
    StoredWatermark,
    TeamInvitation,
    TeamMember,
)
from app.store.documents.favourite import Comment, FavouriteList, comment_id
from app.store.documents.log_entry import FaceEntry, LogEntry, StoredFace, TemplateEntry
from app.store.documents.photo import Photo, PhotoError, ProofFile
from app.store.documents.record import AuditEntry, Damage, House
from app.store.documents.search import Consent, Holder, Match, Scan, Search, match_id
from app.store.documents.source import CutFile, EventSource, RefusedFile, Sender
from app.store.documents.webhook import HookMessage, Webhook

__all__ = [
    "DOCUMENTS",
    "AccessToken",
    "Album",
    "Alert",
    "AlertState",
    "AuditEntry",
    "BlobCheck",
    "BrandPicture",
    "BrandWishes",
    "ClockSuggestion",
    "Comment",
    "Consent",
    "Counter",
    "CutFile",
    "Damage",
    "Delivery",
    "Event",
    "EventCamera",
    "EventCompany",
    "EventSize",
    "EventSource",
    "EventStats",
    "FaceEntry",
    "FavouriteList",
    "Focus",
    "Holder",
    "HookMessage",
    "House",
    "Invitation",
    "Kiosk",
    "Letter",
    "LogEntry",
    "Match",
    "NoMail",
    "PasswordReset",
    "Photo",
    "PhotoError",
    "ProofFile",
    "RefusedFile",
    "Scan",
    "Search",
    "Sender",
    "Session",
    "ShareLink",
    "StoredFace",
    "StoredPicture",
    "StoredWatermark",
    "TeamInvitation",
    "TeamMember",
    "TemplateEntry",
    "User",
    "Webhook",
    "comment_id",
    "match_id",
]

DOCUMENTS: tuple[type[Document], ...] = (
    Counter,
    User,
    Session,
    AccessToken,
    PasswordReset,
    Invitation,
    Event,
    EventStats,
    EventCompany,
    EventSize,
    BlobCheck,
    BrandPicture,
    ShareLink,
    EventCamera,
    Album,
    Sender,
    EventSource,
    Photo,
    FaceEntry,
    TemplateEntry,
    Search,
    Match,
    FavouriteList,
    Comment,
    Damage,
    Consent,
    Kiosk,
    Webhook,
    HookMessage,
    Alert,
    AlertState,
    NoMail,
    Letter,
    AuditEntry,
    House,
)
