"""The words of the trade that are stored, sent and shown: each set of them once."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class Role(StrEnum):
    """Roles of accounts."""

    ADMIN = "admin"
    PHOTOGRAPHER = "photographer"
    GUEST = "guest"


class TeamRole(StrEnum):
    """What somebody is at an event of another account: takes photos, edits them too, or helps to look them over."""

    SHOOT = "shoot"
    EDIT = "edit"
    HELP = "help"


class TokenScope(StrEnum):
    """What a personal access token is made for; ``app.domain.token_scopes`` says what that allows."""

    UPLOAD = "upload"
    READ = "read"
    MANAGE = "manage"


class HookEvent(StrEnum):
    """What a webhook is told of."""

    PHOTO_INDEXED = "photo.indexed"
    PHOTO_RELEASED = "photo.released"
    PHOTO_REPLACED = "photo.replaced"
    MATCHES_COUNTED = "matches.counted"
    EVENT_DELETED = "event.deleted"
    TEST = "test"


class DeliveryState(StrEnum):
    """What became of a message to a webhook, or of a letter."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


class LetterKind(StrEnum):
    """What a mail or push is about: the ways into an account, whether an address is somebody's own, and photos of a guest."""

    PASSWORD = "password"  # noqa: S105 - a kind of letter
    INVITATION = "invitation"
    ADDRESS = "address"
    TEAM = "team"
    CONFIRM = "confirm"
    FIRST = "first"
    MORE = "more"
    LAST = "last"


class AlertChannel(StrEnum):
    """By which way a guest is told of new photos."""

    MAIL = "mail"
    PUSH = "push"


class Visibility(StrEnum):
    """Who may find an event: anyone, those with a share link, or only the owner's invited."""

    PUBLIC = "public"
    UNLISTED = "unlisted"
    PRIVATE = "private"


class AlbumKind(StrEnum):
    """How photos come into an album: by hand, by when they were taken, or by what they were taken with."""

    HAND = "hand"
    TIME = "time"
    CAMERA = "camera"


class Downloads(StrEnum):
    """What guests may take home of a photo that shows them."""

    ORIGINAL = "original"
    PREVIEW = "preview"
    NONE = "none"


class GuestOriginals(StrEnum):
    """What of an original guests get where the event lets them have it."""

    CLEANED = "cleaned"
    AS_SHOT = "as_shot"


class PhotoStatus(StrEnum):
    """Stored status. ``hidden`` is a separate flag that covers ``indexed`` in the public shape, and ``Review`` covers both;
    ``deleted`` is final, looks like "not found" from outside and lasts until the last trace of the photo is removed.
    """

    QUEUED = "queued"
    PROCESSING = "processing"
    INDEXED = "indexed"
    FAILED = "failed"
    DELETED = "deleted"


class Source(StrEnum):
    """By which way a photo came in: a page of the studio, a program over the API, a camera over FTP, a folder that is watched, or
    a guest.
    """

    BROWSER = "browser"
    PROGRAM = "program"
    CAMERA = "camera"
    FOLDER = "folder"
    GUEST = "guest"


ClaimedSource: TypeAlias = Literal["browser", "program", "folder"]
"""The ways that a client over HTTP may say it is; the others we know by ourselves."""


ClaimedKind: TypeAlias = Literal["photo", "final"]
"""What a client may say that a file is: a photo, or a final that replaces the one it was made of."""


class Release(StrEnum):
    """When guests see the photos of an event: at once, some minutes after they are ready unless somebody says no, or only those
    that somebody has approved."""

    AT_ONCE = "at_once"
    LATER = "later"
    APPROVED = "approved"


class Review(StrEnum):
    """What was said of a photo at its event's gate; ``none`` where it came without one. What is ``waiting`` or ``rejected`` is
    hidden from guests as well."""

    NONE = "none"
    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"


class FinalsRule(StrEnum):
    """Which photo a final replaces: the one of its name, where several have it the one that was taken at its moment; or only one
    that has its name and was taken at its moment."""

    NAME = "name"
    NAME_AND_TIME = "name_and_time"


class LoneFinals(StrEnum):
    """What becomes of a final whose photo nobody finds: a photo of its own, or it waits until somebody says which photo it is."""

    PHOTO = "photo"
    ASK = "ask"


