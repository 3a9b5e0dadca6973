### Programs that act for an account: access tokens and webhooks.


## Access tokens

tokens-title = Zugriffstokens
tokens-lead = Für Programme, die Fotos hochladen oder lesen, damit keines dein Passwort braucht. Änderst du dein Passwort, sind alle widerrufen.
tokens-week = Eine Woche
tokens-month = Einen Monat
tokens-quarter = Drei Monate
tokens-year = Ein Jahr
tokens-until = bis { $date }
tokens-expired = abgelaufen am { $date }
tokens-used = zuletzt benutzt { $ago }
tokens-unused = nie benutzt
tokens-revoke = Widerrufen
tokens-revoke-one = { $name } widerrufen
tokens-revoke-ask = Dieses Token widerrufen?
tokens-revoke-lead = „{ $name }“ gilt sofort nicht mehr. Programme, die es benutzen, brauchen ein neues.
tokens-revoke-yes = Token widerrufen
tokens-ready = „{ $name }“ ist fertig.
tokens-once = Kopier es jetzt: Es wird nicht noch einmal gezeigt.
tokens-copy = Token kopieren
tokens-none = Keine Zugriffstokens
tokens-none-lead = Leg für jedes Programm oder jeden Computer eins an, dann kannst du es einzeln widerrufen.
tokens-new = Neues Token
tokens-name = Wofür ist es?
tokens-example = Laptop im Büro
tokens-scopes = Was darf es?
tokens-life = Wie lange gilt es?
tokens-make = Token anlegen
tokens-making = Wird angelegt …
scope-upload-short = lädt Fotos hoch
scope-upload = Fotos hochladen
scope-upload-means = Fügt Fotos hinzu und erfährt, was aus ihnen wurde. Es sieht kein Foto.
scope-read-short = liest
scope-read = Lesen
scope-read-means = Sieht Fotos, Zahlen und was live geschieht, und kann exportieren.
scope-manage-short = verwaltet
scope-manage = Verwalten
scope-manage-means = Liest, legt Events an und ändert sie, blendet Fotos aus und löscht sie, legt Links und Kioske an. Es kann keine Events löschen.

## Where something holds

where-legend = Welche Events?
where-all = Alle meine Events
where-all-means = Auch die, die du später anlegst.
where-some = Nur einige
where-some-means = Wähl sie unten aus.
where-events = Events
where-none = Du hast noch keine Events.
where-everywhere = alle Events
where-count = { $count ->
    [one] { $count } Event
   *[other] { $count } Events
  }
where-number = Event { $id }
choose-one = Wähl mindestens eins aus.

## Webhooks

hooks-title = Webhooks
hooks-lead = Dein Programm erfährt, wenn etwas geschieht, durch eine signierte Nachricht an seine Adresse. Sie nennt Foto und Event, nie die Menschen darauf.
hooks-disabled = Abgeschaltet. { $why } Speichere ihn noch einmal, dann geht es weiter.
hooks-failing = Nachrichten kommen nicht an; die erste scheiterte { $ago }. Wir versuchen es weiter.
delivery-waiting = Unterwegs
delivery-delivered = Zugestellt
hooks-failed = Nicht zugestellt: { $why }
hooks-again-in = { $why }; nächster Versuch in { $time }
hooks-delete = Löschen
hooks-delete-one = { $name } löschen
hooks-delete-ask = Diesen Webhook löschen?
hooks-delete-lead = „{ $name }“ erfährt nichts mehr. Wartende Nachrichten werden verworfen.
hooks-delete-yes = Webhook löschen
hooks-none = Keine Webhooks
hooks-none-lead = Für eine Diashow, ein Archiv oder einen Chat, der von Fotos erfahren soll, sobald sie fertig sind.
hooks-messages = Nachrichten
hooks-messages-of = Nachrichten an { $name }
hooks-copy = Geheimnis kopieren
hooks-change = Ändern
hooks-change-one = { $name } ändern
hooks-close = Schließen
hooks-save = Speichern
hooks-saving = Wird gespeichert …
hooks-make = Webhook anlegen
hooks-new = Neuer Webhook
hooks-who = Was ist es?
hooks-example = Diashow
hooks-address = Adresse
hooks-kinds = Worüber soll es erfahren?
hook-photo-indexed-short = fertige Fotos
hook-photo-indexed = Ein Foto ist fertig
hook-photo-indexed-means = Es ist verarbeitet.
hook-photo-replaced-short = finale Fotos
hook-photo-replaced = Ein finales Foto hat ein Foto ersetzt
hook-photo-replaced-means = Ab jetzt ist die finale Fassung zu sehen.
hook-photo-released-short = freigegebene Fotos
hook-photo-released = Ein Foto ist freigegeben
hook-photo-released-means = Gäste können es ab jetzt sehen.
hook-matches-counted-short = Treffer
hook-matches-counted = Gäste haben Fotos gefunden
hook-matches-counted-means = Wie viele Treffer es gibt, spätestens eine Minute nach jeder Änderung.
hook-event-deleted-short = gelöschte Events
hook-event-deleted = Ein Event wird gelöscht
hook-event-deleted-means = Nichts davon ist mehr da.
hooks-test = Test senden
hooks-test-message = Test
hooks-log-none = Noch nichts gesendet. Nachrichten stehen hier 14 Tage.
hooks-send-again = Erneut senden
