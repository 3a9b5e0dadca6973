### What every screen of the studio and the administration says. Fluent syntax (projectfluent.org); a test compares the languages.


## The frame

studio-name = Studio
admin-name = Administration
language-label = Langue
skip-to-content = Aller au contenu
frame-account = Ton compte
sign-out = Se déconnecter
nowhere-title = Page introuvable
nowhere-lead = Vérifie l’adresse, ou repars de tes événements.
to-your-events = Tes événements
leave-title = Quitter sans enregistrer ?
leave-lead = Tes modifications ne sont pas encore enregistrées.
leave-stay = Continuer à modifier
leave-go = Abandonner les modifications

## The live connection

connection-connecting = Connexion …
connection-online = En direct
connection-waiting = Pas de connexion. Nouvel essai …
connection-refused = Déconnecté
connection-reached = Connecté

## Buttons and states

one-moment = Un instant …
try-again = Réessayer
cancel = Annuler
close = Fermer
copy = Copier
copied = Copié
copy-refused = Le navigateur n’a pas permis la copie
out-of-date = Cette page n’est peut-être plus à jour.

## Numbers of things

photos-count = { $count ->
    [one] { $count } photo
   *[other] { $count } photos
  }
faces-count = { $count ->
    [one] { $count } visage
   *[other] { $count } visages
  }
guests-count = { $count ->
    [one] { $count } invité
   *[other] { $count } invités
  }
failed-count = { $count ->
    [one] { $count } échec
   *[other] { $count } échecs
  }
ago-just-now = à l’instant

## Roles

role-admin = Administrateur
role-photographer = Photographe
role-guest = Invité

## Forms

field-missing = À remplir.
field-short = { $count ->
    [one] Au moins { $count } caractère.
   *[other] Au moins { $count } caractères.
  }
field-email = Saisis une adresse e-mail valide.
field-wrong = Cette valeur ne convient pas. Vérifie-la.

## Errors, by their code or their HTTP status

percent = { $percent } %
error-account_disabled = Ce compte est désactivé. Adresse-toi à la personne qui gère ce service.
error-account_full = Ton compte est plein. Supprime des photos ou des événements dont tu n’as plus besoin.
error-address_unconfirmed = Confirme d’abord ton adresse e-mail : d’ici là, nous n’envoyons aucun e-mail pour toi.
error-bad_credentials = E-mail ou mot de passe incorrect.
error-download_expired = Ce téléchargement a expiré. Relance-le.
error-email_taken = Un compte existe déjà avec cet e-mail. Connecte-toi.
error-event_deleted = Cet événement a été supprimé.
error-event_full = Cet événement est plein. Supprime des photos ou crée un autre événement.
error-faces_not_kept = Cet événement n’enregistre pas les visages : il n’y a rien à comparer.
error-too_many_albums = Un événement peut avoir jusqu’à 50 albums.
error-album_by_rule = Cet album se remplit tout seul.
error-invitation_invalid = Cette invitation a déjà servi, a été retirée ou a expiré. Demande-en une nouvelle.
error-invitation_required = Il te faut une invitation. Demande-la à la personne qui gère ce service.
error-last_admin = C’est le dernier administrateur. Donne d’abord ce rôle à quelqu’un d’autre.
error-not_failed = Cette photo n’est pas en échec.
error-nothing_to_download = Aucune de ces photos ne peut être téléchargée.
error-out_of_scope = Ce jeton d’accès n’a pas ce droit.
error-photos_exist = Ce choix ne peut changer qu’avant la première photo.
error-rate_limited = Trop de tentatives.
error-registration_closed = Ici, seul un administrateur crée les comptes. Adresse-toi à la personne qui gère ce service.
error-reset_expired = Ce lien a déjà servi ou a expiré. Demandes-en un nouveau.
error-too_many_invitations = Trop d’invitations sont en attente. Retires-en d’abord.
error-too_many_tokens = Tu as trop de jetons d’accès. Révoques-en d’abord.
error-too_many_uploads = Trop d’envois à la fois. Laisse d’abord certains se terminer.
error-too_many_upload_bytes = Trop de données sont envoyées à la fois. Laisse d’abord certains envois se terminer.
error-too_many_webhooks = Tu as trop de webhooks. Supprimes-en d’abord.
error-mail_off = Ce service n’envoie pas d’e-mails.
mail-to = Adresse e-mail à qui envoyer le lien
mail-to-hint = Laisse vide si tu transmets le lien toi-même.
mail-sent = Le lien est en route vers { $email }.
error-unknown_photo = Cette photo n’est plus disponible. Choisis-en une autre.
error-unreachable = Le service est injoignable. Vérifie ta connexion et réessaie.
error-weak_password = Ce mot de passe est trop facile à deviner. Choisis-en un plus long, ou plusieurs mots.
error-wrong_password = Ton mot de passe actuel est incorrect.
error-yourself = Tu ne peux pas le faire sur ton propre compte. Un autre administrateur le peut.
error-status-401 = Reconnecte-toi, s’il te plaît.
error-status-403 = Tu n’as pas le droit de faire cela.
error-status-404 = Cet élément n’existe plus.
error-status-409 = Quelque chose a changé entre-temps. Recharge la page et réessaie.
error-status-410 = Ce n’est plus disponible.
error-status-413 = Ce fichier est trop volumineux.
error-status-415 = Nous ne pouvons pas lire ce type de fichier.
error-status-422 = Quelque chose ne va pas. Vérifie ce que tu as saisi.
error-status-503 = Le service est très sollicité. Réessaie dans un instant.
error-status-507 = Le service n’a plus de place pour le moment. Réessaie plus tard.
error-unknown = Quelque chose s’est mal passé de notre côté. Réessaie, s’il te plaît.
error-retry-after = { $seconds ->
    [one] Réessaie dans { $seconds } seconde.
   *[other] Réessaie dans { $seconds } secondes.
  }

## Photos

photo-named = Photo { $name }
status-queued = En attente
status-processing = En cours
status-indexed = Prête
status-waiting = À valider
status-rejected = Refusée
status-hidden = Masquée
status-failed = En échec
failure-unreadable = Ce n’est pas une photo lisible, ou le fichier est abîmé.
failure-truncated = Le fichier est incomplet. Copie-le à nouveau depuis la carte.
failure-empty = Le fichier est vide.
failure-unsupported_format = Nous ne lisons pas ce format d’image. Exporte-la en JPEG.
failure-unsupported_media_type = Ce n’est pas une photo JPEG, PNG, WebP, HEIC, AVIF, TIFF, JPEG XL ou RAW.
failure-no_preview = Ce fichier RAW ne contient pas d’aperçu assez grand. Envoie aussi un JPEG : photographie en RAW+JPEG, ou exportes-en un.
failure-too_many_pixels = La photo a trop de pixels pour ce service.
failure-too_large = Le fichier est trop volumineux pour ce service.
failure-limit = Le fichier est trop volumineux (limite { $limit }).
failure-unreadable_file = Le fichier a changé ou n’est plus lisible. La carte est-elle encore là ? Choisis-le à nouveau.
failure-file_changed = Le fichier a changé pendant l’envoi. Choisis-le à nouveau.
failure-crashed = Le traitement de cette photo a échoué plusieurs fois.
failure-unreachable = La connexion a été coupée. Réessaie : l’envoi reprend où il s’était arrêté.
failure-unknown = Quelque chose s’est mal passé de notre côté.
confirm-type = Pour confirmer, tape
