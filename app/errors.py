"""Every error that a caller may meet, in one tree. Each has a stable ``code`` that clients switch on.

The inner classes say whose turn it is and what to do; code that handles errors names these. The leaves name what happened in the
product's own words. What each is in HTTP and on a socket is said by one table, ``app.web.problems``; nothing below knows of it.

* AppError
    * Refusal                       the asker can do something about it
        * Malformed                 makes no sense
            * MalformedMultipart, MalformedJson, NotUtf8
            * BadTusRequest, UnknownMethod
            * BadCursor
        * Unauthenticated           no credentials, or none that hold
            * BadCredentials
            * PinRequired
        * Forbidden                 known, and not allowed
            * CsrfFailed
            * OutOfScope            by a token that was not made for this
            * AccountDisabled, WrongPassword, AddressUnconfirmed
            * RegistrationClosed, InvitationRequired, InvitationInvalid
            * WrongPin
            * GalleryClosed, GivingOff, SelfieSearchOff, DownloadsOff, CommentsOff
        * NotFound                  not there, or not visible to the caller
            * UnknownPairingCode, OtherDevice
        * Conflict                  clashes with what is there
            * RegistrationFixed, HostTaken, TooManyAlerts, MailOff
            * EventArchived, NotArchived, StillArchiving
            * EmailTaken, OnTheTeam, TeamFull, TooManyInvitations, TooManyTokens, TooManyWebhooks, LastAdmin, OwnPowers
            * ConsentChanged
            * FavouritesFull, TooManyComments, TooManyLists
            * SearchNotLive
            * PhotosExist, FacesNotKept, NotFailed
            * QuotaReached          as much as an event or account may have; over once something is deleted
                * EventFull, AccountFull, TooManyEvents, AccountBytesFull, GivenEnough
            * CannotReplace, FinalInUse, NoProofKept
            * TooManyAlbums, AlbumByRule
            * OffsetMismatch
            * UploadBusy
                * UploadLocked      the same, said to who only asks how far it is
            * NotEmpty
        * Gone                      was there, is not any more
            * LinkExpired, LinkRevoked
            * HandoffExpired, HandoffUsed
            * ResetExpired
            * DownloadExpired, MediaUrlExpired
            * EventDeleted
            * KeyDestroyed          what was sealed under it opens never again
        * TooLarge                  over a limit of bytes or pixels
            * TooManyFiles
        * UnsupportedMedia          not an image that we read, or not the kind of body that belongs here
            * ImageError            a photo or selfie that cannot be decoded (workers); the code says why
        * RequestTooSlow            the body took longer than a body may
        * UnsupportedVersion        another version of tus
        * RangeNotSatisfiable       no such part of the file
        * Unacceptable              understood, but not acceptable
            * ValidationFailed      carries ``errors``
            * WeakPassword
            * ConsentRequired, SelfieMissing, TooManySelfies
            * EmptyFile, FileMissing, FileChanged, BadSha256, EventIdMissing, UnknownSource
            * UploadRefused         what became of an upload; the code says why
            * WatermarkMissing
            * NotAWall, UnknownLink, UnknownAlbum, UnknownHost
            * UnknownPhoto, NothingToDownload, UnknownKind
            * NoBackup, NoKeys
        * RateLimited               too often; carries ``retry_after_s``
            * TooManyUploads, TooManyUploadBytes
    * Failure                       the asker can do nothing, or only wait
        * SealBroken                sealed bytes that do not open, though their key is there
            * KeyBroken             the key itself is damaged where it is kept
        * WrongSecret               the keys were made under another SECRET_KEY
        * Unavailable               something that we need is away; carries ``retry_after_s``
            * PictureNotReady       the watermark of its event is not on it yet
        * InsufficientStorage       no room on the disk; carries ``retry_after_s``

``detail`` is a sentence for people. Neither it nor ``code`` carries secrets or face data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class AppError(Exception):
    """Base of all expected errors. ``says`` is the sentence of an error that always says the same."""

    code = "internal_error"
    title = "Something went wrong on our side"
    says = ""

    def __init__(self, detail: str = "", *, retry_after_s: int | None = None) -> None:
        self.detail = detail or self.says or self.title
        self.retry_after_s = retry_after_s
        super().__init__(self.detail)


class Refusal(AppError):
    """The asker can do something about it: sign in, ask for something else, wait a while. Never raised itself."""


class Failure(AppError):
    """The asker can do nothing about it, or only try again later. Never raised itself."""


class Malformed(Refusal):
    """The request makes no sense."""

    code, title = "bad_request", "The request is malformed"


class MalformedMultipart(Malformed):
    """A form that is not what its headers say."""

    code = "malformed_multipart"


class MalformedJson(Malformed):
    """A body that should be JSON and is not."""

    code = "malformed_json"


class NotUtf8(Malformed):
    """A body that should be text and is not."""

    code, says = "not_utf8", "The body is not UTF-8."


class BadTusRequest(Malformed):
    """Headers of an upload that make no sense."""

    code = "bad_tus_request"


class UnknownMethod(Malformed):
    """``X-HTTP-Method-Override`` names a method that an upload does not have."""

    code, says = "method_not_allowed", "Use HEAD, PATCH or DELETE."


class BadCursor(Malformed):
    """A cursor that we did not give."""

    code, says = "bad_cursor", "This cursor is not one of ours."


class Unauthenticated(Refusal):
    """No credentials, or credentials that do not hold."""

    code, title = "not_authenticated", "Please sign in"


class BadCredentials(Unauthenticated):
    """No account with this address has this password; which of the two it is, nobody is told."""

    code, says = "bad_credentials", "The e-mail address or password is wrong."


class PinRequired(Unauthenticated):
    """The share link has a PIN, and none was given."""

    code, says = "pin_required", "This share link needs its PIN."


class Forbidden(Refusal):
    """Authenticated, but not allowed."""

    code, title = "forbidden", "You are not allowed to do this"


class CsrfFailed(Forbidden):
    """Cookies alone change nothing: another site's page could send them, too."""

    code = "csrf_failed"


