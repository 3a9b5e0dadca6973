### The gallery, and one photo in it.


## Filters

gallery-filter = Filter the gallery
gallery-status = Status
gallery-status-indexed = Ready
gallery-status-waiting = To review
gallery-status-rejected = Rejected
gallery-status-hidden = Hidden
gallery-status-failed = Failed
gallery-status-queued = Processing
gallery-status-all = All
gallery-name = File name
gallery-more = More filters
gallery-from = Taken from
gallery-to = Taken until
gallery-faces = Faces in the photo
gallery-faces-any = Any number
gallery-faces-none = Nobody
gallery-faces-some = Somebody
gallery-faces-one = 1 face
gallery-faces-few = 2 to 5 faces
gallery-faces-many = 6 faces or more
gallery-given = Photos from guests
gallery-given-any = Included
gallery-given-guests = Only these
gallery-given-own = Left out
gallery-sort = Order
gallery-sort-newest = Newest uploads first
gallery-sort-taken = By capture time
gallery-sort-loved = Most loved first
gallery-size = Size of the photos
gallery-smaller = Smaller photos
gallery-larger = Larger photos
gallery-clear = Clear

## Nothing to see

gallery-opening = Opening the gallery …
gallery-no-match = No matching photos
gallery-no-match-lead = Try a different file name, time or number of faces.
gallery-clear-filter = Clear the filter
gallery-none-waiting = No photos to review
gallery-none-rejected = No rejected photos
gallery-none-hidden = No hidden photos
gallery-none-failed = No failed photos
gallery-none-queued = No photos being processed
gallery-first = The first photos are on their way
gallery-first-lead = { $count ->
    [one] { $count } photo is being processed and will appear here when ready.
   *[other] { $count } photos are being processed and will appear here when ready.
  }
gallery-empty = No photos yet
gallery-empty-lead = Photos appear here as soon as they are uploaded and processed.
gallery-watch = Watch live
gallery-upload = Upload photos

## The wall

gallery-new = { $count ->
    [one] Show { $count } new photo
   *[other] Show { $count } new photos
  }
gallery-wall-selected = { $photos }, { $selected } selected
gallery-tile = Photo
gallery-deleted = Deleted

## What is selected

gallery-toolbar = Selected photos
gallery-selected = { $count ->
    [one] { $count } selected
   *[other] { $count } selected
  }
gallery-deselect = Clear
gallery-select-all = Select all { $count }
photo-retry = Try again
photo-approve = Approve
photo-reject = Reject
photo-hide = Hide
photo-unhide = Show again
photo-download = Download
photo-delete = Delete
photo-undo = Undo
gallery-delete-question = { $count ->
    [one] Delete this photo?
   *[other] Delete { $count } photos?
  }
gallery-delete-lead = They disappear from every gallery right away, including guests’. This cannot be undone.
gallery-progress = Progress
gallery-did-hide = { $count ->
    [one] { $count } photo hidden from guests.
   *[other] { $count } photos hidden from guests.
  }
gallery-did-unhide = { $count ->
    [one] { $count } photo shown again.
   *[other] { $count } photos shown again.
  }
gallery-did-approve = { $count ->
    [one] { $count } photo approved.
   *[other] { $count } photos approved.
  }
gallery-did-reject = { $count ->
    [one] { $count } photo rejected.
   *[other] { $count } photos rejected.
  }
gallery-did-hold = { $count ->
    [one] { $count } photo sent back to review.
   *[other] { $count } photos sent back to review.
  }
gallery-did-delete = { $count ->
    [one] { $count } photo deleted.
   *[other] { $count } photos deleted.
  }
gallery-did-retry = { $count ->
    [one] { $count } photo is being tried again.
   *[other] { $count } photos are being tried again.
  }
gallery-skipped = { $count ->
    [one] { $count } skipped: nothing to change, or already deleted.
   *[other] { $count } skipped: nothing to change, or already deleted.
  }
gallery-stopped = { $done } of { $total } were done before that.
gallery-archive = { $photos }, { $size }. Your browser is saving the file.
gallery-archive-missing = { $count ->
    [one] { $count } photo was deleted in the meantime and is missing.
   *[other] { $count } photos were deleted in the meantime and are missing.
  }
gallery-archives = { $photos } in { $parts } archives. Save them one after the other.
gallery-archive-part = Part { $number } · { $content }

## One photo

photo-position = { $index } of { $total }
photo-previous = Previous photo
photo-next = Next photo
photo-faces = Faces
photo-is-cover = The event’s cover
photo-to-cover = Use as cover
photo-delete-lead = { $name } disappears from every gallery right away, including guests’. This cannot be undone.
photo-late = The full picture has not loaded yet. Trying again …
photo-gone = This photo was deleted.
photo-fact-seen = Visible to
photo-fact-taken = Taken
photo-fact-camera = Camera
photo-fact-faces = Faces
photo-fact-size = Size
photo-fact-file = File
photo-fact-film = Video clip
photo-fact-arrived = Uploaded
photo-fact-status = Status
photo-pixels = { $width } × { $height } pixels
photo-film = { $size }; guests never get it
photo-taken-doubtful = { $time } (wrong camera clock; sorted by arrival)
seen-rejected = Only you: it was rejected
seen-not-yet = Only you, for now
seen-hidden = Only you: it is hidden
seen-hidden-from = { $count ->
    [one] Only you: hidden from { $count } guest in it
   *[other] Only you: hidden from { $count } guests in it
  }
seen-everyone = { $count ->
    [one] Everyone (open gallery). Found by { $count } guest.
   *[other] Everyone (open gallery). Found by { $count } guests.
  }
seen-everyone-none = Everyone (open gallery). No guest has found it yet.
seen-guests = { $count ->
    [one] Guests in this photo ({ $count } so far)
   *[other] Guests in this photo ({ $count } so far)
  }
seen-guests-none = Guests in this photo (none yet)
faces-nobody = No faces found
faces-some-small = { $faces }, { $small } too small to recognise
faces-some-blurred = { $faces }, { $blurred } too blurred to recognise
faces-some-both = { $faces }, { $small } too small and { $blurred } too blurred to recognise
