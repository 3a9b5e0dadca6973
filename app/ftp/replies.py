"""What cameras are told: replies of FTP (RFC 959, 4.2; RFC 1123, 4.1.2)."""

from __future__ import annotations

from typing import Final

from app.errors import (
    AppError,
    BadCredentials,
    Conflict,
    EventDeleted,
    InsufficientStorage,
    NotFound,
    RateLimited,
    Refusal,
    TooLarge,
    UploadBusy,
)

TAKEN: Final = "226 The photo is safe."
PRESENT: Final = "226 The photo was here already."
KEPT: Final = "226 The file is safe, and is taken in as soon as that is possible."
WAITS_FOR_NAME: Final = "226 The file is safe, and is taken in when it gets its name."
RENAMED: Final = "250 Renamed."
CUT: Final = "426 The photo is not all here: send the rest, or send it again."
REVOKED: Final = "530 This login holds no longer."
FAILED: Final = "451 The service cannot take the file at the moment: send it again."


def reply_to(error: AppError) -> str:
    """The reply to a file that is not taken for that reason."""
    match error:
        case BadCredentials():
            reply = REVOKED
        case EventDeleted() | NotFound():
            reply = "550 The event is no longer there."
        case UploadBusy():
            reply = "426 Another connection goes on with this file."
        case Conflict() | TooLarge():
            reply = f"552 {error.detail}"
        case InsufficientStorage() | RateLimited():
            reply = f"452 {error.detail}"
        case Refusal():
            reply = f"550 {error.detail}"
        case _:
            reply = FAILED
    return reply
