### The administration.


## The frame

admin-system = Système
admin-people = Personnes
admin-events = Événements
admin-log = Journal
admin-not-you-title = Réservé aux administrateurs
admin-not-you = Tu es connecté en tant que { $name } ({ $email }). Le rôle de ce compte est « { $role } ». Un administrateur peut le changer.
admin-to-studio = Aller au studio
admin-other = Se connecter avec un autre compte
admin-close = Fermer
admin-more = Afficher plus

## How the service is

system-good = Tout fonctionne.
system-backends = Services
backend-database = Base de données
backend-redis = Redis
backend-volatile = Redis volatil
backend-blobs = Stockage des photos
backend-keys = Stockage des clés
backend-is-folder = Dossier
backend-compatible = Compatible avec MongoDB { $version }
backend-object-store = Stockage objet
backend-memory = { $count ->
    [one] { $used } utilisés, { $count } connexion
   *[other] { $used } utilisés, { $count } connexions
  }
backend-no-answer = Pas de réponse
backend-away = Injoignable
system-away = { $name } ne répond pas.
system-queues = Files d’attente
system-queue = File
system-waiting = En attente
system-running = En cours
system-oldest = La plus ancienne attend depuis
system-queues-unknown = Inconnu tant que Redis ne répond pas.
queue-ingest = Photos en attente
queue-search = Recherches en attente
queue-keeper = Entretien
system-processes = Workers et web
system-process = Processus
system-where = Machine
system-seen = Vu pour la dernière fois
system-busy = En traitement
system-done = Terminés
system-failed = En échec
system-memory = Mémoire
system-since = Depuis
system-processes-none = Aucun processus ne s’est encore signalé.
system-silent = Muet
system-disk = Disque
disk-free = { $free } libres sur { $total }
disk-label = Disque : { $free } libres sur { $total }
disk-short = Aucune photo n’est acceptée : il reste moins de { $reserve } sur le disque, réservés à la base de données. Supprime des événements ou ajoute de l’espace ; les envois reprendront tout seuls.
disk-low-bad = Il ne reste que { $free } sur { $total } sur le disque. Les envois vont bientôt échouer : supprime des événements ou ajoute de l’espace.
disk-low-warning = Il ne reste que { $free } sur { $total } sur le disque. Fais de la place avant le prochain grand événement.
missing-ingest = Aucun worker « ingest » ne tourne : les nouvelles photos ne sont pas traitées.
missing-search = Aucun worker « search » ne tourne : les invités ne trouvent rien.
missing-keeper = Aucun worker « keeper » ne tourne : ce qui a expiré n’est pas supprimé.
waits-ingest = { $count ->
    [one] Des photos attendent depuis { $time } : { $count } tâche en file.
   *[other] Des photos attendent depuis { $time } : { $count } tâches en file.
  }
waits-search = { $count ->
    [one] Des invités attendent depuis { $time } : { $count } tâche en file.
   *[other] Des invités attendent depuis { $time } : { $count } tâches en file.
  }
waits-keeper = { $count ->
    [one] L’entretien attend depuis { $time } : { $count } tâche en file.
   *[other] L’entretien attend depuis { $time } : { $count } tâches en file.
  }
waits-other = { $count ->
    [one] La file { $name } attend depuis { $time } : { $count } tâche.
   *[other] La file { $name } attend depuis { $time } : { $count } tâches.
  }
damage-found = { $count ->
    [one] { $count } élément enregistré est endommagé. Voir ci-dessous.
   *[other] { $count } éléments enregistrés sont endommagés. Voir ci-dessous.
  }
damage-title = Endommagé
damage-last = Les { $shown } derniers sur { $total }.
damage-what = Quoi
damage-which = Lequel
damage-noticed = Constaté
damage-then = Et maintenant
damage-faces = Visages d’une photo
damage-faces-means = Recréés automatiquement depuis la photo.
damage-template = Empreinte faciale d’une recherche
damage-template-means = L’invité ne reçoit plus de nouvelles photos et doit refaire sa recherche.
damage-match = Position d’un visage dans une photo
damage-match-means = L’invité ne voit pas cette photo.
damage-key = Clé
damage-key-means = Rien de ce qu’elle chiffre ne s’ouvre. Restaure la clé depuis une sauvegarde.
versions-title = Versions
versions-since = eventphotos { $version }, en marche depuis { $time }.
versions-unknown = eventphotos { $version }.
versions-engine = Les visages sont lus par { $name }.
versions-vectors = vecteurs de visage à { $dimension } dimensions

## Everybody's events

