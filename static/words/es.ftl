### Los textos de la página de invitados, del quiosco y de la página de inicio, en español. Sintaxis Fluent (projectfluent.org).

## Shared: languages and the connection

language-label = Idioma
connection-online = En directo
connection-waiting = Ahora no hay conexión. Seguimos intentándolo; no se pierde nada.
skip-to-content = Ir al contenido
one-moment = Un momento …
try-again = Intentar otra vez
back = Volver
cancel = Cancelar
close = Cerrar

## Shared: photos of somebody

photos-of-you = { $count ->
    [one] { $count } foto tuya
   *[other] { $count } fotos tuyas
  }
photos-of-you-so-far = { $count ->
    [one] { $count } foto por ahora …
   *[other] { $count } fotos por ahora …
  }
new-photos = { $count ->
    [one] { $count } foto nueva tuya
   *[other] { $count } fotos nuevas tuyas
  }
no-photos-yet = Aún no hay fotos tuyas
looking-at-selfie = Estamos mirando tu selfi …
looking-for-you = Te buscamos …
looking-through = Estamos mirando las fotos
looked-through = { $scanned } de { $total } fotos miradas
just-in = Nueva
open-photo = Abrir la foto { $index } de { $total }
open-new-photo = Abrir la foto nueva { $index } de { $total }
photo-position = Foto { $index } de { $total }
photo-number = Foto { $index }
previous-photo = Foto anterior
next-photo = Foto siguiente
zoom-photo = Ampliar
photo-failed = No se pudo cargar esta foto.
maybe-you = Quizá tú
maybe-several = Quizá alguien de vosotros
maybe-lead = Con estas tenemos dudas. Tú decides.
is-this-you = ¿Eres tú?
yes-me = Sí, yo
not-me = No soy yo
answered-yes = Ya es tuya
answered-no = No eres tú
is-this-person = ¿Es { $name }?
yes-person = Sí
not-person = No
answered-yes-person = { $name } sale aquí
answered-no-person = { $name } no sale aquí
undo = Deshacer
undo-now = Borrar ahora
undo-failed = No se borró: { $what }
open-doubtful-photo = Abrir esta foto, en la que quizá sales

## Shared: what is wrong with a selfie, and what to do about it

rejected-title = Vamos a intentarlo otra vez
rejected-no_face = No hemos encontrado ninguna cara. Mira de frente a la cámara, con toda la cara en el encuadre.
rejected-several_faces = Hay más de una cara en la imagen. Haz una solo de ti.
rejected-too_small = Tu cara sale demasiado pequeña. Acércate.
rejected-too_blurry = La imagen está movida. No te muevas un momento o limpia la lente.
rejected-too_dark = Está demasiado oscuro. Busca más luz, mejor de frente.
rejected-unreadable = No hemos podido leer esta imagen. Haz una nueva.
rejected-selfie_gone = Tu selfie se perdió antes de que pudiéramos mirarlo, porque solo lo guardamos en memoria. Hazlo otra vez, por favor.
tap-your-face = Toca tu cara
picture-of-several = Tu foto, con varias personas
several-people = Hay varias personas en esta foto. ¿Cuál eres tú?
face-left = Cara { $index } de { $total }, a la izquierda
face-right = Cara { $index } de { $total }, a la derecha
face-middle = Cara { $index } de { $total }, en el centro

## Shared: the camera

camera-denied = La cámara no está permitida aquí. Permítela en los ajustes de tu navegador para esta página, o elige una imagen.
camera-missing = Aquí no hay cámara. Elige una imagen.
camera-busy = Otra aplicación está usando la cámara. Ciérrala e inténtalo otra vez, o elige una imagen.
camera-insecure = La cámara solo funciona con una dirección segura (https). Elige una imagen.
camera-failed = La cámara no responde. Inténtalo otra vez, o elige una imagen.
camera-ended = La cámara ha desaparecido. Conéctala o enciéndela e inténtalo otra vez, o elige una imagen.
camera-live = Imagen en directo de tu cámara
camera-starting = La cámara está arrancando. Puede que tu navegador te pida permiso.

## Shared: whose event it is

brand-privacy = Privacidad
brand-credit = Hecho con eventphotos

## Shared: errors, by their code or their HTTP status