class OutOfScope(Forbidden):
    """The account may, and its token was not made for that."""

    code, says = "out_of_scope", "This access token is not allowed to do that."


class AccountDisabled(Forbidden):
    """An administrator has disabled the account."""

    code, says = "account_disabled", "This account is disabled."


class WrongPassword(Forbidden):
    """Who changes a password does not know the present one."""

    code, says = "wrong_password", "The current password is wrong."


class AddressUnconfirmed(Forbidden):
    """Nothing is mailed for an account whose address nobody has confirmed."""

    code, says = "address_unconfirmed", "Confirm your e-mail address first: until then no mail is sent for you."


class RegistrationClosed(Forbidden):
    """Nobody makes an account for themselves."""

    code, says = "registration_closed", "Only an administrator can create accounts here."


class InvitationRequired(Forbidden):
    """Only who is invited makes an account."""

    code, says = "invitation_required", "You need an invitation to create an account here."


class InvitationInvalid(Forbidden):
    """An invitation that opens nothing (any more)."""

    code, says = "invitation_invalid", "This invitation has been used or withdrawn, or has expired."


class WrongPin(Forbidden):
    """Not the PIN of the share link."""

    code, says = "wrong_pin", "That PIN is wrong."


class CommentsOff(Forbidden):
    """Guests of the event may not comment on photos."""

    code, says = "comments_off", "The photographer is not taking comments on these photos."


class GivingOff(Forbidden):
    """Guests of the event give no photos."""

    code, says = "giving_off", "This event takes no photos from guests."


class GalleryClosed(Forbidden):
    """Guests of the event may not browse."""

    code, says = "gallery_closed", "The gallery of this event is not open to you."


class SelfieSearchOff(Forbidden):
    """Guests of the event may not search."""

    code, says = "selfie_search_off", "The photographer has switched off selfie search."


class DownloadsOff(Forbidden):
    """Guests of the event may take nothing home."""

    code, says = "downloads_off", "The photographer does not offer these photos for download."


class NotFound(Refusal):
    """Not there, or not visible to the caller: the two must look the same from outside."""

    code, title = "not_found", "Not found"


class UnknownPairingCode(NotFound):
    """A code that was never given, was used, or is too old."""

    code, says = "unknown_pairing_code", "This pairing code is not valid. It may have been used, or have expired."


class OtherDevice(NotFound):
    """A good code, of a device of another kind."""

    code, says = "other_device", "This code is for another kind of screen."


class Conflict(Refusal):
    """Clashes with the present state."""

    code, title = "conflict", "This conflicts with what is already there"


class EmailTaken(Conflict):
    """An e-mail address is one account's."""

    code, says = "email_taken", "An account with this e-mail address already exists."


