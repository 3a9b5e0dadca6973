### The words of the guest's page, the kiosk and the start page, in English. Fluent syntax (projectfluent.org).
### Every catalogue has the same messages with the same variables; a test compares them.

## Shared: languages and the connection

language-label = Language
connection-online = Live
connection-waiting = No connection right now. We keep trying; nothing is lost.
skip-to-content = Skip to content
one-moment = One moment …
try-again = Try again
back = Back
cancel = Cancel
close = Close

## Shared: photos of somebody

photos-of-you = { $count ->
    [one] { $count } photo of you
   *[other] { $count } photos of you
  }
photos-of-you-so-far = { $count ->
    [one] { $count } photo so far …
   *[other] { $count } photos so far …
  }
new-photos = { $count ->
    [one] { $count } new photo of you
   *[other] { $count } new photos of you
  }
no-photos-yet = No photos of you yet
looking-at-selfie = Looking at your selfie …
looking-for-you = Looking for you …
looking-through = Looking through the photos
looked-through = { $scanned } of { $total } photos looked through
just-in = New
open-photo = Open photo { $index } of { $total }
open-new-photo = Open the new photo { $index } of { $total }
photo-position = Photo { $index } of { $total }
photo-number = Photo { $index }
previous-photo = Previous photo
next-photo = Next photo
zoom-photo = Zoom
photo-failed = This photo could not be loaded.
maybe-you = Maybe you
maybe-several = Maybe one of you
maybe-lead = We are not sure about these. You decide.
is-this-you = Is this you?
yes-me = Yes, me
not-me = Not me
answered-yes = Yours now
answered-no = Not you
is-this-person = Is this { $name }?
yes-person = Yes
not-person = No
answered-yes-person = { $name } is in it
answered-no-person = { $name } is not in it
undo = Undo
undo-now = Delete now
undo-failed = Not deleted: { $what }
open-doubtful-photo = Open this photo, which may show you

## Shared: what is wrong with a selfie, and what to do about it

rejected-title = Let’s try that again
rejected-no_face = We could not find a face. Look straight at the camera, with your whole face in the frame.
rejected-several_faces = There is more than one face in this picture. Take one of just you.
rejected-too_small = Your face is too small in the picture. Move closer.
rejected-too_blurry = The picture is blurred. Hold still for a moment, or wipe the lens.
rejected-too_dark = It is too dark. Find more light, ideally from the front.
rejected-unreadable = We could not read this picture. Please take a new one.
rejected-selfie_gone = Your selfie was lost before your search could start, because we only keep it in memory. Please take it again.
tap-your-face = Tap your face
picture-of-several = Your picture, with several people
several-people = There are several people in this picture. Which one are you?
face-left = Face { $index } of { $total }, left
face-right = Face { $index } of { $total }, right
face-middle = Face { $index } of { $total }, in the middle

## Shared: the camera

camera-denied = The camera is blocked here. Allow it for this page in your browser’s settings, or choose a picture instead.
camera-missing = No camera found. Choose a picture instead.
camera-busy = Another app is using the camera. Close it and try again, or choose a picture instead.
camera-insecure = The camera only works over a secure address (https). Choose a picture instead.
camera-failed = The camera isn’t responding. Try again, or choose a picture instead.
camera-ended = The camera was disconnected. Plug it in or switch it on and try again, or choose a picture instead.
camera-live = Live picture from your camera
camera-starting = Starting the camera. Your browser may ask for permission.

## Shared: whose event it is

brand-privacy = Privacy
brand-credit = Made with eventphotos

## Shared: errors, by their code or their HTTP status

