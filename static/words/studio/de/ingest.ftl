### Live: photos going in, where they come from, and what became of them.


## Where photos are dropped or chosen

live-intake = Fotos hochladen
live-drop = Fotos oder eine ganze Karte hierher ziehen
live-drop-more = Weitere hierher ziehen
live-add = Fotos hinzufügen
live-add-more = Weitere Fotos hinzufügen
live-drop-lead = Unterbrochene Uploads laufen dort weiter, wo sie aufgehört haben. Fotos, die schon da sind, werden übersprungen.
live-choose-folder = Ordner wählen
live-choose-photos = Fotos wählen
live-drop-unreadable = Das lässt sich nicht lesen. Wähl die Fotos stattdessen über die Knöpfe.
live-folder-closed = Der Browser kann diesen Ordner nicht öffnen. Wähl stattdessen die Fotos darin.
live-photos-input = Fotos zum Hochladen
live-folder-input = Ordner zum Hochladen
files-count = { $count ->
    [one] { $count } Datei
   *[other] { $count } Dateien
  }

## How far it is

live-board = Fortschritt
live-ready = { $count ->
    [one] von { $count } Foto fertig
   *[other] von { $count } Fotos fertig
  }
live-none = Fotos bisher
live-through = Verarbeitete Fotos
live-faces = Gefundene Gesichter
live-pace = Fotos pro Sekunde
live-eta = Restzeit
live-finished = Fertig
live-said = { $count ->
    [one] { $ready } von { $count } Foto fertig.
   *[other] { $ready } von { $count } Fotos fertig.
  }
stage-stored = wartet
stage-decoding = wird geöffnet
stage-detecting = Gesichter werden gesucht
stage-embedding = Gesichter werden gelesen
stage-indexing = wird gespeichert

## What this browser uploads

sending-title = Upload
sending-now = { $count ->
    [one] { $count } Foto wird hochgeladen
   *[other] { $count } Fotos werden hochgeladen
  }
sending-paused = Angehalten
sending-bar = Hochgeladen
sending-count = { $sent } von { $total } hochgeladen
sending-of = { $sent } von { $total }
sending-speed = { $speed }/s
sending-left = noch { $time }
sending-list = Fotos, die gerade hochgeladen werden
sending-reading = { $count ->
    [one] Ordner wird gelesen: bisher { $count } Foto
   *[other] Ordner wird gelesen: bisher { $count } Fotos
  }
sending-checking = { $count ->
    [one] { $count } Foto wird auf Duplikate geprüft
   *[other] { $count } Fotos werden auf Duplikate geprüft
  }
sending-known = { $count ->
    [one] { $count } schon da
   *[other] { $count } schon da
  }
sending-pause = Anhalten
sending-continue = Weiter
sending-stop = Abbrechen
sending-stop-ask = Upload abbrechen?
sending-stop-lead = { $count ->
    [one] { $count } Foto wird nicht hochgeladen. Angekommene Fotos bleiben.
   *[other] { $count } Fotos werden nicht hochgeladen. Angekommene Fotos bleiben.
  }
sending-try-now = Jetzt versuchen

## What stands in the way

sending-held-unreachable = Keine Verbindung. Der Upload läuft von selbst weiter, sobald du wieder online bist.
sending-held-insufficient_storage = Auf dem Server ist kein Platz mehr. Der Upload läuft weiter, sobald wieder Platz ist.
sending-held-upload_busy = Der Server nimmt noch ein Foto an. Der Upload läuft von selbst weiter.
sending-held-csrf_failed = Du hast dich neu angemeldet. Der Upload läuft von selbst weiter.
sending-held-signed-out = Du wurdest abgemeldet. Melde dich an, dann läuft der Upload weiter.
sending-held-refused = Dieses Event nimmt von dir keine Fotos mehr an.
sending-held-slow = Der Server ist ausgelastet. Der Upload läuft von selbst weiter.
sending-held-other = { $problem } Der Upload läuft von selbst weiter.

## What became of it

sending-none = Es wurde nichts hochgeladen.
sending-nothing = Es gab nichts hochzuladen.
sending-all-known = { $count ->
    [one] Dieses Foto ist schon da. Nichts hochzuladen.
   *[other] Alle { $count } sind schon da. Nichts hochzuladen.
  }
sending-done = { $count ->
    [one] Upload abgeschlossen: { $count } Foto.
   *[other] Upload abgeschlossen: { $count } Fotos.
  }
sending-skipped = { $count ->
    [one] { $count } Foto war schon da.
   *[other] { $count } Fotos waren schon da.
  }
sending-left-out = Nicht hochgeladen: { $kinds } ({ $names }).
sending-videos = { $count ->
    [one] { $count } Video
   *[other] { $count } Videos
  }
