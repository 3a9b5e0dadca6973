### The list of events, a new event, an event's head, and its settings.


## The list

events-title = Tes événements
events-new = Nouvel événement
events-older = Afficher les événements plus anciens
events-to-go = { $count ->
    [one] encore { $count }
   *[other] encore { $count }
  }
events-none = Aucun événement pour l’instant
events-none-lead = Crée-en un, envoie tes photos et donne le lien ou le QR code à tes invités. Ils se retrouvent avec un selfie pendant que tu photographies encore.
events-guest-title = Ceci est un compte d’invité
events-guest-lead = Seuls les photographes peuvent créer des événements. La personne qui gère ce service peut changer ton rôle.
events-start-page = Aller à la page d’accueil

## A new event

event-name = Nom
event-name-example = Fête d’été
event-date = Date (facultatif)
event-create = Créer l’événement
event-creating = Création …

## Who can search

visibility-legend = Qui peut chercher ?
visibility-unlisted-short = Avec le lien
visibility-unlisted = Toute personne ayant le lien
visibility-unlisted-means = Les invités passent par un lien, un QR code ou une borne et voient les photos où ils sont. Personne d’autre ne trouve l’événement.
visibility-public-short = Tout le monde
visibility-public = Tout le monde
visibility-public-means = Affiché sur la page d’accueil. Tout le monde peut chercher avec un selfie, et voir toutes les photos si tu ouvres la galerie.
visibility-private-short = Privé
visibility-private = Privé
visibility-private-means = Comme « Toute personne ayant le lien ». Un programme à toi peut être plus strict.

## What guests see first

preview-caption = Ce que les invités voient d’abord, dans leur langue
preview-failed = L’aperçu n’a pas pu être chargé.

## An event's head

event-number = N° { $id }
event-of-another = Événement d’un autre photographe
event-all = Tous les événements
event-parts = Parties de l’événement
event-part-live = En direct
event-part-review = Validation
event-part-gallery = Galerie
event-part-cameras = Appareils
event-part-share = Partager
event-part-ftp = FTP
event-part-kiosks = Bornes
event-part-insights = Statistiques
event-part-settings = Réglages
tally-failed = Échecs
tally-photos = Photos
tally-indexed = Prêtes
tally-faces = Visages
tally-guests = Invités
event-recounting = Les photos sont en train d’être recomptées. Ces chiffres peuvent être faux un moment.
event-gone-title = Événement introuvable
event-gone-lead = Il a été supprimé, ou appartient à quelqu’un d’autre.

## Settings

settings-event = Événement
settings-zone = Fuseau horaire
settings-zone-hint = Là où se passe l’événement. Sert aux nouvelles photos sans fuseau, et pour minuit le dernier jour.
settings-guests = Invités
open-gallery-legend = Que voit tout le monde ?
open-gallery-false = Seulement les photos où ils sont
open-gallery-false-means = Les invités voient les photos qui correspondent à leur selfie, et aucune autre.
open-gallery-true = Toutes les photos
open-gallery-true-means = Tout le monde peut parcourir la galerie entière, sans selfie ni lien.
link-gallery-legend = Qui peut parcourir toutes les photos ?
link-gallery-false = Personne
link-gallery-false-means = Les invités ne voient que les photos où ils sont.
link-gallery-true = Les invités avec un lien
link-gallery-true-means = Toute personne qui ouvre un de tes liens peut parcourir la galerie entière. Un code PIN sur le lien la garde privée.
link-leads-to-nothing = Un lien vers cet événement ne mène à rien : la recherche par selfie est désactivée et les invités ne peuvent pas voir toutes les photos. Active l’une des deux.
selfie-search-legend = Recherche par selfie
selfie-search-true = Activée
selfie-search-true-means = Les invités trouvent leurs photos avec un selfie, même pendant que tu envoies encore.
selfie-search-false = Désactivée
selfie-search-false-means = Plus personne ne peut lancer de recherche. Ceux qui ont déjà cherché gardent leurs photos.
kept-faces-legend = Quels visages sont enregistrés ?
kept-faces-false = Ceux de tout le monde
kept-faces-false-means = Chaque visage devient une empreinte chiffrée : les invités se retrouvent en une seconde. Toutes sont supprimées avec l’événement.
kept-faces-true = Seulement ceux des invités qui cherchent
kept-faces-true-means = Les visages sont comparés à l’arrivée des photos et jamais enregistrés. Ceux qui cherchent plus tard attendent que tout soit relu : quelques minutes pour mille photos.
kept-faces-fixed = Ce choix ne peut changer qu’avant la première photo.
downloads-legend = Téléchargements
downloads-original = Originaux
downloads-original-means = Le fichier que tu as envoyé, en taille réelle.
downloads-preview = Copies plus petites
downloads-preview-means = Un JPEG de 2048 pixels au plus, pour le téléphone et le partage.
downloads-none = Aucun
downloads-none-means = Les invités regardent, sans bouton d’enregistrement. (Une capture d’écran reste possible.)
giving-title = Photos des invités
guest-photos-legend = Les invités peuvent-ils partager leurs photos ?
guest-photos-false = Non
guest-photos-false-means = Seuls toi et ton équipe ajoutez des photos.
guest-photos-true = Oui
guest-photos-true-means = Les invités envoient des photos depuis leur téléphone, sans selfie. Ils peuvent supprimer ce qu’ils ont envoyé.
guest-gate-legend = Quand les autres les voient-ils ?
guest-gate-true = Après approbation
guest-gate-true-means = Tu approuves chacune, même si les autres photos sont visibles tout de suite.
guest-gate-false = Comme les autres
guest-gate-false-means = Selon le réglage ci-dessus.
wall-asks-legend = Que peut montrer un mur de photos ?
wall-asks-false = Toutes les photos publiées
wall-asks-false-means = Les invités ne sont pas consultés.
wall-asks-true = Sans les invités qui disent non
wall-asks-true-means = Nous le demandons aux invités avec leurs résultats. Une photo est écartée si elle montre avec certitude quelqu’un qui a dit non.
given-by = { $name } (invité)
given-by-guest = Un invité
release-title = Validation
release-legend = Quand les invités voient-ils les photos ?
release-at_once = Tout de suite
release-at_once-means = Chaque photo, dès qu’elle est prête.
release-later = Après quelques minutes
release-later-means = Les photos sont publiées automatiquement, sauf si quelqu’un les refuse avant.
release-approved = Après validation
release-approved-means = Les invités ne voient une photo qu’une fois validée. Les visages sont cherchés entre-temps : elle leur parvient en une seconde.
release-minutes = Minutes après qu’une photo est prête
release-changes-at_once = { $count ->
    [one] { $count } photo en attente sera aussi montrée aux invités. Les photos refusées restent chez toi.
   *[other] { $count } photos en attente seront aussi montrées aux invités. Les photos refusées restent chez toi.
  }
