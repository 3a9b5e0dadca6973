### The administration.


## The frame

admin-system = Sistema
admin-people = Personas
admin-events = Eventos
admin-log = Registro
admin-not-you-title = Solo para administradores
admin-not-you = Has iniciado sesión como { $name } ({ $email }). El rol de esta cuenta es «{ $role }». Un administrador puede cambiarlo.
admin-to-studio = Ir al estudio
admin-other = Entrar con otra cuenta
admin-close = Cerrar
admin-more = Mostrar más

## How the service is

system-good = Todo funciona.
system-backends = Servicios
backend-database = Base de datos
backend-redis = Redis
backend-volatile = Redis volátil
backend-blobs = Almacén de fotos
backend-keys = Almacén de claves
backend-is-folder = Carpeta
backend-compatible = Compatible con MongoDB { $version }
backend-object-store = Almacén de objetos
backend-memory = { $count ->
    [one] { $used } en uso, { $count } conexión
   *[other] { $used } en uso, { $count } conexiones
  }
backend-no-answer = Sin respuesta
backend-away = No disponible
system-away = { $name } no responde.
system-queues = Colas
system-queue = Cola
system-waiting = En espera
system-running = En curso
system-oldest = La más antigua espera
system-queues-unknown = No se sabe mientras Redis no responda.
queue-ingest = Fotos en cola
queue-search = Búsquedas en cola
queue-keeper = Mantenimiento
system-processes = Workers y web
system-process = Proceso
system-where = Máquina
system-seen = Visto por última vez
system-busy = Ocupado con
system-done = Hechos
system-failed = Con error
system-memory = Memoria
system-since = Desde
system-processes-none = Ningún proceso se ha notificado aún.
system-silent = Sin señal
system-disk = Disco
disk-free = { $free } libres de { $total }
disk-label = Disco: { $free } libres de { $total }
disk-short = No se aceptan fotos: quedan menos de { $reserve } libres en el disco, reservados para la base de datos. Elimina eventos o añade espacio; las subidas seguirán solas.
disk-low-bad = Solo quedan { $free } de { $total } libres en el disco. Las subidas fallarán pronto: elimina eventos o añade espacio.
disk-low-warning = Solo quedan { $free } de { $total } libres en el disco. Haz sitio antes del próximo evento grande.
missing-ingest = No hay ningún worker «ingest» en marcha: las fotos nuevas no se procesan.
missing-search = No hay ningún worker «search» en marcha: los invitados no encuentran nada.
missing-keeper = No hay ningún worker «keeper» en marcha: lo caducado no se elimina.
waits-ingest = { $count ->
    [one] Hay fotos esperando desde hace { $time }: { $count } tarea en cola.
   *[other] Hay fotos esperando desde hace { $time }: { $count } tareas en cola.
  }
waits-search = { $count ->
    [one] Hay invitados esperando desde hace { $time }: { $count } tarea en cola.
   *[other] Hay invitados esperando desde hace { $time }: { $count } tareas en cola.
  }
waits-keeper = { $count ->
    [one] El mantenimiento espera desde hace { $time }: { $count } tarea en cola.
   *[other] El mantenimiento espera desde hace { $time }: { $count } tareas en cola.
  }
waits-other = { $count ->
    [one] La cola { $name } espera desde hace { $time }: { $count } tarea.
   *[other] La cola { $name } espera desde hace { $time }: { $count } tareas.
  }
damage-found = { $count ->
    [one] { $count } elemento guardado está dañado. Mira abajo.
   *[other] { $count } elementos guardados están dañados. Mira abajo.
  }
damage-title = Dañado
damage-last = Los últimos { $shown } de { $total }.
damage-what = Qué
damage-which = Cuál
damage-noticed = Detectado
damage-then = Qué pasa ahora
damage-faces = Caras de una foto
damage-faces-means = Se rehacen solas a partir de la foto.
damage-template = Huella facial de una búsqueda
damage-template-means = El invitado no recibe fotos nuevas y tiene que buscar otra vez.
damage-match = Posición de una cara en una foto
damage-match-means = El invitado no ve esa foto.
damage-key = Clave
damage-key-means = No se abre nada cifrado con ella. Restaura la clave desde una copia.
versions-title = Versiones
versions-since = eventphotos { $version }, en marcha desde { $time }.
versions-unknown = eventphotos { $version }.
versions-engine = Las caras las lee { $name }.
versions-vectors = vectores faciales de { $dimension } dimensiones

