### The page of a card to print: what surrounds the card. The card itself is in the words of guests.

cardpage-title = Card · { $name }
cardpage-gone = This link no longer exists. Create a new one.
cardpage-sign-in-first = Sign in to the studio first, then come back to this page.
cardpage-sign-in = Sign in
cardpage-controls = Card settings
cardpage-language = Language of the card
cardpage-missing = This language could not be loaded. Check your connection and choose it again.
cardpage-pin = PIN to print (optional)
cardpage-pin-hint = If you leave it empty, guests are told to ask you for it.
cardpage-print = Print
cardpage-paper = A5, without margins. To cut from A4, print two pages per sheet.
cardpage-card = Card to print
cardpage-qr = QR code of the link