error-pin_required = This event is protected by a PIN. It came with your link.
error-wrong_pin = That PIN isn’t right. Please try again.
error-link_expired = This link has expired. Please ask whoever sent it for a new one.
error-link_revoked = This link has been withdrawn. Please ask whoever sent it for a new one.
error-handoff_expired = This code has expired. Please start again at the screen.
error-handoff_used = This code has already been used: it works once, for one phone. If that wasn’t you, please start again at the screen.
error-reset_expired = This link has been used, or is too old.
error-consent_changed = The photographer has just changed what you agree to. Please read it again.
error-consent_required = We can only look for you after you have agreed.
error-selfie_missing = Please take a selfie first.
error-too_many_selfies = You can add up to three selfies at a time, and five for one person.
error-search_not_live = This search can’t take more selfies right now. Try again in a moment.
error-empty_file = This picture is empty. Please choose another.
error-selfie_search_off = Face search is off for this event.
error-downloads_off = The photographer has not enabled downloads for this event.
error-gallery_closed = The gallery of this event is not open to you.
error-picture_not_ready = This picture is being prepared. Please try again in a moment.
error-media_url_expired = This photo needs to be loaded again. Please try again.
error-unreachable = We cannot reach the service. Check your connection and try again.
error-search_ended = This search has ended, and everything that belonged to it has been deleted.
error-search_ended_by_photographer = The photographer has withdrawn your link, and your search ended with it. Your face print and everything that was found have been deleted.
error-visit_over = Nothing about you is stored here any more. To search again, open the event’s link, or start at the screen.
error-status-401 = Your visit has ended. Please open your link again.
error-status-403 = You don’t have access to this.
error-status-404 = Check the link: it may be mistyped, or the event is over.
error-status-409 = Something has changed in the meantime. Please try again.
error-status-410 = This is no longer available.
error-status-413 = This picture is too large. Please choose a smaller one.
error-status-415 = This file is not a picture we can read. Please choose a JPEG, PNG or HEIC photo.
error-status-422 = We didn’t understand that. Please try again.
error-status-429 = That was a bit fast.
error-status-503 = The service is busy.
error-unknown = Something went wrong on our side. Please try again.
error-retry-after = { $seconds ->
    [one] Try again in { $seconds } second.
   *[other] Try again in { $seconds } seconds.
  }

## Guest: opening a link

guest-title = { $event } · find yourself
guest-opening = Opening the event …
guest-closed-title = This couldn’t be opened
guest-expired-title = This link has expired
guest-handoff-over-title = This code has expired
guest-unknown-title = Link not found
guest-ended-title = This search has ended
guest-offline-title = You are offline
guest-offline-lead = This page opens by itself as soon as you are back online. Nothing of yours is lost.
guest-pin-title = Enter the PIN
guest-pin-label = PIN
guest-pin-submit = Open the event
guest-pin-locked = { $seconds ->
    [one] Too many wrong PINs. You can try again in { $seconds } second.
   *[other] Too many wrong PINs. You can try again in { $seconds } seconds.
  }
guest-pin-locked-spoken = Too many wrong PINs. Please wait a little.
guest-pin-again = You can try again now.

## Guest: welcome and consent

guest-cover = The event’s cover photo
guest-promise = Take one selfie and see the photos you are in: the ones already here, and new ones as they arrive.
guest-selfie-fate = Your selfie is deleted right after your search. What stays is an encrypted face print that is only used to find you at this event. You can delete it at any time.
guest-registered-only = At this event, faces in photos are only compared with guests who asked. No one else’s face is stored.
guest-photographer-says = From the photographer
guest-consent = Yes, look for my face
guest-consent-scope = in the photos of this event
guest-consent-missing = Tick the box above first: we only look for you if you say yes.
guest-begin = Take a selfie
guest-details-title = What exactly happens with my face?
guest-details-selfie = Your selfie is used once, to create a face print, and then deleted. It is never shown to anyone and never kept as a file.
guest-details-code = The face print is compared with the faces in the photos of this event only. It is stored encrypted, with a key of its own, and so is where your face is on each photo we find. Which photos were found for your search is stored readable, without your name.
guest-details-who = Only you see what was found. The photographer sees neither your selfie nor your results.
guest-details-forget = “Forget me” deletes the face print, its key and the results at once. If you do nothing, all of it is deleted when the search ends. The photographer can end it too, by withdrawing your link.
guest-details-record = That you agreed, and when, stays on record as evidence, with nothing about your face. The record is deleted { $days } days after your search has ended.
guest-details-free = Saying yes is your free choice. Only take a selfie of yourself.
guest-search-off-title = Face search is off
guest-search-off = The photographer has switched off face search for this event.
guest-gallery-promise = All photos of this event are here, and new ones appear as they arrive.
guest-search-off-ask = Ask the photographer how to get your photos.
guest-see-all = See all photos

