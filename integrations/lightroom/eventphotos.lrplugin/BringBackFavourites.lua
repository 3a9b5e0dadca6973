-- Library menu: what guests and clients chose in the event becomes stars of the selected photos, where they have fewer.

require("Ratings").bring("picks", "Favourites from eventphotos", false)
