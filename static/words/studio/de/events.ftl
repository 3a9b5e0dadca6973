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