error-pin_required = Este evento está protegido con un PIN. Venía con tu enlace.
error-wrong_pin = Ese PIN no es correcto. Inténtalo otra vez.
error-link_expired = Este enlace ha caducado. Pide uno nuevo donde te lo dieron.
error-link_revoked = Este enlace se ha retirado. Pide uno nuevo donde te lo dieron.
error-handoff_expired = Este código ha caducado. Empieza de nuevo en la pantalla que lo mostró.
error-handoff_used = Este código ya se ha usado: vale una sola vez, para un solo teléfono. Si no fuiste tú, empieza de nuevo en la pantalla que lo mostró.
error-reset_expired = Este enlace ya se usó o es demasiado antiguo.
error-consent_changed = Lo que aceptas acaba de cambiar. Léelo de nuevo, por favor.
error-consent_required = Solo podemos buscarte después de que aceptes.
error-selfie_missing = Haz primero un selfi.
error-too_many_selfies = Puedes añadir hasta tres selfis a la vez y cinco por persona.
error-search_not_live = Esta búsqueda no admite más selfis ahora. Inténtalo de nuevo en un momento.
error-empty_file = Esta imagen está vacía. Elige otra.
error-selfie_search_off = La búsqueda por selfi está desactivada en este evento.
error-downloads_off = Las fotos de este evento no se pueden descargar.
error-gallery_closed = La galería de este evento no está abierta para ti.
error-picture_not_ready = Esta foto se está preparando. Inténtalo de nuevo en un momento.
error-media_url_expired = Hay que cargar esta foto de nuevo. Inténtalo otra vez.
error-unreachable = No podemos conectar con el servicio. Comprueba tu conexión e inténtalo otra vez.
error-search_ended = Esta búsqueda ha terminado, y todo lo que formaba parte de ella está borrado.
error-search_ended_by_photographer = Quien hizo las fotos ha cerrado el enlace por el que llegaste y con él ha terminado tu búsqueda. El código de tu cara y todo lo que se encontró están borrados.
error-visit_over = Aquí ya no se guarda nada sobre ti. Para buscar de nuevo, abre el enlace del evento o empieza en la pantalla.
error-status-401 = Tu visita ha terminado. Abre tu enlace otra vez.
error-status-403 = Esto no está abierto para ti.
error-status-404 = Comprueba el enlace: quizá está mal escrito o el evento ha terminado.
error-status-409 = Esto ya no encaja. Inténtalo otra vez.
error-status-410 = Esto ya no está disponible.
error-status-413 = Esta imagen es demasiado grande. Elige una más pequeña.
error-status-415 = Este archivo no es una imagen que podamos leer. Elige una foto JPEG, PNG o HEIC.
error-status-422 = No lo hemos entendido. Inténtalo otra vez.
error-status-429 = Eso ha ido un poco rápido.
error-status-503 = El servicio está saturado.
error-unknown = Algo ha fallado por nuestra parte. Inténtalo otra vez.
error-retry-after = { $seconds ->
    [one] Inténtalo otra vez dentro de { $seconds } segundo.
   *[other] Inténtalo otra vez dentro de { $seconds } segundos.
  }

## Guest: opening a link

guest-title = { $event } · encuéntrate
guest-opening = Abriendo el evento …
guest-closed-title = Esto no se ha abierto
guest-expired-title = Este enlace ya no vale
guest-handoff-over-title = Este código ya no vale
guest-unknown-title = Enlace no encontrado
guest-ended-title = Esta búsqueda ha terminado
guest-offline-title = No tienes conexión
guest-offline-lead = Esta página se abre sola en cuanto haya conexión. No se pierde nada tuyo.
guest-pin-title = Escribe el PIN
guest-pin-label = PIN
guest-pin-submit = Abrir el evento
guest-pin-locked = { $seconds ->
    [one] Demasiados PIN incorrectos. Podrás intentarlo en { $seconds } segundo.
   *[other] Demasiados PIN incorrectos. Podrás intentarlo en { $seconds } segundos.
  }
guest-pin-locked-spoken = Demasiados PIN incorrectos. Espera un poco.
guest-pin-again = Ya puedes intentarlo otra vez.

## Guest: welcome and consent

guest-cover = La foto de portada del evento
guest-promise = Hazte un selfi y mira las fotos en las que sales: las que ya están aquí y las nuevas en cuanto lleguen.
guest-selfie-fate = Tu selfi se borra justo después de la búsqueda. Queda un código cifrado de tu cara que solo sirve para encontrarte en este evento. Puedes borrarlo cuando quieras.
guest-registered-only = En este evento, las caras de las fotos solo se comparan con las de quienes lo han pedido. No se guarda la cara de nadie más.
guest-photographer-says = De parte de quien hace las fotos
guest-consent = Sí, buscad mi cara
guest-consent-scope = en las fotos de este evento
guest-consent-missing = Marca primero la casilla de arriba: solo te buscamos si dices que sí.
guest-begin = Hacer un selfi
guest-details-title = ¿Qué pasa exactamente con mi cara?
guest-details-selfie = Tu selfi se usa una sola vez, para calcular un código de tu cara, y después se borra. No se enseña a nadie ni se guarda nunca como archivo.
guest-details-code = El código se compara solo con las caras de las fotos de este evento. Se guarda cifrado, con una clave propia, y también el lugar de tu cara en cada foto encontrada. Qué fotos se encontraron para tu búsqueda se guarda legible, sin tu nombre.
guest-details-who = Nadie más que tú ve lo que se ha encontrado. Quien hace las fotos no ve ni tu selfi ni tus resultados.
guest-details-forget = «Olvidadme» borra el código, su clave y los resultados al momento. Si no haces nada, todo se borra cuando termina la búsqueda. Quien hace las fotos también puede terminarla, cerrando el enlace por el que llegaste.
guest-details-record = Que aceptaste, y cuándo, queda anotado como prueba, sin nada de tu cara. La anotación se borra { $days } días después de que termine tu búsqueda.
guest-details-free = Decir que sí es decisión tuya. Hazte un selfi solo a ti.
guest-search-off-title = Aquí no hay búsqueda por selfi
guest-search-off = La búsqueda por selfi está desactivada en este evento.
guest-gallery-promise = Aquí están todas las fotos del evento, y las nuevas aparecen en cuanto llegan.
guest-search-off-ask = Pregunta a quien hizo las fotos cómo conseguir las tuyas.
guest-see-all = Ver todas las fotos

