### Versiones finales: imágenes editadas que sustituyen a las fotos de las que salen.


## Sending them

finals-sending = Son versiones finales: sustituyen a las pruebas
finals-sending-hint = Cada una sustituye a la foto del mismo nombre. Los invitados conservan sus fotos y corazones.
finals-outcome = { $replaced ->
    [one] { $replaced } foto sustituida
   *[other] { $replaced } fotos sustituidas
  }
finals-outcome-lone = { $lone ->
    [one] { $lone } sin prueba
   *[other] { $lone } sin prueba
  }
finals-outcome-underway = { $count ->
    [one] { $count } aún en lectura
   *[other] { $count } aún en lectura
  }
finals-board = Sustituidas por finales

## A photo

photo-fact-final = Versión final
photo-final-replaced = Muestra la versión final
photo-final-no_proof = Una versión final sin prueba
photo-final-several_proofs = Una versión final con varias pruebas posibles
photo-fact-proof = Prueba
photo-proof-compare = Comparar con la prueba
photo-proof = La prueba
photo-proof-is-final = La versión final
photo-proof-back = Volver a la prueba
photo-proof-back-question = ¿Volver a la prueba?
photo-proof-back-lead = Los invitados vuelven a ver la prueba, y la versión final se elimina.
photo-proof-pending = La prueba está volviendo.
photo-assign = Elegir la prueba
photo-assign-lead = ¿A qué foto sustituye { $name }?
photo-assign-search = Parte de un nombre
photo-assign-none = Ninguna foto coincide.
photo-assign-this = Sustituir { $name }

## What stands in the way

failure-no_proof = Ninguna foto tiene este nombre. Elige la foto a la que sustituye.
failure-several_proofs = Varias fotos tienen este nombre. Elige aquella a la que sustituye.
error-no_proof_kept = La prueba de esta foto no se conservó.
error-cannot_replace = Esta foto no puede sustituirse por esa ahora.
error-final_in_use = Una foto muestra esta versión final. Vuelve a su prueba o elimina la foto.

## Settings

finals-title = Versiones finales
finals-by-legend = ¿A qué foto sustituye una versión final?
finals-by-name = A la del mismo nombre
finals-by-name-means = Si varias tienen el mismo nombre, a la tomada en el mismo segundo.
finals-by-name_and_time = Solo a una del mismo nombre y hora
finals-by-name_and_time-means = Para cámaras que usan los mismos nombres. La versión final debe conservar la hora en sus metadatos.
lone-finals-legend = Una versión final sin prueba
lone-finals-photo = Pasa a ser una foto nueva
lone-finals-photo-means = Los invitados la ven como cualquier otra foto.
lone-finals-ask = Espera tu decisión
lone-finals-ask-means = Hasta que elijas la foto a la que sustituye.
keep-proofs-legend = Cuando una versión final sustituye a una foto
keep-proofs-true = Conservar la prueba
keep-proofs-true-means = Puede volver a ella mientras exista el evento.
keep-proofs-false = Eliminar la prueba
keep-proofs-false-means = En el acto y para siempre. Un archivo RAW se queda.
