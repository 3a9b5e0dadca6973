### Links for guests, and kiosks.


## Links

links-title = Liens pour les invités
link-unnamed = Lien invités
link-ready = Le lien est prêt.
links-none = Aucun lien actif
links-none-lead = Crées-en un, puis envoie-le, montre son QR code ou pose des cartes imprimées sur les tables. Les invités n’ont besoin de rien d’autre.
links-over = { $count ->
    [one] { $count } lien inactif
   *[other] { $count } liens inactifs
  }
link-opened = { $count ->
    [one] { $count } ouverture
   *[other] { $count } ouvertures
  }
link-with-pin = avec PIN
link-without-pin = sans PIN
link-revoked-on = révoqué le { $day }
link-expired-on = expiré le { $day }
link-until = jusqu’au { $day }
link-pin-tried = Quelqu’un essaie de deviner le PIN de ce lien : il y a eu beaucoup d’essais faux en une heure. Les nouveaux invités entrent plus lentement pour l’instant. Crée un autre lien avec au moins six chiffres, et révoque celui-ci.
link-copy = Copier le lien
link-qr = QR code
link-qr-show = Afficher le QR code de { $name }
link-qr-of = QR code de { $name }
link-qr-picture = QR code du lien { $name }
link-qr-download = Télécharger en SVG
link-card = Imprimer une carte
revoke = Révoquer
revoke-named = Révoquer { $name }
link-end-searches = Arrêter les recherches
link-end-searches-of = Arrêter les recherches : { $name }

## Revoking a link

link-end-question = Arrêter les recherches de ce lien ?
link-end-lead = « { $name } » n’est plus actif. Les recherches lancées avec ce lien continuent jusqu’à leur expiration, sauf si tu les arrêtes.
link-end-yes = Arrêter les recherches
link-revoke-question = Révoquer ce lien ?
link-revoke-lead = « { $name } » cesse de fonctionner tout de suite, ainsi que ses cartes imprimées et ses QR codes.
link-revoke-yes = Révoquer le lien
link-searches-legend = Recherches lancées avec ce lien
link-searches-end = Les arrêter
link-searches-end-means = Les invités venus par ce lien ne voient plus leurs photos. Leurs recherches sont effacées ; les photos téléchargées leur restent.
link-searches-keep = Les laisser continuer
link-searches-keep-means = Personne d’autre ne peut entrer. Ceux qui ont déjà cherché reçoivent des photos jusqu’à la fin de leur recherche.
link-revoked-kept = { $count ->
    [one] Lien révoqué. { $count } recherche continue.
   *[other] Lien révoqué. { $count } recherches continuent.
  }
link-revoked-ended = { $count ->
    [one] Lien révoqué. { $count } recherche arrêtée et effacée.
   *[other] Lien révoqué. { $count } recherches arrêtées et effacées.
  }
link-revoked-none = Lien révoqué. Aucune recherche n’est en cours.

## A new link

link-new = Nouveau lien
link-make = Créer le lien
link-making = Création …
link-label = Nom (facultatif)
link-label-example = Cartes de table
link-pin = PIN (facultatif)
link-pin-hint = Les invités doivent le saisir. Nous ne pourrons plus l’afficher, note-le.
link-expiry = Valable jusqu’au (facultatif)

## Kiosks

kiosks-title = Bornes
kiosks-online = { $total ->
    [one] { $online } borne sur { $total } en ligne
   *[other] { $online } bornes sur { $total } en ligne
  }
kiosks-none = Aucune borne
kiosks-none-lead = Une borne est une tablette ou un écran avec caméra sur place. Ajoutes-en une ici, ouvre { $address } sur l’appareil et saisis son code.
kiosks-revoked = { $count ->
    [one] { $count } borne révoquée.
   *[other] { $count } bornes révoquées.
  }
device-kind = Qu’ajoutes-tu ?
device-kiosk = Borne
device-kiosk-means = Les invités y prennent un selfie et reçoivent leurs photos.
device-wall = Mur de photos
device-wall-means = Un grand écran qui montre les photos au fil de leur arrivée.
wall-add = Ajouter le mur
wall-named = { $name } (mur de photos)
wall-pause = Mettre en pause
wall-resume = Reprendre
wall-is-paused = En pause sur cette photo.
wall-skip = Photo suivante
wall-skipped = Le mur affiche la photo suivante.
wall-link = Code QR sur le mur
wall-album = Album sur le mur
wall-album-all = Toutes les photos
wall-link-none = Pas de code QR
wall-link-public = La page publique de l’événement
wall-link-unnamed = Lien sans nom
kiosk-waiting = Attend son code
kiosk-online = En ligne
kiosk-away = Hors ligne, vue { $ago }
kiosk-unseen = Associée, pas encore vue
revoke-question-kiosk = Révoquer cette borne ?
revoke-lead-kiosk = « { $name } » se verrouille tout de suite et oublie ce qu’elle affiche. Pour réutiliser l’appareil, ajoute-le à nouveau.
revoke-yes-kiosk = Révoquer la borne
revoke-question-wall = Révoquer ce mur de photos ?
revoke-lead-wall = « { $name } » s’arrête tout de suite et n’affiche plus rien. Pour réutiliser l’écran, ajoute-le à nouveau.
revoke-yes-wall = Révoquer le mur
kiosk-code-elsewhere = Son code a été affiché une fois, à l’ajout de la borne. Si personne ne l’a saisi, révoque la borne et ajoute-la à nouveau.
kiosk-code-over = Code expiré ; ajoute la borne à nouveau.
kiosk-code-lead = Sur l’appareil, ouvre { $address } et saisis
kiosk-code-left = Sert une fois, encore
kiosk-new = Nouvelle borne
kiosk-add = Ajouter la borne
kiosk-adding = Ajout …
kiosk-place = Où se trouve-t-elle ?
kiosk-place-example = Entrée
