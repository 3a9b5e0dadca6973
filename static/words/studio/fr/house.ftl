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
