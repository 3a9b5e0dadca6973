### The gallery, and one photo in it.


## Filters

gallery-filter = Galerie filtern
gallery-status = Status
gallery-status-indexed = Fertig
gallery-status-waiting = Zur Freigabe
gallery-status-rejected = Abgelehnt
gallery-status-hidden = Ausgeblendet
gallery-status-failed = Fehlgeschlagen
gallery-status-queued = In Arbeit
gallery-status-all = Alle
gallery-name = Dateiname
gallery-more = Weitere Filter
gallery-from = Aufgenommen ab
gallery-to = Aufgenommen bis
gallery-faces = Gesichter auf dem Foto
gallery-faces-any = Beliebig viele
gallery-faces-none = Niemand
gallery-faces-some = Jemand
gallery-faces-one = 1 Gesicht
gallery-faces-few = 2 bis 5 Gesichter
gallery-faces-many = 6 Gesichter oder mehr
gallery-given = Fotos von Gästen
gallery-given-any = Mit dabei
gallery-given-guests = Nur diese
gallery-given-own = Ohne diese
gallery-sort = Reihenfolge
gallery-sort-newest = Neueste Uploads zuerst
gallery-sort-taken = Nach Aufnahmezeit
gallery-sort-loved = Beliebteste zuerst
gallery-size = Größe der Fotos
gallery-smaller = Kleinere Fotos
gallery-larger = Größere Fotos
gallery-clear = Zurücksetzen

## Nothing to see

gallery-opening = Galerie wird geöffnet …
gallery-no-match = Keine passenden Fotos
gallery-no-match-lead = Versuch es mit einem anderen Dateinamen, einer anderen Zeit oder Zahl von Gesichtern.
gallery-clear-filter = Filter zurücksetzen
gallery-none-waiting = Keine Fotos zur Freigabe
gallery-none-rejected = Keine abgelehnten Fotos
gallery-none-hidden = Keine ausgeblendeten Fotos
gallery-none-failed = Keine fehlgeschlagenen Fotos
gallery-none-queued = Keine Fotos in Arbeit
gallery-first = Die ersten Fotos sind unterwegs
gallery-first-lead = { $count ->
    [one] { $count } Foto ist in Arbeit und erscheint hier, sobald es fertig ist.
   *[other] { $count } Fotos sind in Arbeit und erscheinen hier, sobald sie fertig sind.
  }
gallery-empty = Noch keine Fotos
gallery-empty-lead = Fotos erscheinen hier, sobald sie hochgeladen und verarbeitet sind.
gallery-watch = Live zusehen
gallery-upload = Fotos hochladen

## The wall

gallery-new = { $count ->
    [one] { $count } neues Foto zeigen
   *[other] { $count } neue Fotos zeigen
  }
gallery-wall-selected = { $photos }, { $selected } ausgewählt
gallery-tile = Foto
gallery-deleted = Gelöscht

## What is selected

gallery-toolbar = Ausgewählte Fotos
gallery-selected = { $count ->
    [one] { $count } ausgewählt
   *[other] { $count } ausgewählt
  }
gallery-deselect = Auswahl aufheben
gallery-select-all = Alle { $count } auswählen
photo-retry = Neu versuchen
photo-approve = Freigeben
photo-reject = Ablehnen
photo-hide = Ausblenden
photo-unhide = Wieder zeigen
photo-download = Herunterladen
photo-delete = Löschen
photo-undo = Rückgängig
gallery-delete-question = { $count ->
    [one] Dieses Foto löschen?
   *[other] { $count } Fotos löschen?
  }
gallery-delete-lead = Sie verschwinden sofort aus allen Galerien, auch bei Gästen. Das lässt sich nicht rückgängig machen.
gallery-progress = Fortschritt
gallery-did-hide = { $count ->
    [one] { $count } Foto vor Gästen ausgeblendet.
   *[other] { $count } Fotos vor Gästen ausgeblendet.
  }