## Guest: the selfie

guest-selfie-title = Tu selfi
guest-selfie-hint = Encaja tu cara en el óvalo y mira a la cámara. La luz de frente ayuda.
guest-shoot = Hacer la foto
guest-countdown = No te muevas …
guest-retake = Repetirla
guest-another = Añadir otra
guest-another-why = Un segundo selfi, un poco de lado, encuentra más fotos.
guest-choose = Elegir una imagen
guest-choose-label = Elegir hasta tres imágenes tuyas
guest-use-camera = Usar la cámara
guest-in-app = Estás dentro de una aplicación en la que esta página no tiene cámara. Copia el enlace y ábrelo en { $browser }, o elige una imagen aquí.
guest-in-app-copy = Copiar el enlace para { $browser }
guest-in-app-copied = Enlace copiado. Abre { $browser } y pégalo en la barra de direcciones.
guest-in-app-not-copied = La aplicación no permite copiar. Este es el enlace para { $browser }:
guest-selfie-position = Selfi { $index }
guest-remove-selfie = Quitar el selfi { $index }
guest-selfies-taken = { $count ->
    [one] { $count } de 3 selfis
   *[other] { $count } de 3 selfis
  }
guest-find = Buscar mis fotos
guest-sending = Enviando …
guest-file-unreadable = «{ $name }» no es una imagen que podamos leer. Elige una foto JPEG, PNG o HEIC.
guest-file-too-large = «{ $name }» es demasiado grande. Elige una imagen más pequeña.

## Guest: results

guest-your-photos = Tus fotos
guest-all-photos = Todas las fotos
guest-live-until = Tus fotos nuevas aparecerán aquí hasta el { $date }. Después se borra tu búsqueda; las fotos que descargaste se quedan.
guest-nothing-lead = Seguimos buscando, y tus fotos aparecerán aquí. Quédate un rato, o vuelve más tarde con el mismo enlace.
guest-strip-waiting = Tus fotos nuevas aparecerán aquí.
guest-to-check = { $count ->
    [one] ¿Eres tú? ({ $count })
   *[other] ¿Eres tú? ({ $count })
  }
guest-show-all = Todas
guest-surest = Las mejores primero
guest-favourites = Favoritas
guest-no-favourites = Aún no hay favoritas. Toca el corazón de una foto para guardarla aquí.
guest-not-me-said = Entonces no eres tú. Hemos quitado esta foto de las tuyas.
guest-favourite = Favorita
guest-download = Descargar
guest-download-all = Descargar todas
guest-download-favourites = Descargar favoritas
guest-zip-making = Preparando tus fotos …
guest-zip-progress = { NUMBER($received, maximumFractionDigits: 0) } de { NUMBER($total, maximumFractionDigits: 0) } MB
guest-zip-received = { NUMBER($received, maximumFractionDigits: 0) } MB
guest-zip-done = Guardado. Mira en tus descargas.
guest-zip-handed-over = Tu navegador está descargando { NUMBER($total, maximumFractionDigits: 0) } MB. Puedes seguir mirando.
guest-zip-name = { $event } – fotos mías
guest-zip-name-several = { $event } – fotos nuestras
guest-share = Compartir
guest-share-ready = Toca otra vez para compartir
guest-share-failed = No se pudo compartir esta foto. Inténtalo otra vez, o descárgala.
guest-preparing = Un momento …
albums = Álbumes
gallery-order = Orden
gallery-newest = Las más recientes primero
gallery-day = A lo largo del día
gallery-size = Tamaño de las fotos
gallery-smaller = Fotos más pequeñas
gallery-larger = Fotos más grandes
gallery-choose = Elegir
gallery-choose-photo = Elegir la foto { $index } de { $total }
gallery-chosen-tools = Qué hacer con las fotos elegidas
gallery-chosen-none = Toca las fotos que quieras.
gallery-chosen = { $count ->
    [one] { $count } foto elegida.
   *[other] { $count } fotos elegidas.
  }
gallery-chosen-full = Puedes elegir hasta { $count } de una vez.
gallery-choose-all = Todas
gallery-zip-name = { $event } – fotos
slideshow = Presentación
slideshow-title = Presentación de todas las fotos
slideshow-pause = Pausa
slideshow-play = Reproducir
guest-gallery-new = { $count ->
    [one] { $count } foto nueva
   *[other] { $count } fotos nuevas
  }
