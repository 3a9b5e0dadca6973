### What every screen of the studio and the administration says. Fluent syntax (projectfluent.org); a test compares the languages.


## The frame

studio-name = Estudio
admin-name = Administración
language-label = Idioma
skip-to-content = Saltar al contenido
frame-account = Tu cuenta
sign-out = Cerrar sesión
nowhere-title = Página no encontrada
nowhere-lead = Revisa la dirección o vuelve a tus eventos.
to-your-events = Tus eventos
leave-title = ¿Salir sin guardar?
leave-lead = Tus cambios aún no están guardados.
leave-stay = Seguir editando
leave-go = Descartar los cambios

## The live connection

connection-connecting = Conectando …
connection-online = En directo
connection-waiting = Sin conexión. Reintentando …
connection-refused = Sesión cerrada
connection-reached = Conectado

## Buttons and states

one-moment = Un momento …
try-again = Reintentar
cancel = Cancelar
close = Cerrar
copy = Copiar
copied = Copiado
copy-refused = El navegador no permitió copiar
out-of-date = Puede que esta página no esté al día.

## Numbers of things

photos-count = { $count ->
    [one] { $count } foto
   *[other] { $count } fotos
  }
faces-count = { $count ->
    [one] { $count } cara
   *[other] { $count } caras
  }
guests-count = { $count ->
    [one] { $count } invitado
   *[other] { $count } invitados
  }
failed-count = { $count ->
    [one] { $count } con error
   *[other] { $count } con errores
  }
ago-just-now = ahora mismo

## Roles

role-admin = Administración
role-photographer = Fotógrafo/a
role-guest = Invitado

## Forms

field-missing = Rellena este campo.
field-short = { $count ->
    [one] Usa al menos { $count } carácter.
   *[other] Usa al menos { $count } caracteres.
  }
field-email = Escribe un correo electrónico válido.
field-wrong = Este valor no sirve. Revísalo.

## Errors, by their code or their HTTP status

percent = { $percent } %
error-account_disabled = Esta cuenta está desactivada. Pregunta a quien gestiona este servicio.
error-account_full = Tu cuenta está llena. Borra fotos o eventos que ya no necesites.
error-address_unconfirmed = Confirma primero tu correo: hasta entonces no enviamos correos por ti.
error-bad_credentials = Correo o contraseña incorrectos.
error-download_expired = Esta descarga ha caducado. Iníciala de nuevo.
error-email_taken = Ya hay una cuenta con este correo. Inicia sesión.
error-event_deleted = Este evento se ha borrado.
error-event_full = Este evento está lleno. Borra fotos o crea otro evento.
error-faces_not_kept = Este evento no guarda caras, así que no hay nada que comparar.
error-too_many_albums = Un evento puede tener hasta 50 álbumes.
error-album_by_rule = Este álbum se llena solo.
error-invitation_invalid = Esta invitación ya se usó, se retiró o ha caducado. Pide otra.
error-invitation_required = Necesitas una invitación. Pídela a quien gestiona este servicio.
error-last_admin = Es la última cuenta de administración. Da antes ese papel a otra persona.
error-not_failed = Esta foto no ha fallado.
error-nothing_to_download = Ninguna de estas fotos se puede descargar.
error-out_of_scope = Este token de acceso no tiene permiso para eso.
error-photos_exist = Esto solo se puede cambiar antes de la primera foto.
error-rate_limited = Demasiados intentos.
error-registration_closed = Aquí solo la administración crea cuentas. Pregunta a quien gestiona este servicio.
error-reset_expired = Este enlace ya se usó o ha caducado. Pide otro.
error-too_many_invitations = Hay demasiadas invitaciones abiertas. Retira alguna antes.
error-too_many_tokens = Tienes demasiados tokens de acceso. Revoca alguno antes.
error-too_many_uploads = Demasiadas subidas a la vez. Espera a que terminen algunas.
error-too_many_upload_bytes = Se está subiendo demasiado a la vez. Espera a que terminen algunas subidas.
error-too_many_webhooks = Tienes demasiados webhooks. Borra alguno antes.
error-mail_off = Este servicio no envía correos.
mail-to = Correo al que enviar el enlace
mail-to-hint = Déjalo vacío si entregas el enlace en persona.
mail-sent = El enlace va en camino a { $email }.
error-unknown_photo = Esa foto ya no está disponible. Elige otra.
error-unreachable = No hay conexión con el servicio. Revisa tu conexión e inténtalo de nuevo.
error-weak_password = Esta contraseña es fácil de adivinar. Elige una más larga o varias palabras.
error-wrong_password = Tu contraseña actual no es correcta.
error-yourself = No puedes hacerlo con tu propia cuenta. Otra persona de administración sí puede.
error-status-401 = Vuelve a iniciar sesión.
error-status-403 = No tienes permiso para hacer esto.
error-status-404 = Esto ya no existe.
error-status-409 = Algo ha cambiado mientras tanto. Recarga la página e inténtalo de nuevo.
error-status-410 = Esto ya no está disponible.
error-status-413 = Este archivo es demasiado grande.
error-status-415 = No podemos leer este tipo de archivo.
error-status-422 = Algo no está bien. Revisa lo que has escrito.
error-status-503 = El servicio está ocupado. Inténtalo de nuevo en un momento.
error-status-507 = El servicio no tiene espacio ahora mismo. Inténtalo más tarde.
error-unknown = Algo ha fallado por nuestra parte. Inténtalo de nuevo.
error-retry-after = { $seconds ->
    [one] Inténtalo de nuevo en { $seconds } segundo.
   *[other] Inténtalo de nuevo en { $seconds } segundos.
  }

## Photos

photo-named = Foto { $name }
status-queued = En cola
status-processing = En proceso
status-indexed = Lista
status-waiting = Por revisar
status-rejected = Rechazada
status-hidden = Oculta
status-failed = Con error
failure-unreadable = No es una foto que podamos leer, o el archivo está dañado.
failure-truncated = El archivo está incompleto. Cópialo otra vez de la tarjeta.
failure-empty = El archivo está vacío.
failure-unsupported_format = No podemos leer este formato de imagen. Expórtala como JPEG.
failure-unsupported_media_type = No es una foto JPEG, PNG, WebP, HEIC, AVIF, TIFF, JPEG XL ni RAW.
failure-no_preview = Este RAW no tiene una vista previa lo bastante grande. Envía también un JPEG: dispara en RAW+JPEG o exporta uno.
failure-too_many_pixels = La foto tiene demasiados píxeles para este servicio.
failure-too_large = El archivo es demasiado grande para este servicio.
failure-limit = El archivo es demasiado grande (límite { $limit }).
failure-unreadable_file = El archivo cambió o ya no se puede leer. ¿Sigue puesta la tarjeta? Elígelo otra vez.
failure-file_changed = El archivo cambió mientras se enviaba. Elígelo otra vez.
failure-crashed = El procesamiento de esta foto falló varias veces.
failure-unreachable = Se perdió la conexión. Reintenta y la subida sigue donde se quedó.
failure-unknown = Algo ha fallado por nuestra parte.
confirm-type = Para confirmar, escribe
