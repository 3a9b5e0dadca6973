### House rules: how much an account may have, who may sign up.


## How much an account has

usage-title = Dein Platz
usage-events = Events
usage-photos = Fotos
usage-bytes = Speicher für Fotos
usage-of = { $used } von { $most }
usage-nearly-events = Du kannst nur noch wenige Events anlegen.
usage-nearly-photos = Du kannst nur noch wenige Fotos hochladen.
usage-nearly-bytes = Dein Speicher ist fast voll.
usage-full-events = Du hast so viele Events, wie dein Konto erlaubt. Lösch eines, um ein neues anzulegen.
usage-full-photos = Du hast so viele Fotos, wie dein Konto erlaubt. Lösch welche, um weitere hochzuladen.
usage-full-bytes = Dein Speicher ist voll. Lösch Fotos oder Events, um weitere hochzuladen.
usage-see = Platz ansehen
error-too_many_events = Du hast so viele Events, wie dein Konto erlaubt. Lösch eines, oder frag, wer diesen Dienst betreibt.
error-account_bytes_full = Dein Speicher reicht für diese Datei nicht mehr. Lösch Fotos oder Events, die du nicht mehr brauchst.
quota-title = Grenzen
quota-lead = Ein leeres Feld heißt: Es gilt die Grenze dieses Dienstes.
quota-gigabytes = Speicher für Fotos, in GB
quota-save = Grenzen speichern

## Who may sign up

signup-title = Registrierung:
signup-legend = Wer kann ein Fotografenkonto anlegen?
signup-open = Offen
signup-open-means = Jeder, der diesen Dienst erreicht, kann sich registrieren.
signup-invitation = Mit Einladung
signup-invitation-means = Nur, wem du einen Einladungslink schickst.
signup-closed = Geschlossen
signup-closed-means = Niemand registriert sich selbst. Du legst die Konten an; Einladungen gelten weiter.
signup-usual = Automatisch
signup-usual-means-public = Andere erreichen diesen Dienst, deshalb schließt die Registrierung, sobald es einen Administrator gibt. Jetzt: { $mode }.
signup-usual-means-local = Nur dieser Computer erreicht diesen Dienst, deshalb bleibt die Registrierung offen. Jetzt: { $mode }.
signup-fixed = Das legt die Einstellung REGISTRATION fest; hier lässt es sich nicht ändern.
error-registration_fixed = Das legt die Einstellung REGISTRATION fest; hier lässt es sich nicht ändern.
log-group-registration = Registrierung
did-registration-change = geändert, wer sich registrieren darf

## What guests get out of an event

insights-guests = Gäste
insights-guests-more = jedes Handy und jeder Besuch am Kiosk zählt einmal
insights-found = Gefundene Fotos
insights-of-photos = { $count ->
    [one] von { $count } Foto
   *[other] von { $count } Fotos
  }
insights-downloads = Gespeicherte Fotos
insights-downloads-more = von Gästen, jedes Mal gezählt
insights-reached = 19 von 20 Fotos waren innerhalb von { $time } bei ihren Gästen.
insights-reached-all = { $count ->
    [one] Das eine neue Foto war innerhalb von { $time } bei seinem Gast.
   *[other] Alle { $count } neuen Fotos waren innerhalb von { $time } bei ihren Gästen.
  }
insights-reached-none = Noch kein neues Foto hat einen wartenden Gast erreicht.
insights-favourites = Favoriten
insights-favourites-more = Herzen von Gästen
insights-most-loved = Die beliebtesten Fotos
insights-hearts = { $count ->
    [one] { $count } Herz
   *[other] { $count } Herzen
  }
insights-loved = Bei den meisten Gästen
insights-loved-by = { $count ->
    [one] { $count } Gast
   *[other] { $count } Gäste
  }
insights-links = Links
insights-link-unnamed = Link ohne Namen
insights-opened = { $count ->
    [one] einmal geöffnet
   *[other] { $count }-mal geöffnet
  }
