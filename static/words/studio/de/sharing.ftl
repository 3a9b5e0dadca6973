### Links for guests, and kiosks.


## Links

links-title = Links für Gäste
link-unnamed = Gästelink
link-ready = Der Link ist fertig.
links-none = Keine aktiven Links
links-none-lead = Leg einen an, dann verschick ihn, zeig seinen QR-Code oder stell gedruckte Karten auf die Tische. Mehr brauchen Gäste nicht.
links-over = { $count ->
    [one] { $count } inaktiver Link
   *[other] { $count } inaktive Links
  }
link-opened = { $count ->
    [one] { $count }-mal geöffnet
   *[other] { $count }-mal geöffnet
  }
link-with-pin = mit PIN
link-without-pin = ohne PIN
link-revoked-on = widerrufen am { $day }
link-expired-on = abgelaufen am { $day }
link-until = bis { $day }
link-pin-tried = Jemand probiert die PIN dieses Links durch: Es gab viele falsche Versuche in einer Stunde. Neue Gäste kommen gerade langsamer hinein. Leg einen neuen Link mit mindestens sechs Ziffern an und widerruf diesen.
link-copy = Link kopieren
link-qr = QR-Code
link-qr-show = QR-Code von { $name } zeigen
link-qr-of = QR-Code von { $name }
link-qr-picture = QR-Code des Links { $name }
link-qr-download = SVG herunterladen
link-card = Karte drucken
revoke = Widerrufen
revoke-named = { $name } widerrufen
link-end-searches = Suchen beenden
link-end-searches-of = Suchen beenden: { $name }

## Revoking a link

link-end-question = Suchen dieses Links beenden?
link-end-lead = „{ $name }“ ist nicht mehr aktiv. Suchen, die Gäste damit begonnen haben, laufen bis zu ihrem Ablauf weiter, wenn du sie nicht beendest.
link-end-yes = Suchen beenden
link-revoke-question = Diesen Link widerrufen?
link-revoke-lead = „{ $name }“ funktioniert sofort nicht mehr, auch nicht auf gedruckten Karten und als QR-Code.
link-revoke-yes = Link widerrufen
link-searches-legend = Suchen, die Gäste mit diesem Link begonnen haben
link-searches-end = Beenden
link-searches-end-means = Gäste mit diesem Link sehen ihre Fotos nicht mehr. Ihre Suchen werden gelöscht; heruntergeladene Fotos bleiben bei ihnen.
link-searches-keep = Weiterlaufen lassen
link-searches-keep-means = Niemand Neues kommt dazu. Wer schon gesucht hat, bekommt weiter Fotos, bis die Suche abläuft oder gelöscht wird.
link-revoked-kept = { $count ->
    [one] Link widerrufen. { $count } Suche läuft weiter.
   *[other] Link widerrufen. { $count } Suchen laufen weiter.
  }
link-revoked-ended = { $count ->
    [one] Link widerrufen. { $count } Suche wurde beendet und gelöscht.
   *[other] Link widerrufen. { $count } Suchen wurden beendet und gelöscht.
  }
link-revoked-none = Link widerrufen. Es läuft keine Suche mehr darüber.

## A new link

link-new = Neuer Link
link-make = Link anlegen
link-making = Wird angelegt …
link-label = Name (optional)
link-label-example = Tischkarten
link-pin = PIN (optional)
link-pin-hint = Gäste müssen sie eingeben. Wir können sie nicht noch einmal zeigen, notier sie dir.
link-expiry = Gültig bis (optional)

## Kiosks

kiosks-title = Kioske
kiosks-online = { $total ->
    [one] { $online } von { $total } Kiosk online
   *[other] { $online } von { $total } Kiosken online
  }
kiosks-none = Keine Kioske
kiosks-none-lead = Ein Kiosk ist ein Tablet oder Bildschirm mit Kamera am Ort des Events. Füg hier einen hinzu, öffne { $address } auf dem Gerät und gib seinen Code ein.
kiosks-revoked = { $count ->
    [one] { $count } Kiosk widerrufen.
   *[other] { $count } Kioske widerrufen.
  }
device-kind = Was fügst du hinzu?
device-kiosk = Kiosk
device-kiosk-means = Gäste machen dort ein Selfie und bekommen ihre Fotos.
device-wall = Fotowand
device-wall-means = Ein großer Bildschirm, der die Fotos zeigt, sobald sie kommen.
wall-add = Fotowand hinzufügen
wall-named = { $name } (Fotowand)
wall-pause = Anhalten
wall-resume = Weiter
wall-is-paused = Bei diesem Foto angehalten.
wall-skip = Nächstes Foto
wall-skipped = Die Fotowand zeigt das nächste Foto.
wall-link = QR-Code auf der Fotowand
wall-album = Album auf der Fotowand
wall-album-all = Alle Fotos
wall-link-none = Kein QR-Code
wall-link-public = Die öffentliche Seite des Events
wall-link-unnamed = Link ohne Namen
kiosk-waiting = Wartet auf den Code
kiosk-online = Online
kiosk-away = Offline, zuletzt gesehen { $ago }
kiosk-unseen = Gekoppelt, noch nicht gesehen
revoke-question-kiosk = Diesen Kiosk widerrufen?
revoke-lead-kiosk = „{ $name }“ sperrt sich sofort und vergisst, was er zeigt. Um das Gerät wieder zu benutzen, füg es neu hinzu.
revoke-yes-kiosk = Kiosk widerrufen
revoke-question-wall = Diese Fotowand widerrufen?
revoke-lead-wall = „{ $name }“ hört sofort auf und zeigt nichts mehr. Um den Bildschirm wieder zu benutzen, füg ihn neu hinzu.
revoke-yes-wall = Fotowand widerrufen
kiosk-code-elsewhere = Der Code wurde einmal gezeigt, als der Kiosk hinzugefügt wurde. Hat ihn niemand eingegeben, widerruf den Kiosk und füg ihn neu hinzu.
kiosk-code-over = Code abgelaufen; füg den Kiosk neu hinzu.
kiosk-code-lead = Öffne auf dem Gerät { $address } und gib ein:
kiosk-code-left = Gilt einmal, noch
kiosk-new = Neuer Kiosk
kiosk-add = Kiosk hinzufügen
kiosk-adding = Wird hinzugefügt …
kiosk-place = Wo steht er?
kiosk-place-example = Eingang
