### House rules: how much an account may have, who may sign up.


## How much an account has

usage-title = Tu espacio
usage-events = Eventos
usage-photos = Fotos
usage-bytes = Almacenamiento de fotos
usage-of = { $used } de { $most }
usage-nearly-events = Solo puedes crear unos pocos eventos más.
usage-nearly-photos = Solo puedes subir unas pocas fotos más.
usage-nearly-bytes = Tu almacenamiento está casi lleno.
usage-full-events = Tienes tantos eventos como permite tu cuenta. Borra uno para crear otro.
usage-full-photos = Tienes tantas fotos como permite tu cuenta. Borra algunas para subir más.
usage-full-bytes = Tu almacenamiento está lleno. Borra fotos o eventos para subir más.
usage-see = Ver tu espacio
error-too_many_events = Tienes tantos eventos como permite tu cuenta. Borra uno o pregunta a quien gestiona este servicio.
error-account_bytes_full = No queda sitio para este archivo. Borra fotos o eventos que ya no necesites.
quota-title = Límites
quota-lead = Deja un campo vacío para usar el límite de este servicio.
quota-gigabytes = Almacenamiento de fotos, en GB
quota-save = Guardar límites

## Who may sign up

signup-title = Registro:
signup-legend = ¿Quién puede crear una cuenta de fotógrafo?
signup-open = Abierto
signup-open-means = Cualquiera que llegue a este servicio puede registrarse.
signup-invitation = Con invitación
signup-invitation-means = Solo las personas a las que envíes un enlace de invitación.
signup-closed = Cerrado
signup-closed-means = Nadie se registra. Tú creas las cuentas; las invitaciones siguen valiendo.
signup-usual = Automático
signup-usual-means-public = Otros pueden llegar a este servicio, así que el registro se cierra cuando hay un administrador. Ahora: { $mode }.
signup-usual-means-local = Solo este ordenador llega a este servicio, así que el registro sigue abierto. Ahora: { $mode }.
signup-fixed = Lo decide el ajuste REGISTRATION; aquí no se puede cambiar.
error-registration_fixed = Lo decide el ajuste REGISTRATION; aquí no se puede cambiar.
log-group-registration = Registro
did-registration-change = cambió quién puede registrarse

## What guests get out of an event

insights-guests = Invitados
insights-guests-more = cada móvil y cada visita al quiosco cuenta una vez
insights-found = Fotos encontradas
insights-of-photos = { $count ->
    [one] de { $count } foto
   *[other] de { $count } fotos
  }
insights-downloads = Fotos guardadas
insights-downloads-more = por invitados, cada vez
insights-reached = 19 de cada 20 fotos llegaron a sus invitados en menos de { $time }.
insights-reached-all = { $count ->
    [one] La única foto nueva llegó a su invitado en menos de { $time }.
   *[other] Las { $count } fotos nuevas llegaron a sus invitados en menos de { $time }.
  }
insights-reached-none = Todavía no ha llegado ninguna foto nueva a un invitado que espera.
insights-favourites = Favoritas
insights-favourites-more = corazones de invitados
insights-most-loved = Las fotos más queridas
insights-hearts = { $count ->
    [one] { $count } corazón
   *[other] { $count } corazones
  }
insights-loved = En los móviles de más invitados
insights-loved-by = { $count ->
    [one] { $count } invitado
   *[other] { $count } invitados
  }
insights-links = Enlaces
insights-link-unnamed = Enlace sin nombre
insights-opened = { $count ->
    [one] abierto una vez
   *[other] abierto { $count } veces
  }
insights-csv = Guardar como tabla (CSV)
csv-of = Parte
csv-name = Nombre
csv-number = Número
csv-half-ms = La mitad de las fotos nuevas llegó en menos de, en ms
csv-most-ms = 19 de cada 20 fotos nuevas llegaron en menos de, en ms

## The archive, and another event like this one

events-search = Buscar en tus eventos
events-archived = Archivados
events-none-found = Aquí no hay eventos. Prueba con menos letras.
archive-archived = Archivado
archive-title = Archivo
archive-lead = Para un evento que ya terminó: los invitados no pueden buscar más y se borran todas las caras. Las fotos, galerías y enlaces se quedan.
archive-ask = Archivar este evento …
archive-question = ¿Archivar «{ $name }»?
archive-question-lead = Todas las búsquedas terminan ahora: los invitados pierden lo que encontraron, salvo que puedan ver una galería. Todas las caras se borran para siempre y no se pueden subir fotos. Puedes recuperar el evento; entonces las caras se leen de nuevo de las fotos, pero los invitados tienen que volver a buscar.
archive-yes = Archivar
archive-since = Archivado el { $day }.
archive-uploads = Este evento está archivado, por eso no se pueden subir fotos.
archive-settings = Recuperarlo en los ajustes
bring-back-lead = Puedes recuperarlo. Entonces las caras se leen de nuevo de las fotos, lo que tarda un rato. Las búsquedas anteriores no vuelven.
bring-back = Recuperar
error-event_archived = Este evento está archivado. Recupéralo en sus ajustes para subir fotos.
error-not_archived = Este evento ya no está archivado.
error-still_archiving = Todavía se están borrando caras. Inténtalo de nuevo en unos minutos.
duplicate-title = Duplicar
duplicate-lead = Crea otro evento con los mismos ajustes y enlaces. No se copian las fotos, el equipo, la portada ni el último día.
duplicate-ask = Duplicar este evento …
did-event-archive = archivó un evento
did-event-bring_back = recuperó un evento
did-event-duplicate = duplicó un evento

## What was deleted just now

undo = Deshacer
undo-now = Borrar ahora
undo-failed = No se borró: { $what }
undo-kiosk = Quiosco «{ $name }» revocado.
undo-hook = Webhook «{ $name }» borrado.
undo-token = Token «{ $name }» revocado.
undo-sender = Acceso «{ $name }» revocado.
undo-link = Enlace «{ $name }» revocado.
undo-searches = Búsquedas de «{ $name }» terminadas.
undo-event = Evento «{ $name }» borrado.
undo-photos = { $count ->
    [one] { $count } foto borrada.
   *[other] { $count } fotos borradas.
  }
undo-wall = Muro de fotos «{ $name }» revocado.
undo-list = Lista «{ $name }» borrada.
undo-comment = Comentario sobre { $photo } borrado.
undo-invitation = Invitación «{ $note }» retirada.
undo-leave = Has dejado el equipo de «{ $name }».
undo-logo = Logotipo quitado.
undo-watermark = Marca de agua desactivada.

## First steps, keys, passwords

steps-title = Antes de que lleguen tus invitados
steps-dismiss = Ocultar estos pasos
steps-upload = Sube tus fotos
steps-cover = Elige una portada
steps-link = Crea un enlace para invitados
steps-print = Imprime la tarjeta de mesa
steps-done = hecho
password-show = Mostrar
photo-said-hide = Oculta para los invitados.
photo-said-unhide = Los invitados la ven de nuevo.
keys-title = Atajos de teclado
keys-with = Tecla: { $key }
keys-steps = Foto anterior y siguiente
keys-faces = Mostrar caras
keys-zoom = Ampliar
keys-hide = Ocultar a los invitados o mostrar de nuevo
keys-delete = Borrar
keys-close = Cerrar