guest-gallery-newer = Ver las fotos nuevas
guest-gallery-empty = Aún no hay fotos. Aparecerán aquí.
guest-gallery-end = { $count ->
    [one] Es la única foto.
   *[other] Estas son las { $count } fotos.
  }
guest-expired-meanwhile = El enlace ha caducado, pero lo que se encontró para ti sigue aquí.

guest-install-title = Tus fotos, a un toque
guest-install-lead = Pon esta página en tu pantalla de inicio: se abre al instante, incluso sin conexión.
guest-install-yes = Instalar
guest-install-no = Ahora no
guest-install-by-hand = Toca el botón de compartir de tu navegador y luego «Añadir a pantalla de inicio». Allí la página empieza de cero: guarda este enlace.

alerts-open = Avísame de fotos nuevas
alerts-title = Avísame de fotos nuevas
alerts-lead = Te avisamos enseguida de la primera foto nueva, después como mucho una vez por hora, y una última vez cuando estén todas.
alerts-push = Avisarme en este dispositivo
alerts-email = Tu correo electrónico
alerts-mail = Por correo
alerts-asked = Hemos enviado un correo a { $email }. Confírmalo y te avisaremos de las fotos nuevas.
alerts-consent = Si eliges una de estas opciones, guardamos tu dirección, o la dirección de avisos de este navegador, cifrada hasta que termine tu búsqueda, y no la usamos para nada más. Puedes pararlo cuando quieras, aquí o en cada correo.
alerts-stop = Parar
alerts-stop-of = Parar: { $target }
alerts-unconfirmed = A la espera de que confirmes por correo
alerts-this-device = Este dispositivo
alerts-other-device = Otro dispositivo
alerts-apple = En iPhone y iPad los avisos llegan a páginas de la pantalla de inicio: toca «Compartir» y luego «Añadir a pantalla de inicio», abre allí la página y elige esto otra vez.
alerts-no-way = Este navegador no puede recibir avisos. Guarda el enlace y vuelve más tarde.
error-push_denied = Tu navegador no permite avisos de esta página. Permítelos en sus ajustes y vuelve a intentarlo.
error-push_failed = No se pudieron activar los avisos en este navegador. Inténtalo de nuevo.
error-mail_off = Este servicio no envía correos.
error-too_many_alerts = Ya tienes cinco avisos. Quita uno primero.
error-letter_over = Este enlace ya no sirve: la búsqueda terminó, o se pararon sus correos.
letter-title = Tus avisos por correo
letter-confirm-title = Enterarme de fotos nuevas
letter-confirm-lead = Alguien pidió avisos de fotos nuevas en esta dirección. Si fuiste tú, confírmalo.
letter-confirm-yes = Sí, avísame
letter-confirm-done-title = Todo listo
letter-confirm-done = Hecho. Te avisaremos de las fotos nuevas: { $event }.
letter-refuse-title = ¿No fuiste tú?
letter-refuse-lead = Borramos esta dirección y no le escribiremos más sobre este evento.
letter-refuse-yes = No fui yo
letter-refuse-done-title = Dirección borrada
letter-refuse-done = Hecho. No habrá más correos sobre este evento.
letter-stop-title = ¿Parar estos correos?
letter-stop-lead = Ya no te avisaremos de fotos nuevas por esta vía. Tus fotos siguen donde están.
letter-stop-yes = Pararlos
letter-stop-done-title = Correos parados
letter-stop-done = Hecho. No recibirás más correos de estos.
letter-close = Ya puedes cerrar esta página.
letter-over = Este enlace ya no sirve. No hay nada más que hacer.

## Guest: several people in one visit

selfie-add = Añadir otro selfi
selfie-another = Otro selfi
selfie-looking = Buscamos también con tu nuevo selfi …
selfie-added = Tu nuevo selfi ya cuenta: lo que encuentre aparece aquí.
selfie-of-another = Parece otra persona, así que no ha cambiado nada.
person-add = Añadir a alguien
person-title = ¿Quién más?
person-lead = Tu hijo o tu pareja, por ejemplo. Sus fotos también aparecen aquí, y ves en cuáles estáis todos.
person-name = Nombre
person-name-missing = Di cómo llamas a esta persona.
person-consent = Sí, buscad esta cara: la persona está de acuerdo, o decido por mi hijo
person-consent-missing = Marca primero la casilla de arriba: solo buscamos a quien está de acuerdo o por quien puedes decidir.
person-begin = Hacer la foto
selfie-of-person = Foto de { $name }
tap-face-of = Toca la cara de { $name }
people-label = Personas
people-me = Yo
people-everybody = Todos
people-together = Juntos
person-number = Persona { $number }
forget-person = Olvidar a { $name }
forget-everybody = Olvidadnos a todos
forget-person-question = ¿Olvidamos a { $name }?
forget-everybody-question = ¿Os olvidamos a todos?
forget-others-lead = Esto borra el código de la cara y todo lo que se encontró con él, aquí y en el servicio. Ya no aparecerán fotos nuevas.
people-back = Volver a las fotos
photos-of-person = { $count ->
    [one] { $count } foto de { $name }
   *[other] { $count } fotos de { $name }
  }