## Guest: the selfie

guest-selfie-title = Your selfie
guest-selfie-hint = Fit your face into the oval and look at the camera. Light from the front helps.
guest-shoot = Take the picture
guest-countdown = Hold still …
guest-retake = Take it again
guest-another = Add one more
guest-another-why = A second selfie from a slight angle finds more photos.
guest-choose = Choose a picture
guest-choose-label = Choose up to three pictures of yourself
guest-use-camera = Use the camera
guest-in-app = You are inside an app that gives this page no camera. Copy the link and open it in { $browser }, or choose a picture here.
guest-in-app-copy = Copy the link for { $browser }
guest-in-app-copied = Link copied. Open { $browser } and paste it into the address bar.
guest-in-app-not-copied = The app does not allow copying. This is the link for { $browser }:
guest-selfie-position = Selfie { $index }
guest-remove-selfie = Remove selfie { $index }
guest-selfies-taken = { $count ->
    [one] { $count } of 3 selfies
   *[other] { $count } of 3 selfies
  }
guest-find = Find my photos
guest-sending = Sending …
guest-file-unreadable = “{ $name }” is not a picture we can read. Please choose a JPEG, PNG or HEIC photo.
guest-file-too-large = “{ $name }” is too large. Please choose a smaller picture.

## Guest: results

guest-your-photos = Your photos
guest-all-photos = All photos
guest-live-until = New photos of you will appear here until { $date }. After that your search is deleted; photos you downloaded stay.
guest-nothing-lead = We keep looking, and photos of you will appear here. Stay a while, or come back later with the same link.
guest-strip-waiting = New photos of you will appear here.
guest-to-check = { $count ->
    [one] Is this you? ({ $count })
   *[other] Is this you? ({ $count })
  }
guest-show-all = All
guest-surest = Best first
guest-favourites = Favourites
guest-no-favourites = No favourites yet. Tap the heart on a photo to keep it here.
guest-not-me-said = Not you, then. We’ve taken this photo out of yours.
guest-favourite = Favourite
guest-download = Download
guest-download-all = Download all
guest-download-favourites = Download favourites
guest-zip-making = Packing your photos …
guest-zip-progress = { NUMBER($received, maximumFractionDigits: 0) } of { NUMBER($total, maximumFractionDigits: 0) } MB
guest-zip-received = { NUMBER($received, maximumFractionDigits: 0) } MB
guest-zip-done = Saved. Look in your downloads.
guest-zip-handed-over = Your browser is downloading { NUMBER($total, maximumFractionDigits: 0) } MB. You can keep browsing.
guest-zip-name = { $event } – photos of me
guest-zip-name-several = { $event } – photos of us
guest-share = Share
guest-share-ready = Tap again to share
guest-share-failed = This photo could not be shared. Try again, or download it.
guest-preparing = One moment …
albums = Albums
gallery-order = Order
gallery-newest = Newest first
gallery-day = Through the day
gallery-size = Size of the photos
gallery-smaller = Smaller photos
gallery-larger = Larger photos
gallery-choose = Choose
gallery-choose-photo = Choose photo { $index } of { $total }
gallery-chosen-tools = What to do with the chosen photos
gallery-chosen-none = Tap the photos you want.
gallery-chosen = { $count ->
    [one] { $count } photo chosen.
   *[other] { $count } photos chosen.
  }
gallery-chosen-full = You can choose up to { $count } at a time.
gallery-choose-all = Choose all
gallery-zip-name = { $event } – photos
slideshow = Slideshow
slideshow-title = Slideshow of all photos
slideshow-pause = Pause
slideshow-play = Play
guest-gallery-new = { $count ->
    [one] { $count } new photo
   *[other] { $count } new photos
  }