## Everybody's events

table-total = Todos los eventos juntos ocupan { $size }.
table-search = Nombre, número o propietario
table-none-found = Ningún evento coincide. Prueba con menos letras.
table-none = Aún no hay eventos.
table-event = Evento
table-owner = Propietario
table-created = Creado
table-kept = Se guarda hasta
table-photos = Fotos
table-faces = Caras
table-guests = Invitados
table-size = Tamaño
table-acts = Su registro
table-number = n.º { $id }
table-nobody = Nadie
table-for-good = Sin fecha final
table-measuring = midiendo
table-log-of = Registro de { $name }

## People

people-name = Nombre
people-role = Rol
people-events = Eventos
people-created = Desde
people-seen = Último inicio de sesión
people-acts = Acciones
people-create = Crear una cuenta
people-invite = Invitar a alguien
people-search = Nombre o correo
people-every-role = Todos los roles
people-none = Nadie coincide. Prueba con menos letras o con todos los roles.
people-you = Tú
people-disabled = Desactivada
people-never = Nunca
people-manage = Gestionar
people-manage-one = Gestionar { $name }
people-is-you = Eres tú. Solo otro administrador puede cambiar tu rol o desactivar tu cuenta.
people-did = Qué han hecho
role-admin-means = Ve y cambia los eventos y cuentas de todos, y esta administración.
role-photographer-means = Crea eventos y solo ve los suyos.
role-guest-means = No crea eventos. Los invitados no necesitan cuenta para encontrar sus fotos.
people-role-change = Cambiar rol
people-make-admin = ¿Hacer administrador a { $name }?
people-make-photographer = ¿Hacer fotógrafo a { $name }?
people-make-guest = ¿Hacer invitado a { $name }?
people-to-admin = { $name } verá los eventos y cuentas de todos y podrá cambiarlos.
people-to-photographer = { $name } solo verá sus propios eventos, y no esta administración.
people-to-guest = { $name } ya no podrá crear ni gestionar eventos.
people-make-yes = Cambiar rol
people-disabled-lead = { $name } no puede iniciar sesión. Sus eventos siguen para los invitados.
people-enable = Activar cuenta
people-disable = Desactivar cuenta
people-disable-ask = ¿Desactivar a { $name }?
people-disable-lead = La cuenta se cierra al instante en todas partes y no puede volver a entrar. Sus eventos se quedan y siguen para los invitados. Puedes volver a activarla.
people-disable-yes = Desactivar
people-forgotten = Contraseña olvidada
people-forgotten-lead = Un enlace para elegir otra. Se lo pasas tú.
people-link = Crear un enlace
people-link-mail = Crear un enlace y enviarlo por correo
people-link-reset = Enlace para poner una contraseña nueva
people-link-choose = Enlace para elegir una contraseña
people-made = Cuenta creada
people-made-lead = { $name } ({ $email }) elige la contraseña con este enlace. Hasta entonces nadie puede entrar en la cuenta.
people-create-yes = Crear cuenta
people-creating = Creando …
people-new-name = Su nombre
people-new-email = Su correo
once-link = Da este enlace a { $name }. Sirve una sola vez, hasta el { $time }, y solo se muestra ahora.
once-link-anybody = Da este enlace a la persona que invitas. Sirve una sola vez, hasta el { $time }, y solo se muestra ahora.
once-copy = Copiar enlace

## Invitations

invite-lead = Un enlace para crear una cuenta. Se lo pasas tú.
invite-ready = La invitación está lista.
invite-link = Enlace de invitación
invite-make = Crear invitación
invite-making = Creando …
invite-note = ¿Para quién es? (opcional)
invite-note-hint = Solo lo ven los administradores.
invite-open = Invitaciones abiertas
invite-open-none = Ninguna. Las usadas y caducadas no se muestran.
invite-anybody = Nadie en particular
invite-until = hasta el { $time }
invite-withdraw = Retirar
invite-withdraw-one = Retirar: { $name }

## The log

