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
