### The page of a card to print: what surrounds the card. The card itself is in the words of guests.

cardpage-title = Karte · { $name }
cardpage-gone = Diesen Link gibt es nicht mehr. Erstell einen neuen.
cardpage-sign-in-first = Melde dich zuerst im Studio an und komm dann auf diese Seite zurück.
cardpage-sign-in = Anmelden
cardpage-controls = Einstellungen der Karte
cardpage-language = Sprache der Karte
cardpage-missing = Diese Sprache ließ sich nicht laden. Prüf die Verbindung und wähl sie noch einmal.
cardpage-pin = PIN zum Drucken (optional)
cardpage-pin-hint = Bleibt es leer, steht dort, dass Gäste dich danach fragen sollen.
cardpage-print = Drucken
cardpage-paper = A5, ohne Ränder. Zum Ausschneiden aus A4: zwei Seiten pro Blatt drucken.
cardpage-card = Karte zum Drucken
cardpage-qr = QR-Code des Links
