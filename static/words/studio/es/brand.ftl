## La marca de una cuenta y la de un evento

brand-title = Marca
brand-lead = Tus invitados la ven en su página, en los quioscos y en las tarjetas impresas, en todos tus eventos.
brand-event-lead = Lo que dejes vacío se toma de tu cuenta.
brand-name = Nombre
brand-link = Sitio web
brand-imprint = Aviso legal
brand-imprint-hint = Una línea, por ejemplo tu nombre y dirección.
brand-privacy_url = Página de privacidad
brand-base_url = Dominio de tus enlaces
brand-base_url-hint = Déjalo vacío para usar el habitual. Puedes elegir: { $hosts }
brand-show-credit = Mostrar «Hecho con eventphotos» al pie de la página
brand-save = Guardar la marca
brand-logo = Logotipo
brand-logo-hint = PNG, JPEG o WebP, hasta 2 MB.
brand-logo-inherited = Es el logotipo de tu cuenta.
brand-logo-large = Este archivo ocupa más de 2 MB. Elige uno más pequeño.
brand-logo-remove = Quitar el logotipo
brand-colour = Color de los botones
brand-colour-own = Usar mi propio color
brand-colour-other = Usar otro color en este evento
brand-colour-choose = Tu color
brand-colour-darker = En pantallas claras usamos un tono más oscuro para que todos puedan leerlo.
brand-colour-lighter = En pantallas oscuras usamos un tono más claro para que todos puedan leerlo.
brand-focus = Lo que debe verse de la portada
brand-focus-x = De izquierda a derecha
brand-focus-y = De arriba abajo
brand-preview-event = Fiesta de verano

error-svg = Los archivos SVG pueden contener programas, por eso no los aceptamos. Exporta tu logotipo como PNG.
error-unreadable = No podemos leer este archivo. Elige una imagen PNG, JPEG o WebP.
error-unknown_host = Este dominio no lleva a este servicio. Pide a quien lo gestiona que lo añada.
error-host_taken = Otra cuenta usa este dominio.

## Links: sent and changed

link-mail = Correo
link-whatsapp = WhatsApp
link-subject = Tus fotos: { $event }
link-message = Aquí están las fotos de { $event }. Hazte un selfi para encontrar aquellas en las que sales: { $url }
link-edit = Editar
link-edit-named = Editar { $name }
link-edit-title = Editar el enlace
link-save = Guardar el enlace
link-pin-another = PIN nuevo (opcional)
link-pin-edit-hint = El enlace no cambia, y los invitados que ya entraron siguen dentro.
link-pin-none = Quitar el PIN

## A watermark

watermark-title = Marca de agua
watermark-lead = Los invitados la ven en cada foto y en cada descarga. Tus originales no cambian.
watermark-text = Texto
watermark-text-hint = Por ejemplo © y tu nombre.
watermark-place = Posición
watermark-at-top_left = Arriba a la izquierda
watermark-at-top_right = Arriba a la derecha
watermark-at-centre = Centro
watermark-at-bottom_left = Abajo a la izquierda
watermark-at-bottom_right = Abajo a la derecha
watermark-at-all_over = Por toda la foto
watermark-size = Tamaño
watermark-opacity = Opacidad
watermark-picture = O una imagen
watermark-picture-hint = Un PNG transparente queda mejor.
watermark-preview = Así se verá más o menos
watermark-pending = Estamos poniendo la marca en tus fotos. Hasta que una la tiene, los invitados la ven borrosa.
watermark-on = Todas las fotos tienen la marca.
watermark-save = Guardar la marca de agua
watermark-start = Activar la marca de agua
watermark-off = Desactivar la marca de agua
error-watermark_missing = Escribe un texto o elige una imagen abajo.
