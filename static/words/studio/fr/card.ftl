### The page of a card to print: what surrounds the card. The card itself is in the words of guests.

cardpage-title = Carte · { $name }
cardpage-gone = Ce lien n’existe plus. Crées-en un nouveau.
cardpage-sign-in-first = Connecte-toi d’abord au studio, puis reviens sur cette page.
cardpage-sign-in = Se connecter
cardpage-controls = Réglages de la carte
cardpage-language = Langue de la carte
cardpage-missing = Cette langue n’a pas pu être chargée. Vérifie ta connexion et choisis-la à nouveau.
cardpage-pin = Code PIN à imprimer (facultatif)
cardpage-pin-hint = Si tu le laisses vide, les invités devront te le demander.
cardpage-print = Imprimer
cardpage-paper = A5, sans marges. Pour découper dans du A4, imprime deux pages par feuille.
cardpage-card = Carte à imprimer
cardpage-qr = QR code du lien