class FinalState(StrEnum):
    """What a photo has to do with finals: one has ``replaced`` its picture, or it was sent as a final and no photo had its name
    (``no_proof``), or several had (``several_proofs``)."""

    REPLACED = "replaced"
    NO_PROOF = "no_proof"
    SEVERAL_PROOFS = "several_proofs"


class PhotoStage(StrEnum):
    """Where a photo is on its way through a worker; sent, not stored."""

    STORED = "stored"
    DECODING = "decoding"
    DETECTING = "detecting"
    EMBEDDING = "embedding"
    INDEXING = "indexing"


class SearchStage(StrEnum):
    """Where a search is: stored as its ``state``, sent as ``stage``, shown as ``status``. ``withdrawn`` is final, wins every race
    and looks like "not found" from outside: it is neither sent nor shown.
    """

    QUEUED = "queued"
    DETECTING = "detecting"
    SEARCHING = "searching"
    LIVE = "live"
    REJECTED = "rejected"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Ending(StrEnum):
    """Why a consent ended before its time: the guest took it back or walked away from a kiosk, the photographer revoked the link
    that the search came by, or the event was deleted or archived.
    """

    WITHDRAWN = "withdrawn"
    LEFT_KIOSK = "left_kiosk"
    LINK_REVOKED = "link_revoked"
    EVENT_DELETED = "event_deleted"
    EVENT_ARCHIVED = "event_archived"


RegistrationMode: TypeAlias = Literal["open", "invitation", "closed"]
"""How somebody may come by an account of their own accord: as they like, with an invitation, not at all."""

DamageKind: TypeAlias = Literal["faces", "template", "match", "key"]
"""What is stored and does not open any more."""

ClockOrigin: TypeAlias = Literal["hand", "clock", "suggestion"]
"""How a camera's offset was found: typed in, read off a photo of the studio's clock, or proposed by what two cameras saw."""

DeviceKind: TypeAlias = Literal["kiosk", "wall"]
"""What a paired device at the venue is: a kiosk that guests use, or a wall that they look at."""

ListKind: TypeAlias = Literal["guest", "client"]
"""Whose favourites a list is: a guest's own, or those that a client chooses for a purpose of the photographer's."""

HolderKind: TypeAlias = Literal["guest", "user", "kiosk", "anonymous"]
"""Who may hold a search."""

Position: TypeAlias = Literal["owner", "administrator", "shoot", "edit", "help"]
"""What an account is to an event that it may see more of than guests do."""

ShownPhotoStatus: TypeAlias = Literal["queued", "processing", "indexed", "failed", "hidden", "waiting", "rejected"]
"""What the owner of a photo sees of ``PhotoStatus``, its being hidden and ``Review``."""

ShownSearchStage: TypeAlias = Literal["queued", "detecting", "searching", "live", "rejected", "expired"]
"""What the holder of a search sees of ``SearchStage``."""


class Tier(StrEnum):
    """How sure a match is."""

    CERTAIN = "certain"
    MAYBE = "maybe"


class Why(StrEnum):
    """What a match rests on: the selfies alone, the other photos of the person too, or the guest's own word."""

    SELFIE = "selfie"
    GROWN = "grown"
    CONFIRMED = "confirmed"


class BackendDetail(StrEnum):
    """What a backend says of itself besides its name, or what is wrong with it; most come with values."""

    COMPATIBLE = "compatible"
    """It speaks as MongoDB of that ``version``."""
    EDITION = "edition"
    """Which ``edition`` of MongoDB it is."""
    MEMORY = "memory"
    """``used_bytes`` of memory, for so many ``connections``."""
    FOLDER = "folder"
    """Where it is: ``path``."""
    OBJECT_STORE = "object_store"
    ADDRESS = "address"
    """Where it is: ``url``."""
    NO_ANSWER = "no_answer"
    """It was waited for, in vain."""
    AWAY = "away"
    """It cannot be reached, or refuses."""


class Shared(StrEnum):
    """Which photos of several searches are asked for: those of ``any`` of them, or those that ``all`` of them found."""

    ANY = "any"
    ALL = "all"
