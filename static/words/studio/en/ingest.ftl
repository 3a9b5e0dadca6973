### Live: photos going in, where they come from, and what became of them.


## Where photos are dropped or chosen

live-intake = Upload photos
live-drop = Drop photos or a whole card here
live-drop-more = Drop more here
live-add = Add photos
live-add-more = Add more photos
live-drop-lead = Interrupted uploads continue where they stopped, and photos that are already here are skipped.
live-choose-folder = Choose a folder
live-choose-photos = Choose photos
live-drop-unreadable = We can’t read that. Choose the photos with the buttons instead.
live-folder-closed = The browser can’t open that folder. Choose the photos in it instead.
live-photos-input = Photos to upload
live-folder-input = Folder to upload
files-count = { $count ->
    [one] { $count } file
   *[other] { $count } files
  }

## How far it is

live-board = Progress
live-ready = { $count ->
    [one] of { $count } photo ready
   *[other] of { $count } photos ready
  }
live-none = photos so far
live-through = Photos processed
live-faces = Faces found
live-pace = Photos per second
live-eta = Time left
live-finished = Finished
live-said = { $count ->
    [one] { $ready } of { $count } photo ready.
   *[other] { $ready } of { $count } photos ready.
  }
stage-stored = waiting
stage-decoding = opening
stage-detecting = finding faces
stage-embedding = reading faces
stage-indexing = saving

## What this browser uploads

sending-title = Uploading
sending-now = { $count ->
    [one] Uploading { $count } photo
   *[other] Uploading { $count } photos
  }
sending-paused = Paused
sending-bar = Uploaded
sending-count = { $sent } of { $total } uploaded
sending-of = { $sent } of { $total }
sending-speed = { $speed }/s
sending-left = { $time } left
sending-list = Photos being uploaded
sending-reading = { $count ->
    [one] Reading the folder: { $count } photo so far
   *[other] Reading the folder: { $count } photos so far
  }
sending-checking = { $count ->
    [one] Checking { $count } photo for duplicates
   *[other] Checking { $count } photos for duplicates
  }
sending-known = { $count ->
    [one] { $count } already here
   *[other] { $count } already here
  }
sending-pause = Pause
sending-continue = Continue
sending-stop = Stop
sending-stop-ask = Stop uploading?
sending-stop-lead = { $count ->
    [one] { $count } photo will not be uploaded. Photos that have arrived stay.
   *[other] { $count } photos will not be uploaded. Photos that have arrived stay.
  }
sending-try-now = Try now

## What stands in the way

sending-held-unreachable = No connection. Uploading continues by itself as soon as you are back online.
sending-held-insufficient_storage = The server is out of space. Uploading continues once there is room.
sending-held-upload_busy = The server is still taking in a photo. Uploading continues by itself.
sending-held-csrf_failed = You signed in again. Uploading continues by itself.
sending-held-signed-out = You were signed out. Sign in, and uploading continues.
sending-held-refused = This event no longer accepts photos from you.
sending-held-slow = The server is busy. Uploading continues by itself.
sending-held-other = { $problem } Uploading continues by itself.

## What became of it

sending-none = Nothing was uploaded.
sending-nothing = There was nothing to upload.
sending-all-known = { $count ->
    [one] This photo is already here. Nothing to upload.
   *[other] All { $count } are already here. Nothing to upload.
  }
sending-done = { $count ->
    [one] Upload complete: { $count } photo.
   *[other] Upload complete: { $count } photos.
  }
sending-skipped = { $count ->
    [one] { $count } photo was already here.
   *[other] { $count } photos were already here.
  }
sending-left-out = Not uploaded: { $kinds } ({ $names }).
sending-videos = { $count ->
    [one] { $count } video
   *[other] { $count } videos
  }
sending-raws = { $count ->
    [one] { $count } RAW file
   *[other] { $count } RAW files
  }
sending-others = { $count ->
    [one] { $count } other file
   *[other] { $count } other files
  }
sending-raws-advice = We can’t read this kind of RAW file: export it as JPEG or DNG.
sending-videos-advice = Only photos are uploaded.
sending-unread = Could not be read in { $label }: { $names }. Is the card still in? Choose it again; photos already uploaded are skipped.
sending-and-more = { $count ->
    [one] { $names } and { $count } more
   *[other] { $names } and { $count } more
  }
sending-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
  }

## A folder of before

sending-go-on = { $count ->
    [one] Continue with { $label } ({ $count } photo left)
   *[other] Continue with { $label } ({ $count } photos left)
  }
sending-elsewhere = { $count ->
    [one] Another tab is uploading { $label }: { $count } photo left.
   *[other] Another tab is uploading { $label }: { $count } photos left.
  }
sending-unfinished = { $count ->
    [one] The upload of { $label } is unfinished: { $count } photo left.
   *[other] The upload of { $label } is unfinished: { $count } photos left.
  }
sending-unfinished-lead = Choose it again to continue where it stopped.
sending-which = Which photos?
sending-forget = Discard
sending-refused = The browser can’t read { $label }. Is the card in? If not, choose it again; photos already uploaded are skipped.

## A watched folder

watching-begin = Watch a folder
watching-begin-means = New photos in it are uploaded by themselves while this page is open.
watching-on = { $count ->
    [one] Watching { $label }: { $count } photo so far.
   *[other] Watching { $label }: { $count } photos so far.
  }
watching-on-none = Watching { $label }. New photos are uploaded by themselves.
watching-asking = You were watching { $label }. Your browser asks again before it reads the folder.
watching-away = { $label } can’t be read. Is the card still in? Watching continues by itself.
watching-elsewhere = Another tab is watching { $label }.
watching-go-on = Continue watching
watching-stop = Stop watching
watching-closed = The browser can’t open that folder.
watching-refused = The browser is not allowed to read that folder.

## Photos that failed

failures-title = { $count ->
    [one] { $count } photo failed
   *[other] { $count } photos failed
  }
failures-both = Not uploaded: { $unsent } · uploaded, but failed: { $failed }
failures-retry-all = Try all again
failures-shown = The { $count } newest are shown. The gallery lists all that were uploaded.
failures-unsent = not uploaded
failures-sent = uploaded
failures-dismiss = Dismiss
failures-dismiss-one = Dismiss: { $name }
failures-delete = Delete
failures-delete-one = Delete: { $name }
failures-retry-one = Try again: { $name }
failures-ask = Delete this photo?
failures-ask-lead = { $name } could not be read. It will be removed from this event for good.

## The contact sheet

sheet-title = Contact sheet
sheet-all = { $count ->
    [one] All { $count } in the gallery
   *[other] All { $count } in the gallery
  }
sheet-none = Nothing here yet. Photos appear as soon as they are processed.

## Where photos come from

origins-title = Where photos come from
origin-browser = Browser
origin-program = Program
origin-camera = Camera
origin-folder = Watched folder
origin-guest = Guests
origins-last = last { $ago }: { $name }
origins-none = no photos yet
origins-waiting = { $count ->
    [one] { $count } file on its way
   *[other] { $count } files on their way
  }
origins-cut = { $name } arrived only in part ({ $size }). Send it again from the camera.
origins-refused = { $name } was not accepted. { $why }
origins-refused-before = { $count ->
    [one] { $count } file before that was not accepted.
   *[other] { $count } files before that were not accepted.
  }
