### What every screen of the studio and the administration says. Fluent syntax (projectfluent.org); a test compares the languages.


## The frame

studio-name = Studio
admin-name = Verwaltung
language-label = Sprache
skip-to-content = Zum Inhalt springen
frame-account = Dein Konto
sign-out = Abmelden
nowhere-title = Seite nicht gefunden
nowhere-lead = Prüf die Adresse, oder geh zu deinen Events.
to-your-events = Deine Events
leave-title = Ohne Speichern verlassen?
leave-lead = Deine Änderungen sind noch nicht gespeichert.
leave-stay = Weiter bearbeiten
leave-go = Änderungen verwerfen

## The live connection

connection-connecting = Wird verbunden …
connection-online = Live
connection-waiting = Keine Verbindung. Neuer Versuch …
connection-refused = Abgemeldet
connection-reached = Verbunden

## Buttons and states

one-moment = Einen Moment …
try-again = Noch einmal versuchen
cancel = Abbrechen
close = Schließen
copy = Kopieren
copied = Kopiert
copy-refused = Der Browser hat das Kopieren nicht erlaubt
out-of-date = Diese Seite ist vielleicht nicht mehr aktuell.

## Numbers of things

photos-count = { $count ->
    [one] { $count } Foto
   *[other] { $count } Fotos
  }
faces-count = { $count ->
    [one] { $count } Gesicht
   *[other] { $count } Gesichter
  }
guests-count = { $count ->
    [one] { $count } Gast
   *[other] { $count } Gäste
  }
failed-count = { $count ->
    [one] { $count } fehlgeschlagen
   *[other] { $count } fehlgeschlagen
  }
ago-just-now = gerade eben

## Roles

role-admin = Verwaltung
role-photographer = Fotograf:in
role-guest = Gast

## Forms

field-missing = Bitte ausfüllen.
field-short = { $count ->
    [one] Mindestens { $count } Zeichen.
   *[other] Mindestens { $count } Zeichen.
  }
field-email = Gib eine gültige E-Mail-Adresse ein.
field-wrong = Das geht so nicht. Bitte prüf es.

## Errors, by their code or their HTTP status

