### Signing in, making an account, and one's own account.


## Signing in

sign-in-title = Anmelden
sign-in-doing = Du wirst angemeldet …
sign-in-lapsed = Du wurdest abgemeldet. Melde dich an, dann geht es dort weiter, wo du warst.
sign-in-new = Neu hier?
sign-in-forgotten = Passwort vergessen? Die Person, die diesen Dienst betreibt, kann dir einen Link für ein neues geben.
forgotten-title = Passwort vergessen?
forgotten-lead = Gib die E-Mail-Adresse deines Kontos ein. Kennen wir sie, schicken wir dir einen Link für ein neues Passwort. Er gilt eine Stunde.
forgotten-submit = Link schicken
forgotten-doing = Wird geschickt …
forgotten-done = Gibt es ein Konto mit { $email }, ist der Link unterwegs.
account-email = E-Mail
account-password = Passwort
password-hint = Mindestens 8 Zeichen. Ein kurzer Satz lässt sich gut merken.

## Making an account

register-title = Konto anlegen
register-lead = Für alle, die fotografieren. Gäste brauchen kein Konto, nur den Link von dir.
register-invited = Du bist eingeladen. Der Link gilt einmal: Wähl ein Passwort, und das Konto gehört dir.
register-guests = Gäste brauchen kein Konto, nur den Link zu ihrem Event.
register-known = Du hast schon ein Konto?
register-name = Dein Name
register-submit = Konto anlegen
register-doing = Wird angelegt …

## A new password by a link

reset-title = Neues Passwort festlegen
reset-password = Neues Passwort
reset-submit = Passwort festlegen
reset-doing = Wird festgelegt …
reset-done-title = Passwort geändert
reset-done-lead = Du wurdest überall abgemeldet. Melde dich mit dem neuen Passwort an.

## The account

account-title = Dein Konto
account-name = Name
account-role = Rolle
password-title = Passwort ändern
password-current = Jetziges Passwort
password-submit = Passwort ändern
password-doing = Wird geändert …
password-done = Passwort geändert. Deine anderen Geräte wurden abgemeldet und deine Zugriffstoken widerrufen.
## Die Adresse nach der Anmeldung

confirm-title = Bestätige deine E-Mail-Adresse.
confirm-lead = Wir haben einen Link an { $email } geschickt. Bis du ihn öffnest, gehen für deine Events keine E-Mails raus: keine Einladungen und nichts an Gäste.
confirm-again = Noch einmal senden
confirm-sent = Gesendet. Sieh auch im Spam-Ordner nach.
confirm-done-title = Adresse bestätigt
confirm-done-lead = Danke. Ab jetzt gehen für deine Events E-Mails raus.
confirm-wrong-title = Dieser Link geht nicht
confirm-wrong-lead = Vielleicht fehlt ein Stück. Öffne das Studio und lass dir einen neuen schicken.
confirm-on = Studio öffnen
