### Finals: bearbeitete Bilder, die die Fotos ersetzen, aus denen sie gemacht sind.


## Sending them

finals-sending = Das sind fertige Bilder: Sie ersetzen die Rohfassungen
finals-sending-hint = Jedes ersetzt das Foto mit demselben Namen. Gäste behalten ihre Fotos und Herzen.
finals-outcome = { $replaced ->
    [one] { $replaced } Foto ersetzt
   *[other] { $replaced } Fotos ersetzt
  }
finals-outcome-lone = { $lone ->
    [one] { $lone } ohne Rohfassung
   *[other] { $lone } ohne Rohfassung
  }
finals-outcome-underway = { $count ->
    [one] { $count } wird noch gelesen
   *[other] { $count } werden noch gelesen
  }
finals-board = Durch fertige ersetzt

## A photo

photo-fact-final = Fertiges Bild
photo-final-replaced = Zeigt das fertige Bild
photo-final-no_proof = Fertiges Bild ohne Rohfassung
photo-final-several_proofs = Fertiges Bild mit mehreren möglichen Rohfassungen
photo-fact-proof = Rohfassung
photo-proof-compare = Mit der Rohfassung vergleichen
photo-proof = Die Rohfassung
photo-proof-is-final = Das fertige Bild
photo-proof-back = Zurück zur Rohfassung
photo-proof-back-question = Zurück zur Rohfassung?
photo-proof-back-lead = Gäste sehen wieder die Rohfassung, und das fertige Bild wird gelöscht.
photo-proof-pending = Die Rohfassung kommt gleich zurück.
photo-assign = Rohfassung wählen
photo-assign-lead = Welches Foto ersetzt { $name }?
photo-assign-search = Teil eines Namens
photo-assign-none = Keine passenden Fotos.
photo-assign-this = { $name } ersetzen

## What stands in the way

failure-no_proof = Kein Foto heißt so. Wähle das Foto, das es ersetzt.
failure-several_proofs = Mehrere Fotos heißen so. Wähle das, das es ersetzt.
error-no_proof_kept = Die Rohfassung dieses Fotos wurde nicht aufgehoben.
error-cannot_replace = Dieses Foto kann gerade nicht durch jenes ersetzt werden.
error-final_in_use = Ein Foto zeigt dieses fertige Bild. Geh zur Rohfassung zurück oder lösch das Foto.

## Settings

finals-title = Fertige Bilder
finals-by-legend = Welches Foto ersetzt ein fertiges Bild?
finals-by-name = Das mit demselben Namen
finals-by-name-means = Heißen mehrere so, das aus derselben Sekunde.
finals-by-name_and_time = Nur eines mit demselben Namen und derselben Zeit
finals-by-name_and_time-means = Für Kameras mit gleichen Namen. Das fertige Bild muss die Zeit in seinen Metadaten behalten.
lone-finals-legend = Ein fertiges Bild ohne Rohfassung
lone-finals-photo = Wird ein neues Foto
lone-finals-photo-means = Gäste sehen es wie jedes andere Foto.
lone-finals-ask = Wartet auf dich
lone-finals-ask-means = Bis du das Foto auswählst, das es ersetzt.
keep-proofs-legend = Wenn ein fertiges Bild ein Foto ersetzt
keep-proofs-true = Rohfassung behalten
keep-proofs-true-means = Du kannst zu ihr zurück, solange es das Event gibt.
keep-proofs-false = Rohfassung löschen
keep-proofs-false-means = Sofort und endgültig. Eine RAW-Datei bleibt.
