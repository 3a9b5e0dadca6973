### Signing in, making an account, and one's own account.


## Signing in

sign-in-title = Se connecter
sign-in-doing = Connexion …
sign-in-lapsed = Tu as été déconnecté. Connecte-toi pour reprendre où tu en étais.
sign-in-new = Nouveau ici ?
sign-in-forgotten = Mot de passe oublié ? La personne qui gère ce service peut te donner un lien pour en choisir un nouveau.
forgotten-title = Mot de passe oublié ?
forgotten-lead = Saisis l’adresse e-mail de ton compte. Si nous la connaissons, nous t’envoyons un lien pour choisir un nouveau mot de passe, valable une heure.
forgotten-submit = Envoyer le lien
forgotten-doing = Envoi …
forgotten-done = Si { $email } a un compte, le lien est en route.
account-email = E-mail
account-password = Mot de passe
password-hint = Au moins 8 caractères. Une courte phrase se retient facilement.

## Making an account

register-title = Créer un compte
register-lead = Pour les photographes. Les invités n’ont besoin que du lien que tu leur donnes.
register-invited = Tu es invité. Le lien sert une fois : choisis un mot de passe et le compte est à toi.
register-guests = Les invités n’ont pas besoin de compte, seulement du lien de leur événement.
register-known = Tu as déjà un compte ?
register-name = Ton nom
register-submit = Créer le compte
register-doing = Création …

## A new password by a link

reset-title = Choisir un nouveau mot de passe
reset-password = Nouveau mot de passe
reset-submit = Enregistrer le mot de passe
reset-doing = Enregistrement …
reset-done-title = Mot de passe modifié
reset-done-lead = Tu as été déconnecté partout. Connecte-toi avec ton nouveau mot de passe.

## The account

account-title = Ton compte
account-name = Nom
account-role = Rôle
password-title = Changer de mot de passe
password-current = Mot de passe actuel
password-submit = Changer le mot de passe
password-doing = Modification …
password-done = Mot de passe modifié. Tes autres appareils sont déconnectés et tes jetons d’accès révoqués.
## L’adresse après l’inscription

confirm-title = Confirme ton adresse e-mail.
confirm-lead = Nous avons envoyé un lien à { $email }. Tant que tu ne l’as pas ouvert, aucun e-mail ne part pour tes événements : ni invitations, ni nouvelles aux invités.
confirm-again = Renvoyer
confirm-sent = Envoyé. Regarde aussi dans les indésirables.
confirm-done-title = Adresse confirmée
confirm-done-lead = Merci. Les e-mails partent maintenant pour tes événements.
confirm-wrong-title = Ce lien ne fonctionne pas
confirm-wrong-lead = Il est peut-être incomplet. Ouvre le studio et demande un nouveau lien.
confirm-on = Ouvrir le studio
