### Albums of an event.

event-part-albums = Álbumes
albums-title = Álbumes
albums-lead = Los invitados que pueden ver todas las fotos eligen entre estos álbumes. En la galería, selecciona fotos y pulsa «Añadir a un álbum».
albums-unseen = Los invitados no pueden ver todas las fotos de este evento, así que tampoco ven álbumes. Puedes cambiarlo en
albums-none = Aún no hay álbumes
albums-none-lead = Un álbum es una parte del evento, como la ceremonia o la fiesta.
albums-none-by-hand = Aún no hay álbumes a los que añadir fotos.
album-hidden = oculto para los invitados
album-of-hand = Las fotos que añades
album-of-camera = Fotos de { $name }
album-of-time = Fotos tomadas de { $from } a { $to }
album-of-time-from = Fotos tomadas desde { $from }
album-of-time-to = Fotos tomadas hasta { $to }
album-rename = Cambiar nombre
album-rename-named = Cambiar el nombre de { $name }
album-rename-save = Guardar nombre
album-edit = Editar
album-edit-named = Editar { $name }
album-edit-save = Guardar álbum
album-up = Subir
album-up-named = Subir { $name }
album-down = Bajar
album-down-named = Bajar { $name }
album-hide = Ocultar a los invitados
album-hide-named = Ocultar a los invitados: { $name }
album-show = Mostrar a los invitados
album-show-named = Mostrar a los invitados: { $name }
album-delete = Eliminar
album-delete-named = Eliminar { $name }
album-deleted = Se eliminó { $name }. Sus fotos siguen en la galería.
album-new = Nuevo álbum
album-create = Crear álbum
album-creating = Creando …
album-name = Nombre
album-name-example = Ceremonia
album-kind = ¿Qué fotos?
album-kind-hand = Las fotos que añado
album-kind-hand-means = Las eliges en la galería.
album-kind-time = Fotos de un intervalo de tiempo
album-kind-time-means = Todo lo tomado entre dos horas, también las fotos que aún faltan.
album-kind-camera = Fotos de una cámara
album-kind-camera-means = Todo lo que tomó una cámara, también las fotos que aún faltan.
album-from = Desde
album-to = Hasta
error-album_timeless = Elige un comienzo, un final o ambos.
error-album_order = El final es anterior al comienzo.
album-camera = Cámara
album-add = Añadir a un álbum
album-take-out = Mejor quitarlas del álbum
album-add-to = { $count ->
    [one] Añadir { $count } foto a
   *[other] Añadir { $count } fotos a
  }
album-take-out-of = { $count ->
    [one] Quitar { $count } foto de
   *[other] Quitar { $count } fotos de
  }
album-create-with = { $count ->
    [one] Crear con { $count } foto
   *[other] Crear con { $count } fotos
  }
album-put-in = { $count ->
    [one] { $count } foto añadida a { $name }.
   *[other] { $count } fotos añadidas a { $name }.
  }
album-taken-out = { $count ->
    [one] { $count } foto quitada de { $name }.
   *[other] { $count } fotos quitadas de { $name }.
  }
