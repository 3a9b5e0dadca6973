### Links for guests, and kiosks.


## Links

links-title = Enlaces para invitados
link-unnamed = Enlace de invitados
link-ready = El enlace está listo.
links-none = No hay enlaces activos
links-none-lead = Crea uno y envíalo, muestra su código QR o pon tarjetas impresas en las mesas. Los invitados no necesitan nada más.
links-over = { $count ->
    [one] { $count } enlace inactivo
   *[other] { $count } enlaces inactivos
  }
link-opened = { $count ->
    [one] { $count } apertura
   *[other] { $count } aperturas
  }
link-with-pin = con PIN
link-without-pin = sin PIN
link-revoked-on = revocado el { $day }
link-expired-on = caducado el { $day }
link-until = hasta el { $day }
link-pin-tried = Alguien intenta adivinar el PIN de este enlace: hubo muchos intentos fallidos en una hora. Los nuevos invitados entran más despacio por ahora. Crea otro enlace con seis cifras o más y revoca este.
link-copy = Copiar enlace
link-qr = Código QR
link-qr-show = Mostrar el código QR de { $name }
link-qr-of = Código QR de { $name }
link-qr-picture = Código QR del enlace { $name }
link-qr-download = Descargar SVG
link-card = Imprimir una tarjeta
revoke = Revocar
revoke-named = Revocar { $name }
link-end-searches = Terminar búsquedas
link-end-searches-of = Terminar búsquedas: { $name }

## Revoking a link

link-end-question = ¿Terminar las búsquedas de este enlace?
link-end-lead = «{ $name }» ya no está activo. Las búsquedas iniciadas con él siguen hasta que caduquen, salvo que las termines.
link-end-yes = Terminar las búsquedas
link-revoke-question = ¿Revocar este enlace?
link-revoke-lead = «{ $name }» deja de funcionar al momento, también en tarjetas impresas y códigos QR.
link-revoke-yes = Revocar enlace
link-searches-legend = Búsquedas iniciadas con este enlace
link-searches-end = Terminarlas
link-searches-end-means = Los invitados con este enlace dejan de ver sus fotos. Sus búsquedas se borran; conservan las fotos que descargaron.
link-searches-keep = Dejarlas seguir
link-searches-keep-means = Nadie más puede entrar. Quienes ya buscaron siguen recibiendo fotos hasta que su búsqueda caduque o se borre.
link-revoked-kept = { $count ->
    [one] Enlace revocado. { $count } búsqueda sigue.
   *[other] Enlace revocado. { $count } búsquedas siguen.
  }
link-revoked-ended = { $count ->
    [one] Enlace revocado. Se terminó y borró { $count } búsqueda.
   *[other] Enlace revocado. Se terminaron y borraron { $count } búsquedas.
  }
link-revoked-none = Enlace revocado. No tiene búsquedas en curso.

## A new link

link-new = Nuevo enlace
link-make = Crear enlace
link-making = Creando …
link-label = Nombre (opcional)
link-label-example = Tarjetas de mesa
link-pin = PIN (opcional)
link-pin-hint = Los invitados tendrán que escribirlo. No podemos mostrarlo otra vez: apúntalo.
link-expiry = Válido hasta (opcional)

## Kiosks

kiosks-title = Quioscos
kiosks-online = { $total ->
    [one] { $online } de { $total } quiosco en línea
   *[other] { $online } de { $total } quioscos en línea
  }
kiosks-none = No hay quioscos
kiosks-none-lead = Un quiosco es una tableta o pantalla con cámara en el lugar. Añade uno aquí, abre { $address } en el dispositivo y escribe su código.
kiosks-revoked = { $count ->
    [one] { $count } quiosco revocado.
   *[other] { $count } quioscos revocados.
  }
device-kind = ¿Qué añades?
device-kiosk = Quiosco
device-kiosk-means = Los invitados se hacen un selfie y reciben sus fotos.
device-wall = Muro de fotos
device-wall-means = Una pantalla grande que muestra las fotos según llegan.
wall-add = Añadir muro
wall-named = { $name } (muro de fotos)
wall-pause = Pausar
wall-resume = Seguir
wall-is-paused = En pausa en esta foto.
wall-skip = Foto siguiente
wall-skipped = El muro muestra la foto siguiente.
wall-link = Código QR en el muro
wall-album = Álbum en el muro
wall-album-all = Todas las fotos
wall-link-none = Sin código QR
wall-link-public = La página pública del evento
wall-link-unnamed = Enlace sin nombre
kiosk-waiting = Esperando su código
kiosk-online = En línea
kiosk-away = Sin conexión, visto { $ago }
kiosk-unseen = Vinculado, aún no visto
revoke-question-kiosk = ¿Revocar este quiosco?
revoke-lead-kiosk = «{ $name }» se bloquea al momento y olvida lo que muestra. Para volver a usar el dispositivo, añádelo de nuevo.
revoke-yes-kiosk = Revocar quiosco
revoke-question-wall = ¿Revocar este muro de fotos?
revoke-lead-wall = «{ $name }» se detiene al momento y no muestra nada más. Para volver a usar la pantalla, añádela de nuevo.
revoke-yes-wall = Revocar muro
kiosk-code-elsewhere = Su código se mostró una vez, al añadir el quiosco. Si nadie lo escribió, revoca el quiosco y añádelo otra vez.
kiosk-code-over = Código caducado; añade el quiosco otra vez.
kiosk-code-lead = En el dispositivo, abre { $address } y escribe
kiosk-code-left = Sirve una vez, quedan
kiosk-new = Nuevo quiosco
kiosk-add = Añadir quiosco
kiosk-adding = Añadiendo …
kiosk-place = ¿Dónde está?
kiosk-place-example = Entrada
