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