table-total = Tous les événements occupent { $size }.
table-search = Nom, numéro ou propriétaire
table-none-found = Aucun événement ne correspond. Essaie avec moins de lettres.
table-none = Il n’y a pas encore d’événement.
table-event = Événement
table-owner = Propriétaire
table-created = Créé
table-kept = Conservé jusqu’au
table-photos = Photos
table-faces = Visages
table-guests = Invités
table-size = Taille
table-acts = Son journal
table-number = nº { $id }
table-nobody = Personne
table-for-good = Sans date de fin
table-measuring = mesure en cours
table-log-of = Journal de { $name }

## People

people-name = Nom
people-role = Rôle
people-events = Événements
people-created = Depuis
people-seen = Dernière connexion
people-acts = Actions
people-create = Créer un compte
people-invite = Inviter quelqu’un
people-search = Nom ou e-mail
people-every-role = Tous les rôles
people-none = Personne ne correspond. Essaie avec moins de lettres ou tous les rôles.
people-you = Toi
people-disabled = Désactivé
people-never = Jamais
people-manage = Gérer
people-manage-one = Gérer { $name }
people-is-you = C’est toi. Seul un autre administrateur peut changer ton rôle ou désactiver ton compte.
people-did = Ce qu’ils ont fait
role-admin-means = Voit et modifie les événements et comptes de tous, et cette administration.
role-photographer-means = Crée des événements et ne voit que les siens.
role-guest-means = Ne crée pas d’événement. Les invités n’ont pas besoin de compte pour trouver leurs photos.
people-role-change = Changer le rôle
people-make-admin = Faire de { $name } un administrateur ?
people-make-photographer = Faire de { $name } un photographe ?
people-make-guest = Faire de { $name } un invité ?
people-to-admin = { $name } verra les événements et comptes de tous, et pourra les modifier.
people-to-photographer = { $name } ne verra que ses propres événements, et pas cette administration.
people-to-guest = { $name } ne pourra plus créer ni gérer d’événements.
people-make-yes = Changer le rôle
people-disabled-lead = { $name } ne peut pas se connecter. Ses événements continuent pour les invités.
people-enable = Activer le compte
people-disable = Désactiver le compte
people-disable-ask = Désactiver { $name } ?
people-disable-lead = Le compte est aussitôt déconnecté partout et ne peut plus se connecter. Ses événements restent et continuent pour les invités. Tu pourras réactiver le compte.
people-disable-yes = Désactiver
people-forgotten = Mot de passe oublié
people-forgotten-lead = Un lien pour en choisir un nouveau. C’est toi qui le transmets.
people-link = Créer un lien
people-link-mail = Créer un lien et l’envoyer par e-mail
people-link-reset = Lien pour définir un nouveau mot de passe
people-link-choose = Lien pour choisir un mot de passe
people-made = Compte créé
people-made-lead = { $name } ({ $email }) choisit le mot de passe avec ce lien. D’ici là, personne ne peut se connecter au compte.
people-create-yes = Créer le compte
people-creating = Création …
people-new-name = Son nom
people-new-email = Son e-mail
once-link = Donne ce lien à { $name }. Il ne sert qu’une fois, jusqu’au { $time }, et n’est affiché que maintenant.
once-link-anybody = Donne ce lien à la personne que tu invites. Il ne sert qu’une fois, jusqu’au { $time }, et n’est affiché que maintenant.
once-copy = Copier le lien

## Invitations

invite-lead = Un lien pour créer un compte. C’est toi qui le transmets.
invite-ready = L’invitation est prête.
invite-link = Lien d’invitation
invite-make = Créer l’invitation
invite-making = Création …
invite-note = Pour qui ? (facultatif)
invite-note-hint = Visible des administrateurs seulement.
invite-open = Invitations ouvertes
invite-open-none = Aucune. Celles qui ont servi ou expiré ne sont pas listées.
invite-anybody = Personne en particulier
invite-until = jusqu’au { $time }
invite-withdraw = Retirer
invite-withdraw-one = Retirer : { $name }

## The log