sending-raws = { $count ->
    [one] { $count } RAW-Datei
   *[other] { $count } RAW-Dateien
  }
sending-others = { $count ->
    [one] { $count } andere Datei
   *[other] { $count } andere Dateien
  }
sending-raws-advice = Diese Art RAW-Datei können wir nicht lesen: Exportiere sie als JPEG oder DNG.
sending-videos-advice = Nur Fotos werden hochgeladen.
sending-unread = Nicht lesbar in { $label }: { $names }. Steckt die Karte noch? Wähl sie noch einmal; bereits hochgeladene Fotos werden übersprungen.
sending-and-more = { $count ->
    [one] { $names } und { $count } weitere
   *[other] { $names } und { $count } weitere
  }
sending-more = { $count ->
    [one] und { $count } weitere
   *[other] und { $count } weitere
  }

## A folder of before

sending-go-on = { $count ->
    [one] Mit { $label } weitermachen (noch { $count } Foto)
   *[other] Mit { $label } weitermachen (noch { $count } Fotos)
  }
sending-elsewhere = { $count ->
    [one] Ein anderer Tab lädt { $label } hoch: noch { $count } Foto.
   *[other] Ein anderer Tab lädt { $label } hoch: noch { $count } Fotos.
  }
sending-unfinished = { $count ->
    [one] Der Upload von { $label } ist nicht fertig: noch { $count } Foto.
   *[other] Der Upload von { $label } ist nicht fertig: noch { $count } Fotos.
  }
sending-unfinished-lead = Wähl ihn noch einmal, dann geht es dort weiter, wo er aufgehört hat.
sending-which = Welche Fotos?
sending-forget = Verwerfen
sending-refused = Der Browser kann { $label } nicht lesen. Steckt die Karte? Sonst wähl den Ordner noch einmal; bereits hochgeladene Fotos werden übersprungen.

## A watched folder

watching-begin = Ordner überwachen
watching-begin-means = Neue Fotos darin werden von selbst hochgeladen, solange diese Seite offen ist.
watching-on = { $count ->
    [one] { $label } wird überwacht: bisher { $count } Foto.
   *[other] { $label } wird überwacht: bisher { $count } Fotos.
  }
watching-on-none = { $label } wird überwacht. Neue Fotos werden von selbst hochgeladen.
watching-asking = Du hast { $label } überwacht. Der Browser fragt noch einmal, bevor er den Ordner liest.
watching-away = { $label } lässt sich nicht lesen. Steckt die Karte noch? Es geht von selbst weiter.
watching-elsewhere = Ein anderer Tab überwacht { $label }.
watching-go-on = Weiter überwachen
watching-stop = Nicht mehr überwachen
watching-closed = Der Browser kann diesen Ordner nicht öffnen.
watching-refused = Der Browser darf diesen Ordner nicht lesen.

## Photos that failed

failures-title = { $count ->
    [one] { $count } Foto fehlgeschlagen
   *[other] { $count } Fotos fehlgeschlagen
  }
failures-both = Nicht hochgeladen: { $unsent } · hochgeladen, aber fehlgeschlagen: { $failed }
failures-retry-all = Alle erneut versuchen
failures-shown = Die { $count } neuesten sind zu sehen. Die Galerie zeigt alle, die hochgeladen wurden.
failures-unsent = nicht hochgeladen
failures-sent = hochgeladen
failures-dismiss = Ausblenden
failures-dismiss-one = Ausblenden: { $name }
failures-delete = Löschen
failures-delete-one = Löschen: { $name }
failures-retry-one = Erneut versuchen: { $name }
failures-ask = Dieses Foto löschen?
failures-ask-lead = { $name } ließ sich nicht lesen. Das Foto wird endgültig aus diesem Event gelöscht.

## The contact sheet

sheet-title = Kontaktbogen
sheet-all = { $count ->
    [one] Alle { $count } in der Galerie
   *[other] Alle { $count } in der Galerie
  }
sheet-none = Noch nichts da. Fotos erscheinen, sobald sie verarbeitet sind.

## Where photos come from

origins-title = Woher die Fotos kommen
origin-browser = Browser
origin-program = Programm
origin-camera = Kamera
origin-folder = Überwachter Ordner
origin-guest = Gäste
origins-last = zuletzt { $ago }: { $name }
origins-none = noch keine Fotos
origins-waiting = { $count ->
    [one] { $count } Datei unterwegs
   *[other] { $count } Dateien unterwegs
  }
origins-cut = { $name } ist nur teilweise angekommen ({ $size }). Schick das Foto noch einmal von der Kamera.
origins-refused = { $name } wurde nicht angenommen. { $why }
origins-refused-before = { $count ->
    [one] Davor wurde { $count } Datei nicht angenommen.
   *[other] Davor wurden { $count } Dateien nicht angenommen.
  }
