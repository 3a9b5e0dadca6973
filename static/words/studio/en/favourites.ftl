### What guests and clients chose, and what they say about photos.

event-part-favourites = Favourites
favourites-lists = Who chose what
favourites-none = No favourites yet
favourites-none-lead = When guests tap the heart on a photo, you see it here. Or make a list for a client to choose from.
favourites-of-guest = A guest
favourites-by-guest = Guest
favourites-by-client = Client
favourites-finished = Done choosing on { $date }
favourites-changed = Last changed on { $date }
favourites-of-goal = { $count } of { $goal } photos
favourites-show = Show in gallery
favourites-show-all = Show all in gallery
favourites-csv = Download as CSV
favourites-copy-names = Copy file names
favourites-copy-lines = Copy, one per line
favourites-zip = Download as ZIP
favourites-zip-of = Download as ZIP: { $name }
favourites-copy-link = Copy link
favourites-copied = { $count ->
    [one] { $count } name copied
   *[other] { $count } names copied
  }
favourites-delete = Delete
favourites-delete-of = Delete { $name }
favourites-delete-title = Delete “{ $name }”?
favourites-delete-client = The link stops working, and the choice and its comments are gone. No photo is deleted.
favourites-delete-guest = The guest’s favourites and comments are gone. No photo is deleted.
favourites-delete-yes = Delete
favourites-most = Most chosen
favourites-photo = Photo
favourites-times = Times
favourites-who = By
favourites-comments = Comments
favourites-comments-more = Show more
favourites-comment-delete-of = Delete the comment on { $photo }
favourites-new-title = Let a client choose
favourites-new-lead = Anyone with the link can see every photo that guests can see, and choose from them.
favourites-new-name = What is it for?
favourites-new-name-example = For the album
favourites-new-goal = How many photos (optional)
favourites-new-submit = Create the link
favourites-new-doing = Creating …
by-chosen = Chosen by
by-chosen-or-not = Chosen or not
by-chosen-any = Anyone
comments-legend = Can guests comment on photos?
comments-false = No
comments-false-means = Guests only choose favourites.
comments-true = Yes
comments-true-means = Guests can write to you about a photo. Only you and your editors see it.