photos-of-everybody = { $count ->
    [one] { $count } foto vuestra
   *[other] { $count } fotos vuestras
  }
photos-together = { $count ->
    [one] { $count } foto con todos vosotros
   *[other] { $count } fotos con todos vosotros
  }

## Invitados: varias fotos al teléfono

choose-several = Elegir varias
choose-lead = Toca las fotos que quieras
choose-all = Todas
choose-end = Listo
choose-zip = En ZIP
chosen-photos = { $count ->
    [one] { $count } foto elegida
   *[other] { $count } fotos elegidas
  }
save-photos = Guardar en este teléfono
save-ready = { $count ->
    [one] Toca para guardar { $count } foto
   *[other] Toca para guardar { $count } fotos
  }
save-more = Guardar más ({ $saved } de { $total })
save-done = { $count ->
    [one] { $count } foto guardada
   *[other] { $count } fotos guardadas
  }
error-share_failed = Tu teléfono no aceptó estas fotos. Prueba con menos, o con un ZIP.

## Invitados: favoritas, para el fotógrafo y en otros dispositivos

favourite-photo = Foto { $index } como favorita
guest-offline-seen = No tienes conexión. Estas son las fotos que ya viste aquí.
guest-list-for-photographer = El fotógrafo ve tus favoritas. Los demás invitados no.
guest-list-name = Tu nombre (opcional)
guest-list-name-save = Guardar
guest-list-name-saved = Guardado
guest-list-link = Abrir en otro dispositivo
guest-list-link-why = Envíate este enlace: abre tus favoritas en cualquier dispositivo, aunque pierdas este teléfono. Quien lo tenga puede cambiarlas.
guest-list-copied = Enlace copiado
guest-list-unsent = { $count ->
    [one] { $count } cambio se enviará cuando vuelvas a tener conexión.
   *[other] { $count } cambios se enviarán cuando vuelvas a tener conexión.
  }
guest-comment = Comentario
guest-comment-title = Al fotógrafo
guest-comment-lead = Solo lo lee el fotógrafo, no los demás invitados.
guest-comment-label = Tu comentario sobre esta foto
guest-comment-send = Enviar
guest-comment-delete = Borrar
guest-comment-deleted = Comentario borrado.
guest-comment-waits = Se enviará cuando vuelvas a tener conexión.
guest-chosen-title = Tus favoritas
guest-chosen-only = Elegidas
guest-chosen-none = Aún no has elegido nada. Toca el corazón de una foto para elegirla.
guest-chosen-count = { $count ->
    [one] { $count } foto elegida
   *[other] { $count } fotos elegidas
  }
guest-chosen-of = { $count } de { $goal } elegidas
guest-chosen-over = { $count ->
    [one] { $count } foto más que las { $goal } pedidas
   *[other] { $count } fotos más que las { $goal } pedidas
  }
guest-chosen-finish = Ya he elegido
guest-chosen-finished = Gracias. El fotógrafo ve tu selección.
guest-chosen-again = Cambiar mi selección
error-favourites_full = Puedes elegir hasta 2000 fotos. Quita antes algunas.
error-comments_off = El fotógrafo no acepta comentarios sobre estas fotos.
error-too_many_comments = Has llegado al límite de comentarios. Borra antes algunos.
error-unknown_photo = Esta foto ya no está.

## Guest: forget me

guest-export = Guardar mis datos
guest-forget = Olvidadme
guest-forget-question = ¿Te olvidamos?
guest-forget-lead = Esto borra el código de tu cara y todo lo que se encontró con él, aquí y en el servicio. Ya no aparecerán fotos nuevas tuyas.
guest-forget-yes = Sí, borrar todo
guest-forget-no = Seguir buscando
guest-forgotten-title = Tus datos están borrados
guest-forgotten-lead = El código de tu cara y todo lo que se encontró con él están borrados. Las fotos que descargaste se quedan contigo.
guest-forgetting-title = Borrado de este teléfono
guest-forgetting-lead = El servicio aún no ha confirmado que también lo ha borrado todo. Seguimos preguntando hasta que lo haga; deja esta página abierta, o vuelve a abrirla cuando tengas conexión.
guest-kept-forget = Borrar de este teléfono
guest-kept-forget-question = ¿Borrar lo que guarda este teléfono?
guest-kept-forget-lead = Este teléfono guarda las fotos que has visto para que puedas abrirlas sin conexión. Se borrarán, y también tus favoritas y comentarios, aquí y en el servicio. Las fotos que descargaste se quedan contigo.
guest-kept-forget-given = Las fotos que compartiste se quedan en el evento y ya no podrás borrarlas desde este teléfono: bórralas antes si no quieres que se queden.
guest-kept-forgotten = Las fotos que guardaba este teléfono, tus favoritas y tus comentarios están borrados. Las fotos que descargaste se quedan contigo.
guest-receipt-title = Recibo
guest-receipt-event = Evento
guest-receipt-search = Búsqueda
guest-receipt-agreed = Aceptaste
guest-receipt-withdrawn = Retiraste el permiso
guest-receipt-number = Número
guest-receipt-check = Se comprueba en
guest-receipt-erased = Borrado
guest-receipt-selfie = tu selfi
guest-receipt-template = el código de tu cara
guest-receipt-matches = todo lo que se encontró
guest-receipt-already = Ya estaba borrado.
guest-receipt-save = Guardar el recibo
guest-receipt-print = Imprimir
guest-start-again = Empezar de nuevo

