### Live: photos going in, where they come from, and what became of them.


## Where photos are dropped or chosen

live-intake = Subir fotos
live-drop = Arrastra aquí fotos o una tarjeta entera
live-drop-more = Arrastra más aquí
live-add = Añadir fotos
live-add-more = Añadir más fotos
live-drop-lead = Las subidas interrumpidas siguen donde se quedaron y las fotos que ya están se omiten.
live-choose-folder = Elegir una carpeta
live-choose-photos = Elegir fotos
live-drop-unreadable = No podemos leer eso. Elige las fotos con los botones.
live-folder-closed = El navegador no puede abrir esa carpeta. Elige las fotos que contiene.
live-photos-input = Fotos que subir
live-folder-input = Carpeta que subir
files-count = { $count ->
    [one] { $count } archivo
   *[other] { $count } archivos
  }

## How far it is

live-board = Progreso
live-ready = { $count ->
    [one] de { $count } foto lista
   *[other] de { $count } fotos listas
  }
live-none = fotos por ahora
live-through = Fotos procesadas
live-faces = Caras encontradas
live-pace = Fotos por segundo
live-eta = Tiempo restante
live-finished = Listo
live-said = { $count ->
    [one] { $ready } de { $count } foto lista.
   *[other] { $ready } de { $count } fotos listas.
  }
stage-stored = en espera
stage-decoding = abriendo
stage-detecting = buscando caras
stage-embedding = leyendo caras
stage-indexing = guardando

## What this browser uploads

sending-title = Subida
sending-now = { $count ->
    [one] Subiendo { $count } foto
   *[other] Subiendo { $count } fotos
  }
sending-paused = En pausa
sending-bar = Subido
sending-count = { $sent } de { $total } subidas
sending-of = { $sent } de { $total }
sending-speed = { $speed }/s
sending-left = quedan { $time }
sending-list = Fotos que se están subiendo
sending-reading = { $count ->
    [one] Leyendo la carpeta: { $count } foto por ahora
   *[other] Leyendo la carpeta: { $count } fotos por ahora
  }
sending-checking = { $count ->
    [one] Buscando duplicados: { $count } foto
   *[other] Buscando duplicados: { $count } fotos
  }
sending-known = { $count ->
    [one] { $count } ya está
   *[other] { $count } ya están
  }
sending-pause = Pausar
sending-continue = Continuar
sending-stop = Detener
sending-stop-ask = ¿Detener la subida?
sending-stop-lead = { $count ->
    [one] { $count } foto no se subirá. Las que ya llegaron se quedan.
   *[other] { $count } fotos no se subirán. Las que ya llegaron se quedan.
  }
sending-try-now = Probar ahora

## What stands in the way

sending-held-unreachable = Sin conexión. La subida seguirá sola en cuanto vuelvas a tener conexión.
sending-held-insufficient_storage = El servidor no tiene espacio. La subida seguirá cuando lo haya.
sending-held-upload_busy = El servidor aún está recibiendo una foto. La subida seguirá sola.
sending-held-csrf_failed = Has vuelto a iniciar sesión. La subida seguirá sola.
sending-held-signed-out = Tu sesión se ha cerrado. Inicia sesión y la subida seguirá.
sending-held-refused = Este evento ya no acepta fotos tuyas.
sending-held-slow = El servidor está ocupado. La subida seguirá sola.
sending-held-other = { $problem } La subida seguirá sola.

## What became of it

sending-none = No se ha subido nada.
sending-nothing = No había nada que subir.
sending-all-known = { $count ->
    [one] Esta foto ya está aquí. Nada que subir.
   *[other] Las { $count } ya están aquí. Nada que subir.
  }
sending-done = { $count ->
    [one] Subida completa: { $count } foto.
   *[other] Subida completa: { $count } fotos.
  }
sending-skipped = { $count ->
    [one] { $count } foto ya estaba.
   *[other] { $count } fotos ya estaban.
  }
sending-left-out = No se ha subido: { $kinds } ({ $names }).
sending-videos = { $count ->
    [one] { $count } vídeo
   *[other] { $count } vídeos
  }
sending-raws = { $count ->
    [one] { $count } archivo RAW
   *[other] { $count } archivos RAW
  }
