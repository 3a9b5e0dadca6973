### Albums of an event.

event-part-albums = Alben
albums-title = Alben
albums-lead = Gäste, die alle Fotos sehen dürfen, wählen aus diesen. Fotos kommen in der Galerie in ein Album: auswählen, dann „Zum Album hinzufügen“.
albums-unseen = Gäste sehen bei diesem Event nicht alle Fotos und darum auch keine Alben. Das änderst du unter
albums-none = Noch keine Alben
albums-none-lead = Ein Album ist ein Teil des Events, etwa die Trauung oder die Party.
albums-none-by-hand = Noch kein Album, zu dem etwas hinzukommen kann.
album-hidden = für Gäste verborgen
album-of-hand = Fotos, die du hinzufügst
album-of-camera = Fotos von { $name }
album-of-time = Fotos von { $from } bis { $to }
album-of-time-from = Fotos ab { $from }
album-of-time-to = Fotos bis { $to }
album-rename = Umbenennen
album-rename-named = { $name } umbenennen
album-rename-save = Namen speichern
album-edit = Bearbeiten
album-edit-named = { $name } bearbeiten
album-edit-save = Album speichern
album-up = Nach oben
album-up-named = { $name } nach oben
album-down = Nach unten
album-down-named = { $name } nach unten
album-hide = Für Gäste verbergen
album-hide-named = Für Gäste verbergen: { $name }
album-show = Gästen zeigen
album-show-named = Gästen zeigen: { $name }
album-delete = Löschen
album-delete-named = { $name } löschen
album-deleted = { $name } wurde gelöscht. Die Fotos sind weiter in der Galerie.
album-new = Neues Album
album-create = Album anlegen
album-creating = Wird angelegt …
album-name = Name
album-name-example = Trauung
album-kind = Welche Fotos?
album-kind-hand = Fotos, die ich hinzufüge
album-kind-hand-means = Du wählst sie in der Galerie aus.
album-kind-time = Fotos aus einem Zeitraum
album-kind-time-means = Alles, was zwischen zwei Zeiten aufgenommen wurde, auch was noch kommt.
album-kind-camera = Fotos von einer Kamera
album-kind-camera-means = Alles, was eine Kamera aufgenommen hat, auch was noch kommt.
album-from = Von
album-to = Bis
error-album_timeless = Wähle einen Anfang, ein Ende oder beides.
error-album_order = Das Ende liegt vor dem Anfang.
album-camera = Kamera
album-add = Zum Album hinzufügen
album-take-out = Stattdessen aus dem Album nehmen
album-add-to = { $count ->
    [one] { $count } Foto hinzufügen zu
   *[other] { $count } Fotos hinzufügen zu
  }
album-take-out-of = { $count ->
    [one] { $count } Foto herausnehmen aus
   *[other] { $count } Fotos herausnehmen aus
  }
album-create-with = { $count ->
    [one] Mit { $count } Foto anlegen
   *[other] Mit { $count } Fotos anlegen
  }
album-put-in = { $count ->
    [one] { $count } Foto zu { $name } hinzugefügt.
   *[other] { $count } Fotos zu { $name } hinzugefügt.
  }
album-taken-out = { $count ->
    [one] { $count } Foto aus { $name } genommen.
   *[other] { $count } Fotos aus { $name } genommen.
  }
