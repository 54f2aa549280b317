# Palabras de las páginas de esta parte.

post-unroll = Leer como un solo texto
post-reader-by-html = Un hilo de <bdi>{ $name }</bdi>
post-reader-open = Abrirlo como publicaciones
post-quotes = Citas de una publicación
post-quotes-label = Citas
post-no-quotes = Aún no hay citas
post-no-quotes-text = Cuando alguien cite esta publicación, aparecerá aquí.
post-write = Escribir una publicación
post-write-reply = Escribir una respuesta
post-delete-title = ¿Eliminar esta publicación?
post-delete-means = Desaparece de inmediato, de aquí y de las cronologías, las búsquedas y los guardados. También se pide a otros servidores que la eliminen. No se puede deshacer.
post-keep = Conservarla
post-edit-title = Editar tu publicación
post-edit-means = Quien puede verla también puede ver lo que decía antes.
post-leave = Dejarla como está
post-edits = Ediciones de una publicación
post-edits-by-html = Ediciones de una publicación de <bdi>{ $name }</bdi>
post-back = Volver a la publicación
post-versions = Versiones, de la más reciente a la más antigua
post-version = Versión { $number }
post-version-now = Ahora
post-version-first = Al principio
post-version-before = Antes
post-no-edits = Sin ediciones
post-no-edits-text = Esta publicación dice lo que siempre dijo.
post-by = Publicación de { $name }
post-by-html = Publicación de <bdi>{ $name }</bdi>
post-thread-by-html = Conversación de <bdi>{ $name }</bdi>
post-thread = Conversación
post-sign-in-html = <a href="/sign-in">Inicia sesión</a> para responder. Para leer no hace falta una cuenta.
post-likers = Personas a las que les gusta esta publicación
post-boosters = Personas que impulsaron esta publicación
post-back-to = la publicación
post-tab-likes = Me gusta
post-tab-boosts = Impulsos
post-no-likers = Todavía no le gusta a nadie.
post-no-boosters = Todavía nadie la impulsó.
post-too-long = Sobran { $over }. Una publicación puede tener { $limit } caracteres.
post-blank = Primero escribe algo o añade una imagen, un vídeo o un sonido.
post-reader-more = Esta parte tiene más de lo que se puede mostrar aquí.
post-one-too-long = La publicación { $number } es demasiado larga. Cada una puede tener { $limit } caracteres.
post-too-soon = Elige una hora al menos dentro de cinco minutos.
post-drafts = Borradores
post-drafts-text = Solo tú los ves. Puedes guardar { $max }.
post-no-drafts = No hay borradores
post-no-drafts-text = Cuando escribes una publicación, «Guardar como borrador» la conserva aquí para más tarde.
post-draft-of = Borrador del
post-draft-continue = Seguir escribiendo
post-draft-saved = Tu borrador está guardado.
post-draft-deleted = El borrador está eliminado.
post-scheduled = Publicaciones programadas
post-scheduled-text = Se publican solas cuando llega su hora. Hasta entonces solo tú las ves.
post-no-scheduled = No hay nada programado
post-no-scheduled-text = Cuando escribes una publicación, elige fecha y hora en «Más tarde o borrador».
post-publish-now = Publicar ahora
post-schedule-cancel = Cancelarla
post-schedule-move = Cambiar la hora
post-schedule-added = Tu publicación está programada.
post-schedule-moved = La hora está cambiada.
post-schedule-cancelled = La publicación está cancelada y no se publicará.
post-waits-files = { $n ->
    [one] 1 archivo
   *[other] { $n } archivos
}
post-waits-reply = una respuesta
post-waits-quote = cita una publicación
post-waits-more = { $n ->
    [one] 1 publicación más debajo
   *[other] { $n } publicaciones más debajo
}
meta-post-by = Publicación de { $name }
