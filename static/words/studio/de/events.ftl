### The list of events, a new event, an event's head, and its settings.


## The list

events-title = Deine Events
events-new = Neues Event
events-older = Ältere Events zeigen
events-to-go = { $count ->
    [one] noch { $count }
   *[other] noch { $count }
  }
events-none = Noch keine Events
events-none-lead = Leg eins an, lade deine Fotos hoch und gib deinen Gästen den Link oder QR-Code. Sie finden sich mit einem Selfie, während du noch fotografierst.
events-guest-title = Das ist ein Gastkonto
events-guest-lead = Nur wer hier als Fotograf:in angemeldet ist, kann Events anlegen. Die Person, die diesen Dienst betreibt, kann deine Rolle ändern.
events-start-page = Zur Startseite

## A new event

event-name = Name
event-name-example = Sommerfest
event-date = Datum (optional)
event-create = Event anlegen
event-creating = Wird angelegt …

## Who can search

visibility-legend = Wer darf suchen?
visibility-unlisted-short = Mit Link
visibility-unlisted = Alle mit dem Link
visibility-unlisted-means = Gäste kommen über Link, QR-Code oder Kiosk und sehen die Fotos, auf denen sie sind. Sonst findet niemand das Event.
visibility-public-short = Alle
visibility-public = Alle
visibility-public-means = Steht auf der Startseite. Alle können mit einem Selfie suchen und alle Fotos ansehen, wenn du die Galerie öffnest.
visibility-private-short = Privat
visibility-private = Privat
visibility-private-means = Wie „Alle mit dem Link“. Ein eigenes Programm kann es strenger handhaben.

## What guests see first

preview-caption = Was Gäste zuerst sehen, in ihrer Sprache
preview-failed = Die Vorschau konnte nicht geladen werden.

## An event's head

event-number = Nr. { $id }
event-of-another = Event einer anderen Person
event-all = Alle Events
event-parts = Bereiche des Events
event-part-live = Live
event-part-review = Freigabe
event-part-gallery = Galerie
event-part-cameras = Kameras
event-part-share = Teilen
event-part-ftp = FTP
event-part-kiosks = Kioske
event-part-insights = Statistik
event-part-settings = Einstellungen
tally-failed = Fehler
tally-photos = Fotos
tally-indexed = Fertig
tally-faces = Gesichter
tally-guests = Gäste
event-recounting = Die Fotos werden gerade neu gezählt. Die Zahlen stimmen vielleicht kurz nicht.
event-gone-title = Event nicht gefunden
event-gone-lead = Es wurde gelöscht oder gehört jemand anderem.

## Settings

settings-event = Event
settings-zone = Zeitzone
settings-zone-hint = Am Ort des Events. Gilt für neue Fotos ohne Zeitzone und für Mitternacht am letzten Tag.
settings-guests = Gäste
open-gallery-legend = Was sehen alle?
open-gallery-false = Nur Fotos, auf denen sie sind
open-gallery-false-means = Gäste sehen die Fotos, die zu ihrem Selfie passen, sonst keine.
open-gallery-true = Alle Fotos
open-gallery-true-means = Alle können die ganze Galerie ansehen, ohne Selfie und ohne Link.
link-gallery-legend = Wer kann alle Fotos durchsehen?
link-gallery-false = Niemand
link-gallery-false-means = Gäste sehen nur Fotos, auf denen sie sind.
link-gallery-true = Gäste mit Link
link-gallery-true-means = Wer einen deiner Links öffnet, kann die ganze Galerie ansehen. Mit einer PIN am Link bleibt sie privat.
link-leads-to-nothing = Ein Link zu diesem Event führt ins Leere: Die Selfie-Suche ist aus, und Gäste können nicht alle Fotos sehen. Schalte eines davon ein.
selfie-search-legend = Selfie-Suche
selfie-search-true = An
selfie-search-true-means = Gäste finden ihre Fotos mit einem Selfie, auch während du noch hochlädst.
selfie-search-false = Aus
selfie-search-false-means = Niemand kann eine neue Suche beginnen. Wer schon gesucht hat, behält die gefundenen Fotos.
kept-faces-legend = Wessen Gesichter werden gespeichert?
kept-faces-false = Alle
kept-faces-false-means = Aus jedem Gesicht auf einem Foto wird ein verschlüsselter Gesichtsabdruck, so finden sich Gäste innerhalb einer Sekunde. Alle werden mit dem Event gelöscht.
kept-faces-true = Nur von Gästen, die suchen
kept-faces-true-means = Gesichter werden beim Eintreffen verglichen und nie gespeichert. Wer später sucht, wartet, bis alle Fotos noch einmal durchgesehen sind: ein paar Minuten je tausend Fotos.
kept-faces-fixed = Das lässt sich nur vor dem ersten Foto ändern.
downloads-legend = Downloads
downloads-original = Originale
downloads-original-means = Die Datei, wie du sie hochgeladen hast, in voller Größe.
downloads-preview = Kleinere Kopien
downloads-preview-means = Ein JPEG mit höchstens 2048 Pixeln, gut fürs Handy und zum Weiterschicken.
downloads-none = Keine
downloads-none-means = Gäste können ansehen, aber nicht speichern. (Ein Screenshot geht immer.)
giving-title = Fotos von Gästen
guest-photos-legend = Dürfen Gäste eigene Fotos teilen?
guest-photos-false = Nein
guest-photos-false-means = Nur du und dein Team fügen Fotos hinzu.
guest-photos-true = Ja
guest-photos-true-means = Gäste senden Fotos vom Handy, ganz ohne Selfie. Was sie gesendet haben, können sie löschen.
guest-gate-legend = Wann sehen andere sie?
guest-gate-true = Nach Freigabe
guest-gate-true-means = Du gibst jedes unter „Durchsicht“ frei, auch wenn andere Fotos sofort erscheinen.
guest-gate-false = Wie alle anderen
guest-gate-false-means = Nach der Einstellung darüber.
wall-asks-legend = Was darf eine Fotowand zeigen?
wall-asks-false = Alle freigegebenen Fotos
wall-asks-false-means = Gäste werden nicht gefragt.
wall-asks-true = Ohne Gäste, die Nein sagen
wall-asks-true-means = Wir fragen Gäste bei ihren Fotos. Ein Foto bleibt weg, wenn es sicher jemanden zeigt, der Nein gesagt hat.
given-by = { $name } (Gast)
given-by-guest = Ein Gast
release-title = Freigabe
release-legend = Wann sehen Gäste die Fotos?
release-at_once = Sofort
release-at_once-means = Jedes Foto, sobald es fertig ist.
release-later = Nach einigen Minuten
release-later-means = Fotos werden von selbst freigegeben, wenn sie bis dahin niemand ablehnt.
release-approved = Nach Freigabe
release-approved-means = Gäste sehen ein Foto erst, wenn du es freigibst. Die Gesichter werden inzwischen gesucht, darum ist es dann in einer Sekunde bei ihnen.
release-minutes = Minuten, nachdem ein Foto fertig ist
release-changes-at_once = { $count ->
    [one] Auch { $count } wartendes Foto geht an die Gäste. Abgelehnte bleiben bei dir.
   *[other] Auch { $count } wartende Fotos gehen an die Gäste. Abgelehnte bleiben bei dir.
  }