class RegistrationFixed(Conflict):
    """The setting says who may make an account."""

    code, says = "registration_fixed", "The setting REGISTRATION decides who can create an account."


class OnTheTeam(Conflict):
    """Nobody is invited to what is theirs already."""

    code, says = "on_the_team", "You already own this event or are on its team."


class TeamFull(Conflict):
    """An event's team has as many people as it may."""

    code = "team_full"


class TooManyInvitations(Conflict):
    """Very many invitations are open."""

    code = "too_many_invitations"


class TooManyTokens(Conflict):
    """The account has very many tokens."""

    code = "too_many_tokens"


class TooManyWebhooks(Conflict):
    """The account has very many webhooks."""

    code = "too_many_webhooks"


class HostTaken(Conflict):
    """The links of another account begin so."""

    code, says = "host_taken", "Another account uses this domain for its links."


class TooManyAlerts(Conflict):
    """The search has very many ways to be told of new photos."""

    code = "too_many_alerts"


class MailOff(Conflict):
    """No mail server is set."""

    code, says = "mail_off", "This service sends no mail."


class LastAdmin(Conflict):
    """Without this account nobody could administer the service."""

    code, says = "last_admin", "The service needs at least one administrator."


class OwnPowers(Conflict):
    """An administrator who would lock themselves out."""

    code, says = "yourself", "You cannot do this to your own account. Another administrator can."


class FavouritesFull(Conflict):
    """A list of favourites has as many photos as it may."""

    code = "favourites_full"


class TooManyComments(Conflict):
    """Very many comments were written with one list."""

    code = "too_many_comments"


class TooManyLists(Conflict):
    """The event has very many lists for clients."""

    code = "too_many_lists"


class ConsentChanged(Conflict):
    """The guest consented to words that are not the present ones."""

    code, says = "consent_changed", "The consent text has changed. Please read it again."


class SearchNotLive(Conflict):
    """Only what is looked for already takes more selfies."""

    code, says = "search_not_live", "This search takes no more selfies: it has not started yet, or has ended."


class QuotaReached(Conflict):
    """As much as an event or an account may have: over once something is deleted, or an administrator allows more."""

    code, title = "quota_reached", "This has reached its limit"


class EventArchived(Conflict):
    """An archived event takes no photos."""

    code, says = "event_archived", "This event is archived. Bring it back first."


class NotArchived(Conflict):
    """Only what is archived comes back."""

    code, says = "not_archived", "This event is not archived."


class StillArchiving(Conflict):
    """The faces of an event are still being removed."""

    code, says = "still_archiving", "Faces are still being removed from this event. Try again in a few minutes."


class EventFull(QuotaReached):
    """The event has as many photos as it may."""

    code = "event_full"


class GivenEnough(QuotaReached):
    """The guest, or all guests of the event together, have given as many photos as they may."""

    code = "given_enough"


class AccountFull(QuotaReached):
    """The account's events together have as many photos as they may."""

    code = "account_full"


class AccountBytesFull(QuotaReached):
    """The file is larger than what the account has left."""

    code = "account_bytes_full"


class TooManyEvents(QuotaReached):
    """The account has as many events as it may."""

    code = "too_many_events"


class PhotosExist(Conflict):
    """What is decided before the first photo comes cannot be decided now."""

    code, says = "photos_exist", "This can only be changed before the first photo."


class FacesNotKept(Conflict):
    """Nothing can be told of who was seen when."""

    code, says = "faces_not_kept", "This event stores no faces, so there is nothing to compare."


class TooManyAlbums(Conflict):
    """An event has as many albums as anybody looks through."""

    code, says = "too_many_albums", "This event has as many albums as it can hold."


class AlbumByRule(Conflict):
    """What is in the album is settled by a time or a camera."""

    code, says = "album_by_rule", "Photos come into this album by themselves."


class NotFailed(Conflict):
    """Only what has failed is tried again."""

    code, says = "not_failed", "This photo has not failed."


class NoProofKept(Conflict):
    """The photo shows no final, or what it was before is not kept."""

    code, says = "no_proof_kept", "The proof of this photo is not kept."


class CannotReplace(Conflict):
    """Only a file that is done, and no other photo's, replaces a photo that is ready."""

    code, says = "cannot_replace", "This photo cannot be replaced by that one now."


