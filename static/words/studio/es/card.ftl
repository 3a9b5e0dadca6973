### The page of a card to print: what surrounds the card. The card itself is in the words of guests.

cardpage-title = Tarjeta · { $name }
cardpage-gone = Este enlace ya no existe. Crea uno nuevo.
cardpage-sign-in-first = Inicia sesión primero en el estudio y vuelve a esta página.
cardpage-sign-in = Iniciar sesión
cardpage-controls = Ajustes de la tarjeta
cardpage-language = Idioma de la tarjeta
cardpage-missing = No se pudo cargar este idioma. Revisa la conexión y elígelo otra vez.
cardpage-pin = PIN para imprimir (opcional)
cardpage-pin-hint = Si lo dejas vacío, se dice a los invitados que te lo pidan.
cardpage-print = Imprimir
cardpage-paper = A5, sin márgenes. Para recortar de A4, imprime dos páginas por hoja.
cardpage-card = Tarjeta para imprimir
cardpage-qr = Código QR del enlace
