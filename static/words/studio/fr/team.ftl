### The team of an event, and an invitation to one.


## Roles

team-role-owner = Propriétaire
team-role-shoot = Photographe
team-role-shoot-means = Envoie des photos, voit tout et supprime ses propres photos.
team-role-edit = Éditeur
team-role-edit-means = Envoie des photos, les valide, les note et les masque toutes, et règle les horloges des appareils.
team-role-help = Assistant
team-role-help-means = Voit tout et valide des photos. N’en envoie pas.
team-event-of = { $role } · événement de { $owner }
team-event-of-somebody = { $role } · événement d’une autre personne

## The page

event-part-team = Équipe
team-members = Équipe
team-members-count = { $count ->
    [one] { $count } personne dans l’équipe
   *[other] { $count } personnes dans l’équipe
  }
team-alone = Tu es seul pour l’instant
team-alone-lead = Invite des collègues avec un lien. Chacun se connecte avec son compte, voit cet événement et est nommé pour ses photos.
team-you = { $name } (toi)
team-former = Un ancien collègue
team-since = Dans l’équipe depuis le { $date }
team-role = Rôle
team-role-of = Rôle de { $name }
team-release = Ses photos
team-release-own = Tes photos
team-release-of = Quand les invités voient les photos de { $name }
team-release-event = Comme l’événement
team-release-at_once = Tout de suite
team-release-later = Après quelques minutes
team-release-approved = Après validation
team-saved = Enregistré.
team-remove = Retirer
team-remove-of = Retirer { $name }
team-remove-title = Retirer { $name } de l’équipe ?
team-remove-lead = Ses accès FTP et son accès à cet événement prennent fin tout de suite. Ses photos restent, avec son nom.
team-remove-yes = Retirer de l’équipe
team-removed = { $name } n’est plus dans l’équipe.
team-leave = Quitter l’équipe
team-leave-title = Quitter cette équipe ?
team-leave-lead = Tu ne verras plus cet événement et tes accès FTP prendront fin. Tes photos restent, avec ton nom.

## Invitations

team-invite-title = Inviter un collègue
team-invite-note = Pour qui ? (facultatif)
team-invite-note-example = Anna, second appareil
team-invite-role = Que peut faire cette personne ?
team-invite-submit = Créer un lien
team-invite-doing = Création …
team-invited = L’invitation est prête
team-invited-lead = Envoie ce lien à ton collègue. Il fonctionne une seule fois et ne sera plus affiché.
team-invited-copy = Copier le lien
team-open = Invitations en attente
team-open-somebody = Invitation
team-open-until = { $role } · valable jusqu’au { $date }
team-revoke = Annuler
team-revoke-of = Annuler l’invitation : { $note }
team-revoke-title = Annuler cette invitation ?
team-revoke-lead = Son lien cesse de fonctionner tout de suite.
team-revoke-yes = Annuler l’invitation

## What is offered

offer-sign-in = Tu es invité à travailler sur un événement. Connecte-toi ou crée un compte pour voir l’invitation.
offer-title = Invitation
offer-lead = { $name } t’invite à travailler sur cet événement.
offer-lead-somebody = Tu es invité à travailler sur cet événement.
offer-role = Ton rôle
offer-date = Date
offer-until = Valable jusqu’au
offer-accept = Rejoindre l’équipe
offer-accepting = Un instant …
offer-decline = Refuser
offer-declined-title = Invitation refusée
offer-declined-lead = Le lien ne fonctionne plus.
offer-guest = Ton compte est un compte d’invité. Seuls les photographes peuvent rejoindre une équipe.
offer-gone = Impossible d’ouvrir cette invitation
error-on_the_team = Tu fais déjà partie de l’équipe de cet événement.
error-team_full = L’équipe est complète. Retire d’abord quelqu’un.

## Who took what

by-line = Photo de { $name }
by-nobody = Inconnu
by-filter = Photographe
by-camera = Appareil
by-any = Tout le monde
by-any-camera = Tous les appareils
by-count = { $name } ({ $photos })
