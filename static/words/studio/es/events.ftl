### The list of events, a new event, an event's head, and its settings.


## The list

events-title = Tus eventos
events-new = Nuevo evento
events-older = Mostrar eventos anteriores
events-to-go = { $count ->
    [one] queda { $count }
   *[other] quedan { $count }
  }
events-none = Aún no hay eventos
events-none-lead = Crea uno, sube tus fotos y da a tus invitados el enlace o el código QR. Se encuentran con un selfi mientras tú sigues disparando.
events-guest-title = Esta es una cuenta de invitado
events-guest-lead = Solo los fotógrafos pueden crear eventos. Quien gestiona este servicio puede cambiar tu función.
events-start-page = Ir a la página de inicio

## A new event

event-name = Nombre
event-name-example = Fiesta de verano
event-date = Fecha (opcional)
event-create = Crear el evento
event-creating = Creando …

## Who can search

visibility-legend = ¿Quién puede buscar?
visibility-unlisted-short = Con el enlace
visibility-unlisted = Cualquiera con el enlace
visibility-unlisted-means = Los invitados entran por un enlace, un código QR o un quiosco y ven las fotos en las que salen. Nadie más encuentra el evento.
visibility-public-short = Todos
visibility-public = Todos
visibility-public-means = Aparece en la página de inicio. Cualquiera puede buscar con un selfi y ver todas las fotos si abres la galería.
visibility-private-short = Privado
visibility-private = Privado
visibility-private-means = Igual que «Cualquiera con el enlace». Un programa tuyo puede ser más estricto.

## What guests see first

preview-caption = Lo primero que ven los invitados, en su idioma
preview-failed = No se pudo cargar la vista previa.

## An event's head

event-number = N.º { $id }
event-of-another = Evento de otra persona
event-all = Todos los eventos
event-parts = Secciones del evento
event-part-live = En directo
event-part-review = Revisión
event-part-gallery = Galería
event-part-cameras = Cámaras
event-part-share = Compartir
event-part-ftp = FTP
event-part-kiosks = Quioscos
event-part-insights = Estadísticas
event-part-settings = Ajustes
tally-failed = Errores
tally-photos = Fotos
tally-indexed = Listas
tally-faces = Caras
tally-guests = Invitados
event-recounting = Se están recontando las fotos. Estos números pueden no ser exactos por un momento.
event-gone-title = Evento no encontrado
event-gone-lead = Se ha borrado o es de otra persona.

## Settings

settings-event = Evento
settings-zone = Zona horaria
settings-zone-hint = La del lugar del evento. Se usa para las fotos nuevas sin zona horaria y para la medianoche del último día.
settings-guests = Invitados
open-gallery-legend = ¿Qué puede ver todo el mundo?
open-gallery-false = Solo las fotos en las que salen
open-gallery-false-means = Los invitados ven las fotos que coinciden con su selfi, y ninguna más.
open-gallery-true = Todas las fotos
open-gallery-true-means = Cualquiera puede ver la galería completa, sin selfi ni enlace.
link-gallery-legend = ¿Quién puede ver todas las fotos?
link-gallery-false = Nadie
link-gallery-false-means = Los invitados solo ven las fotos en las que salen.
link-gallery-true = Invitados con enlace
link-gallery-true-means = Quien abra uno de tus enlaces puede ver la galería completa. Ponle un PIN al enlace para que siga siendo privada.
link-leads-to-nothing = Un enlace a este evento no lleva a nada: la búsqueda por selfi está desactivada y los invitados no pueden ver todas las fotos. Activa una de las dos.
selfie-search-legend = Búsqueda por selfi
selfie-search-true = Activada
selfie-search-true-means = Los invitados encuentran sus fotos con un selfi, incluso mientras sigues subiendo.
selfie-search-false = Desactivada
selfie-search-false-means = Nadie puede empezar una búsqueda. Quienes ya buscaron conservan lo que encontraron.
kept-faces-legend = ¿Qué caras se guardan?
kept-faces-false = Las de todos
kept-faces-false-means = Cada cara se convierte en una huella facial cifrada, así los invitados se encuentran en un segundo. Todas se borran con el evento.
kept-faces-true = Solo las de quienes buscan
kept-faces-true-means = Las caras se comparan al llegar las fotos y nunca se guardan. Quien busque después espera a que se procesen todas otra vez: unos minutos por cada mil fotos.
kept-faces-fixed = Solo se puede cambiar antes de la primera foto.
downloads-legend = Descargas
downloads-original = Originales
downloads-original-means = El archivo que subiste, a tamaño completo.
downloads-preview = Copias más pequeñas
downloads-preview-means = Un JPEG de hasta 2048 píxeles, bueno para el móvil y para compartir.
downloads-none = Ninguna
downloads-none-means = Los invitados miran, pero no tienen botón para guardar. (Siempre pueden hacer una captura).
giving-title = Fotos de los invitados
guest-photos-legend = ¿Pueden los invitados compartir sus fotos?
guest-photos-false = No
guest-photos-false-means = Solo tú y tu equipo añadís fotos.
guest-photos-true = Sí
guest-photos-true-means = Los invitados envían fotos desde el teléfono, sin selfie. Pueden borrar lo que enviaron.
guest-gate-legend = ¿Cuándo las ven los demás?
guest-gate-true = Cuando las apruebes
guest-gate-true-means = Apruebas cada una, aunque las demás fotos se publiquen al momento.
guest-gate-false = Como las demás
guest-gate-false-means = Según el ajuste de arriba.
wall-asks-legend = ¿Qué puede mostrar un muro de fotos?
wall-asks-false = Todas las fotos publicadas
wall-asks-false-means = No se pregunta a los invitados.
wall-asks-true = Sin los invitados que digan que no
wall-asks-true-means = Se lo preguntamos a los invitados en sus resultados. Una foto se omite si muestra con seguridad a alguien que dijo que no.
given-by = { $name } (invitado)
given-by-guest = Un invitado
release-title = Revisión
release-legend = ¿Cuándo ven las fotos los invitados?
release-at_once = Enseguida
release-at_once-means = Cada foto, en cuanto está lista.
release-later = Después de unos minutos
release-later-means = Las fotos se publican solas, salvo que alguien las rechace antes.
release-approved = Cuando se aprueben
release-approved-means = Los invitados ven una foto solo cuando la apruebas. Las caras se buscan mientras tanto, así les llega en un segundo.
release-minutes = Minutos después de que una foto esté lista
release-changes-at_once = { $count ->
    [one] { $count } foto en espera también se mostrará a los invitados. Las rechazadas se quedan contigo.
   *[other] { $count } fotos en espera también se mostrarán a los invitados. Las rechazadas se quedan contigo.
  }