guest-gallery-newer = Show new photos
guest-gallery-empty = No photos yet. They will appear here.
guest-gallery-end = { $count ->
    [one] That’s the only photo.
   *[other] That’s all { $count } photos.
  }
guest-expired-meanwhile = The link has expired, but the photos found for you are still here.

guest-install-title = Keep your photos one tap away
guest-install-lead = Put this page on your home screen: it opens at once, even offline.
guest-install-yes = Install
guest-install-no = Not now
guest-install-by-hand = Tap your browser’s share button, then “Add to Home Screen”. The page starts fresh there, so keep this link.

alerts-open = Tell me about new photos
alerts-title = Tell me about new photos
alerts-lead = We tell you about your first new photo right away, then at most once an hour, and once more when all photos are in.
alerts-push = Notify me on this device
alerts-email = Your e-mail address
alerts-mail = E-mail me
alerts-asked = We have sent a mail to { $email }. Confirm it there, and we’ll tell you about new photos.
alerts-consent = If you choose one of these, we keep your address or this browser’s push address, encrypted, until your search ends, and use it for nothing else. You can stop it at any time, here or in any mail.
alerts-stop = Stop
alerts-stop-of = Stop: { $target }
alerts-unconfirmed = Waiting for you to confirm by mail
alerts-this-device = This device
alerts-other-device = Another device
alerts-apple = On iPhone and iPad, notifications come to pages on the home screen: tap the share button, then “Add to Home Screen”, open the page there and choose this again.
alerts-no-way = This browser can’t show notifications. Keep the link and come back later.
error-push_denied = Your browser does not let this page notify you. Allow notifications for it in the browser’s settings, then try again.
error-push_failed = This browser could not be set up for notifications. Please try again.
error-mail_off = This service sends no mail.
error-too_many_alerts = You already have five alerts. Stop one of them first.
error-letter_over = This link no longer works: the search has ended, or these mails were stopped.
letter-title = Your e-mail alerts
letter-confirm-title = Tell me about new photos
letter-confirm-lead = Someone asked us to send news of new photos to this address. If it was you, please confirm.
letter-confirm-yes = Yes, tell me
letter-confirm-done-title = You’re all set
letter-confirm-done = Done. We’ll tell you about new photos from { $event }.
letter-refuse-title = That wasn’t you?
letter-refuse-lead = We’ll delete this address and won’t write to it about this event again.
letter-refuse-yes = That wasn’t me
letter-refuse-done-title = Address deleted
letter-refuse-done = Done. You will get no more mail about this event.
letter-stop-title = Stop these mails?
letter-stop-lead = We’ll stop telling you about new photos here. Your photos stay where they are.
letter-stop-yes = Stop them
letter-stop-done-title = Mails stopped
letter-stop-done = Done. You won’t get any more of these mails.
letter-close = You can close this page.
letter-over = This link no longer works. There is nothing more to do.

## Guest: several people in one visit

selfie-add = Add another selfie
selfie-another = Another selfie
selfie-looking = Searching with your new selfie …
selfie-added = Your new selfie is in use: what it finds appears here.
selfie-of-another = That looks like someone else, so nothing was changed.
person-add = Add a person
person-title = Who else?
person-lead = Your child or your partner, for example. Their photos appear here too, and you can see which ones show all of you.
person-name = Name
person-name-missing = Please enter a name for this person.
person-consent = Yes, look for this face: the person agrees, or I decide for my child
person-consent-missing = Tick the box above first: we only look for people who agree, or for whom you may decide.
person-begin = Take the picture
selfie-of-person = Picture of { $name }
tap-face-of = Tap the face of { $name }
people-label = People
people-me = Me
people-everybody = Everybody
people-together = Together
person-number = Person { $number }
forget-person = Forget { $name }
forget-everybody = Forget all of us
forget-person-question = Forget { $name }?
forget-everybody-question = Forget all of you?
forget-others-lead = This deletes the face print and everything found with it, here and on the service. New photos will no longer appear.
people-back = Back to the photos
photos-of-person = { $count ->
    [one] { $count } photo of { $name }
   *[other] { $count } photos of { $name }
  }