log-zone = Horas en tu zona horaria ({ $zone }).
log-none = Nada coincide. Prueba un filtro más amplio.
log-when = Cuándo
log-who = Quién
log-what = Qué
log-event = Evento
log-details = Detalles
log-everyone = Todos
log-accounts = Cuentas
log-guests = Invitados
log-kiosks = Quioscos
log-service = El servicio
log-a-guest = un invitado
log-one = Solo este
log-everything = Todo
log-anything = { $group }: todo
log-search = Nombre, correo o palabra
log-event-number = Número del evento
log-from = Desde
log-until = Hasta
log-all = Mostrar todo
log-yes = sí
log-no = no
log-group-camera = Cámaras
log-group-consent = Consentimiento
log-group-event = Eventos
log-group-invitation = Invitaciones
log-group-kiosk = Quioscos
log-group-photo = Fotos
log-group-search = Búsquedas
log-group-sender = Cámaras por FTP
log-group-share_link = Enlaces
log-group-token = Tokens de acceso
log-group-user = Cuentas
log-group-webhook = Webhooks

## What somebody did, to be read after their name, by the log's actions

did-brand-change = cambió una marca
did-camera-change = corrigió el reloj de una cámara
did-consent-give = aceptó la búsqueda facial
did-consent-withdraw = retiró su consentimiento
did-event-change = cambió los ajustes de un evento
did-event-create = creó un evento
did-event-delete = eliminó un evento
did-event-export = exportó un evento
did-event-expired = eliminó un evento caducado
did-invitation-create = invitó a alguien
did-invitation-revoke = retiró una invitación
did-kiosk-change = cambió un muro de fotos
did-kiosk-create = añadió un quiosco
did-kiosk-pair = conectó un quiosco
did-kiosk-revoke = revocó un quiosco
did-kiosk-wrong_code = escribió un código de quiosco erróneo
did-photo-approve = aprobó fotos
did-photo-delete = eliminó fotos
did-photo-download = descargó fotos
did-photo-hide = ocultó fotos
did-photo-hold = devolvió fotos a revisión
did-photo-reject = rechazó fotos
did-photo-release = publicó fotos tras la espera
did-photo-retry = reintentó fotos
did-photo-unhide = volvió a mostrar fotos ocultas
did-search-download = descargó las fotos encontradas
did-search-end = terminó una búsqueda
did-search-export = exportó los datos de una búsqueda
did-search-feedback = respondió a «¿Eres tú?»
did-search-selfies = añadió un selfi a una búsqueda
did-search-hand_off = pasó una búsqueda a un teléfono
did-alert-ask = pidió que se le avise de fotos nuevas
did-alert-confirm = confirmó una dirección para fotos nuevas
did-alert-stop = dejó de recibir avisos de fotos nuevas
did-alert-refuse = rechazó correos sobre fotos nuevas
did-search-start = empezó una búsqueda
did-search-wall = respondió sobre el muro de fotos
did-search-withdraw = eliminó su búsqueda
did-sender-create = añadió una cámara
did-sender-revoke = revocó el acceso de una cámara
did-sender-sign_in = inicio de sesión de una cámara
did-sender-sign_in_failed = falló el inicio de sesión de una cámara
did-share_link-change = cambió un enlace
did-share_link-create = creó un enlace
did-share_link-open = abrió un enlace
did-share_link-pin_tried_out = probó códigos PIN de un enlace
did-share_link-revoke = revocó un enlace
did-share_link-wrong_pin = escribió un PIN erróneo
did-token-create = creó un token de acceso
did-token-revoke = revocó un token de acceso
did-user-change = cambió una cuenta
did-user-create = creó una cuenta
did-user-password_change = cambió su contraseña
did-user-password_reset = puso una contraseña nueva con un enlace
did-user-password_reset_link = creó un enlace para una contraseña nueva
did-user-forgot_password = pidió por correo un enlace para una contraseña nueva
did-user-confirm_address = confirmó su correo
did-user-register = se registró
did-user-sign_in = inició sesión
did-user-sign_in_failed = no pudo iniciar sesión
did-user-sign_out = cerró sesión
did-user-wrong_invitation = usó una invitación no válida
did-user-wrong_password = escribió mal su contraseña actual
did-user-wrong_reset_link = usó un enlace no válido para una contraseña nueva
did-webhook-create = creó un webhook
did-webhook-change = cambió un webhook
did-webhook-delete = eliminó un webhook
did-webhook-disable = desactivó un webhook con errores
did-webhook-new_secret = renovó el secreto de un webhook
did-team-accept = se unió al equipo de un evento
did-team-change = cambió el rol de un compañero
did-team-decline = rechazó una invitación a un equipo
did-team-invite = invitó a un compañero
did-team-leave = dejó el equipo de un evento
did-team-remove = quitó a un compañero
did-team-revoke_invitation = retiró la invitación de un compañero
log-group-team = Equipos