log-zone = Heures dans ton fuseau horaire ({ $zone }).
log-none = Rien ne correspond. Essaie un filtre plus large.
log-when = Quand
log-who = Qui
log-what = Quoi
log-event = Événement
log-details = Détails
log-everyone = Tout le monde
log-accounts = Comptes
log-guests = Invités
log-kiosks = Bornes
log-service = Le service
log-a-guest = un invité
log-one = Celui-ci seulement
log-everything = Tout
log-anything = { $group } : tout
log-search = Nom, e-mail ou mot
log-event-number = Numéro de l’événement
log-from = Du
log-until = Au
log-all = Tout afficher
log-yes = oui
log-no = non
log-group-camera = Appareils
log-group-consent = Consentement
log-group-event = Événements
log-group-invitation = Invitations
log-group-kiosk = Bornes
log-group-photo = Photos
log-group-search = Recherches
log-group-sender = Appareils par FTP
log-group-share_link = Liens
log-group-token = Jetons d’accès
log-group-user = Comptes
log-group-webhook = Webhooks

## What somebody did, to be read after their name, by the log's actions

did-brand-change = a modifié une marque
did-camera-change = a corrigé l’horloge d’un appareil
did-consent-give = a accepté la recherche de visage
did-consent-withdraw = a retiré son consentement
did-event-change = a modifié les réglages d’un événement
did-event-create = a créé un événement
did-event-delete = a supprimé un événement
did-event-export = a exporté un événement
did-event-expired = a supprimé un événement expiré
did-invitation-create = a invité quelqu’un
did-invitation-revoke = a retiré une invitation
did-kiosk-change = a modifié un mur de photos
did-kiosk-create = a ajouté une borne
did-kiosk-pair = a connecté une borne
did-kiosk-revoke = a révoqué une borne
did-kiosk-wrong_code = a saisi un mauvais code de borne
did-photo-approve = a approuvé des photos
did-photo-delete = a supprimé des photos
did-photo-download = a téléchargé des photos
did-photo-hide = a masqué des photos
did-photo-hold = a remis des photos en révision
did-photo-reject = a refusé des photos
did-photo-release = a publié des photos après le délai
did-photo-retry = a relancé des photos
did-photo-unhide = a réaffiché des photos masquées
did-search-download = a téléchargé les photos trouvées
did-search-end = a terminé une recherche
did-search-export = a exporté les données d’une recherche
did-search-feedback = a répondu à « Est-ce toi ? »
did-search-selfies = a ajouté un selfie à une recherche
did-search-hand_off = a transféré une recherche sur un téléphone
did-alert-ask = a demandé à être prévenu des nouvelles photos
did-alert-confirm = a confirmé une adresse pour les nouvelles photos
did-alert-stop = ne veut plus être prévenu des nouvelles photos
did-alert-refuse = a refusé les e-mails sur les nouvelles photos
did-search-start = a lancé une recherche
did-search-wall = a répondu pour le mur de photos
did-search-withdraw = a supprimé sa recherche
did-sender-create = a ajouté un appareil
did-sender-revoke = a révoqué l’accès d’un appareil
did-sender-sign_in = connexion d’un appareil
did-sender-sign_in_failed = échec de connexion d’un appareil
did-share_link-change = a modifié un lien
did-share_link-create = a créé un lien
did-share_link-open = a ouvert un lien
did-share_link-pin_tried_out = a essayé des codes PIN d’un lien
did-share_link-revoke = a révoqué un lien
did-share_link-wrong_pin = a saisi un mauvais code PIN
did-token-create = a créé un jeton d’accès
did-token-revoke = a révoqué un jeton d’accès
did-user-change = a modifié un compte
did-user-create = a créé un compte
did-user-password_change = a changé son mot de passe
did-user-password_reset = a défini un nouveau mot de passe par lien
did-user-password_reset_link = a créé un lien de nouveau mot de passe
did-user-forgot_password = s’est fait envoyer un lien pour un nouveau mot de passe
did-user-confirm_address = a confirmé son adresse e-mail
did-user-register = s’est inscrit
did-user-sign_in = s’est connecté
did-user-sign_in_failed = échec de connexion
did-user-sign_out = s’est déconnecté
did-user-wrong_invitation = a utilisé une invitation invalide
did-user-wrong_password = a saisi un mauvais mot de passe actuel
did-user-wrong_reset_link = a utilisé un lien de nouveau mot de passe invalide
did-webhook-create = a créé un webhook
did-webhook-change = a modifié un webhook
did-webhook-delete = a supprimé un webhook
did-webhook-disable = a désactivé un webhook en échec
did-webhook-new_secret = a renouvelé le secret d’un webhook
did-team-accept = a rejoint l’équipe d’un événement
did-team-change = a changé le rôle d’un collègue
did-team-decline = a décliné une invitation dans une équipe
did-team-invite = a invité un collègue
did-team-leave = a quitté l’équipe d’un événement
did-team-remove = a retiré un collègue
did-team-revoke_invitation = a retiré l’invitation d’un collègue
log-group-team = Équipes
