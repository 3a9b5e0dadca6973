### House rules: how much an account may have, who may sign up.


## How much an account has

usage-title = Your space
usage-events = Events
usage-photos = Photos
usage-bytes = Storage for photos
usage-of = { $used } of { $most }
usage-nearly-events = You can create only a few more events.
usage-nearly-photos = You can upload only a few more photos.
usage-nearly-bytes = Your storage is nearly full.
usage-full-events = You have as many events as your account allows. Delete one to create another.
usage-full-photos = You have as many photos as your account allows. Delete some to upload more.
usage-full-bytes = Your storage is full. Delete photos or events to upload more.
usage-see = See your space
error-too_many_events = You have as many events as your account allows. Delete one, or ask the person who runs this service.
error-account_bytes_full = Your storage is too full for this file. Delete photos or events you no longer need.
quota-title = Limits
quota-lead = Leave a field empty to use the limit of this service.
quota-gigabytes = Storage for photos, in GB
quota-save = Save limits

## Who may sign up

signup-title = Sign-up:
signup-legend = Who can create a photographer’s account?
signup-open = Open
signup-open-means = Anyone who reaches this service can sign up.
signup-invitation = By invitation
signup-invitation-means = Only people you send an invitation link to.
signup-closed = Closed
signup-closed-means = Nobody signs up. You create the accounts; invitations still work.
signup-usual = Automatic
signup-usual-means-public = Others can reach this service, so sign-up closes once there is an administrator. Now: { $mode }.
signup-usual-means-local = Only this computer can reach this service, so sign-up stays open. Now: { $mode }.
signup-fixed = The setting REGISTRATION decides this; it can’t be changed here.
error-registration_fixed = The setting REGISTRATION decides this; it can’t be changed here.
log-group-registration = Sign-up
did-registration-change = changed who may sign up

## What guests get out of an event

insights-guests = Guests
insights-guests-more = each phone and kiosk visitor counts once
insights-found = Photos found
insights-of-photos = { $count ->
    [one] of { $count } photo
   *[other] of { $count } photos
  }
insights-downloads = Photos saved
insights-downloads-more = by guests, counted each time
insights-reached = 19 of 20 photos reached their guests within { $time }.
insights-reached-all = { $count ->
    [one] The one new photo reached its guest within { $time }.
   *[other] All { $count } new photos reached their guests within { $time }.
  }
insights-reached-none = No new photo has reached a waiting guest yet.
insights-favourites = Favourites
insights-favourites-more = hearts from guests
insights-most-loved = Most loved photos
insights-hearts = { $count ->
    [one] { $count } heart
   *[other] { $count } hearts
  }
insights-loved = On most guests’ phones
insights-loved-by = { $count ->
    [one] { $count } guest
   *[other] { $count } guests
  }
insights-links = Links
insights-link-unnamed = Link without a name
insights-opened = { $count ->
    [one] opened once
   *[other] opened { $count } times
  }
insights-csv = Save as a spreadsheet (CSV)
csv-of = Part
csv-name = Name
csv-number = Number
csv-half-ms = Half of new photos reached guests within, in ms
csv-most-ms = 19 of 20 new photos reached guests within, in ms

## The archive, and another event like this one

events-search = Search your events
events-archived = Archived
events-none-found = No events here. Try fewer letters.
archive-archived = Archived
archive-title = Archive
archive-lead = For an event that is over: guests can no longer search, and all faces are erased. Photos, galleries and links stay.
archive-ask = Archive this event …
archive-question = Archive “{ $name }”?
archive-question-lead = All searches end now: guests lose what they found, unless they can browse a gallery. All faces are erased for good, and no photos can be uploaded. You can bring the event back; its faces are then read from the photos again, but guests have to search again.
archive-yes = Archive
archive-since = Archived on { $day }.
archive-uploads = This event is archived, so no photos can be uploaded.
archive-settings = Go to the settings to bring it back
bring-back-lead = You can bring it back. Its faces are then read from the photos again, which takes a while. Earlier searches do not come back.
bring-back = Bring back
error-event_archived = This event is archived. Bring it back in its settings to upload photos.
error-not_archived = This event is no longer archived.
error-still_archiving = Faces are still being erased. Try again in a few minutes.
duplicate-title = Duplicate
duplicate-lead = Create another event with the same settings and links. Photos, team, cover and last day are not copied.
duplicate-ask = Duplicate this event …
did-event-archive = archived an event
did-event-bring_back = brought an event back
did-event-duplicate = duplicated an event

## What was deleted just now

undo = Undo
undo-now = Delete now
undo-failed = Not deleted: { $what }
undo-kiosk = Kiosk “{ $name }” revoked.
undo-hook = Webhook “{ $name }” deleted.
undo-token = Token “{ $name }” revoked.
undo-sender = Login “{ $name }” revoked.
undo-link = Link “{ $name }” revoked.
undo-searches = Searches of “{ $name }” ended.
undo-event = Event “{ $name }” deleted.
undo-photos = { $count ->
    [one] { $count } photo deleted.
   *[other] { $count } photos deleted.
  }
undo-wall = Photo wall “{ $name }” revoked.
undo-list = List “{ $name }” deleted.
undo-comment = Comment on { $photo } deleted.
undo-invitation = Invitation “{ $note }” withdrawn.
undo-leave = You left the team of “{ $name }”.
undo-logo = Logo removed.
undo-watermark = Watermark switched off.

## First steps, keys, passwords

steps-title = Before your guests arrive
steps-dismiss = Hide these steps
steps-upload = Upload your photos
steps-cover = Choose a cover
steps-link = Make a link for guests
steps-print = Print the table card
steps-done = done
password-show = Show
photo-said-hide = Hidden from guests.
photo-said-unhide = Guests can see it again.
keys-title = Keyboard shortcuts
keys-with = Key: { $key }
keys-steps = Previous and next photo
keys-faces = Show faces
keys-zoom = Zoom
keys-hide = Hide from guests, or show again
keys-delete = Delete
keys-close = Close
