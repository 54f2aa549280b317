# Palabras de las páginas de esta parte.

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
post-blank = Primero escribe algo o añade una imagen.