class FinalInUse(Conflict):
    """A photo shows the final."""

    code, says = "final_in_use", "A photo shows this final. Go back to its proof, or delete the photo."


class OffsetMismatch(Conflict):
    """An upload goes on where it was cut off, and nowhere else."""

    code, says = "offset_mismatch", "Bytes are expected at another offset: ask with HEAD."


class UploadBusy(Conflict):
    """Somebody else has the upload at this moment."""

    code, says = "upload_busy", "Another request is writing to this upload: ask with HEAD in a moment."


class UploadLocked(UploadBusy):
    """Somebody else is ending the upload, or it waits for room. Said to who asks how far it is, in a way of its own: clients take
    other answers for an upload that is gone, and begin anew."""

    title, says = "This upload is being processed: ask again in a moment", ""


class NotEmpty(Conflict):
    """There is something where a backup, a copy or a restore would write."""

    code = "not_empty"


class Gone(Refusal):
    """Was valid once and is not any more."""

    code, title = "gone", "This is no longer available"


class LinkExpired(Gone):
    """A share link whose time is over."""

    code, says = "link_expired", "This share link has expired."


class LinkRevoked(Gone):
    """A share link that its owner took back."""

    code, says = "link_revoked", "This share link has been revoked."


class HandoffExpired(Gone):
    """The way from a kiosk to a phone was open for some minutes."""

    code, says = "handoff_expired", "This code has expired. Please ask for a new one."


class HandoffUsed(Gone):
    """A phone has taken the search along."""

    code, says = "handoff_used", "This code has already been used."


class ResetExpired(Gone):
    """A link to set a new password, used or too old."""

    code, says = "reset_expired", "This link has been used or has expired. Ask for a new one."


class DownloadExpired(Gone):
    """The address of a ZIP file is good for some minutes."""

    code, says = "download_expired", "This address has expired."


class MediaUrlExpired(Gone):
    """The address of a picture is good for some hours."""

    code, says = "media_url_expired", "This address has expired."


class EventDeleted(Gone):
    """The event ended while a photo of it was on its way."""

    code, says = "event_deleted", "The event was deleted."


class KeyDestroyed(Gone):
    """The key was destroyed, or there never was one: nothing that was sealed under it opens any more."""

    code, title = "key_destroyed", "This was erased"


class TooLarge(Refusal):
    """Over a limit of bytes or pixels."""

    code, title = "too_large", "Too large"


class TooManyFiles(TooLarge):
    """More files than one request may bring."""

    code = "too_many_files"


class UnsupportedMedia(Refusal):
    """Not an image that we read, or not the kind of body that belongs here."""

    code, title = "unsupported_media_type", "This is not an image we can read"


class ImageError(UnsupportedMedia):
    """A photo or selfie that cannot be used. ``code`` is one of the reasons of ``workers.images.refusals``."""

    code, title = "unreadable", "The file is not an image we can read"

    def __init__(self, detail: str, *, code: str) -> None:
        super().__init__(detail)
        self.code = code


class RequestTooSlow(Refusal):
    """The body took longer than a body may."""

    code, title = "request_timeout", "The request did not arrive in time"


class UnsupportedVersion(Refusal):
    """The client speaks another version of tus."""

    code, title = "tus_version", "This server speaks tus 1.0.0"


class RangeNotSatisfiable(Refusal):
    """Nothing of what was asked for is in the file."""

    code, title = "range_not_satisfiable", "The file has no such part"


class Unacceptable(Refusal):
    """Understood, but not acceptable."""

    code, title = "unprocessable", "This cannot be accepted"


class ValidationFailed(Unacceptable):
    """Input of the wrong shape; ``errors`` are ``{loc, msg}``."""

    code, title = "validation_failed", "Some of the input is not valid"

    def __init__(self, errors: Sequence[Mapping[str, Any]]) -> None:
        super().__init__("; ".join(f"{'.'.join(map(str, error['loc']))}: {error['msg']}" for error in errors[:5]))
        self.errors = errors


class WeakPassword(Unacceptable):
    """A password that would be among the first to be tried."""

    code = "weak_password"
    says = "This password is too easy to guess. A longer one, or a few words, is safer."


class ConsentRequired(Unacceptable):
    """No face is looked for without the consent of its owner."""

    code, says = "consent_required", "We can only search for a face with its owner’s consent."


class SelfieMissing(Unacceptable):
    """A search without a picture."""

    code, says = "selfie_missing", "Send one to three files named `selfie`."


