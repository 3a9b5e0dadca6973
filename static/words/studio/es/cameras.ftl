### Cameras: their clocks, and their logins by FTP.


## The list

cameras-title = Cámaras
cameras-show-clock = Mostrar un reloj para fotografiar
cameras-lead = Las fotos del mismo momento deberían mostrar la misma hora. Si el reloj de una cámara iba mal, indica cuánto: las galerías se ordenan y no se modifica ningún archivo.
cameras-none = Aún no hay cámaras
cameras-none-lead = Las cámaras aparecen aquí en cuanto se procesan sus fotos.
cameras-add = Añadir fotos
camera-unknown = Cámara desconocida

## Comparing clocks

cameras-right = Cámara con la hora correcta
cameras-compare = Comparar las demás con ella
cameras-comparing = Comparando a quién vieron las cámaras, y cuándo …
suggestion-fast = { $count ->
    [one] Según { $count } momento que también vio { $other }, este reloj iba { $time } adelantado.
   *[other] Según { $count } momentos que también vio { $other }, este reloj iba { $time } adelantado.
  }
suggestion-slow = { $count ->
    [one] Según { $count } momento que también vio { $other }, este reloj iba { $time } atrasado.
   *[other] Según { $count } momentos que también vio { $other }, este reloj iba { $time } atrasado.
  }
suggestion-right = { $count ->
    [one] Según { $count } momento que también vio { $other }, este reloj iba en hora.
   *[other] Según { $count } momentos que también vio { $other }, este reloj iba en hora.
  }
suggestion-against = { $count ->
    [one] Cualquier otra hora encaja con { $count } momento como mucho.
   *[other] Cualquier otra hora encaja con { $count } momentos como mucho.
  }
suggestion-agrees = { $count ->
    [one] { $count } momento que también vio { $other } coincide con estas horas.
   *[other] { $count } momentos que también vio { $other } coinciden con estas horas.
  }
suggestion-unsure = Esta cámara y { $other } vieron muy poco a las mismas personas a la vez para saberlo.
suggestion-use = Usar esto

## One camera's clock

clock-right = Las horas son las que registró la cámara.
clock-fast = El reloj iba { $time } adelantado.
clock-slow = El reloj iba { $time } atrasado.
clock-by-hand = Ajustado a mano.
clock-by-clock = Leído del reloj fotografiado.
clock-by-suggestion = Sugerido por lo que vieron ambas cámaras.
cameras-doubtful = { $count ->
    [one] { $count } foto tiene una hora imposible y se ordena por llegada.
   *[other] { $count } fotos tienen horas imposibles y se ordenan por llegada.
  }
cameras-pending = Sus fotos están recibiendo la hora nueva …
cameras-last = Últimas fotos de { $name }
cameras-cannot = { $time }: imposible
cameras-no-time = Sin hora
cameras-clock-of = El reloj de { $name } iba
unit-hours = horas
unit-hours-short = h
unit-minutes = minutos
unit-minutes-short = min
unit-seconds = segundos
unit-seconds-short = s
cameras-way = Atrasado o adelantado
cameras-slow = atrasado
cameras-fast = adelantado
cameras-put-right = Corregir el reloj
cameras-as-is = Usar la hora de la cámara
cameras-summer = La noche en que empieza o acaba el horario de verano
cameras-summer-legend = Este reloj
cameras-summer-hand = se cambia a mano
cameras-summer-hand-means = Sigue igual toda la noche, hasta las seis de la mañana.
cameras-summer-itself = se cambia solo
cameras-summer-itself-means = Como los teléfonos y las cámaras vinculadas a uno.

## The clock to photograph

clock-face-title = Reloj para las cámaras
clock-face-lead = Fotografía esto con cada cámara, nítido y ocupando media imagen, y súbelo con las demás. Corrige el reloj de la cámara; los invitados no lo ven.
clock-face-code = La hora como código QR
clock-face-none = { $problem } El reloj queda vacío antes que mostrar una hora falsa.
clock-face-done = Listo

## Cameras that send by FTP

senders-title = Cámaras por FTP
senders-revoke = Revocar
senders-revoke-one = Revocar { $name }
senders-revoke-ask = ¿Revocar este acceso?
senders-revoke-lead = La cámara «{ $name }» ya no podrá enviar fotos. Sus fotos se quedan. Para que vuelva a enviar, añádela otra vez.
senders-revoke-yes = Revocar acceso
senders-online = { $count ->
    [one] { $online } de { $count } cámara en línea
   *[other] { $online } de { $count } cámaras en línea
  }
senders-off = Este servicio aún no acepta fotos de cámaras
senders-off-lead = Quien gestiona el servicio tiene que definir FTP_PORT. Hasta entonces, sube las fotos en la página En directo o con la línea de comandos.
senders-none = No hay cámaras
senders-none-lead = Una cámara con Wi-Fi o cable de red puede enviar cada foto nada más tomarla. Añade una aquí y escribe en su menú FTP lo que se muestra.
senders-revoked = { $count ->
    [one] { $count } acceso revocado.
   *[other] { $count } accesos revocados.
  }
senders-user = Inicia sesión como { $name }. La contraseña se mostró una sola vez, al añadir la cámara. Si nadie la escribió, revoca el acceso y añade la cámara otra vez.
senders-waiting = Aún no ha iniciado sesión
senders-here = En línea
senders-away = Último inicio de sesión { $ago }
senders-type = En el menú FTP de la cámara, escribe
ftp-server = Servidor (host, dirección)
ftp-port = Puerto
ftp-security = Seguridad
ftp-plain = FTP, sin cifrado
ftp-tls = FTPS (explícito, FTPES)
ftp-passive = Modo pasivo (PASV)
ftp-on = Activado
ftp-folder = Carpeta (directorio)
ftp-any = / (cualquiera sirve)
ftp-user = Nombre de usuario
ftp-password = Contraseña
senders-once = La contraseña solo se muestra ahora. Da igual mayúsculas o minúsculas y no contiene 0, 1, i, l ni o. Usa un acceso por cámara.
senders-clear = Sin cifrado, cualquiera en la misma red puede leerlo todo. Úsalo solo en tu propia red.
senders-new = Cámara nueva
senders-which = ¿Qué cámara?
senders-example = R6 de Ana
senders-add = Añadir una cámara
senders-adding = Añadiendo …
