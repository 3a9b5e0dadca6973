### Was Gäste und Kunden ausgewählt haben, und was sie zu Fotos sagen.

event-part-favourites = Favoriten
favourites-lists = Wer was ausgewählt hat
favourites-none = Noch keine Favoriten
favourites-none-lead = Tippen Gäste bei einem Foto auf das Herz, siehst du es hier. Oder lass einen Kunden auswählen.
favourites-of-guest = Ein Gast
favourites-by-guest = Gast
favourites-by-client = Kunde
favourites-finished = Auswahl abgeschlossen am { $date }
favourites-changed = Zuletzt geändert am { $date }
favourites-of-goal = { $count } von { $goal } Fotos
favourites-show = In der Galerie zeigen
favourites-show-all = Alle in der Galerie zeigen
favourites-csv = Als CSV herunterladen
favourites-copy-names = Dateinamen kopieren
favourites-copy-lines = Kopieren, einer je Zeile
favourites-zip = Als ZIP herunterladen
favourites-zip-of = Als ZIP herunterladen: { $name }
favourites-copy-link = Link kopieren
favourites-copied = { $count ->
    [one] { $count } Name kopiert
   *[other] { $count } Namen kopiert
  }
favourites-delete = Löschen
favourites-delete-of = { $name } löschen
favourites-delete-title = „{ $name }“ löschen?
favourites-delete-client = Der Link funktioniert nicht mehr; Auswahl und Kommentare sind weg. Kein Foto wird gelöscht.
favourites-delete-guest = Favoriten und Kommentare dieses Gastes sind weg. Kein Foto wird gelöscht.
favourites-delete-yes = Löschen
favourites-most = Am häufigsten ausgewählt
favourites-photo = Foto
favourites-times = Wie oft
favourites-who = Von
favourites-comments = Kommentare
favourites-comments-more = Mehr zeigen
favourites-comment-delete-of = Kommentar zu { $photo } löschen
favourites-new-title = Einen Kunden auswählen lassen
favourites-new-lead = Wer den Link hat, sieht alle Fotos, die auch Gäste sehen, und wählt daraus aus.
favourites-new-name = Wofür?
favourites-new-name-example = Für das Album
favourites-new-goal = Wie viele Fotos (freiwillig)
favourites-new-submit = Link erstellen
favourites-new-doing = Wird erstellt …
by-chosen = Ausgewählt von
by-chosen-or-not = Ausgewählt oder nicht
by-chosen-any = Irgendjemandem
comments-legend = Dürfen Gäste Fotos kommentieren?
comments-false = Nein
comments-false-means = Gäste wählen nur Favoriten.
comments-true = Ja
comments-true-means = Gäste können dir zu einem Foto schreiben. Nur du und deine Bildbearbeiter sehen das.
