### Ce que les invités et les clients ont choisi, et ce qu’ils disent des photos.

event-part-favourites = Favoris
favourites-lists = Qui a choisi quoi
favourites-none = Pas encore de favoris
favourites-none-lead = Quand des invités touchent le cœur d’une photo, tu le vois ici. Ou laisse un client choisir.
favourites-of-guest = Un invité
favourites-by-guest = Invité
favourites-by-client = Client
favourites-finished = Choix terminé le { $date }
favourites-changed = Dernière modification le { $date }
favourites-of-goal = { $count } photos sur { $goal }
favourites-show = Voir dans la galerie
favourites-show-all = Tout voir dans la galerie
favourites-csv = Télécharger en CSV
favourites-copy-names = Copier les noms de fichiers
favourites-copy-lines = Copier, un par ligne
favourites-zip = Télécharger en ZIP
favourites-zip-of = Télécharger en ZIP : { $name }
favourites-copy-link = Copier le lien
favourites-copied = { $count ->
    [one] { $count } nom copié
   *[other] { $count } noms copiés
  }
favourites-delete = Supprimer
favourites-delete-of = Supprimer { $name }
favourites-delete-title = Supprimer « { $name } » ?
favourites-delete-client = Le lien ne fonctionne plus ; le choix et ses commentaires disparaissent. Aucune photo n’est supprimée.
favourites-delete-guest = Les favoris et les commentaires de cet invité disparaissent. Aucune photo n’est supprimée.
favourites-delete-yes = Supprimer
favourites-most = Les plus choisies
favourites-photo = Photo
favourites-times = Fois
favourites-who = Par
favourites-comments = Commentaires
favourites-comments-more = Afficher plus
favourites-comment-delete-of = Supprimer le commentaire sur { $photo }
favourites-new-title = Laisser un client choisir
favourites-new-lead = Toute personne qui a le lien voit les photos que voient les invités, et choisit parmi elles.
favourites-new-name = À quoi sert-elle ?
favourites-new-name-example = Pour l’album
favourites-new-goal = Combien de photos (facultatif)
favourites-new-submit = Créer le lien
favourites-new-doing = Création …
by-chosen = Choisies par
by-chosen-or-not = Choisies ou non
by-chosen-any = N’importe qui
comments-legend = Les invités peuvent-ils commenter les photos ?
comments-false = Non
comments-false-means = Les invités choisissent seulement des favoris.
comments-true = Oui
comments-true-means = Les invités peuvent t’écrire au sujet d’une photo. Seuls tes retoucheurs et toi le voyez.