photos-of-everybody = { $count ->
    [one] { $count } photo of all of you
   *[other] { $count } photos of all of you
  }
photos-together = { $count ->
    [one] { $count } photo with all of you
   *[other] { $count } photos with all of you
  }

## Guest: several photos into the phone

choose-several = Choose several
choose-lead = Tap the photos you want
choose-all = All
choose-end = Done
choose-zip = As ZIP
chosen-photos = { $count ->
    [one] { $count } photo chosen
   *[other] { $count } photos chosen
  }
save-photos = Save to this phone
save-ready = { $count ->
    [one] Tap to save { $count } photo
   *[other] Tap to save { $count } photos
  }
save-more = Save more ({ $saved } of { $total })
save-done = { $count ->
    [one] { $count } photo saved
   *[other] { $count } photos saved
  }
error-share_failed = Your phone didn’t take these photos. Try fewer, or take them as a ZIP.

## Guest: favourites, for the photographer and on other devices

favourite-photo = Favourite photo { $index }
guest-offline-seen = You are offline. These are the photos you have seen here before.
guest-list-for-photographer = The photographer can see your favourites. Other guests can’t.
guest-list-name = Your name (optional)
guest-list-name-save = Save
guest-list-name-saved = Saved
guest-list-link = Open on another device
guest-list-link-why = Send this link to yourself: it opens your favourites on any device, even if you lose this phone. Anyone who has it can change them.
guest-list-copied = Link copied
guest-list-unsent = { $count ->
    [one] { $count } change will be sent when you are back online.
   *[other] { $count } changes will be sent when you are back online.
  }
guest-comment = Comment
guest-comment-title = To the photographer
guest-comment-lead = Only the photographer reads this. Other guests don’t.
guest-comment-label = Your comment on this photo
guest-comment-send = Send
guest-comment-delete = Delete
guest-comment-deleted = Comment deleted.
guest-comment-waits = Will be sent when you are back online.
guest-chosen-title = Your favourites
guest-chosen-only = Chosen
guest-chosen-none = Nothing chosen yet. Tap the heart on a photo to choose it.
guest-chosen-count = { $count ->
    [one] { $count } photo chosen
   *[other] { $count } photos chosen
  }
guest-chosen-of = { $count } of { $goal } chosen
guest-chosen-over = { $count ->
    [one] { $count } photo more than the { $goal } asked for
   *[other] { $count } photos more than the { $goal } asked for
  }
guest-chosen-finish = I’m done choosing
guest-chosen-finished = Thank you. The photographer can see your choice.
guest-chosen-again = Change my choice
error-favourites_full = You can choose up to 2,000 photos. Remove some first.
error-comments_off = The photographer isn’t taking comments on these photos.
error-too_many_comments = You’ve reached the limit for comments. Delete some first.
error-unknown_photo = This photo is no longer here.

## Guest: forget me

guest-export = Save my data
guest-forget = Forget me
guest-forget-question = Forget me?
guest-forget-lead = This deletes your face print and everything found with it, here and on the service. New photos of you will no longer appear.
guest-forget-yes = Yes, delete everything
guest-forget-no = Keep looking
guest-forgotten-title = Your data is deleted
guest-forgotten-lead = Your face print and everything found with it have been deleted. Photos you downloaded stay with you.
guest-forgetting-title = Deleted on this phone
guest-forgetting-lead = The service has not yet confirmed that it has deleted everything too. We keep asking until it has; leave this page open, or open it again when you are back online.
guest-kept-forget = Delete from this phone
guest-kept-forget-question = Delete what this phone keeps?
guest-kept-forget-lead = This phone keeps the photos you have looked at, so that they open offline. They will be deleted, and so will your favourites and comments, here and on the service. Photos you downloaded stay with you.
guest-kept-forget-given = Photos you shared stay at the event, and can no longer be deleted from this phone: delete them first if you don’t want them there.
guest-kept-forgotten = The photos this phone kept, your favourites and your comments have been deleted. Photos you downloaded stay with you.
guest-receipt-title = Receipt
guest-receipt-event = Event
guest-receipt-search = Search
guest-receipt-agreed = You agreed
guest-receipt-withdrawn = You withdrew
guest-receipt-number = Number
guest-receipt-check = Check it at
guest-receipt-erased = Erased
guest-receipt-selfie = your selfie
guest-receipt-template = your face print
guest-receipt-matches = everything that was found
guest-receipt-already = It had already been deleted.
guest-receipt-save = Save the receipt
guest-receipt-print = Print
guest-start-again = Start again

