### Albums of an event.

event-part-albums = Albums
albums-title = Albums
albums-lead = Les invités qui peuvent voir toutes les photos choisissent parmi ces albums. Dans la galerie, sélectionne des photos, puis « Ajouter à un album ».
albums-unseen = Les invités ne peuvent pas voir toutes les photos, donc aucun album non plus. Tu peux changer cela dans
albums-none = Pas encore d’album
albums-none-lead = Un album est une partie de l’événement, comme la cérémonie ou la fête.
albums-none-by-hand = Pas encore d’album auquel ajouter des photos.
album-hidden = masqué aux invités
album-of-hand = Les photos que tu ajoutes
album-of-camera = Photos de { $name }
album-of-time = Photos prises de { $from } à { $to }
album-of-time-from = Photos prises à partir de { $from }
album-of-time-to = Photos prises jusqu’à { $to }
album-rename = Renommer
album-rename-named = Renommer { $name }
album-rename-save = Enregistrer le nom
album-edit = Modifier
album-edit-named = Modifier { $name }
album-edit-save = Enregistrer l’album
album-up = Monter
album-up-named = Monter { $name }
album-down = Descendre
album-down-named = Descendre { $name }
album-hide = Masquer aux invités
album-hide-named = Masquer aux invités : { $name }
album-show = Montrer aux invités
album-show-named = Montrer aux invités : { $name }
album-delete = Supprimer
album-delete-named = Supprimer { $name }
album-deleted = { $name } a été supprimé. Ses photos sont toujours dans la galerie.
album-new = Nouvel album
album-create = Créer l’album
album-creating = Création …
album-name = Nom
album-name-example = Cérémonie
album-kind = Quelles photos ?
album-kind-hand = Les photos que j’ajoute
album-kind-hand-means = Tu les choisis dans la galerie.
album-kind-time = Les photos d’une période
album-kind-time-means = Tout ce qui a été pris entre deux heures, y compris les photos à venir.
album-kind-camera = Les photos d’un seul appareil
album-kind-camera-means = Tout ce qu’un appareil a pris, y compris les photos à venir.
album-from = De
album-to = À
error-album_timeless = Choisis un début, une fin ou les deux.
error-album_order = La fin est avant le début.
album-camera = Appareil
album-add = Ajouter à un album
album-take-out = Plutôt les retirer de l’album
album-add-to = { $count ->
    [one] Ajouter { $count } photo à
   *[other] Ajouter { $count } photos à
  }
album-take-out-of = { $count ->
    [one] Retirer { $count } photo de
   *[other] Retirer { $count } photos de
  }
album-create-with = { $count ->
    [one] Créer avec { $count } photo
   *[other] Créer avec { $count } photos
  }
album-put-in = { $count ->
    [one] { $count } photo ajoutée à { $name }.
   *[other] { $count } photos ajoutées à { $name }.
  }
album-taken-out = { $count ->
    [one] { $count } photo retirée de { $name }.
   *[other] { $count } photos retirées de { $name }.
  }