release-changes-later = { $count ->
    [one] Auch { $count } wartendes Foto wird nach dieser Zeit freigegeben. Abgelehnte bleiben bei dir.
   *[other] Auch { $count } wartende Fotos werden nach dieser Zeit freigegeben. Abgelehnte bleiben bei dir.
  }
release-changes-approved = { $count ->
    [one] { $count } wartendes Foto erscheint, wenn du es freigibst.
   *[other] { $count } wartende Fotos erscheinen, wenn du sie freigibst.
  }
consent-title = Deine Nachricht
consent-label = Nachricht vor der Einwilligung (optional)
consent-hint = Wer du bist, wofür die Fotos sind, wie man dich erreicht. Gäste stimmen dem zusammen mit unserem Text zu.
consent-left = { $count ->
    [one] Noch { $count } Zeichen.
   *[other] Noch { $count } Zeichen.
  }
keep-title = Wie lange es bleibt
keep-label = Letzter Tag (optional)
keep-until = Nach dem { $day } löscht sich das Event mit allen Fotos, Gesichtern, Links und Suchen. Das lässt sich nicht rückgängig machen.
keep-forever = Ohne letzten Tag bleibt das Event, bis du es löschst.
export-title = Export
export-lead = Eine ZIP-Datei mit Einstellungen, Zahlen, Links, Kiosken, Einwilligungen der Gäste und dem Protokoll des Events. Gesichter sind nicht dabei.
export-plain = Ohne Fotos
export-photos = Mit allen Originalen
delete-title = Dieses Event löschen
delete-lead = Alle Fotos, Gesichter, Links, Kioske und Suchen werden endgültig gelöscht.
delete-evidence = { $days ->
    [one] Einwilligungen bleiben ohne Gesichter als Nachweis noch { $days } Tag nach ihrem Ende erhalten.
   *[other] Einwilligungen bleiben ohne Gesichter als Nachweis noch { $days } Tage nach ihrem Ende erhalten.
  }
delete-ask = Dieses Event löschen …
delete-question = „{ $name }“ löschen?
delete-question-lead = { $photos }, alle Gesichter, Links, Kioske und Suchen werden endgültig gelöscht. Gäste verlieren sofort den Zugang zu ihren Fotos.
delete-yes = Alles löschen
settings-saved = Gespeichert.
settings-unsaved = { $count ->
    [one] { $count } Änderung ist nicht gespeichert.
   *[other] { $count } Änderungen sind nicht gespeichert.
  }
settings-discard = Verwerfen
settings-save = Speichern
settings-saving = Wird gespeichert …
settings-name-missing = Ein Event braucht einen Namen.
settings-minutes-wrong = Wähl 1 bis 1440 Minuten.
settings-day-over = Wähl ein Datum in der Zukunft.

## The cover

cover-label = Titelbild
cover-hint = Das einzige Foto, das Gäste vor der Einwilligung sehen. Wähl eins, das alle mit dem Link sehen dürfen.
cover-another = Titelbild ändern
cover-choose = Foto wählen
cover-none = Titelbild entfernen
cover-gone = Dieses Foto gibt es nicht mehr.
cover-picture = Das Titelbild des Events
cover-title = Titelbild wählen
cover-empty = Noch keine Fotos zur Auswahl.
cover-newest = { $count ->
    [one] Das neueste Foto. Jedes andere kannst du in der Galerie wählen.
   *[other] Die { $count } neuesten Fotos. Jedes andere kannst du in der Galerie wählen.
  }