## Start page

start-title = Find yourself in the photos
start-lead = Take one selfie, and the photos you are in appear on your phone while the event is still going on.
start-lost-title = Page not found
start-lost-lead = Check the address, or go on from here.
start-guest-title = Were you at an event?
start-guest-lead = Open the link you were given, or scan the code on the card or screen there.
start-open-events = Open events
start-events-loading = Looking for events …
start-step-open = Open the link or scan the code.
start-step-selfie = Take a selfie.
start-step-photos = Your photos appear, and new ones follow.
start-photographer-title = Are you the photographer?
start-photographer-lead = Upload while you shoot. Guests find themselves.
start-sign-in = Sign in
start-register = Create an account
start-organiser-title = Do you run the venue?
start-organiser-lead = Turn any touch screen into a place where guests find their photos.
start-kiosk = Set up a kiosk

## Giving photos

wall-question = May the photo wall at the venue show photos of you?
wall-question-of = May the photo wall at the venue show photos of { $name }?
wall-question-yes = Yes
wall-question-no = No
wall-question-means = If you say no, the wall leaves out photos that certainly show you. You can change your answer; it is deleted with your search.

give-offer = Share your photos
give-title = Share your photos
give-lead = Add photos you took at this event. No selfie needed.
give-name = Your name (optional)
give-name-hint = Shown with your photos.
give-choose = Choose photos
give-camera = Take a photo
give-on-the-way = Sending your photos
give-stuck = { $count ->
    [one] No connection. { $count } photo will be sent when you’re back online.
   *[other] No connection. { $count } photos will be sent when you’re back online.
  }
give-left = { $count ->
    [one] { $count } photo left to send …
   *[other] { $count } photos left to send …
  }
give-done = { $count ->
    [one] { $count } photo sent. Thank you!
   *[other] { $count } photos sent. Thank you!
  }
give-twice = { $count ->
    [one] { $count } was here already.
   *[other] { $count } were here already.
  }
give-failed = { $count ->
    [one] { $count } photo could not be sent.
   *[other] { $count } photos could not be sent.
  }
given-title = Your photos
given-none = Nothing yet. Photos you share appear here.
given-processing = Being prepared …
given-waiting = Waiting for approval
given-shown = Visible to guests
given-not_shown = Not shown to guests
given-failed = We couldn’t read this one. Please delete it.
given-delete = Delete
given-delete-named = Delete { $name }
given-deleted = Photo “{ $name }” deleted.
given-from = From { $name }
given-from-guest = From a guest
error-giving_off = This event takes no photos from guests right now.
error-given_enough = You’ve reached the limit for photos. Delete one of yours to make room.
error-unreadable_file = This photo can’t be read any more. Please choose it again.
error-too_large = This photo is too large.
error-event_full = This event can’t take any more photos. Thank you anyway.
error-account_full = This event can’t take any more photos. Thank you anyway.
error-account_bytes_full = This event can’t take any more photos. Thank you anyway.

## Kiosk

kiosk-title = Find your photos

