# Palabras de los anuncios.

announcements-title = Anuncios
announcements-text = Lo que cuentan a todos quienes cuidan este servidor.
announcements-none = No hay anuncios
announcements-none-text = Cuando haya algo que todos deban saber, estará aquí.
announcement-unread = Nuevo
announcement-dismiss = Ya lo leí
reaction-add = Reaccionar
reaction-with = Reaccionar con { $name }
reaction-other = Otro emoji
reaction-send = Reaccionar
reaction-join = { $name }, { $n ->
    [one] 1 persona
   *[other] { $n } personas
 }. Reaccionar también así
reaction-take-back = { $name }, { $n ->
    [one] solo tú
   *[other] { $n } personas, tú entre ellas
 }. Retirarla
reaction-unknown = Ese emoji no se puede usar aquí.
reaction-too-many = Ya hay { $n } reacciones distintas. Elige una de ellas.
announce-text = Quien entra ve lo que está publicado, también en las aplicaciones, hasta que lo haya leído o termine.
announce-new = Escribir un anuncio
announce-edit = Cambiar un anuncio
announce-words = Texto
announce-words-hint = Corto y sencillo. Los nombres, las etiquetas y los enlaces se pueden pulsar.
announce-times = Horas
announce-times-hint = Todas las horas son UTC. Deja vacío lo que no importe.
announce-when = Publicarlo
announce-when-hint = En seguida, si se deja vacío.
announce-starts = Empieza lo que anuncia
announce-starts-hint = Por ejemplo, cuándo empieza el mantenimiento.
announce-ends = Termina lo que anuncia
announce-ends-hint = Entonces termina también el anuncio.
announce-all-day = Solo importan los días
announce-all-day-hint = No se muestran las horas. Indica cuándo empieza.
announce-send = Publicar
announce-publish = Publicar ahora
announce-unpublish = Retirar
announce-remove = Borrar para siempre
announce-remove-title = ¿Borrar el anuncio?
announce-remove-text = «{ $text }» se borra con todas sus reacciones. Nada puede traerlo de vuelta; si lo retiras, se conserva.
announce-shown = Lo ven todos ({ $ago })
announce-waits = Se publicará el { $time }
announce-kept = No lo ve nadie
announce-over = Ha terminado
announce-now-saved = El anuncio está guardado.
announce-now-shown = Ahora lo ven todos.
announce-now-kept = Ya no lo ve nadie. Se conserva aquí.
announce-now-removed = El anuncio ya no está.
announce-moment = { $day }, { $time } UTC
announce-from-to = { $from } hasta { $to }
announce-from = Desde { $from }
announce-to = Hasta { $to }
announce-no-text = Escribe lo que anuncias.
announce-end-past = El final debe estar en el futuro.
announce-end-before = El final debe venir después del comienzo.
announce-no-day = Indica en qué día empieza.
announce-no-time = Esta hora no se puede leer.
