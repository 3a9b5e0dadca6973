### The review of photos before guests see them, and an event's insights.


## Review

review-title = Validation
review-reading = Recherche des photos à valider …
review-waiting = { $count ->
    [one] { $count } à valider
   *[other] { $count } à valider
  }
review-none = Rien à valider
review-none-at_once = Les photos de cet événement vont aux invités dès qu’elles sont prêtes. Pour les voir avant, change « Quand les invités voient-ils les photos ? ».
review-none-later = Les nouvelles photos apparaissent ici dès qu’elles sont prêtes, et sont publiées automatiquement après un moment.
review-none-approved = Les nouvelles photos apparaissent ici dès qu’elles sont prêtes. Les invités les voient une fois validées.
review-unsent = { $count ->
    [one] { $count } décision n’est pas encore envoyée : le service est injoignable. Continue, elle partira au retour de la connexion.
   *[other] { $count } décisions ne sont pas encore envoyées : le service est injoignable. Continue, elles partiront au retour de la connexion.
  }
review-in-stack = { $index } sur { $total } semblables
review-soft = Floue
review-dark = Sombre
review-sharpest = La plus nette
review-stars = { $count ->
    [one] { $count } étoile
   *[other] { $count } étoiles
  }
review-no-stars = Aucune étoile
review-did-approve = { $count ->
    [one] Validée.
   *[other] Validées : { $count } photos.
  }
review-did-reject = { $count ->
    [one] Refusée.
   *[other] Refusées : { $count } photos.
  }
review-did-hold = De nouveau à valider.
review-undo = Annuler
review-similar = Photos semblables
review-photo = Photo
review-acts = Ta décision
review-reject = Refuser
review-only = Celle-ci seule
review-approve = Valider
review-next = Rafale suivante

## Insights

insights-title = Statistiques
insights-none = Aucun invité n’a encore cherché
insights-none-lead = Dès que des invités cherchent, tu vois ici combien ils sont, ce qu’ils ont trouvé et à quelle vitesse.
insights-share = Partager l’événement
insights-searching = Invités en recherche
insights-without = Invités sans photo
insights-without-more = aucune photo trouvée jusqu’ici
insights-per-minute = Correspondances par minute
insights-last-hour = { $count ->
    [one] { $count } correspondance depuis une heure, { $most } au plus par minute
   *[other] { $count } correspondances depuis une heure, { $most } au plus par minute
  }
