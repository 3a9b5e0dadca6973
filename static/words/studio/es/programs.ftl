### Programs that act for an account: access tokens and webhooks.


## Access tokens

tokens-title = Tokens de acceso
tokens-lead = Para programas que suben o leen fotos, sin que necesiten tu contraseña. Si cambias la contraseña, se revocan todos.
tokens-week = Una semana
tokens-month = Un mes
tokens-quarter = Tres meses
tokens-year = Un año
tokens-until = hasta el { $date }
tokens-expired = caducó el { $date }
tokens-used = último uso { $ago }
tokens-unused = nunca usado
tokens-revoke = Revocar
tokens-revoke-one = Revocar { $name }
tokens-revoke-ask = ¿Revocar este token?
tokens-revoke-lead = «{ $name }» deja de funcionar al instante. Los programas que lo usan necesitarán otro.
tokens-revoke-yes = Revocar token
tokens-ready = «{ $name }» está listo.
tokens-once = Cópialo ahora: no se volverá a mostrar.
tokens-copy = Copiar token
tokens-none = No hay tokens de acceso
tokens-none-lead = Crea uno por programa u ordenador, para poder revocarlo por separado.
tokens-new = Token nuevo
tokens-name = ¿Para qué es?
tokens-example = Portátil de la oficina
tokens-scopes = ¿Qué puede hacer?
tokens-life = ¿Cuánto tiempo es válido?
tokens-make = Crear token
tokens-making = Creando …
scope-upload-short = sube fotos
scope-upload = Subir fotos
scope-upload-means = Añade fotos y se entera de qué pasó con ellas. No ve ninguna foto.
scope-read-short = lee
scope-read = Leer
scope-read-means = Ve fotos, cifras y lo que pasa en directo, y puede exportar.
scope-manage-short = gestiona
scope-manage = Gestionar
scope-manage-means = Lee, crea y cambia eventos, oculta y elimina fotos, crea enlaces y quioscos. No puede eliminar eventos.

## Where something holds

where-legend = ¿Qué eventos?
where-all = Todos mis eventos
where-all-means = También los que crees más adelante.
where-some = Solo algunos
where-some-means = Elígelos abajo.
where-events = Eventos
where-none = Aún no tienes eventos.
where-everywhere = todos los eventos
where-count = { $count ->
    [one] { $count } evento
   *[other] { $count } eventos
  }
where-number = evento { $id }
choose-one = Elige al menos uno.

## Webhooks

hooks-title = Webhooks
hooks-lead = Tu programa se entera de lo que pasa por un mensaje firmado a su dirección. Nombra la foto y el evento, nunca a las personas.
hooks-disabled = Desactivado. { $why } Guárdalo otra vez para continuar.
hooks-failing = Los mensajes no llegan; el primero falló { $ago }. Seguimos intentándolo.
delivery-waiting = En camino
delivery-delivered = Entregado
hooks-failed = No entregado: { $why }
hooks-again-in = { $why }; siguiente intento en { $time }
hooks-delete = Eliminar
hooks-delete-one = Eliminar { $name }
hooks-delete-ask = ¿Eliminar este webhook?
hooks-delete-lead = «{ $name }» ya no recibe avisos. Los mensajes pendientes se descartan.
hooks-delete-yes = Eliminar webhook
hooks-none = No hay webhooks
hooks-none-lead = Para un pase de fotos, un archivo o un chat que deba enterarse en cuanto haya fotos listas.
hooks-messages = Mensajes
hooks-messages-of = Mensajes a { $name }
hooks-copy = Copiar secreto
hooks-change = Cambiar
hooks-change-one = Cambiar { $name }
hooks-close = Cerrar
hooks-save = Guardar
hooks-saving = Guardando …
hooks-make = Crear webhook
hooks-new = Webhook nuevo
hooks-who = ¿Qué es?
hooks-example = Pase de fotos
hooks-address = Dirección
hooks-kinds = ¿De qué debe enterarse?
hook-photo-indexed-short = fotos listas
hook-photo-indexed = Una foto está lista
hook-photo-indexed-means = Se ha procesado.
hook-photo-replaced-short = fotos finales
hook-photo-replaced = Una foto final sustituyó a otra
hook-photo-replaced-means = Desde ahora se ve la versión final.
hook-photo-released-short = fotos publicadas
hook-photo-released = Una foto está publicada
hook-photo-released-means = Los invitados ya pueden verla.
hook-matches-counted-short = coincidencias
hook-matches-counted = Los invitados encontraron fotos
hook-matches-counted-means = Cuántas coincidencias hay, antes de un minuto tras cada cambio.
hook-event-deleted-short = eventos eliminados
hook-event-deleted = Un evento se elimina
hook-event-deleted-means = No queda nada de él.
hooks-test = Enviar una prueba
hooks-test-message = Prueba
hooks-log-none = Aún no se ha enviado nada. Los mensajes se muestran durante 14 días.
hooks-send-again = Enviar otra vez