## Start page

start-title = Encuéntrate en las fotos
start-lead = Un selfi, y las fotos en las que sales aparecen en tu teléfono mientras el evento sigue en marcha.
start-lost-title = Página no encontrada
start-lost-lead = Revisa la dirección o sigue desde aquí.
start-guest-title = ¿Estuviste en un evento?
start-guest-lead = Abre el enlace que te dieron, o escanea el código de la tarjeta o de la pantalla del lugar.
start-open-events = Eventos abiertos
start-events-loading = Buscando eventos …
start-step-open = Abre el enlace o escanea el código.
start-step-selfie = Hazte un selfi.
start-step-photos = Aparecen tus fotos, y las nuevas van llegando.
start-photographer-title = ¿Eres quien hace las fotos?
start-photographer-lead = Súbelas mientras disparas. Los invitados se encuentran solos.
start-sign-in = Iniciar sesión
start-register = Crear una cuenta
start-organiser-title = ¿Llevas el local?
start-organiser-lead = Convierte cualquier pantalla táctil en un lugar donde los invitados encuentran sus fotos.
start-kiosk = Preparar un quiosco

## Card: printed, on the tables of a party

card-title = Encuentra tus fotos
card-step-scan = Escanea el código con tu móvil
card-step-selfie = Hazte un selfi
card-step-see = Mira las fotos en las que sales, también las que están por llegar
card-pin = PIN { $pin }
card-pin-ask = Se te pedirá un PIN. Te lo decimos con gusto.
card-promise = Tu selfi se borra justo después de la búsqueda.

## Giving photos

wall-question = ¿Puede el muro de fotos del lugar mostrar fotos tuyas?
wall-question-of = ¿Puede el muro de fotos del lugar mostrar fotos de { $name }?
wall-question-yes = Sí
wall-question-no = No
wall-question-means = Si dices que no, las fotos en las que seguro que apareces no salen en el muro. Puedes cambiar tu respuesta; se borra con tu búsqueda.

give-offer = Comparte tus fotos
give-title = Comparte tus fotos
give-lead = Añade fotos que hayas hecho en este evento. Sin selfie.
give-name = Tu nombre (opcional)
give-name-hint = Se muestra con tus fotos.
give-choose = Elegir fotos
give-camera = Hacer una foto
give-on-the-way = Enviando tus fotos
give-stuck = { $count ->
    [one] Sin conexión. { $count } foto se enviará cuando vuelvas a tener conexión.
   *[other] Sin conexión. { $count } fotos se enviarán cuando vuelvas a tener conexión.
  }
give-left = { $count ->
    [one] Queda { $count } foto por enviar …
   *[other] Quedan { $count } fotos por enviar …
  }
give-done = { $count ->
    [one] { $count } foto enviada. ¡Gracias!
   *[other] { $count } fotos enviadas. ¡Gracias!
  }
give-twice = { $count ->
    [one] { $count } ya estaba aquí.
   *[other] { $count } ya estaban aquí.
  }
give-failed = { $count ->
    [one] No se pudo enviar { $count } foto.
   *[other] No se pudieron enviar { $count } fotos.
  }
given-title = Tus fotos
given-none = Todavía nada. Aquí aparecen las fotos que compartes.
given-processing = Preparándose …
given-waiting = Pendiente de aprobación
given-shown = Visible para los invitados
given-not_shown = No se muestra a los invitados
given-failed = No pudimos leer esta foto. Bórrala, por favor.
given-delete = Borrar
given-delete-named = Borrar { $name }
given-deleted = Foto «{ $name }» borrada.
given-from = De { $name }
given-from-guest = De un invitado
error-giving_off = Este evento no acepta fotos de invitados ahora mismo.
error-given_enough = Has llegado al límite de fotos. Borra una tuya para hacer sitio.
error-unreadable_file = Esta foto ya no se puede leer. Elígela otra vez.
error-too_large = Esta foto es demasiado grande.
error-event_full = Este evento no admite más fotos. Gracias de todos modos.
error-account_full = Este evento no admite más fotos. Gracias de todos modos.
error-account_bytes_full = Este evento no admite más fotos. Gracias de todos modos.

