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
   *[other] sur { $count } photos
  }
insights-downloads = Photos enregistrées
insights-downloads-more = par les invités, à chaque fois
insights-reached = 19 photos sur 20 sont arrivées chez leurs invités en moins de { $time }.
insights-reached-all = { $count ->
    [one] La nouvelle photo est arrivée chez son invité en moins de { $time }.
   *[other] Les { $count } nouvelles photos sont arrivées chez leurs invités en moins de { $time }.
  }
insights-reached-none = Aucune nouvelle photo n’est encore arrivée chez un invité qui attend.
insights-favourites = Favoris
insights-favourites-more = cœurs des invités
insights-most-loved = Photos préférées
insights-hearts = { $count ->
    [one] { $count } cœur
   *[other] { $count } cœurs
  }
insights-loved = Chez le plus d’invités
insights-loved-by = { $count ->
    [one] { $count } invité
   *[other] { $count } invités
  }
insights-links = Liens
insights-link-unnamed = Lien sans nom
insights-opened = { $count ->
    [one] ouvert { $count } fois
   *[other] ouvert { $count } fois
  }
insights-csv = Enregistrer en tableau (CSV)
csv-of = Partie
csv-name = Nom
csv-number = Nombre
csv-half-ms = La moitié des nouvelles photos chez les invités en moins de, en ms
csv-most-ms = 19 nouvelles photos sur 20 chez les invités en moins de, en ms

## The archive, and another event like this one

events-search = Rechercher dans tes événements
events-archived = Archivés
events-none-found = Aucun événement ici. Essaie avec moins de lettres.
archive-archived = Archivé
archive-title = Archives
archive-lead = Pour un événement terminé : les invités ne peuvent plus chercher, et tous les visages sont effacés. Photos, galeries et liens restent.
archive-ask = Archiver cet événement …
archive-question = Archiver « { $name } » ?
archive-question-lead = Toutes les recherches s’arrêtent : les invités perdent ce qu’ils ont trouvé, sauf s’ils peuvent parcourir une galerie. Tous les visages sont effacés définitivement, et aucune photo ne peut être ajoutée. Tu peux faire revenir l’événement ; les visages sont alors relus dans les photos, mais les invités doivent chercher à nouveau.
archive-yes = Archiver
archive-since = Archivé le { $day }.
archive-uploads = Cet événement est archivé : aucune photo ne peut être ajoutée.
archive-settings = Le faire revenir dans les réglages
bring-back-lead = Tu peux le faire revenir. Les visages sont alors relus dans les photos, ce qui prend un moment. Les recherches passées ne reviennent pas.
bring-back = Faire revenir
error-event_archived = Cet événement est archivé. Fais-le revenir dans ses réglages pour ajouter des photos.
error-not_archived = Cet événement n’est plus archivé.
error-still_archiving = Les visages sont encore en cours d’effacement. Réessaie dans quelques minutes.
duplicate-title = Dupliquer
duplicate-lead = Crée un autre événement avec les mêmes réglages et liens. Photos, équipe, couverture et dernier jour ne sont pas copiés.
duplicate-ask = Dupliquer cet événement …
did-event-archive = a archivé un événement
did-event-bring_back = a fait revenir un événement
did-event-duplicate = a dupliqué un événement

## What was deleted just now

undo = Annuler
undo-now = Supprimer maintenant
undo-failed = Non supprimé : { $what }
undo-kiosk = Borne « { $name } » révoquée.
undo-hook = Webhook « { $name } » supprimé.
undo-token = Jeton « { $name } » révoqué.
undo-sender = Accès « { $name } » révoqué.
undo-link = Lien « { $name } » révoqué.
undo-searches = Recherches de « { $name } » terminées.
undo-event = Événement « { $name } » supprimé.
undo-photos = { $count ->
    [one] { $count } photo supprimée.
   *[other] { $count } photos supprimées.
  }
undo-wall = Mur de photos « { $name } » révoqué.
undo-list = Liste « { $name } » supprimée.
undo-comment = Commentaire sur { $photo } supprimé.
undo-invitation = Invitation « { $note } » annulée.
undo-leave = Tu as quitté l’équipe de « { $name } ».
undo-logo = Logo retiré.
undo-watermark = Filigrane désactivé.

## First steps, keys, passwords

steps-title = Avant l’arrivée de tes invités
steps-dismiss = Masquer ces étapes
steps-upload = Ajoute tes photos
steps-cover = Choisis une couverture
steps-link = Crée un lien pour les invités
steps-print = Imprime la carte de table
steps-done = fait
password-show = Afficher
photo-said-hide = Masquée pour les invités.
photo-said-unhide = Les invités la voient de nouveau.
keys-title = Raccourcis clavier
keys-with = Touche : { $key }
keys-steps = Photo précédente et suivante
keys-faces = Afficher les visages
keys-zoom = Agrandir
keys-hide = Masquer aux invités, ou réafficher
keys-delete = Supprimer
keys-close = Fermer