percent = { $percent } %
error-account_disabled = Dieses Konto ist gesperrt. Frag die Person, die diesen Dienst betreibt.
error-account_full = Dein Konto ist voll. Lösch Fotos oder Events, die du nicht mehr brauchst.
error-address_unconfirmed = Bestätige zuerst deine E-Mail-Adresse: Bis dahin verschicken wir für dich keine E-Mails.
error-bad_credentials = E-Mail oder Passwort ist falsch.
error-download_expired = Dieser Download ist abgelaufen. Starte ihn neu.
error-email_taken = Mit dieser E-Mail gibt es schon ein Konto. Melde dich an.
error-event_deleted = Dieses Event wurde gelöscht.
error-event_full = Dieses Event ist voll. Lösch Fotos, oder leg ein weiteres Event an.
error-faces_not_kept = Dieses Event speichert keine Gesichter, darum lässt sich nichts vergleichen.
error-too_many_albums = Ein Event kann bis zu 50 Alben haben.
error-album_by_rule = Dieses Album füllt sich von selbst.
error-invitation_invalid = Diese Einladung wurde benutzt, zurückgezogen oder ist abgelaufen. Bitte um eine neue.
error-invitation_required = Hier brauchst du eine Einladung. Frag die Person, die diesen Dienst betreibt.
error-last_admin = Das ist die letzte Person in der Verwaltung. Gib erst jemand anderem diese Rolle.
error-not_failed = Dieses Foto ist nicht fehlgeschlagen.
error-nothing_to_download = Keines dieser Fotos lässt sich herunterladen.
error-out_of_scope = Dieses Zugriffstoken darf das nicht.
error-photos_exist = Das lässt sich nur vor dem ersten Foto ändern.
error-rate_limited = Zu viele Versuche.
error-registration_closed = Konten legt hier nur die Verwaltung an. Frag die Person, die diesen Dienst betreibt.
error-reset_expired = Dieser Link wurde benutzt oder ist abgelaufen. Bitte um einen neuen.
error-too_many_invitations = Es gibt zu viele offene Einladungen. Zieh erst welche zurück.
error-too_many_tokens = Du hast zu viele Zugriffstoken. Widerruf erst welche.
error-too_many_uploads = Zu viele Uploads auf einmal. Lass erst einige fertig werden.
error-too_many_upload_bytes = Zu viel wird auf einmal hochgeladen. Lass erst einige Uploads fertig werden.
error-too_many_webhooks = Du hast zu viele Webhooks. Lösch erst welche.
error-mail_off = Dieser Dienst verschickt keine Mails.
mail-to = E-Mail-Adresse für den Link
mail-to-hint = Lass das Feld leer, wenn du den Link selbst weitergibst.
mail-sent = Der Link ist unterwegs an { $email }.
error-unknown_photo = Dieses Foto gibt es nicht mehr. Wähl ein anderes.
error-unreachable = Der Dienst ist nicht erreichbar. Prüf deine Verbindung und versuch es noch einmal.
error-weak_password = Dieses Passwort ist zu leicht zu erraten. Nimm ein längeres oder mehrere Wörter.
error-wrong_password = Dein jetziges Passwort ist falsch.
error-yourself = Beim eigenen Konto geht das nicht. Jemand anderes aus der Verwaltung kann es.
error-status-401 = Bitte melde dich noch einmal an.
error-status-403 = Dazu hast du keine Berechtigung.
error-status-404 = Das gibt es nicht mehr.
error-status-409 = In der Zwischenzeit hat sich etwas geändert. Lade die Seite neu und versuch es noch einmal.
error-status-410 = Das ist nicht mehr verfügbar.
error-status-413 = Diese Datei ist zu groß.
error-status-415 = Diese Art von Datei können wir nicht lesen.
error-status-422 = Etwas stimmt noch nicht. Bitte prüf deine Eingaben.
error-status-503 = Der Dienst ist gerade ausgelastet. Versuch es gleich noch einmal.
error-status-507 = Der Speicher des Dienstes ist gerade voll. Versuch es später noch einmal.
error-unknown = Bei uns ist etwas schiefgegangen. Versuch es bitte noch einmal.
error-retry-after = { $seconds ->
    [one] Versuch es in { $seconds } Sekunde noch einmal.
   *[other] Versuch es in { $seconds } Sekunden noch einmal.
  }

## Photos

photo-named = Foto { $name }
status-queued = In der Warteschlange
status-processing = In Arbeit
status-indexed = Fertig
status-waiting = Zur Freigabe
status-rejected = Abgelehnt
status-hidden = Ausgeblendet
status-failed = Fehlgeschlagen
failure-unreadable = Das ist kein lesbares Foto, oder die Datei ist beschädigt.
failure-truncated = Die Datei ist unvollständig. Kopier sie noch einmal von der Karte.
failure-empty = Die Datei ist leer.
failure-unsupported_format = Dieses Bildformat können wir nicht lesen. Exportier es als JPEG.
failure-unsupported_media_type = Das ist kein Foto in JPEG, PNG, WebP, HEIC, AVIF, TIFF, JPEG XL oder RAW.
failure-no_preview = Diese RAW-Datei enthält keine ausreichend große Vorschau. Schick auch ein JPEG: Fotografier RAW+JPEG oder exportier eins.
failure-too_many_pixels = Das Foto hat zu viele Pixel für diesen Dienst.
failure-too_large = Die Datei ist zu groß für diesen Dienst.
failure-limit = Die Datei ist zu groß (höchstens { $limit }).
failure-unreadable_file = Die Datei wurde geändert oder lässt sich nicht mehr lesen. Steckt die Karte noch? Wähl sie noch einmal.
failure-file_changed = Die Datei wurde beim Senden geändert. Wähl sie noch einmal.
failure-crashed = Die Verarbeitung dieses Fotos ist mehrmals fehlgeschlagen.
failure-unreachable = Die Verbindung ist abgerissen. Ein neuer Versuch macht dort weiter, wo der Upload aufgehört hat.
failure-unknown = Bei uns ist etwas schiefgegangen.
confirm-type = Tippe zur Bestätigung
