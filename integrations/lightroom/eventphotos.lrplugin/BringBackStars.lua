-- Library menu: the stars that editors gave in the event become the stars of the selected photos.

require("Ratings").bring("stars", "Stars from eventphotos", true)