gallery-did-unhide = { $count ->
    [one] { $count } Foto wieder sichtbar.
   *[other] { $count } Fotos wieder sichtbar.
  }
gallery-did-approve = { $count ->
    [one] { $count } Foto freigegeben.
   *[other] { $count } Fotos freigegeben.
  }
gallery-did-reject = { $count ->
    [one] { $count } Foto abgelehnt.
   *[other] { $count } Fotos abgelehnt.
  }
gallery-did-hold = { $count ->
    [one] { $count } Foto zurück zur Freigabe.
   *[other] { $count } Fotos zurück zur Freigabe.
  }
gallery-did-delete = { $count ->
    [one] { $count } Foto gelöscht.
   *[other] { $count } Fotos gelöscht.
  }
gallery-did-retry = { $count ->
    [one] { $count } Foto wird neu versucht.
   *[other] { $count } Fotos werden neu versucht.
  }
gallery-skipped = { $count ->
    [one] { $count } übersprungen: nichts zu ändern oder schon gelöscht.
   *[other] { $count } übersprungen: nichts zu ändern oder schon gelöscht.
  }
gallery-stopped = Davor waren { $done } von { $total } erledigt.
gallery-archive = { $photos }, { $size }. Dein Browser speichert die Datei.
gallery-archive-missing = { $count ->
    [one] { $count } Foto wurde inzwischen gelöscht und fehlt.
   *[other] { $count } Fotos wurden inzwischen gelöscht und fehlen.
  }
gallery-archives = { $photos } in { $parts } Archiven. Speicher sie nacheinander.
gallery-archive-part = Teil { $number } · { $content }

## One photo

photo-position = { $index } von { $total }
photo-previous = Vorheriges Foto
photo-next = Nächstes Foto
photo-faces = Gesichter
photo-is-cover = Das Titelbild des Events
photo-to-cover = Als Titelbild nehmen
photo-delete-lead = { $name } verschwindet sofort aus allen Galerien, auch bei Gästen. Das lässt sich nicht rückgängig machen.
photo-late = Das scharfe Bild ist noch nicht geladen. Neuer Versuch …
photo-gone = Dieses Foto wurde gelöscht.
photo-fact-seen = Sichtbar für
photo-fact-taken = Aufgenommen
photo-fact-camera = Kamera
photo-fact-faces = Gesichter
photo-fact-size = Größe
photo-fact-file = Datei
photo-fact-film = Videoclip
photo-fact-arrived = Hochgeladen
photo-fact-status = Status
photo-pixels = { $width } × { $height } Pixel
photo-film = { $size }; Gäste bekommen ihn nie
photo-taken-doubtful = { $time } (Kamerauhr falsch; nach Eingang sortiert)
seen-rejected = Nur du: Es wurde abgelehnt
seen-not-yet = Vorerst nur du
seen-hidden = Nur du: Es ist ausgeblendet
seen-hidden-from = { $count ->
    [one] Nur du: vor { $count } Gast darauf ausgeblendet
   *[other] Nur du: vor { $count } Gästen darauf ausgeblendet
  }
seen-everyone = { $count ->
    [one] Alle (offene Galerie). Von { $count } Gast gefunden.
   *[other] Alle (offene Galerie). Von { $count } Gästen gefunden.
  }
seen-everyone-none = Alle (offene Galerie). Noch von keinem Gast gefunden.
seen-guests = { $count ->
    [one] Gäste auf diesem Foto (bisher { $count })
   *[other] Gäste auf diesem Foto (bisher { $count })
  }
seen-guests-none = Gäste auf diesem Foto (noch keine)
faces-nobody = Keine Gesichter gefunden
faces-some-small = { $faces }, davon { $small } zu klein zum Erkennen
faces-some-blurred = { $faces }, davon { $blurred } zu unscharf zum Erkennen
faces-some-both = { $faces }, davon { $small } zu klein und { $blurred } zu unscharf zum Erkennen
