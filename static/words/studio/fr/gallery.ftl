### The gallery, and one photo in it.


## Filters

gallery-filter = Filtrer la galerie
gallery-status = État
gallery-status-indexed = Prêtes
gallery-status-waiting = À valider
gallery-status-rejected = Refusées
gallery-status-hidden = Masquées
gallery-status-failed = En échec
gallery-status-queued = En cours
gallery-status-all = Toutes
gallery-name = Nom de fichier
gallery-more = Plus de filtres
gallery-from = Prises à partir de
gallery-to = Prises jusqu’à
gallery-faces = Visages sur la photo
gallery-faces-any = N’importe quel nombre
gallery-faces-none = Personne
gallery-faces-some = Quelqu’un
gallery-faces-one = 1 visage
gallery-faces-few = 2 à 5 visages
gallery-faces-many = 6 visages ou plus
gallery-given = Photos des invités
gallery-given-any = Incluses
gallery-given-guests = Seulement celles-ci
gallery-given-own = Exclues
gallery-sort = Ordre
gallery-sort-newest = Derniers envois d’abord
gallery-sort-taken = Par heure de prise
gallery-sort-loved = Les plus aimées d’abord
gallery-size = Taille des photos
gallery-smaller = Photos plus petites
gallery-larger = Photos plus grandes
gallery-clear = Effacer

## Nothing to see

gallery-opening = Ouverture de la galerie …
gallery-no-match = Aucune photo correspondante
gallery-no-match-lead = Essaie un autre nom de fichier, une autre heure ou un autre nombre de visages.
gallery-clear-filter = Effacer le filtre
gallery-none-waiting = Aucune photo à valider
gallery-none-rejected = Aucune photo refusée
gallery-none-hidden = Aucune photo masquée
gallery-none-failed = Aucune photo en échec
gallery-none-queued = Aucune photo en cours
gallery-first = Les premières photos arrivent
gallery-first-lead = { $count ->
    [one] { $count } photo est en cours et apparaîtra ici dès qu’elle sera prête.
   *[other] { $count } photos sont en cours et apparaîtront ici dès qu’elles seront prêtes.
  }
gallery-empty = Pas encore de photos
gallery-empty-lead = Les photos apparaissent ici dès qu’elles sont envoyées et traitées.
gallery-watch = Suivre en direct
gallery-upload = Envoyer des photos

## The wall

gallery-new = { $count ->
    [one] Afficher { $count } nouvelle photo
   *[other] Afficher { $count } nouvelles photos
  }
gallery-wall-selected = { $photos }, sélection : { $selected }
gallery-tile = Photo
gallery-deleted = Supprimée

## What is selected

gallery-toolbar = Photos sélectionnées
gallery-selected = { $count ->
    [one] { $count } sélectionnée
   *[other] { $count } sélectionnées
  }
gallery-deselect = Désélectionner
gallery-select-all = Tout sélectionner ({ $count })
photo-retry = Réessayer
photo-approve = Valider
photo-reject = Refuser
photo-hide = Masquer
photo-unhide = Réafficher
photo-download = Télécharger
photo-delete = Supprimer
photo-undo = Annuler
gallery-delete-question = { $count ->
    [one] Supprimer cette photo ?
   *[other] Supprimer { $count } photos ?
  }
gallery-delete-lead = Elles disparaissent tout de suite de toutes les galeries, aussi chez les invités. C’est irréversible.
gallery-progress = Avancement
gallery-did-hide = { $count ->
    [one] { $count } photo masquée aux invités.
   *[other] { $count } photos masquées aux invités.
  }
gallery-did-unhide = { $count ->
    [one] { $count } photo réaffichée.
   *[other] { $count } photos réaffichées.
  }
gallery-did-approve = { $count ->
    [one] { $count } photo validée.
   *[other] { $count } photos validées.
  }
gallery-did-reject = { $count ->
    [one] { $count } photo refusée.
   *[other] { $count } photos refusées.
  }
gallery-did-hold = { $count ->
    [one] { $count } photo remise à valider.
   *[other] { $count } photos remises à valider.
  }
gallery-did-delete = { $count ->
    [one] { $count } photo supprimée.
   *[other] { $count } photos supprimées.
  }
gallery-did-retry = { $count ->
    [one] { $count } photo est retraitée.
   *[other] { $count } photos sont retraitées.
  }
gallery-skipped = { $count ->
    [one] { $count } ignorée : rien à changer, ou déjà supprimée.
   *[other] { $count } ignorées : rien à changer, ou déjà supprimées.
  }
gallery-stopped = { $done } sur { $total } étaient déjà faites.
gallery-archive = { $photos }, { $size }. Ton navigateur enregistre le fichier.
gallery-archive-missing = { $count ->
    [one] { $count } photo a été supprimée entre-temps et manque.
   *[other] { $count } photos ont été supprimées entre-temps et manquent.
  }
gallery-archives = { $photos } en { $parts } archives. Enregistre-les l’une après l’autre.
gallery-archive-part = Partie { $number } · { $content }

## One photo

photo-position = { $index } sur { $total }
photo-previous = Photo précédente
photo-next = Photo suivante
photo-faces = Visages
photo-is-cover = La couverture de l’événement
photo-to-cover = Mettre en couverture
photo-delete-lead = { $name } disparaît tout de suite de toutes les galeries, aussi chez les invités. C’est irréversible.
photo-late = L’image nette n’est pas encore chargée. Nouvel essai …
photo-gone = Cette photo a été supprimée.
photo-fact-seen = Visible par
photo-fact-taken = Prise
photo-fact-camera = Appareil
photo-fact-faces = Visages
photo-fact-size = Taille
photo-fact-file = Fichier
photo-fact-film = Clip vidéo
photo-fact-arrived = Envoyée
photo-fact-status = État
photo-pixels = { $width } × { $height } pixels
photo-film = { $size } ; les invités ne le reçoivent jamais
photo-taken-doubtful = { $time } (horloge de l’appareil fausse ; triée par arrivée)
seen-rejected = Toi seul : elle a été refusée
seen-not-yet = Toi seul, pour l’instant
seen-hidden = Toi seul : elle est masquée
seen-hidden-from = { $count ->
    [one] Toi seul : masquée à { $count } invité qui y figure
   *[other] Toi seul : masquée à { $count } invités qui y figurent
  }
seen-everyone = { $count ->
    [one] Tout le monde (galerie ouverte). Trouvée par { $count } invité.
   *[other] Tout le monde (galerie ouverte). Trouvée par { $count } invités.
  }
seen-everyone-none = Tout le monde (galerie ouverte). Aucun invité ne l’a encore trouvée.
seen-guests = { $count ->
    [one] Les invités sur cette photo ({ $count } pour l’instant)
   *[other] Les invités sur cette photo ({ $count } pour l’instant)
  }
seen-guests-none = Les invités sur cette photo (aucun pour l’instant)
faces-nobody = Aucun visage trouvé
faces-some-small = { $faces }, dont { $small } trop petits pour être reconnus
faces-some-blurred = { $faces }, dont { $blurred } trop flous pour être reconnus
faces-some-both = { $faces }, dont { $small } trop petits et { $blurred } trop flous pour être reconnus
