### Finals: bearbeitete Bilder, die die Fotos ersetzen, aus denen sie gemacht sind.


## Sending them

finals-sending = Das sind fertige Bilder: Sie ersetzen die Rohfassungen
finals-sending-hint = Jedes tritt an die Stelle des Fotos mit seinem Namen. Gäste behalten ihre Fotos und Herzen.
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
photo-final-several_proofs = Fertiges Bild mit mehreren Rohfassungen
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
photo-assign-none = Kein Foto hat das in seinem Namen.
photo-assign-this = { $name } ersetzen

## What stands in the way

failure-no_proof = Kein Foto heißt so. Wählen Sie das Foto, das es ersetzt.
failure-several_proofs = Mehrere Fotos heißen so. Wählen Sie das, das es ersetzt.
error-no_proof_kept = Die Rohfassung dieses Fotos ist nicht mehr da.
error-cannot_replace = Dieses Foto kann gerade nicht durch jenes ersetzt werden.
error-final_in_use = Ein Foto zeigt dieses fertige Bild. Gehen Sie zur Rohfassung zurück oder löschen Sie das Foto.

## Settings

finals-title = Fertige Bilder
finals-by-legend = Welches Foto ersetzt ein fertiges Bild?
finals-by-name = Das mit seinem Namen
finals-by-name-means = Heißen mehrere so, das aus derselben Sekunde.
finals-by-name_and_time = Nur eines mit Namen und Zeit
finals-by-name_and_time-means = Für Kameras mit gleichen Namen. Das fertige Bild muss die Zeit in seinen Metadaten behalten.
lone-finals-legend = Ein fertiges Bild ohne Rohfassung
lone-finals-photo = Ist ein eigenes Foto
lone-finals-photo-means = Gäste sehen es wie jedes andere Foto.
lone-finals-ask = Wartet
lone-finals-ask-means = Bis Sie gesagt haben, welches Foto es ersetzt.
keep-proofs-legend = Wenn ein fertiges Bild ein Foto ersetzt
keep-proofs-true = Rohfassung behalten
keep-proofs-true-means = Sie können zu ihr zurück, solange es das Event gibt.
keep-proofs-false = Rohfassung löschen
keep-proofs-false-means = Sofort und endgültig. Eine RAW-Datei bleibt.
