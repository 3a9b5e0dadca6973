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
