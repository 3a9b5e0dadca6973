### Links for guests, and kiosks.


## Links

links-title = Links for guests
link-unnamed = Guest link
link-ready = The link is ready.
links-none = No active links
links-none-lead = Create one, then send it, show its QR code or put printed cards on the tables. Guests need nothing else.
links-over = { $count ->
    [one] { $count } inactive link
   *[other] { $count } inactive links
  }
link-opened = { $count ->
    [one] Opened { $count } time
   *[other] Opened { $count } times
  }
link-with-pin = with PIN
link-without-pin = no PIN
link-revoked-on = revoked { $day }
link-expired-on = expired { $day }
link-until = until { $day }
link-pin-tried = Someone is guessing this link’s PIN: there were many wrong attempts within the hour. New guests get in more slowly for now. Create another link with six digits or more, and revoke this one.
link-copy = Copy link
link-qr = QR code
link-qr-show = Show the QR code of { $name }
link-qr-of = QR code of { $name }
link-qr-picture = QR code of the link { $name }
link-qr-download = Download SVG
link-card = Print a card
revoke = Revoke
revoke-named = Revoke { $name }
link-end-searches = End searches
link-end-searches-of = End searches: { $name }

## Revoking a link

link-end-question = End the searches of this link?
link-end-lead = “{ $name }” is no longer active. Searches that guests started with it continue until they expire, unless you end them.
link-end-yes = End the searches
link-revoke-question = Revoke this link?
link-revoke-lead = “{ $name }” stops working right away, and so do its printed cards and QR codes.
link-revoke-yes = Revoke link
link-searches-legend = Searches that guests started with this link
link-searches-end = End them
link-searches-end-means = Guests who used this link lose access to their photos. Their searches are erased; photos they downloaded stay with them.
link-searches-keep = Keep them running
link-searches-keep-means = Nobody new can join. Guests who have searched keep getting photos until their search expires or is deleted.
link-revoked-kept = { $count ->
    [one] Link revoked. { $count } search continues.
   *[other] Link revoked. { $count } searches continue.
  }
link-revoked-ended = { $count ->
    [one] Link revoked. { $count } search was ended and erased.
   *[other] Link revoked. { $count } searches were ended and erased.
  }
link-revoked-none = Link revoked. It has no running searches.

## A new link

link-new = New link
link-make = Create link
link-making = Creating …
link-label = Name (optional)
link-label-example = Table cards
link-pin = PIN (optional)
link-pin-hint = Guests must enter it. We can’t show it again, so write it down.
link-expiry = Valid until (optional)

## Kiosks

kiosks-title = Kiosks
kiosks-online = { $total ->
    [one] { $online } of { $total } kiosk online
   *[other] { $online } of { $total } kiosks online
  }
kiosks-none = No kiosks
kiosks-none-lead = A kiosk is a tablet or screen with a camera at the venue. Add one here, open { $address } on the device and enter its code.
kiosks-revoked = { $count ->
    [one] { $count } kiosk revoked.
   *[other] { $count } kiosks revoked.
  }
device-kind = What are you adding?
device-kiosk = Kiosk
device-kiosk-means = Guests take a selfie at it and get their photos.
device-wall = Photo wall
device-wall-means = A large screen that shows the photos as they come.
wall-add = Add wall
wall-named = { $name } (photo wall)
wall-pause = Pause
wall-resume = Resume
wall-is-paused = Paused on this photo.
wall-skip = Next photo
wall-skipped = The wall shows the next photo.
wall-link = QR code on the wall
wall-album = Album on the wall
wall-album-all = All photos
wall-link-none = No QR code
wall-link-public = The event’s public page
wall-link-unnamed = Link without a name
kiosk-waiting = Waiting for its code
kiosk-online = Online
kiosk-away = Offline, last seen { $ago }
kiosk-unseen = Paired, not seen yet
revoke-question-kiosk = Revoke this kiosk?
revoke-lead-kiosk = “{ $name }” locks right away and forgets what it shows. To use the device again, add it again.
revoke-yes-kiosk = Revoke kiosk
revoke-question-wall = Revoke this photo wall?
revoke-lead-wall = “{ $name }” stops right away and shows nothing more. To use the screen again, add it again.
revoke-yes-wall = Revoke wall
kiosk-code-elsewhere = Its code was shown once, where the kiosk was added. If nobody entered it, revoke the kiosk and add it again.
kiosk-code-over = Code expired; add the kiosk again.
kiosk-code-lead = On the device, open { $address } and enter
kiosk-code-left = Works once, for another
kiosk-new = New kiosk
kiosk-add = Add kiosk
kiosk-adding = Adding …
kiosk-place = Where is it?
kiosk-place-example = Entrance
