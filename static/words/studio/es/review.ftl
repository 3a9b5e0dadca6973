### The review of photos before guests see them, and an event's insights.


## Review

review-title = Revisión
review-reading = Buscando fotos por revisar …
review-waiting = { $count ->
    [one] { $count } por revisar
   *[other] { $count } por revisar
  }
review-none = Nada por revisar
review-none-at_once = Las fotos de este evento llegan a los invitados en cuanto están listas. Para verlas antes, cambia «¿Cuándo ven las fotos los invitados?».
review-none-later = Las fotos nuevas aparecen aquí cuando están listas y se publican solas al cabo de un rato.
review-none-approved = Las fotos nuevas aparecen aquí cuando están listas. Los invitados las ven cuando las apruebas.
review-unsent = { $count ->
    [one] { $count } decisión aún no se ha enviado: no hay conexión con el servicio. Sigue, se enviará cuando vuelva.
   *[other] { $count } decisiones aún no se han enviado: no hay conexión con el servicio. Sigue, se enviarán cuando vuelva.
  }
review-in-stack = { $index } de { $total } parecidas
review-soft = Borrosa
review-dark = Oscura
review-sharpest = La más nítida
review-stars = { $count ->
    [one] { $count } estrella
   *[other] { $count } estrellas
  }
review-no-stars = Sin estrellas
review-did-approve = { $count ->
    [one] Aprobada.
   *[other] Aprobadas: { $count } fotos.
  }
review-did-reject = { $count ->
    [one] Rechazada.
   *[other] Rechazadas: { $count } fotos.
  }
review-did-hold = De vuelta a revisión.
review-undo = Deshacer
review-similar = Fotos parecidas
review-photo = Foto
review-acts = Tu decisión
review-reject = Rechazar
review-only = Solo esta
review-approve = Aprobar
review-next = Siguiente ráfaga

## Insights

insights-title = Estadísticas
insights-none = Ningún invitado ha buscado aún
insights-none-lead = Cuando los invitados empiecen a buscar, verás aquí cuántos son, qué encontraron y con qué rapidez.
insights-share = Compartir el evento
insights-searching = Invitados buscando ahora
insights-without = Invitados sin coincidencias
insights-without-more = sin fotos hasta ahora
insights-per-minute = Coincidencias por minuto
insights-last-hour = { $count ->
    [one] { $count } coincidencia en la última hora, { $most } como máximo en un minuto
   *[other] { $count } coincidencias en la última hora, { $most } como máximo en un minuto
  }
