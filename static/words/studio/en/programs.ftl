### Programs that act for an account: access tokens and webhooks.


## Access tokens

tokens-title = Access tokens
tokens-lead = For programs that upload or read photos, so that none needs your password. Changing your password revokes all of them.
tokens-week = One week
tokens-month = One month
tokens-quarter = Three months
tokens-year = One year
tokens-until = until { $date }
tokens-expired = expired { $date }
tokens-used = last used { $ago }
tokens-unused = never used
tokens-revoke = Revoke
tokens-revoke-one = Revoke { $name }
tokens-revoke-ask = Revoke this token?
tokens-revoke-lead = “{ $name }” stops working at once. Any program that uses it needs a new one.
tokens-revoke-yes = Revoke token
tokens-ready = “{ $name }” is ready.
tokens-once = Copy it now: it won’t be shown again.
tokens-copy = Copy token
tokens-none = No access tokens
tokens-none-lead = Create one for each program or computer, so you can revoke it on its own.
tokens-new = New token
tokens-name = What is it for?
tokens-example = Office laptop
tokens-scopes = What may it do?
tokens-life = How long is it valid?
tokens-make = Create token
tokens-making = Creating …
scope-upload-short = uploads photos
scope-upload = Upload photos
scope-upload-means = Adds photos and learns what became of them. It can’t see any photo.
scope-read-short = reads
scope-read = Read
scope-read-means = Sees photos, numbers and live updates, and can export.
scope-manage-short = manages
scope-manage = Manage
scope-manage-means = Reads, creates and changes events, hides and deletes photos, creates links and kiosks. It can’t delete events.

## Where something holds

where-legend = Which events?
where-all = All my events
where-all-means = Including those you create later.
where-some = Only some
where-some-means = Choose them below.
where-events = Events
where-none = You have no events yet.
where-everywhere = all events
where-count = { $count ->
    [one] { $count } event
   *[other] { $count } events
  }
where-number = event { $id }
choose-one = Choose at least one.

## Webhooks

hooks-title = Webhooks
hooks-lead = Your program is told when something happens, by a signed message to its address. The message names the photo and the event, never the people in it.
hooks-disabled = Disabled. { $why } Save it again to continue.
hooks-failing = Messages don’t arrive; the first failed { $ago }. We keep trying.
delivery-waiting = On its way
delivery-delivered = Delivered
hooks-failed = Not delivered: { $why }
hooks-again-in = { $why }; next try in { $time }
hooks-delete = Delete
hooks-delete-one = Delete { $name }
hooks-delete-ask = Delete this webhook?
hooks-delete-lead = “{ $name }” is told nothing more. Messages still waiting for it are dropped.
hooks-delete-yes = Delete webhook
hooks-none = No webhooks
hooks-none-lead = For a slideshow, an archive or a chat that should hear about photos as soon as they are ready.
hooks-messages = Messages
hooks-messages-of = Messages to { $name }
hooks-copy = Copy secret
hooks-change = Change
hooks-change-one = Change { $name }
hooks-close = Close
hooks-save = Save
hooks-saving = Saving …
hooks-make = Create webhook
hooks-new = New webhook
hooks-who = What is it?
hooks-example = Slideshow
hooks-address = Address
hooks-kinds = What should it hear about?
hook-photo-indexed-short = photos ready
hook-photo-indexed = A photo is ready
hook-photo-indexed-means = It has been processed.
hook-photo-replaced-short = finals
hook-photo-replaced = A final replaced a photo
hook-photo-replaced-means = The photo shows the final from now on.
hook-photo-released-short = photos released
hook-photo-released = A photo is released
hook-photo-released-means = Guests can see it from now on.
hook-matches-counted-short = matches
hook-matches-counted = Guests found photos
hook-matches-counted-means = How many matches there are, within a minute of each change.
hook-event-deleted-short = deleted events
hook-event-deleted = An event is deleted
hook-event-deleted-means = Nothing of it is left.
hooks-test = Send a test
hooks-test-message = Test
hooks-log-none = Nothing has been sent yet. Messages are listed for 14 days.
hooks-send-again = Send again