kiosk-pair-title = Connect this screen
kiosk-pair-lead = In the studio, open the event, add a kiosk, and enter its code here.
kiosk-pair-language = Language this screen starts in
kiosk-pair-code = Pairing code
kiosk-pair-button = Connect this screen
kiosk-pair-busy = Connecting …
error-unknown_pairing_code = That code isn’t valid. Codes work once, and only for a few minutes: make a new one in the studio.

kiosk-locked-title = This screen is closed
kiosk-locked-lead = The organisers have closed it. Your photos are still there: ask them for the link.
kiosk-locked-button = Connect this screen again

wall-title = Photo wall
wall-pair-lead = In the studio, open the event, add a wall, and enter its code here.
wall-locked-lead = The organisers have closed it. It shows no photos any more.
wall-empty = Photos will appear here as they are taken.
wall-away = No connection right now. This screen keeps trying and will be back by itself.
wall-paused = Paused
wall-photo = A photo from the event
wall-join = Scan to find your photos
wall-logo = Logo of the photographer
wall-qr = Code that opens the event’s photos on your phone
error-other_device = This code is for another kind of screen. Open /kiosk for a kiosk, /wall for a wall.

kiosk-attract-title = Are you in the photos?
kiosk-attract-lead = Take a selfie, see your photos, get them on your phone.
kiosk-attract-start = Find my photos
kiosk-attract-away-title = One moment, please
kiosk-attract-away = This screen has no connection right now. It keeps trying and will be back by itself.
kiosk-attract-off-title = Face search is off
kiosk-attract-off = Face search is off for this event. Ask the photographer where to see the photos.

kiosk-consent-title = May we look for you?
kiosk-consent-camera = The camera takes one picture of you.
kiosk-consent-search = We look for your face in the photos of this event and show you what we find.
kiosk-consent-delete = Your picture is deleted right after that. When you leave, so is everything else, unless you get it on your phone.
kiosk-consent-yes = Yes, look for me
kiosk-consent-no = No, thanks
kiosk-consent-more = What exactly happens with my face?
kiosk-consent-full-title = What happens with your face
kiosk-consent-full-picture = Your picture is used once, to create a face print. Then it is deleted; it is never kept as a file and never shown to anyone.
kiosk-consent-full-code = The face print is only compared with the faces in the photos of this event. It is stored encrypted, with a key of its own, and so is where your face is on each photo we find. Which photos were found is stored readable, without your name.
kiosk-consent-full-screen = What we find is shown on this screen, and people standing beside you can see it. No one else is shown your results, not even the photographer.
kiosk-consent-full-end = When you press “Done”, or when nobody has touched the screen for 30 seconds, the face print, its key and the results are deleted.
kiosk-consent-full-phone = If you get them on your phone, your search continues there until it ends by itself or you delete it with “Forget me”.
kiosk-consent-full-free = Saying yes is your free choice. Only your own face, please.

kiosk-person-lead = Your child or your partner, for example. Their photos appear here too.
kiosk-person-camera = The camera takes one picture of this person, and we look for the face in the photos of this event.
kiosk-person-delete = The picture is deleted right after that. When you leave, so is everything else, unless you get it on a phone.
kiosk-person-free = Saying yes is a free choice: the person’s own, or yours for your child.
kiosk-person-taken = Person { $number } is on the phone now.

kiosk-camera-title = Look at the camera
kiosk-camera-lead = Just your face in the frame. Hold still.
kiosk-camera-opening = The camera is starting …
kiosk-camera-live = Live picture from the camera
kiosk-camera-frozen = The picture that was just taken
kiosk-camera-check-title = Happy with this picture?
kiosk-camera-check-lead = Eyes open, whole face, no one else: for the best results.
kiosk-camera-use = Look for me
kiosk-camera-retake = Take it again
kiosk-camera-sending = Sending your picture …
kiosk-camera-taken = Picture taken.
kiosk-camera-problem-title = The camera does not work
kiosk-camera-denied = This screen isn’t allowed to use its camera. Please tell the organisers.
kiosk-camera-missing = This screen has no camera. Please tell the organisers.
kiosk-camera-busy = Something else is using the camera. Please try again in a moment.
kiosk-camera-insecure = The camera only works over a secure address (https). Please tell the organisers.
kiosk-camera-failed = The camera isn’t responding. Please try again.
kiosk-camera-ended = The camera was disconnected. Please try again; if it doesn’t come back, tell the organisers.
kiosk-away-title = No connection right now
kiosk-away-before = We took no picture, because we couldn’t search right now. This screen keeps trying.
kiosk-away-sent = Your picture is not kept. Try again as soon as the connection is back.
kiosk-problem-title = That didn’t work