release-changes-later = { $count ->
    [one] { $count } foto en espera también se publicará tras este tiempo. Las rechazadas se quedan contigo.
   *[other] { $count } fotos en espera también se publicarán tras este tiempo. Las rechazadas se quedan contigo.
  }
release-changes-approved = { $count ->
    [one] { $count } foto en espera se mostrará cuando la apruebes.
   *[other] { $count } fotos en espera se mostrarán cuando las apruebes.
  }
consent-title = Tu mensaje
consent-label = Mensaje que se muestra antes del consentimiento (opcional)
consent-hint = Quién eres, para qué son las fotos, cómo contactar contigo. Los invitados lo aceptan junto con nuestro texto.
consent-left = { $count ->
    [one] Queda { $count } carácter.
   *[other] Quedan { $count } caracteres.
  }
keep-title = Cuánto tiempo se guarda
keep-label = Último día (opcional)
keep-until = Después del { $day } el evento se borra con todas sus fotos, caras, enlaces y búsquedas. No se puede deshacer.
keep-forever = Sin último día, el evento se queda hasta que lo borres.
export-title = Exportación
export-lead = Un archivo ZIP con los ajustes, cifras, enlaces, quioscos, consentimientos de los invitados y el registro del evento. No contiene caras.
export-plain = Sin fotos
export-photos = Con todos los originales
delete-title = Borrar este evento
delete-lead = Todas las fotos, caras, enlaces, quioscos y búsquedas se borran para siempre.
delete-evidence = { $days ->
    [one] Los consentimientos, sin caras, se guardan como prueba { $days } día después de terminar.
   *[other] Los consentimientos, sin caras, se guardan como prueba { $days } días después de terminar.
  }
delete-ask = Borrar este evento …
delete-question = ¿Borrar «{ $name }»?
delete-question-lead = { $photos }, todas las caras, enlaces, quioscos y búsquedas se borrarán para siempre. Los invitados pierden el acceso a sus fotos de inmediato.
delete-yes = Borrar todo
settings-saved = Guardado.
settings-unsaved = { $count ->
    [one] { $count } cambio sin guardar.
   *[other] { $count } cambios sin guardar.
  }
settings-discard = Descartar
settings-save = Guardar
settings-saving = Guardando …
settings-name-missing = Un evento necesita un nombre.
settings-minutes-wrong = Elige entre 1 y 1440 minutos.
settings-day-over = Elige una fecha futura.

## The cover

cover-label = Portada
cover-hint = La única foto que los invitados ven antes de dar su consentimiento. Elige una que pueda ver cualquiera con el enlace.
cover-another = Cambiar la portada
cover-choose = Elegir una foto
cover-none = Quitar la portada
cover-gone = Esta foto ya no está disponible.
cover-picture = La portada del evento
cover-title = Elegir la portada
cover-empty = Aún no hay fotos para elegir.
cover-newest = { $count ->
    [one] La foto más reciente. Puedes elegir otra en la galería.
   *[other] Las { $count } fotos más recientes. Puedes elegir otra en la galería.
  }
