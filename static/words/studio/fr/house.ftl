### House rules: how much an account may have, who may sign up.


## How much an account has

usage-title = Ton espace
usage-events = Événements
usage-photos = Photos
usage-bytes = Stockage des photos
usage-of = { $used } sur { $most }
usage-nearly-events = Tu ne peux plus créer que quelques événements.
usage-nearly-photos = Tu ne peux plus ajouter que quelques photos.
usage-nearly-bytes = Ton stockage est presque plein.
usage-full-events = Tu as autant d’événements que ton compte le permet. Supprimes-en un pour en créer un autre.
usage-full-photos = Tu as autant de photos que ton compte le permet. Supprimes-en pour en ajouter d’autres.
usage-full-bytes = Ton stockage est plein. Supprime des photos ou des événements pour en ajouter.
usage-see = Voir ton espace
error-too_many_events = Tu as autant d’événements que ton compte le permet. Supprimes-en un, ou demande à la personne qui gère ce service.
error-account_bytes_full = Il ne reste pas assez de place pour ce fichier. Supprime des photos ou des événements dont tu n’as plus besoin.
quota-title = Limites
quota-lead = Laisse un champ vide pour appliquer la limite de ce service.
quota-gigabytes = Stockage des photos, en Go
quota-save = Enregistrer les limites

## Who may sign up

signup-title = Inscription :
signup-legend = Qui peut créer un compte de photographe ?
signup-open = Ouverte
signup-open-means = Toute personne qui accède à ce service peut s’inscrire.
signup-invitation = Sur invitation
signup-invitation-means = Seules les personnes à qui tu envoies un lien d’invitation.
signup-closed = Fermée
signup-closed-means = Personne ne s’inscrit. Tu crées les comptes ; les invitations restent valables.
signup-usual = Automatique
signup-usual-means-public = D’autres accèdent à ce service : l’inscription se ferme dès qu’il y a un administrateur. Actuellement : { $mode }.
signup-usual-means-local = Seul cet ordinateur accède à ce service : l’inscription reste ouverte. Actuellement : { $mode }.
signup-fixed = C’est le réglage REGISTRATION qui décide ; rien ne se change ici.
error-registration_fixed = C’est le réglage REGISTRATION qui décide ; rien ne se change ici.
log-group-registration = Inscription
did-registration-change = a changé qui peut s’inscrire

## What guests get out of an event

insights-guests = Invités
insights-guests-more = chaque téléphone et chaque passage à la borne compte une fois
insights-found = Photos trouvées
insights-of-photos = { $count ->
    [one] sur { $count } photo
    [many] sur { $count } photos
   *[other] sur { $count } photos
  }
insights-downloads = Photos enregistrées
insights-downloads-more = par les invités, à chaque fois
insights-reached = 19 photos sur 20 sont arrivées chez leurs invités en moins de { $time }.
insights-reached-all = { $count ->
    [one] La nouvelle photo est arrivée chez son invité en moins de { $time }.
    [many] Les { $count } nouvelles photos sont arrivées chez leurs invités en moins de { $time }.
   *[other] Les { $count } nouvelles photos sont arrivées chez leurs invités en moins de { $time }.
  }
insights-reached-none = Aucune nouvelle photo n’est encore arrivée chez un invité qui attend.
insights-loved = Chez le plus d’invités
insights-loved-by = { $count ->
    [one] { $count } invité
    [many] { $count } invités
   *[other] { $count } invités
  }
insights-links = Liens
insights-link-unnamed = Lien sans nom
insights-opened = { $count ->
    [one] ouvert { $count } fois
    [many] ouvert { $count } fois
   *[other] ouvert { $count } fois
  }
insights-csv = Enregistrer en tableau (CSV)
csv-of = Partie
csv-name = Nom
csv-number = Nombre
csv-half-ms = La moitié des nouvelles photos chez les invités en moins de, en ms
csv-most-ms = 19 nouvelles photos sur 20 chez les invités en moins de, en ms