release-changes-later = { $count ->
    [one] { $count } photo en attente sera aussi publiée après ce délai. Les photos refusées restent chez toi.
   *[other] { $count } photos en attente seront aussi publiées après ce délai. Les photos refusées restent chez toi.
  }
release-changes-approved = { $count ->
    [one] { $count } photo en attente sera montrée quand tu la valideras.
   *[other] { $count } photos en attente seront montrées quand tu les valideras.
  }
consent-title = Ton message
consent-label = Message affiché avant l’accord (facultatif)
consent-hint = Qui tu es, à quoi servent les photos, comment te joindre. Les invités l’acceptent avec notre propre texte.
consent-left = { $count ->
    [one] Encore { $count } caractère.
   *[other] Encore { $count } caractères.
  }
keep-title = Durée de conservation
keep-label = Dernier jour (facultatif)
keep-until = Après le { $day }, l’événement se supprime avec toutes ses photos, visages, liens et recherches. C’est irréversible.
keep-forever = Sans dernier jour, l’événement reste jusqu’à ce que tu le supprimes.
export-title = Export
export-lead = Un fichier ZIP avec les réglages, les chiffres, les liens, les bornes, les accords des invités et le journal de l’événement. Il ne contient aucun visage.
export-plain = Sans les photos
export-photos = Avec tous les originaux
delete-title = Supprimer cet événement
delete-lead = Toutes les photos, visages, liens, bornes et recherches sont supprimés définitivement.
delete-evidence = { $days ->
    [one] Les accords, sans visages, sont gardés comme preuve { $days } jour après leur fin.
   *[other] Les accords, sans visages, sont gardés comme preuve { $days } jours après leur fin.
  }
delete-ask = Supprimer cet événement …
delete-question = Supprimer « { $name } » ?
delete-question-lead = { $photos }, tous les visages, liens, bornes et recherches seront supprimés définitivement. Les invités perdent aussitôt l’accès à leurs photos.
delete-yes = Tout supprimer
settings-saved = Enregistré.
settings-unsaved = { $count ->
    [one] { $count } modification n’est pas enregistrée.
   *[other] { $count } modifications ne sont pas enregistrées.
  }
settings-discard = Annuler
settings-save = Enregistrer
settings-saving = Enregistrement …
settings-name-missing = Un événement a besoin d’un nom.
settings-minutes-wrong = Choisis entre 1 et 1440 minutes.
settings-day-over = Choisis une date à venir.

## The cover

cover-label = Couverture
cover-hint = La seule photo que les invités voient avant de donner leur accord. Choisis-en une que tous ceux qui ont le lien peuvent voir.
cover-another = Changer la couverture
cover-choose = Choisir une photo
cover-none = Retirer la couverture
cover-gone = Cette photo n’est plus disponible.
cover-picture = La couverture de l’événement
cover-title = Choisir la couverture
cover-empty = Aucune photo à choisir pour l’instant.
cover-newest = { $count ->
    [one] La photo la plus récente. Tu peux en choisir une autre dans la galerie.
   *[other] Les { $count } photos les plus récentes. Tu peux en choisir une autre dans la galerie.
  }
