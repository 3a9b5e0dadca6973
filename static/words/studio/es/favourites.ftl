### Lo que eligieron invitados y clientes, y lo que dicen de las fotos.

event-part-favourites = Favoritas
favourites-lists = Quién eligió qué
favourites-none = Aún no hay favoritas
favourites-none-lead = Cuando los invitados toquen el corazón de una foto, lo verás aquí. O deja que un cliente elija.
favourites-of-guest = Un invitado
favourites-by-guest = Invitado
favourites-by-client = Cliente
favourites-finished = Selección terminada el { $date }
favourites-changed = Último cambio el { $date }
favourites-of-goal = { $count } de { $goal } fotos
favourites-show = Ver en la galería
favourites-show-all = Ver todas en la galería
favourites-csv = Descargar como CSV
favourites-copy-names = Copiar nombres de archivo
favourites-copy-lines = Copiar, uno por línea
favourites-zip = Descargar como ZIP
favourites-zip-of = Descargar como ZIP: { $name }
favourites-copy-link = Copiar enlace
favourites-copied = { $count ->
    [one] { $count } nombre copiado
   *[other] { $count } nombres copiados
  }
favourites-delete = Eliminar
favourites-delete-of = Eliminar { $name }
favourites-delete-title = ¿Eliminar «{ $name }»?
favourites-delete-client = El enlace deja de funcionar; la selección y sus comentarios desaparecen. No se elimina ninguna foto.
favourites-delete-guest = Las favoritas y los comentarios de este invitado desaparecen. No se elimina ninguna foto.
favourites-delete-yes = Eliminar
favourites-most = Las más elegidas
favourites-photo = Foto
favourites-times = Veces
favourites-who = Por
favourites-comments = Comentarios
favourites-comments-more = Ver más
favourites-comment-delete-of = Eliminar el comentario sobre { $photo }
favourites-new-title = Dejar que un cliente elija
favourites-new-lead = Quien tenga el enlace ve todas las fotos que ven los invitados, y elige entre ellas.
favourites-new-name = ¿Para qué es?
favourites-new-name-example = Para el álbum
favourites-new-goal = Cuántas fotos (opcional)
favourites-new-submit = Crear el enlace
favourites-new-doing = Creando …
by-chosen = Elegidas por
by-chosen-or-not = Elegidas o no
by-chosen-any = Cualquiera
comments-legend = ¿Pueden los invitados comentar las fotos?
comments-false = No
comments-false-means = Los invitados solo eligen favoritas.
comments-true = Sí
comments-true-means = Los invitados pueden escribirte sobre una foto. Solo lo veis tú y tus editores.
