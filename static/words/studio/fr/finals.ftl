### Les versions finales : des images retouchées qui remplacent les photos dont elles sont tirées.


## Sending them

finals-sending = Ce sont les versions finales : elles remplacent les épreuves
finals-sending-hint = Chacune remplace la photo du même nom. Les invités gardent leurs photos et leurs cœurs.
finals-outcome = { $replaced ->
    [one] { $replaced } photo remplacée
   *[other] { $replaced } photos remplacées
  }
finals-outcome-lone = { $lone ->
    [one] { $lone } sans épreuve
   *[other] { $lone } sans épreuve
  }
finals-outcome-underway = { $count ->
    [one] { $count } en cours de lecture
   *[other] { $count } en cours de lecture
  }
finals-board = Remplacées par des finales

## A photo

photo-fact-final = Version finale
photo-final-replaced = Montre la version finale
photo-final-no_proof = Une version finale sans épreuve
photo-final-several_proofs = Une version finale avec plusieurs épreuves possibles
photo-fact-proof = Épreuve
photo-proof-compare = Comparer avec l’épreuve
photo-proof = L’épreuve
photo-proof-is-final = La version finale
photo-proof-back = Revenir à l’épreuve
photo-proof-back-question = Revenir à l’épreuve ?
photo-proof-back-lead = Les invités revoient l’épreuve, et la version finale est supprimée.
photo-proof-pending = L’épreuve est en train de revenir.
photo-assign = Choisir l’épreuve
photo-assign-lead = Quelle photo { $name } remplace-t-elle ?
photo-assign-search = Une partie du nom
photo-assign-none = Aucune photo ne correspond.
photo-assign-this = Remplacer { $name }

## What stands in the way

failure-no_proof = Aucune photo ne porte ce nom. Choisis la photo qu’elle remplace.
failure-several_proofs = Plusieurs photos portent ce nom. Choisis celle qu’elle remplace.
error-no_proof_kept = L’épreuve de cette photo n’a pas été conservée.
error-cannot_replace = Cette photo ne peut pas être remplacée par celle-là pour l’instant.
error-final_in_use = Une photo montre cette version finale. Reviens à son épreuve ou supprime la photo.

## Settings

finals-title = Versions finales
finals-by-legend = Quelle photo une version finale remplace-t-elle ?
finals-by-name = Celle du même nom
finals-by-name-means = Si plusieurs portent ce nom, celle prise à la même seconde.
finals-by-name_and_time = Seulement une du même nom et de la même heure
finals-by-name_and_time-means = Pour les appareils qui emploient les mêmes noms. La version finale doit garder l’heure dans ses métadonnées.
lone-finals-legend = Une version finale sans épreuve
lone-finals-photo = Devient une nouvelle photo
lone-finals-photo-means = Les invités la voient comme toute autre photo.
lone-finals-ask = Attend ton choix
lone-finals-ask-means = Jusqu’à ce que tu choisisses la photo qu’elle remplace.
keep-proofs-legend = Quand une version finale remplace une photo
keep-proofs-true = Garder l’épreuve
keep-proofs-true-means = Tu peux y revenir tant que l’événement existe.
keep-proofs-false = Supprimer l’épreuve
keep-proofs-false-means = Tout de suite et pour de bon. Un fichier RAW reste.