## Kiosk

kiosk-title = Encuentra tus fotos

kiosk-pair-title = Conectar esta pantalla
kiosk-pair-lead = En el estudio, abre el evento, añade un quiosco y escribe aquí su código.
kiosk-pair-language = Idioma con el que empieza esta pantalla
kiosk-pair-code = Código de vinculación
kiosk-pair-button = Conectar esta pantalla
kiosk-pair-busy = Vinculando …
error-unknown_pairing_code = Ese código no vale. Los códigos sirven una vez y solo unos minutos: crea uno nuevo en el estudio.

kiosk-locked-title = Esta pantalla está cerrada
kiosk-locked-lead = La organización la ha cerrado. Tus fotos siguen ahí: pídele el enlace.
kiosk-locked-button = Vincular la pantalla de nuevo

wall-title = Muro de fotos
wall-pair-lead = En el estudio, abre el evento, añade un muro y escribe aquí su código.
wall-locked-lead = Los organizadores lo han cerrado. Ya no muestra fotos.
wall-empty = Las fotos aparecerán aquí a medida que se hagan.
wall-away = Ahora mismo no hay conexión. La pantalla sigue intentándolo y volverá sola.
wall-paused = En pausa
wall-photo = Una foto del evento
wall-join = Escanea y encuentra tus fotos
wall-logo = Logotipo del fotógrafo
wall-qr = Código que abre las fotos del evento en tu teléfono
error-other_device = Este código es de otro tipo de pantalla. Abre /kiosk para un quiosco, /wall para un muro.

kiosk-attract-title = ¿Sales en las fotos?
kiosk-attract-lead = Hazte un selfi, mira tus fotos, llévatelas al móvil.
kiosk-attract-start = Encontrar mis fotos
kiosk-attract-away-title = Un momento, por favor
kiosk-attract-away = Esta pantalla no tiene conexión ahora mismo. Sigue intentándolo y volverá por sí sola.
kiosk-attract-off-title = Hoy no hay búsqueda
kiosk-attract-off = La búsqueda por cara está desactivada en este evento. Pregunta a quien hace las fotos dónde verlas.

kiosk-consent-title = ¿Podemos buscarte?
kiosk-consent-camera = La cámara te hace una foto.
kiosk-consent-search = Buscamos tu cara en las fotos de este evento y te enseñamos aquí lo que encontramos.
kiosk-consent-delete = Tu foto se borra justo después. Cuando te vas, también todo lo demás, salvo que te lo lleves al móvil.
kiosk-consent-yes = Sí, buscadme
kiosk-consent-no = No, gracias
kiosk-consent-more = ¿Qué pasa exactamente con mi cara?
kiosk-consent-full-title = Qué pasa con tu cara
kiosk-consent-full-picture = Tu foto se usa una sola vez, para calcular un código de tu cara. Después se borra; nunca se guarda como archivo ni se enseña a nadie.
kiosk-consent-full-code = El código se compara solo con las caras de las fotos de este evento. Se guarda cifrado, con una clave propia, y también el lugar de tu cara en cada foto encontrada. Qué fotos se encontraron se guarda legible, sin tu nombre.
kiosk-consent-full-screen = Lo que encontramos aparece en esta pantalla, y quien esté a tu lado puede verlo. Nadie más ve tus resultados, tampoco quien hace las fotos.
kiosk-consent-full-end = Cuando pulsas «Listo», o cuando nadie toca la pantalla durante 30 segundos, se borran el código, su clave y los resultados.
kiosk-consent-full-phone = Si te las llevas al móvil, tu búsqueda sigue allí hasta que termine por sí sola o la borres con «Olvidadme».
kiosk-consent-full-free = Decir que sí es decisión tuya. Solo tu propia cara, por favor.

kiosk-person-lead = Tu hijo o tu pareja, por ejemplo. Sus fotos también aparecen aquí.
kiosk-person-camera = La cámara hace una foto de esta persona, y buscamos su cara en las fotos de este evento.
kiosk-person-delete = La foto se borra justo después. Cuando te vas, también todo lo demás, salvo que te lo lleves en un móvil.
kiosk-person-free = Decir que sí es una decisión libre: de la persona, o tuya por tu hijo.
kiosk-person-taken = La persona { $number } ya está en el móvil.

