### The list of events, a new event, an event's head, and its settings.


## The list

events-title = Your events
events-new = New event
events-older = Show older events
events-to-go = { $count ->
    [one] { $count } to go
   *[other] { $count } to go
  }
events-none = No events yet
events-none-lead = Create one, upload your photos and give your guests the link or QR code. They find themselves with a selfie while you are still shooting.
events-guest-title = This is a guest account
events-guest-lead = Only photographers can create events. The person who runs this service can change your role.
events-start-page = Go to the start page

## A new event

event-name = Name
event-name-example = Summer party
event-date = Date (optional)
event-create = Create event
event-creating = Creating …

## Who can search

visibility-legend = Who can search?
visibility-unlisted-short = With the link
visibility-unlisted = Anyone with the link
visibility-unlisted-means = Guests open a link, a QR code or a kiosk and see the photos they are in. Nobody else can find the event.
visibility-public-short = Everyone
visibility-public = Everyone
visibility-public-means = Listed on the start page. Anyone can search with a selfie, and browse all photos if you open the gallery.
visibility-private-short = Private
visibility-private = Private
visibility-private-means = The same as “Anyone with the link”. A program of yours can treat it more strictly.

## What guests see first

preview-caption = What guests see first, in their own language
preview-failed = The preview could not be loaded.

## An event's head

event-number = No. { $id }
event-of-another = Another photographer’s event
event-all = All events
event-parts = Parts of the event
event-part-live = Live
event-part-review = Review
event-part-gallery = Gallery
event-part-cameras = Cameras
event-part-share = Share
event-part-ftp = FTP
event-part-kiosks = Kiosks
event-part-insights = Insights
event-part-settings = Settings
tally-failed = Failed
tally-photos = Photos
tally-indexed = Ready
tally-faces = Faces
tally-guests = Guests
event-recounting = The photos are being counted again. These numbers may be off for a moment.
event-gone-title = Event not found
event-gone-lead = It was deleted, or it belongs to someone else.

## Settings

settings-event = Event
settings-zone = Time zone
settings-zone-hint = Where the event takes place. Used for new photos without a time zone, and for midnight on the last day.
settings-guests = Guests
open-gallery-legend = What can everyone see?
open-gallery-false = Only photos they are in
open-gallery-false-means = Guests see the photos that match their selfie, and no others.
open-gallery-true = All photos
open-gallery-true-means = Anyone can browse the whole gallery, without a selfie or a link.
link-gallery-legend = Who can look through all photos?
link-gallery-false = Nobody
link-gallery-false-means = Guests only see photos they are in.
link-gallery-true = Guests with a link
link-gallery-true-means = Anyone who opens one of your links can browse the whole gallery. Give a link a PIN to keep it private.
link-leads-to-nothing = A link to this event leads to nothing: selfie search is off, and guests cannot see all photos. Turn one of them on.
selfie-search-legend = Selfie search
selfie-search-true = On
selfie-search-true-means = Guests find their photos with a selfie, even while you are still uploading.
selfie-search-false = Off
selfie-search-false-means = Nobody can start a new search. Guests who have already searched keep what they found.
kept-faces-legend = Whose faces are stored?
kept-faces-false = Everyone’s
kept-faces-false-means = Every face in a photo becomes an encrypted face print, so guests find themselves within a second. All of them are deleted with the event.
kept-faces-true = Only guests who search
kept-faces-true-means = Faces are compared as photos arrive and never stored. Guests who search later wait while all photos are processed again: a few minutes per thousand photos.
kept-faces-fixed = You can only change this before the first photo.
downloads-legend = Downloads
downloads-original = Originals
downloads-original-means = The file you uploaded, in full size.
downloads-preview = Smaller copies
downloads-preview-means = A JPEG of up to 2048 pixels, good for phones and sharing.
downloads-none = None
downloads-none-means = Guests can look but have no save button. (They can still take a screenshot.)
giving-title = Photos from guests
guest-photos-legend = May guests share their own photos?
guest-photos-false = No
guest-photos-false-means = Only you and your team add photos.
guest-photos-true = Yes
guest-photos-true-means = Guests send photos from their phone, without a selfie. They can delete what they sent.
guest-gate-legend = When do others see them?
guest-gate-true = Once approved
guest-gate-true-means = You approve each one under Review, even if other photos are released right away.
guest-gate-false = Like all others
guest-gate-false-means = By the setting above.
wall-asks-legend = What may a photo wall show?
wall-asks-false = All released photos
wall-asks-false-means = Guests are not asked.
wall-asks-true = Leave out guests who say no
wall-asks-true-means = We ask guests on their results page. A photo is left out if it certainly shows someone who said no.
given-by = { $name } (guest)
given-by-guest = A guest
release-title = Review
release-legend = When do guests see photos?
release-at_once = Right away
release-at_once-means = Every photo, as soon as it is ready.
release-later = After a few minutes
release-later-means = Photos are released automatically unless someone rejects them first.
release-approved = When approved
release-approved-means = Guests see a photo only once you approve it. Faces are found in the meantime, so it reaches them within a second.
release-minutes = Minutes after a photo is ready
release-changes-at_once = { $count ->
    [one] { $count } waiting photo will be shown to guests, too. Rejected photos stay with you.
   *[other] { $count } waiting photos will be shown to guests, too. Rejected photos stay with you.
  }