insights-csv = Als Tabelle speichern (CSV)
csv-of = Teil
csv-name = Name
csv-number = Zahl
csv-half-ms = Die Hälfte der neuen Fotos bei Gästen innerhalb von, in ms
csv-most-ms = 19 von 20 neuen Fotos bei Gästen innerhalb von, in ms

## The archive, and another event like this one

events-search = Deine Events durchsuchen
events-archived = Archiviert
events-none-found = Hier sind keine Events. Versuch es mit weniger Buchstaben.
archive-archived = Archiviert
archive-title = Archiv
archive-lead = Für ein Event, das vorbei ist: Gäste können nicht mehr suchen, und alle Gesichter werden gelöscht. Fotos, Galerien und Links bleiben.
archive-ask = Event archivieren …
archive-question = „{ $name }“ archivieren?
archive-question-lead = Alle Suchen enden jetzt: Gäste verlieren, was sie gefunden haben, außer sie können eine Galerie ansehen. Alle Gesichter werden endgültig gelöscht, und es lassen sich keine Fotos hochladen. Du kannst das Event zurückholen; dann werden die Gesichter neu aus den Fotos gelesen, aber Gäste müssen neu suchen.
archive-yes = Archivieren
archive-since = Archiviert am { $day }.
archive-uploads = Dieses Event ist archiviert, deshalb lassen sich keine Fotos hochladen.
archive-settings = Zurückholen kannst du es in den Einstellungen
bring-back-lead = Du kannst es zurückholen. Dann werden die Gesichter neu aus den Fotos gelesen, was eine Weile dauert. Frühere Suchen kommen nicht zurück.
bring-back = Zurückholen
error-event_archived = Dieses Event ist archiviert. Hol es in seinen Einstellungen zurück, um Fotos hochzuladen.
error-not_archived = Dieses Event ist nicht mehr archiviert.
error-still_archiving = Die Gesichter werden noch gelöscht. Versuch es in ein paar Minuten noch einmal.
duplicate-title = Duplizieren
duplicate-lead = Leg ein weiteres Event mit denselben Einstellungen und Links an. Fotos, Team, Titelbild und letzter Tag werden nicht kopiert.
duplicate-ask = Event duplizieren …
did-event-archive = ein Event archiviert
did-event-bring_back = ein Event zurückgeholt
did-event-duplicate = ein Event dupliziert

## What was deleted just now

undo = Rückgängig
undo-now = Jetzt löschen
undo-failed = Nicht gelöscht: { $what }
undo-kiosk = Kiosk „{ $name }“ widerrufen.
undo-hook = Webhook „{ $name }“ gelöscht.
undo-token = Token „{ $name }“ widerrufen.
undo-sender = Zugang „{ $name }“ widerrufen.
undo-link = Link „{ $name }“ widerrufen.
undo-searches = Suchen über „{ $name }“ beendet.
undo-event = Event „{ $name }“ gelöscht.
undo-photos = { $count ->
    [one] { $count } Foto gelöscht.
   *[other] { $count } Fotos gelöscht.
  }
undo-wall = Fotowand „{ $name }“ widerrufen.
undo-list = Liste „{ $name }“ gelöscht.
undo-comment = Kommentar zu { $photo } gelöscht.
undo-invitation = Einladung „{ $note }“ zurückgezogen.
undo-leave = Du hast das Team von „{ $name }“ verlassen.
undo-logo = Logo entfernt.
undo-watermark = Wasserzeichen ausgeschaltet.

## First steps, keys, passwords

steps-title = Bevor deine Gäste kommen
steps-dismiss = Schritte ausblenden
steps-upload = Lade deine Fotos hoch
steps-cover = Wähl ein Titelbild
steps-link = Mach einen Link für Gäste
steps-print = Druck die Tischkarte
steps-done = erledigt
password-show = Zeigen
photo-said-hide = Für Gäste ausgeblendet.
photo-said-unhide = Gäste sehen es wieder.
keys-title = Tastenkürzel
keys-with = Taste: { $key }
keys-steps = Voriges und nächstes Foto
keys-faces = Gesichter zeigen
keys-zoom = Vergrößern
keys-hide = Für Gäste ausblenden oder wieder zeigen
keys-delete = Löschen
keys-close = Schließen
