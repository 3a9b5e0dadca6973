### Cameras: their clocks, and their logins by FTP.


## The list

cameras-title = Kameras
cameras-show-clock = Uhr zum Abfotografieren zeigen
cameras-lead = Fotos desselben Moments sollten dieselbe Zeit zeigen. Ging die Uhr einer Kamera falsch, gib ein, um wie viel: Die Galerien ordnen sich, und keine Datei wird verändert.
cameras-none = Noch keine Kameras
cameras-none-lead = Kameras erscheinen hier, sobald ihre Fotos verarbeitet sind.
cameras-add = Fotos hinzufügen
camera-unknown = Unbekannte Kamera

## Comparing clocks

cameras-right = Kamera mit der richtigen Uhrzeit
cameras-compare = Die anderen damit vergleichen
cameras-comparing = Es wird verglichen, wen die Kameras wann gesehen haben …
suggestion-fast = { $count ->
    [one] Verglichen mit { $other } ging diese Uhr in { $count } Moment { $time } vor.
   *[other] Verglichen mit { $other } ging diese Uhr in { $count } Momenten { $time } vor.
  }
suggestion-slow = { $count ->
    [one] Verglichen mit { $other } ging diese Uhr in { $count } Moment { $time } nach.
   *[other] Verglichen mit { $other } ging diese Uhr in { $count } Momenten { $time } nach.
  }
suggestion-right = { $count ->
    [one] Verglichen mit { $other } ging diese Uhr in { $count } Moment richtig.
   *[other] Verglichen mit { $other } ging diese Uhr in { $count } Momenten richtig.
  }
suggestion-against = { $count ->
    [one] Zu jeder anderen Zeit passt höchstens { $count } Moment.
   *[other] Zu jeder anderen Zeit passen höchstens { $count } Momente.
  }
suggestion-agrees = { $count ->
    [one] { $count } Moment, den auch { $other } sah, passt zu diesen Zeiten.
   *[other] { $count } Momente, die auch { $other } sah, passen zu diesen Zeiten.
  }
suggestion-unsure = Diese Kamera und { $other } haben zu selten dieselben Menschen zur selben Zeit gesehen, um das zu sagen.
suggestion-use = Übernehmen

## One camera's clock

clock-right = Die Zeiten sind so, wie die Kamera sie angibt.
clock-fast = Die Uhr ging { $time } vor.
clock-slow = Die Uhr ging { $time } nach.
clock-by-hand = Von Hand eingestellt.
clock-by-clock = Von der abfotografierten Uhr abgelesen.
clock-by-suggestion = Vorgeschlagen nach dem, was beide Kameras sahen.
cameras-doubtful = { $count ->
    [one] { $count } Foto hat eine unmögliche Zeit und ist nach Ankunft sortiert.
   *[other] { $count } Fotos haben unmögliche Zeiten und sind nach Ankunft sortiert.
  }
cameras-pending = Ihre Fotos bekommen gerade die neuen Zeiten …
cameras-last = Neueste Fotos von { $name }
cameras-cannot = { $time }: unmöglich
cameras-no-time = Keine Zeit
cameras-clock-of = Die Uhr von { $name } ging
unit-hours = Stunden
unit-hours-short = Std.
unit-minutes = Minuten
unit-minutes-short = Min.
unit-seconds = Sekunden
unit-seconds-short = Sek.
cameras-way = Nach oder vor
cameras-slow = nach
cameras-fast = vor
cameras-put-right = Uhr korrigieren
cameras-as-is = Zeit der Kamera verwenden
cameras-summer = In der Nacht, in der die Sommerzeit beginnt oder endet
cameras-summer-legend = Diese Uhr
cameras-summer-hand = wird von Hand umgestellt
cameras-summer-hand-means = Sie läuft die Nacht durch weiter, bis sechs Uhr morgens.
cameras-summer-itself = stellt sich selbst um
cameras-summer-itself-means = Wie Telefone und Kameras, die mit einem gekoppelt sind.

## The clock to photograph

clock-face-title = Uhr für Kameras
clock-face-lead = Fotografier das mit jeder Kamera, scharf und halb bildfüllend, und lade das Foto mit den anderen hoch. Es stellt die Uhr der Kamera richtig; Gäste sehen es nicht.
clock-face-code = Die Uhrzeit als QR-Code
clock-face-none = { $problem } Die Uhr bleibt leer, statt eine falsche Zeit zu zeigen.
clock-face-done = Fertig

## Cameras that send by FTP

senders-title = Kameras per FTP
senders-revoke = Widerrufen
senders-revoke-one = { $name } widerrufen
senders-revoke-ask = Diesen Zugang widerrufen?
senders-revoke-lead = Die Kamera „{ $name }“ kann keine Fotos mehr senden. Ihre Fotos bleiben. Damit sie wieder senden kann, füg sie neu hinzu.
senders-revoke-yes = Zugang widerrufen
senders-online = { $count ->
    [one] { $online } von { $count } Kamera online
   *[other] { $online } von { $count } Kameras online
  }
senders-off = Dieser Dienst nimmt noch keine Fotos von Kameras an
senders-off-lead = Die Person, die ihn betreibt, muss FTP_PORT setzen. Lade Fotos bis dahin auf der Live-Seite oder über die Kommandozeile hoch.
senders-none = Keine Kameras
senders-none-lead = Eine Kamera mit WLAN oder Netzwerkkabel kann jedes Foto gleich nach der Aufnahme senden. Füg hier eine hinzu und gib in ihrem FTP-Menü ein, was dir angezeigt wird.
senders-revoked = { $count ->
    [one] { $count } Zugang widerrufen.
   *[other] { $count } Zugänge widerrufen.
  }
senders-user = Meldet sich als { $name } an. Das Passwort wurde einmal gezeigt, als die Kamera hinzugefügt wurde. Hat es niemand eingegeben, widerruf den Zugang und füg die Kamera neu hinzu.
senders-waiting = Hat sich noch nicht angemeldet
senders-here = Online
senders-away = Zuletzt angemeldet { $ago }
senders-type = Gib im FTP-Menü der Kamera ein
ftp-server = Server (Host, Adresse)
ftp-port = Port
ftp-security = Sicherheit
ftp-plain = FTP, ohne Verschlüsselung
ftp-tls = FTPS (explizit, FTPES)
ftp-passive = Passivmodus (PASV)
ftp-on = Ein
ftp-folder = Ordner (Verzeichnis)
ftp-any = / (jeder Ordner geht)
ftp-user = Benutzername
ftp-password = Passwort
senders-once = Das Passwort wird nur jetzt gezeigt. Groß- und Kleinschreibung ist egal, und es enthält kein 0, 1, i, l oder o. Nimm für jede Kamera einen eigenen Zugang.
senders-clear = Ohne Verschlüsselung kann jeder im selben Netz mitlesen. Nutz das nur in deinem eigenen Netz.
senders-new = Neue Kamera
senders-which = Welche Kamera?
senders-example = Annas R6
senders-add = Kamera hinzufügen
senders-adding = Wird hinzugefügt …