release-changes-later = { $count ->
    [one] { $count } waiting photo will be released after this time, too. Rejected photos stay with you.
   *[other] { $count } waiting photos will be released after this time, too. Rejected photos stay with you.
  }
release-changes-approved = { $count ->
    [one] { $count } waiting photo will be shown when you approve it.
   *[other] { $count } waiting photos will be shown when you approve them.
  }
consent-title = Your message
consent-label = Message shown before consent (optional)
consent-hint = Who you are, what the photos are for, how to reach you. Guests agree to it together with our own text.
consent-left = { $count ->
    [one] { $count } character left.
   *[other] { $count } characters left.
  }
keep-title = How long to keep it
keep-label = Last day (optional)
keep-until = After { $day } the event deletes itself with all photos, faces, links and searches. This cannot be undone.
keep-forever = Without a last day, the event stays until you delete it.
export-title = Export
export-lead = One ZIP file with the event’s settings, numbers, links, kiosks, guests’ consents and its activity log. It contains no faces.
export-plain = Without photos
export-photos = With all originals
delete-title = Delete this event
delete-lead = All photos, faces, links, kiosks and searches are deleted for good.
delete-evidence = { $days ->
    [one] Consent records, without faces, are kept as evidence for { $days } day after each consent has ended.
   *[other] Consent records, without faces, are kept as evidence for { $days } days after each consent has ended.
  }
delete-ask = Delete this event …
delete-question = Delete “{ $name }”?
delete-question-lead = { $photos }, all faces, links, kiosks and searches will be deleted for good. Guests lose access to their photos right away.
delete-yes = Delete everything
settings-saved = Saved.
settings-unsaved = { $count ->
    [one] { $count } change is not saved.
   *[other] { $count } changes are not saved.
  }
settings-discard = Discard
settings-save = Save
settings-saving = Saving …
settings-name-missing = An event needs a name.
settings-minutes-wrong = Choose 1 to 1440 minutes.
settings-day-over = Choose a future date.

## The cover

cover-label = Cover
cover-hint = The only photo guests see before they give consent. Choose one that anyone with the link may see.
cover-another = Change cover
cover-choose = Choose a photo
cover-none = Remove cover
cover-gone = This photo is no longer available.
cover-picture = The event’s cover
cover-title = Choose the cover
cover-empty = No photos to choose from yet.
cover-newest = { $count ->
    [one] The newest photo. You can pick any other in the gallery.
   *[other] The { $count } newest photos. You can pick any other in the gallery.
  }
