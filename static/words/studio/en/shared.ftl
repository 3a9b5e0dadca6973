### What every screen of the studio and the administration says. Fluent syntax (projectfluent.org); a test compares the languages.


## The frame

studio-name = Studio
admin-name = Administration
language-label = Language
skip-to-content = Skip to content
frame-account = Your account
sign-out = Sign out
nowhere-title = Page not found
nowhere-lead = Check the address, or start from your events.
to-your-events = Your events
leave-title = Leave without saving?
leave-lead = Your changes are not saved yet.
leave-stay = Keep editing
leave-go = Discard changes

## The live connection

connection-connecting = Connecting …
connection-online = Live
connection-waiting = No connection. Trying again …
connection-refused = Signed out
connection-reached = Connected

## Buttons and states

one-moment = One moment …
try-again = Try again
cancel = Cancel
close = Close
copy = Copy
copied = Copied
copy-refused = Your browser did not allow copying
out-of-date = This page may be out of date.

## Numbers of things

photos-count = { $count ->
    [one] { $count } photo
   *[other] { $count } photos
  }
faces-count = { $count ->
    [one] { $count } face
   *[other] { $count } faces
  }
guests-count = { $count ->
    [one] { $count } guest
   *[other] { $count } guests
  }
failed-count = { $count ->
    [one] { $count } failed
   *[other] { $count } failed
  }
ago-just-now = just now

## Roles

role-admin = Administrator
role-photographer = Photographer
role-guest = Guest

## Forms

field-missing = Please fill this in.
field-short = { $count ->
    [one] Use at least { $count } character.
   *[other] Use at least { $count } characters.
  }
field-email = Enter a valid e-mail address.
field-wrong = This cannot be used. Please check it.

## Errors, by their code or their HTTP status

percent = { $percent }%
error-account_disabled = This account is disabled. Ask the person who runs this service.
error-account_full = Your account has reached its limit. Delete photos or events you no longer need.
error-address_unconfirmed = Confirm your e-mail address first: until then we send no mail for you.
error-bad_credentials = Wrong e-mail or password.
error-download_expired = This download has expired. Start it again.
error-email_taken = An account with this e-mail already exists. Sign in instead.
error-event_deleted = This event has been deleted.
error-event_full = This event has reached its limit. Delete some photos, or create another event.
error-faces_not_kept = This event stores no faces, so there is nothing to compare.
error-too_many_albums = An event can have up to 50 albums.
error-album_by_rule = This album fills itself.
error-invitation_invalid = This invitation has been used, withdrawn or has expired. Ask for a new one.
error-invitation_required = You need an invitation to join. Ask the person who runs this service.
error-last_admin = This is the last administrator. Make somebody else an administrator first.
error-not_failed = This photo has not failed.
error-nothing_to_download = None of these photos can be downloaded.
error-out_of_scope = This access token is not allowed to do that.
error-photos_exist = This can only be changed before the first photo.
error-rate_limited = Too many attempts.
error-registration_closed = Only an administrator can create accounts here. Ask the person who runs this service.
error-reset_expired = This link has been used or has expired. Ask for a new one.
error-too_many_invitations = There are too many open invitations. Withdraw some first.
error-too_many_tokens = You have too many access tokens. Revoke some first.
error-too_many_uploads = Too many uploads at once. Let some of them finish first.
error-too_many_upload_bytes = Too much is being uploaded at once. Let some uploads finish first.
error-too_many_webhooks = You have too many webhooks. Delete some first.
error-mail_off = This service sends no mail.
mail-to = E-mail address to send the link to
mail-to-hint = Leave it empty if you hand over the link yourself.
mail-sent = The link is on its way to { $email }.
error-unknown_photo = That photo is no longer available. Choose another one.
error-unreachable = We can’t reach the service. Check your connection and try again.
error-weak_password = This password is too easy to guess. Choose a longer one, or a few words.
error-wrong_password = Your current password is wrong.
error-yourself = You can’t do this to your own account. Another administrator can.
error-status-401 = Please sign in again.
error-status-403 = You don’t have permission to do this.
error-status-404 = This no longer exists.
error-status-409 = Something changed in the meantime. Reload the page and try again.
error-status-410 = This is no longer available.
error-status-413 = This file is too large.
error-status-415 = We can’t read this kind of file.
error-status-422 = Something here is not right. Please check what you entered.
error-status-503 = The service is busy. Please try again in a moment.
error-status-507 = The service is out of space right now. Please try again later.
error-unknown = Something went wrong on our side. Please try again.
error-retry-after = { $seconds ->
    [one] Try again in { $seconds } second.
   *[other] Try again in { $seconds } seconds.
  }

## Photos

photo-named = Photo { $name }
status-queued = Waiting
status-processing = Processing
status-indexed = Ready
status-waiting = To review
status-rejected = Rejected
status-hidden = Hidden
status-failed = Failed
failure-unreadable = This is not a photo we can read, or the file is damaged.
failure-truncated = The file is incomplete. Copy it from the card again.
failure-empty = The file is empty.
failure-unsupported_format = We can’t read this image format. Export it as JPEG.
failure-unsupported_media_type = This is not a JPEG, PNG, WebP, HEIC, AVIF, TIFF, JPEG XL or RAW photo.
failure-no_preview = This RAW file has no preview large enough to show. Send a JPEG too: shoot RAW+JPEG, or export one.
failure-too_many_pixels = The photo has too many pixels for this service.
failure-too_large = The file is too large for this service.
failure-limit = The file is too large (limit { $limit }).
failure-unreadable_file = The file changed or can no longer be read. Is the card still in? Choose it again.
failure-file_changed = The file changed while it was being sent. Choose it again.
failure-crashed = Processing this photo failed several times.
failure-unreachable = The connection was lost. Retry to continue the upload where it stopped.
failure-unknown = Something went wrong on our side.
confirm-type = To confirm, type
