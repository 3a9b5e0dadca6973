### The team of an event, and an invitation to one.


## Roles

team-role-owner = Titular
team-role-shoot = Fotógrafo/a
team-role-shoot-means = Envía fotos, lo ve todo y borra sus propias fotos.
team-role-edit = Edición
team-role-edit-means = Envía fotos, las aprueba, puntúa y oculta todas, y ajusta los relojes de las cámaras.
team-role-help = Ayudante
team-role-help-means = Lo ve todo y aprueba fotos. No envía ninguna.
team-event-of = { $role } · evento de { $owner }
team-event-of-somebody = { $role } · evento de otra persona

## The page

event-part-team = Equipo
team-members = Equipo
team-members-count = { $count ->
    [one] { $count } persona en el equipo
   *[other] { $count } personas en el equipo
  }
team-alone = De momento, solo tú
team-alone-lead = Invita a tus colegas con un enlace. Cada cual entra con su cuenta, ve este evento y firma sus fotos.
team-you = { $name } (tú)
team-former = Alguien que ya no está
team-since = En el equipo desde el { $date }
team-role = Función
team-role-of = Función de { $name }
team-release = Sus fotos
team-release-own = Tus fotos
team-release-of = Cuándo ven los invitados las fotos de { $name }
team-release-event = Como el evento
team-release-at_once = Al momento
team-release-later = A los pocos minutos
team-release-approved = Cuando se aprueben
team-saved = Guardado.
team-remove = Quitar
team-remove-of = Quitar a { $name }
team-remove-title = ¿Quitar a { $name } del equipo?
team-remove-lead = Sus accesos FTP y su acceso a este evento terminan al momento. Sus fotos se quedan, con su nombre.
team-remove-yes = Quitar del equipo
team-removed = { $name } ya no está en el equipo.
team-leave = Dejar el equipo
team-leave-title = ¿Dejar este equipo?
team-leave-lead = Ya no verás este evento y tus accesos FTP terminan. Tus fotos se quedan, con tu nombre.

## Invitations

team-invite-title = Invitar a alguien
team-invite-note = ¿Para quién es? (opcional)
team-invite-note-example = Anna, segunda cámara
team-invite-role = ¿Qué puede hacer?
team-invite-submit = Crear enlace
team-invite-doing = Creando …
team-invited = La invitación está lista
team-invited-lead = Envía este enlace a tu colega. Funciona una sola vez y no se vuelve a mostrar.
team-invited-copy = Copiar enlace
team-open = Invitaciones pendientes
team-open-somebody = Invitación
team-open-until = { $role } · válida hasta el { $date }
team-revoke = Retirar
team-revoke-of = Retirar la invitación: { $note }
team-revoke-title = ¿Retirar esta invitación?
team-revoke-lead = El enlace deja de funcionar al momento.
team-revoke-yes = Retirar

## What is offered

offer-sign-in = Te han invitado a trabajar en un evento. Entra o crea una cuenta para ver la invitación.
offer-title = Invitación
offer-lead = { $name } te invita a trabajar en este evento.
offer-lead-somebody = Te invitan a trabajar en este evento.
offer-role = Tu función
offer-date = Fecha
offer-until = Válida hasta el
offer-accept = Unirme al equipo
offer-accepting = Un momento …
offer-decline = Rechazar
offer-declined-title = Invitación rechazada
offer-declined-lead = El enlace ya no funciona.
offer-guest = Tu cuenta es de invitado. Solo los fotógrafos pueden unirse a un equipo.
offer-gone = No se puede abrir esta invitación
error-on_the_team = Ya estás en el equipo de este evento.
error-team_full = El equipo está completo. Quita antes a alguien.

## Who took what

by-line = Foto de { $name }
by-nobody = No se sabe
by-filter = Fotógrafo/a
by-camera = Cámara
by-any = Todos
by-any-camera = Todas las cámaras
by-count = { $name } ({ $photos })
