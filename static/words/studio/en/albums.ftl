### Albums of an event.

event-part-albums = Albums
albums-title = Albums
albums-lead = Guests who can see all photos choose from these. Put photos into an album in the gallery: select them, then “Add to album”.
albums-unseen = Guests cannot see all photos of this event, so they see no albums either. You can change that in
albums-none = No albums yet
albums-none-lead = An album is a part of the event, like the ceremony or the party.
albums-none-by-hand = No albums to add to yet.
album-hidden = hidden from guests
album-of-hand = Photos you add
album-of-camera = Photos by { $name }
album-of-time = Photos taken from { $from } to { $to }
album-of-time-from = Photos taken from { $from } on
album-of-time-to = Photos taken until { $to }
album-rename = Rename
album-rename-named = Rename { $name }
album-rename-save = Save name
album-edit = Edit
album-edit-named = Edit { $name }
album-edit-save = Save album
album-up = Up
album-up-named = Move { $name } up
album-down = Down
album-down-named = Move { $name } down
album-hide = Hide from guests
album-hide-named = Hide from guests: { $name }
album-show = Show to guests
album-show-named = Show to guests: { $name }
album-delete = Delete
album-delete-named = Delete { $name }
album-deleted = { $name } was deleted. Its photos are still in the gallery.
album-new = New album
album-create = Create album
album-creating = Creating …
album-name = Name
album-name-example = Ceremony
album-kind = Which photos?
album-kind-hand = Photos I add
album-kind-hand-means = You choose them in the gallery.
album-kind-time = Photos from a time span
album-kind-time-means = Everything taken between two times, including photos still to come.
album-kind-camera = Photos from one camera
album-kind-camera-means = Everything one camera took, including photos still to come.
album-from = From
album-to = To
error-album_timeless = Choose a beginning, an end or both.
error-album_order = The end is before the beginning.
album-camera = Camera
album-add = Add to album
album-take-out = Take them out of the album instead
album-add-to = { $count ->
    [one] Add { $count } photo to
   *[other] Add { $count } photos to
  }
album-take-out-of = { $count ->
    [one] Take { $count } photo out of
   *[other] Take { $count } photos out of
  }
album-create-with = { $count ->
    [one] Create with { $count } photo
   *[other] Create with { $count } photos
  }
album-put-in = { $count ->
    [one] { $count } photo added to { $name }.
   *[other] { $count } photos added to { $name }.
  }
album-taken-out = { $count ->
    [one] { $count } photo taken out of { $name }.
   *[other] { $count } photos taken out of { $name }.
  }