kiosk-camera-title = Mira a la cámara
kiosk-camera-lead = Tu cara en el marco, sin nadie más, y quédate sin moverte.
kiosk-camera-opening = Encendiendo la cámara …
kiosk-camera-live = Imagen en directo de la cámara
kiosk-camera-frozen = La foto que se acaba de hacer
kiosk-camera-check-title = ¿Te gusta esta foto?
kiosk-camera-check-lead = Ojos abiertos, cara entera, nadie más: así encontramos más.
kiosk-camera-use = Buscadme
kiosk-camera-retake = Hacer otra
kiosk-camera-sending = Enviando tu foto …
kiosk-camera-taken = Foto hecha.
kiosk-camera-problem-title = La cámara no funciona
kiosk-camera-denied = Esta pantalla no puede usar su cámara. Avisa a la organización, por favor.
kiosk-camera-missing = Esta pantalla no tiene cámara. Avisa a la organización, por favor.
kiosk-camera-busy = Otra cosa está usando la cámara. Inténtalo de nuevo en un momento.
kiosk-camera-insecure = La cámara solo funciona con una dirección segura (https). Avisa a la organización, por favor.
kiosk-camera-failed = La cámara no responde. Inténtalo de nuevo, por favor.
kiosk-camera-ended = La cámara ha desaparecido. Inténtalo de nuevo; si no vuelve, avisa a la organización.
kiosk-away-title = Ahora mismo no hay conexión
kiosk-away-before = No hemos hecho ninguna foto: en este momento no podríamos buscarte. Esta pantalla sigue intentándolo.
kiosk-away-sent = Tu foto no se ha guardado. Inténtalo de nuevo cuando vuelva la conexión.
kiosk-problem-title = No ha funcionado

kiosk-results-take = Llevármelas al móvil
kiosk-results-take-none = Seguir buscando en mi móvil
kiosk-results-done = Listo
kiosk-results-empty = Tus fotos nuevas aparecerán aquí mientras sigue la fiesta. Llévate la búsqueda en el móvil y no te pierdas ninguna.

kiosk-handoff-title = Llévatelas al móvil
kiosk-handoff-person = Persona { $number }: llévatelas al móvil
kiosk-handoff-open = Abre la cámara de tu móvil.
kiosk-handoff-scan = Apunta a este código.
kiosk-handoff-tap = Toca el enlace que aparece. Las fotos nuevas te seguirán allí.
kiosk-handoff-once = El código sirve una vez, para un móvil.
kiosk-handoff-qr = Código que abre tus fotos en tu móvil
kiosk-handoff-opening = Preparando tu código …
kiosk-handoff-back = Volver a las fotos
kiosk-handoff-done = Ya las tengo
kiosk-handoff-leave-title = Aún no has escaneado el código
kiosk-handoff-leave-lead = Si te vas ahora, tu foto y todo lo que encontramos se borrarán.
kiosk-handoff-leave-several = Si te vas ahora, se borrará todo lo que ningún móvil se haya llevado.
kiosk-handoff-leave-not = Primero lo escaneo
kiosk-handoff-leave = Borrar y salir

kiosk-bye-phone-title = Ya está en tu móvil
kiosk-bye-phone-lead = Esta pantalla te ha olvidado. ¡Disfruta de tus fotos!
kiosk-bye-done-title = Listo
kiosk-bye-done-lead = Tu foto y todo lo que encontramos están borrados.
kiosk-bye-part-lead = Lo que ningún móvil se ha llevado está borrado.
kiosk-bye-later-lead = Esta pantalla te ha olvidado. Lo que encontramos se borrará en cuanto vuelva la conexión.
kiosk-bye-next = ¿Quién va ahora?

kiosk-idle = { $seconds ->
    [one] ¿Sigues ahí? Esta pantalla se borra en un segundo.
   *[other] ¿Sigues ahí? Esta pantalla se borra en { $seconds } segundos.
  }
kiosk-idle-stay = Sigo aquí

## La página que ayuda a un dispositivo a confiar en este servicio

trust-title = Confiar en este servicio
trust-lead = Funciona en un ordenador de esta red y crea sus propios certificados. Cuando tu dispositivo confíe en ellos, la cámara funcionará aquí.
trust-scan = Escanéalo con el teléfono
trust-scan-picture = Código QR de esta página
trust-first = 1. Instala el certificado
trust-download = Descargar el certificado
trust-iphone = iPhone o iPad
trust-iphone-1 = Toca el botón en Safari y permite la descarga.
trust-iphone-2 = Abre Ajustes, toca «Perfil descargado» y después «Instalar».
trust-iphone-3 = Abre Ajustes › General › Información › Ajustes de confianza de los certificados y actívalo.
trust-android = Android
trust-android-1 = Toca el botón y guarda el archivo.
trust-android-2 = Abre Ajustes y busca «certificado CA».
trust-android-3 = Elige «Instalar de todos modos» y después el archivo.
trust-computer = Ordenador
trust-computer-1 = Windows: abre el archivo e instálalo en «Entidades de certificación raíz de confianza».
trust-computer-2 = Mac: abre el archivo en Acceso a Llaveros, abre el certificado y elige «Confiar siempre».
trust-second = 2. Abre el servicio
trust-open = No debe aparecer ninguna advertencia. Si aparece, repite el primer paso.
trust-careful = Antes de hacerlo
trust-limits = El certificado solo vale para este ordenador y las redes privadas, no para otros sitios web. Elimínalo cuando termine el evento.
trust-compare = Tu dispositivo muestra esta huella SHA-256. Tiene que ser la misma:
