### The gallery, and one photo in it.


## Filters

gallery-filter = Filtrar la galería
gallery-status = Estado
gallery-status-indexed = Listas
gallery-status-waiting = Por revisar
gallery-status-rejected = Rechazadas
gallery-status-hidden = Ocultas
gallery-status-failed = Con error
gallery-status-queued = En proceso
gallery-status-all = Todas
gallery-name = Nombre de archivo
gallery-more = Más filtros
gallery-from = Tomadas desde
gallery-to = Tomadas hasta
gallery-faces = Caras en la foto
gallery-faces-any = Cualquier número
gallery-faces-none = Nadie
gallery-faces-some = Alguien
gallery-faces-one = 1 cara
gallery-faces-few = De 2 a 5 caras
gallery-faces-many = 6 caras o más
gallery-given = Fotos de invitados
gallery-given-any = Incluidas
gallery-given-guests = Solo estas
gallery-given-own = Sin estas
gallery-sort = Orden
gallery-sort-newest = Subidas recientes primero
gallery-sort-taken = Por hora de captura
gallery-sort-loved = Favoritas primero
gallery-size = Tamaño de las fotos
gallery-smaller = Fotos más pequeñas
gallery-larger = Fotos más grandes
gallery-clear = Quitar

## Nothing to see

gallery-opening = Abriendo la galería …
gallery-no-match = No hay fotos que coincidan
gallery-no-match-lead = Prueba con otro nombre, otra hora u otro número de caras.
gallery-clear-filter = Quitar el filtro
gallery-none-waiting = No hay fotos por revisar
gallery-none-rejected = No hay fotos rechazadas
gallery-none-hidden = No hay fotos ocultas
gallery-none-failed = No hay fotos con error
gallery-none-queued = No hay fotos en proceso
gallery-first = Las primeras fotos están en camino
gallery-first-lead = { $count ->
    [one] { $count } foto se está procesando y aparecerá aquí cuando esté lista.
   *[other] { $count } fotos se están procesando y aparecerán aquí cuando estén listas.
  }
gallery-empty = Aún no hay fotos
gallery-empty-lead = Las fotos aparecen aquí en cuanto se suben y se procesan.
gallery-watch = Ver en directo
gallery-upload = Subir fotos

## The wall

gallery-new = { $count ->
    [one] Mostrar { $count } foto nueva
   *[other] Mostrar { $count } fotos nuevas
  }
gallery-wall-selected = { $photos }, selección: { $selected }
gallery-tile = Foto
gallery-deleted = Borrada

## What is selected

gallery-toolbar = Fotos seleccionadas
gallery-selected = { $count ->
    [one] { $count } seleccionada
   *[other] { $count } seleccionadas
  }
gallery-deselect = Deseleccionar
gallery-select-all = Seleccionar las { $count }
photo-retry = Reintentar
photo-approve = Aprobar
photo-reject = Rechazar
photo-hide = Ocultar
photo-unhide = Volver a mostrar
photo-download = Descargar
photo-delete = Borrar
photo-undo = Deshacer
gallery-delete-question = { $count ->
    [one] ¿Borrar esta foto?
   *[other] ¿Borrar { $count } fotos?
  }
gallery-delete-lead = Desaparecen al momento de todas las galerías, también de las de los invitados. No se puede deshacer.
gallery-progress = Progreso
gallery-did-hide = { $count ->
    [one] { $count } foto oculta para los invitados.
   *[other] { $count } fotos ocultas para los invitados.
  }
gallery-did-unhide = { $count ->
    [one] { $count } foto visible otra vez.
   *[other] { $count } fotos visibles otra vez.
  }
gallery-did-approve = { $count ->
    [one] { $count } foto aprobada.
   *[other] { $count } fotos aprobadas.
  }
gallery-did-reject = { $count ->
    [one] { $count } foto rechazada.
   *[other] { $count } fotos rechazadas.
  }
gallery-did-hold = { $count ->
    [one] { $count } foto devuelta a revisión.
   *[other] { $count } fotos devueltas a revisión.
  }
gallery-did-delete = { $count ->
    [one] { $count } foto borrada.
   *[other] { $count } fotos borradas.
  }
gallery-did-retry = { $count ->
    [one] Se reintenta { $count } foto.
   *[other] Se reintentan { $count } fotos.
  }
gallery-skipped = { $count ->
    [one] { $count } omitida: nada que cambiar o ya borrada.
   *[other] { $count } omitidas: nada que cambiar o ya borradas.
  }
gallery-stopped = Antes de eso se hicieron { $done } de { $total }.
gallery-archive = { $photos }, { $size }. Tu navegador está guardando el archivo.
gallery-archive-missing = { $count ->
    [one] { $count } foto se borró mientras tanto y falta.
   *[other] { $count } fotos se borraron mientras tanto y faltan.
  }
gallery-archives = { $photos } en { $parts } archivos. Guárdalos uno tras otro.
gallery-archive-part = Parte { $number } · { $content }

## One photo

photo-position = { $index } de { $total }
photo-previous = Foto anterior
photo-next = Foto siguiente
photo-faces = Caras
photo-is-cover = La portada del evento
photo-to-cover = Usar de portada
photo-delete-lead = { $name } desaparece al momento de todas las galerías, también de las de los invitados. No se puede deshacer.
photo-late = La imagen nítida aún no ha cargado. Reintentando …
photo-gone = Esta foto se ha borrado.
photo-fact-seen = Visible para
photo-fact-taken = Tomada
photo-fact-camera = Cámara
photo-fact-faces = Caras
photo-fact-size = Tamaño
photo-fact-file = Archivo
photo-fact-film = Clip de vídeo
photo-fact-arrived = Subida
photo-fact-status = Estado
photo-pixels = { $width } × { $height } píxeles
photo-film = { $size }; los invitados nunca lo reciben
photo-taken-doubtful = { $time } (reloj de la cámara equivocado; en orden de llegada)
seen-rejected = Solo tú: se rechazó
seen-not-yet = Solo tú, por ahora
seen-hidden = Solo tú: está oculta
seen-hidden-from = { $count ->
    [one] Solo tú: oculta para { $count } invitado que sale en ella
   *[other] Solo tú: oculta para { $count } invitados que salen en ella
  }
seen-everyone = { $count ->
    [one] Todos (galería abierta). La encontró { $count } invitado.
   *[other] Todos (galería abierta). La encontraron { $count } invitados.
  }
seen-everyone-none = Todos (galería abierta). Ningún invitado la ha encontrado aún.
seen-guests = { $count ->
    [one] Los invitados de esta foto ({ $count } por ahora)
   *[other] Los invitados de esta foto ({ $count } por ahora)
  }
seen-guests-none = Los invitados de esta foto (ninguno aún)
faces-nobody = No se encontraron caras
faces-some-small = { $faces }, { $small } demasiado pequeñas para reconocerlas
faces-some-blurred = { $faces }, { $blurred } demasiado borrosas para reconocerlas
faces-some-both = { $faces }, { $small } demasiado pequeñas y { $blurred } demasiado borrosas para reconocerlas