class TooManySelfies(Unacceptable):
    """More pictures than a search takes."""

    code = "too_many_selfies"


class EmptyFile(Unacceptable):
    """A file without a byte."""

    code, says = "empty_file", "The file is empty."


class FileMissing(Unacceptable):
    """A form that brings no file."""

    code, says = "file_missing", "Send one or more files in the field `file`."


class FileChanged(Unacceptable):
    """The content is not what its hash said."""

    code, says = "file_changed", "The file changed while it was being sent. Choose it again."


class BadSha256(Unacceptable):
    """A hash that is none."""

    code, says = "bad_sha256", "Upload-Metadata: sha256 is not the SHA-256 of a file in hex."


class EventIdMissing(Unacceptable):
    """An upload that does not say to which event it belongs."""

    code, says = "event_id_missing", "Upload-Metadata must have event_id, the number of the event."


class UnknownSource(Unacceptable):
    """A file that is said to come by a way that no client over HTTP may say it is."""

    code, says = "unknown_source", "source is browser, program or folder, or is left out."


class UnknownKind(Unacceptable):
    """A file that is said to be of a kind that there is not."""

    code, says = "unknown_kind", "kind is photo or final, or is left out."


class UploadRefused(Unacceptable):
    """All of an upload came, and no photo came of it; ``code`` is that of the error it met."""

    def __init__(self, detail: str, *, code: str) -> None:
        super().__init__(detail)
        self.code = code


class NotAWall(Unacceptable):
    """Asked of a kiosk what only a wall does."""

    code, says = "not_a_wall", "Only a wall can be paused, skipped or given a QR code."


class UnknownLink(Unacceptable):
    """A QR code that would lead nowhere."""

    code, says = "unknown_link", "The QR code must be of an open share link of this event."


class UnknownAlbum(Unacceptable):
    """A wall of an album that is not there."""

    code, says = "unknown_album", "The wall must show an album of this event."


class UnknownPhoto(Unacceptable):
    """A cover that is no photo which guests may see."""

    code, says = "unknown_photo", "The cover must be a photo of this event that is not hidden."


class UnknownHost(Unacceptable):
    """Links would lead away from this service."""

    code, says = "unknown_host", "This domain does not lead to this service. Ask the person who runs it to add it."


class WatermarkMissing(Unacceptable):
    """Laid another way, but there is none."""

    code, says = "watermark_missing", "There is no watermark yet: send a text or a picture."


class NothingToDownload(Unacceptable):
    """A ZIP file that would have nothing in it."""

    code, says = "nothing_to_download", "None of these photos can be downloaded."


class NoBackup(Unacceptable):
    """A folder without a backup that this program reads."""

    code = "no_backup"


class NoKeys(Unacceptable):
    """A folder without a copy of keys."""

    code = "no_keys"


class RateLimited(Refusal):
    """Too much at once; ``retry_after_s`` says when to come back."""

    code, title = "rate_limited", "Too many requests, please slow down"


class TooManyUploads(RateLimited):
    """The account has as many uploads under way as it may."""

    code = "too_many_uploads"


class TooManyUploadBytes(RateLimited):
    """The account's uploads under way hold as much as they may."""

    code, says = "too_many_upload_bytes", "Your unfinished uploads have reached their limit. Finish some of them first."


class SealBroken(Failure):
    """Sealed bytes do not open though their key is there: they are damaged, or belong elsewhere."""

    code, title = "seal_broken", "Something stored here is damaged"


class KeyBroken(SealBroken):
    """A key is there and does not open: it is damaged where it is kept. A copy of it would help."""

    code, title = "key_broken", "A key stored here is damaged"


class WrongSecret(Failure):
    """The keys were made under another SECRET_KEY: nothing would open, and what is sealed now would be lost later."""

    code, title = "wrong_secret", "The keys were made with another SECRET_KEY"


class Unavailable(Failure):
    """Something that we need is away; ``retry_after_s`` says when to come back."""

    code, title = "unavailable", "The service is busy"


class PictureNotReady(Unavailable):
    """The event's watermark is not on it yet, and without one guests do not get it."""

    code, says = "picture_not_ready", "This picture is being prepared. Try again in a moment."


class InsufficientStorage(Failure):
    """There is no room for what was sent, or only the reserve of the database; ``retry_after_s`` says when to ask again."""

    code, title = "insufficient_storage", "There is no room for this right now"
