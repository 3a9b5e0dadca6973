### Programs that act for an account: access tokens and webhooks.


## Access tokens

tokens-title = Jetons d’accès
tokens-lead = Pour les programmes qui envoient ou lisent des photos, sans ton mot de passe. Changer ton mot de passe les révoque tous.
tokens-week = Une semaine
tokens-month = Un mois
tokens-quarter = Trois mois
tokens-year = Un an
tokens-until = jusqu’au { $date }
tokens-expired = expiré le { $date }
tokens-used = dernière utilisation { $ago }
tokens-unused = jamais utilisé
tokens-revoke = Révoquer
tokens-revoke-one = Révoquer { $name }
tokens-revoke-ask = Révoquer ce jeton ?
tokens-revoke-lead = « { $name } » cesse aussitôt de fonctionner. Les programmes qui l’utilisent auront besoin d’un autre.
tokens-revoke-yes = Révoquer le jeton
tokens-ready = « { $name } » est prêt.
tokens-once = Copie-le maintenant : il ne sera plus affiché.
tokens-copy = Copier le jeton
tokens-none = Aucun jeton d’accès
tokens-none-lead = Crées-en un par programme ou ordinateur, pour pouvoir le révoquer seul.
tokens-new = Nouveau jeton
tokens-name = À quoi sert-il ?
tokens-example = Portable du bureau
tokens-scopes = Que peut-il faire ?
tokens-life = Combien de temps est-il valable ?
tokens-make = Créer le jeton
tokens-making = Création …
scope-upload-short = envoie des photos
scope-upload = Envoyer des photos
scope-upload-means = Ajoute des photos et apprend ce qu’elles deviennent. Il ne voit aucune photo.
scope-read-short = lit
scope-read = Lire
scope-read-means = Voit les photos, les chiffres et le direct, et peut exporter.
scope-manage-short = gère
scope-manage = Gérer
scope-manage-means = Lit, crée et modifie des événements, masque et supprime des photos, crée des liens et des bornes. Il ne peut pas supprimer d’événement.

## Where something holds

where-legend = Quels événements ?
where-all = Tous mes événements
where-all-means = Y compris ceux que tu créeras plus tard.
where-some = Certains seulement
where-some-means = Choisis-les ci-dessous.
where-events = Événements
where-none = Tu n’as pas encore d’événement.
where-everywhere = tous les événements
where-count = { $count ->
    [one] { $count } événement
   *[other] { $count } événements
  }
where-number = événement { $id }
choose-one = Choisis-en au moins un.

## Webhooks

hooks-title = Webhooks
hooks-lead = Ton programme est prévenu quand quelque chose se passe, par un message signé envoyé à son adresse. Il nomme la photo et l’événement, jamais les personnes.
hooks-disabled = Désactivé. { $why } Enregistre-le à nouveau pour continuer.
hooks-failing = Les messages n’arrivent pas ; le premier a échoué { $ago }. Nous continuons d’essayer.
delivery-waiting = En route
delivery-delivered = Remis
hooks-failed = Non remis : { $why }
hooks-again-in = { $why } ; prochain essai dans { $time }
hooks-delete = Supprimer
hooks-delete-one = Supprimer { $name }
hooks-delete-ask = Supprimer ce webhook ?
hooks-delete-lead = « { $name } » n’est plus prévenu. Les messages en attente sont abandonnés.
hooks-delete-yes = Supprimer le webhook
hooks-none = Aucun webhook
hooks-none-lead = Pour un diaporama, une archive ou une messagerie à prévenir dès que des photos sont prêtes.
hooks-messages = Messages
hooks-messages-of = Messages à { $name }
hooks-copy = Copier le secret
hooks-change = Modifier
hooks-change-one = Modifier { $name }
hooks-close = Fermer
hooks-save = Enregistrer
hooks-saving = Enregistrement …
hooks-make = Créer le webhook
hooks-new = Nouveau webhook
hooks-who = Qu’est-ce que c’est ?
hooks-example = Diaporama
hooks-address = Adresse
hooks-kinds = De quoi l’informer ?
hook-photo-indexed-short = photos prêtes
hook-photo-indexed = Une photo est prête
hook-photo-indexed-means = Elle a été traitée.
hook-photo-replaced-short = versions finales
hook-photo-replaced = Une version finale a remplacé une photo
hook-photo-replaced-means = La photo montre désormais la version finale.
hook-photo-released-short = photos publiées
hook-photo-released = Une photo est publiée
hook-photo-released-means = Les invités peuvent désormais la voir.
hook-matches-counted-short = correspondances
hook-matches-counted = Des invités ont trouvé des photos
hook-matches-counted-means = Le nombre de correspondances, dans la minute qui suit chaque changement.
hook-event-deleted-short = événements supprimés
hook-event-deleted = Un événement est supprimé
hook-event-deleted-means = Il n’en reste rien.
hooks-test = Envoyer un test
hooks-test-message = Test
hooks-log-none = Rien n’a encore été envoyé. Les messages sont listés pendant 14 jours.
hooks-send-again = Renvoyer
