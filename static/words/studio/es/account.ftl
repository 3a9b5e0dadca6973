### Signing in, making an account, and one's own account.


## Signing in

sign-in-title = Iniciar sesión
sign-in-doing = Iniciando sesión …
sign-in-lapsed = Tu sesión se ha cerrado. Inicia sesión para seguir donde estabas.
sign-in-new = ¿Primera vez aquí?
sign-in-forgotten = ¿Has olvidado tu contraseña? Quien gestiona este servicio puede darte un enlace para poner otra.
forgotten-title = ¿Olvidaste tu contraseña?
forgotten-lead = Escribe el correo de tu cuenta. Si lo conocemos, te enviamos un enlace para elegir una contraseña nueva. Sirve una hora.
forgotten-submit = Enviar el enlace
forgotten-doing = Enviando …
forgotten-done = Si { $email } tiene una cuenta, el enlace va en camino.
account-email = Correo electrónico
account-password = Contraseña
password-hint = Al menos 8 caracteres. Una frase corta es fácil de recordar.

## Making an account

register-title = Crear una cuenta
register-lead = Para fotógrafos. Los invitados no necesitan cuenta, solo el enlace que les das.
register-invited = Te han invitado. El enlace sirve una vez: elige una contraseña y la cuenta es tuya.
register-guests = Los invitados no necesitan cuenta, solo el enlace de su evento.
register-known = ¿Ya tienes cuenta?
register-name = Tu nombre
register-submit = Crear la cuenta
register-doing = Creando …

## A new password by a link

reset-title = Poner una contraseña nueva
reset-password = Contraseña nueva
reset-submit = Guardar la contraseña
reset-doing = Guardando …
reset-done-title = Contraseña cambiada
reset-done-lead = Se ha cerrado tu sesión en todas partes. Entra con la contraseña nueva.

## The account

account-title = Tu cuenta
account-name = Nombre
account-role = Función
password-title = Cambiar la contraseña
password-current = Contraseña actual
password-submit = Cambiar la contraseña
password-doing = Cambiando …
password-done = Contraseña cambiada. Se cerró la sesión en tus otros dispositivos y se revocaron tus tokens de acceso.
## La dirección tras registrarse

confirm-title = Confirma tu dirección de correo.
confirm-lead = Enviamos un enlace a { $email }. Hasta que lo abras no salen correos para tus eventos: ni invitaciones ni avisos a los invitados.
confirm-again = Enviar otra vez
confirm-sent = Enviado. Mira también en el correo no deseado.
confirm-done-title = Dirección confirmada
confirm-done-lead = Gracias. Desde ahora se envían correos para tus eventos.
confirm-wrong-title = Este enlace no funciona
confirm-wrong-lead = Puede que esté incompleto. Abre el estudio y pide uno nuevo.
confirm-on = Abrir el estudio