sending-others = { $count ->
    [one] { $count } archivo de otro tipo
   *[other] { $count } archivos de otro tipo
  }
sending-raws-advice = No podemos leer este tipo de RAW: expórtalo como JPEG o DNG.
sending-videos-advice = Solo se suben fotos.
sending-unread = No se pudo leer en { $label }: { $names }. ¿Sigue puesta la tarjeta? Elígela otra vez; las fotos ya subidas se omiten.
sending-and-more = { $count ->
    [one] { $names } y { $count } más
   *[other] { $names } y { $count } más
  }
sending-more = { $count ->
    [one] y { $count } más
   *[other] y { $count } más
  }

## A folder of before

sending-go-on = { $count ->
    [one] Seguir con { $label } (queda { $count } foto)
   *[other] Seguir con { $label } (quedan { $count } fotos)
  }
sending-elsewhere = { $count ->
    [one] Otra pestaña está subiendo { $label }: queda { $count } foto.
   *[other] Otra pestaña está subiendo { $label }: quedan { $count } fotos.
  }
sending-unfinished = { $count ->
    [one] La subida de { $label } no ha terminado: queda { $count } foto.
   *[other] La subida de { $label } no ha terminado: quedan { $count } fotos.
  }
sending-unfinished-lead = Elígela otra vez para seguir donde se quedó.
sending-which = ¿Qué fotos?
sending-forget = Descartar
sending-refused = El navegador no puede leer { $label }. ¿Está puesta la tarjeta? Si no, elígela otra vez; las fotos ya subidas se omiten.

## A watched folder

watching-begin = Vigilar una carpeta
watching-begin-means = Las fotos nuevas se suben solas mientras esta página esté abierta.
watching-on = { $count ->
    [one] Vigilando { $label }: { $count } foto por ahora.
   *[other] Vigilando { $label }: { $count } fotos por ahora.
  }
watching-on-none = Vigilando { $label }. Las fotos nuevas se suben solas.
watching-asking = Estabas vigilando { $label }. El navegador pregunta otra vez antes de leer la carpeta.
watching-away = No se puede leer { $label }. ¿Sigue puesta la tarjeta? La vigilancia seguirá sola.
watching-elsewhere = Otra pestaña está vigilando { $label }.
watching-go-on = Seguir vigilando
watching-stop = Dejar de vigilar
watching-closed = El navegador no puede abrir esa carpeta.
watching-refused = El navegador no tiene permiso para leer esa carpeta.

## Photos that failed

failures-title = { $count ->
    [one] { $count } foto con error
   *[other] { $count } fotos con error
  }
failures-both = Sin subir: { $unsent } · subidas pero con error: { $failed }
failures-retry-all = Reintentar todas
failures-shown = Se muestran las { $count } más recientes. En la galería están todas las que se subieron.
failures-unsent = sin subir
failures-sent = subida
failures-dismiss = Descartar
failures-dismiss-one = Descartar: { $name }
failures-delete = Eliminar
failures-delete-one = Eliminar: { $name }
failures-retry-one = Reintentar: { $name }
failures-ask = ¿Eliminar esta foto?
failures-ask-lead = No se pudo leer { $name }. Se eliminará de este evento para siempre.

## The contact sheet

sheet-title = Hoja de contactos
sheet-all = { $count ->
    [one] { $count } en la galería
   *[other] Las { $count } en la galería
  }
sheet-none = Aún no hay nada. Las fotos aparecen en cuanto se procesan.

## Where photos come from

origins-title = De dónde vienen las fotos
origin-browser = Navegador
origin-program = Programa
origin-camera = Cámara
origin-folder = Carpeta vigilada
origin-guest = Invitados
origins-last = última { $ago }: { $name }
origins-none = aún sin fotos
origins-waiting = { $count ->
    [one] { $count } archivo en camino
   *[other] { $count } archivos en camino
  }
origins-cut = { $name } solo llegó en parte ({ $size }). Envíala otra vez desde la cámara.
origins-refused = { $name } no se aceptó. { $why }
origins-refused-before = { $count ->
    [one] Antes no se aceptó { $count } archivo.
   *[other] Antes no se aceptaron { $count } archivos.
  }