kiosk-results-take = Get them on my phone
kiosk-results-take-none = Keep looking on my phone
kiosk-results-done = Done
kiosk-results-empty = New photos of you will appear here while the party goes on. Take the search with you on your phone and don’t miss any.

kiosk-handoff-title = Get them on your phone
kiosk-handoff-person = Person { $number }: get them on your phone
kiosk-handoff-open = Open the camera on your phone.
kiosk-handoff-scan = Hold it up to this code.
kiosk-handoff-tap = Tap the link that appears. New photos follow you there.
kiosk-handoff-once = The code works once, for one phone.
kiosk-handoff-qr = Code that opens your photos on your phone
kiosk-handoff-opening = Making your code …
kiosk-handoff-back = Back to the photos
kiosk-handoff-done = I’ve got them
kiosk-handoff-leave-title = You haven’t scanned the code yet
kiosk-handoff-leave-lead = If you leave now, your picture and everything we found are deleted.
kiosk-handoff-leave-several = If you leave now, everything that isn’t on a phone is deleted.
kiosk-handoff-leave-not = I’ll scan it first
kiosk-handoff-leave = Delete and leave

kiosk-bye-phone-title = It is on your phone
kiosk-bye-phone-lead = This screen has forgotten you. Enjoy your photos!
kiosk-bye-done-title = All done
kiosk-bye-done-lead = Your picture and everything we found are deleted.
kiosk-bye-part-lead = Everything that isn’t on a phone is deleted.
kiosk-bye-later-lead = This screen has forgotten you. What we found is deleted as soon as the connection is back.
kiosk-bye-next = Who’s next?

kiosk-idle = { $seconds ->
    [one] Are you still there? This screen clears itself in { $seconds } second.
   *[other] Are you still there? This screen clears itself in { $seconds } seconds.
  }
kiosk-idle-stay = I’m still here

## Card: printed, on the tables of a party

card-title = Find your photos
card-step-scan = Scan the code with your phone
card-step-selfie = Take one selfie
card-step-see = See the photos you are in, including ones still to come
card-pin = PIN { $pin }
card-pin-ask = You will be asked for a PIN. Just ask us.
card-promise = Your selfie is deleted right after your search.

## The page that helps a device to trust this service

trust-title = Trust this service
trust-lead = This service runs on a computer in this network and makes its own certificates. Once your device trusts them, its camera works here.
trust-scan = Scan this with the phone
trust-scan-picture = QR code of this page
trust-first = 1. Install the certificate
trust-download = Download the certificate
trust-iphone = iPhone or iPad
trust-iphone-1 = Tap the button in Safari and allow the download.
trust-iphone-2 = Open Settings, tap “Profile Downloaded”, then “Install”.
trust-iphone-3 = Open Settings › General › About › Certificate Trust Settings and switch it on.
trust-android = Android
trust-android-1 = Tap the button and keep the file.
trust-android-2 = Open Settings and search for “CA certificate”.
trust-android-3 = Choose “Install anyway” and pick the file.
trust-computer = Computer
trust-computer-1 = Windows: open the file and install it into “Trusted Root Certification Authorities”.
trust-computer-2 = Mac: open the file in Keychain Access, open the certificate and choose “Always Trust”.
trust-second = 2. Open the service
trust-open = There should be no warning. If there is one, repeat the first step.
trust-careful = Before you do this
trust-limits = The certificate is good for this computer and private networks only, not for other websites. Remove it when the event is over.
trust-compare = Your device shows this SHA-256 fingerprint. It must be the same here:
