"""Every error that a caller may meet, with its stable ``code``.

* AppError
    * BadRequest            malformed input
    * Unauthenticated       no or bad credentials
    * Forbidden             not yours
    * NotFound              not there, or not visible to you
    * Conflict              clashes with what is there
    * Gone                  was there, is not any more
    * TooLarge              over a byte or pixel limit
    * UnsupportedMedia      not an image we read
    * Unprocessable         understood but not acceptable
    * RateLimited           too often; carries ``retry_after_s``
    * Unavailable           a backend is away; carries ``retry_after_s``
    * ImageError            a photo or selfie that cannot be decoded (workers)

``code`` is what clients switch on; ``detail`` is a sentence for people. Neither carries secrets or face data.
"""

from __future__ import annotations


class AppError(Exception):
    """Base of all expected errors. ``status`` is the HTTP status that the web layer answers with."""

    status = 500
    code = "internal_error"
    title = "Something went wrong on our side"

    def __init__(self, detail: str = "", *, code: str | None = None, retry_after_s: int | None = None) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.code = code or type(self).code
        self.retry_after_s = retry_after_s


class BadRequest(AppError):
    """The request is malformed."""

    status, code, title = 400, "bad_request", "The request is malformed"


class Unauthenticated(AppError):
    """No credentials, or credentials that do not hold."""

    status, code, title = 401, "not_authenticated", "Please sign in"


class Forbidden(AppError):
    """Authenticated, but not allowed."""

    status, code, title = 403, "forbidden", "You may not do this"


class NotFound(AppError):
    """Not there, or not visible to the caller: the two must look the same from outside."""

    status, code, title = 404, "not_found", "Not found"


class Conflict(AppError):
    """Clashes with the present state."""

    status, code, title = 409, "conflict", "This clashes with what is there already"


class Gone(AppError):
    """Was valid once and is not any more (an expired link, say)."""

    status, code, title = 410, "gone", "This is no longer available"


class TooLarge(AppError):
    """Over a byte or pixel limit."""

    status, code, title = 413, "too_large", "Too large"


class UnsupportedMedia(AppError):
    """Not an image that we read."""

    status, code, title = 415, "unsupported_media_type", "This is not an image we can read"


class Unprocessable(AppError):
    """Understood, but not acceptable."""

    status, code, title = 422, "unprocessable", "This cannot be accepted"


class RateLimited(AppError):
    """Too many requests; ``retry_after_s`` says when to come back."""

    status, code, title = 429, "rate_limited", "Too many requests, please slow down"


class Unavailable(AppError):
    """A backend is away; ``retry_after_s`` says when to come back."""

    status, code, title = 503, "unavailable", "The service is catching its breath"


class ImageError(AppError):
    """A photo or selfie that cannot be used. ``code`` is one of the photo error codes below.

    ``unreadable`` not an image or damaged beyond use; ``truncated`` the file ends early; ``empty`` no bytes;
    ``unsupported_format`` an image, but of a kind we do not read; ``too_many_pixels`` refused before decoding.
    """

    status, code, title = 415, "unreadable", "The file is not an image we can read"
