# Palabras de las páginas de esta parte.

profile-follows-you = te sigue
profile-muted = silenciado
profile-moved-html = { $name } se mudó a <a href="{ $url }">@{ $acct }</a>.
profile-verified = verificado: la página enlaza de vuelta
profile-posts-html = <b>{ $count }</b> { $n ->
    [one] publicación
   *[other] publicaciones
 }
profile-following-html = <b>{ $count }</b> siguiendo
profile-followers-html = <b>{ $count }</b> { $n ->
    [one] seguidor
   *[other] seguidores
 }
profile-joined = Se unió en { $month }
profile-copy = Esta es una copia de otro servidor, que puede tener más.
profile-original = Abrir el original
profile-pinned = Fijada
profile-title = { $name } (@{ $acct })
profile-media = Multimedia
profile-empty = Todavía no hay nada
profile-empty-self = Lo que publiques aparecerá aquí.
profile-empty-posts = Cuando publique, aparecerá aquí.
profile-empty-replies = Todavía no ha respondido a nadie.
profile-empty-media = Todavía no ha publicado imágenes.
profile-write = Escribir una publicación
timeline-tabs = Cronologías
timeline-the-hashtag = la etiqueta { $tag }
timeline-home-empty = Tu cronología está tranquila
timeline-home-empty-text = Lo que publiquen las personas que sigues aparecerá aquí.
timeline-see-who = Ver quién está aquí
timeline-empty = Aquí todavía no hay nada
timeline-local-empty-text = Lo que se publique en este servidor para cualquiera aparecerá aquí.
timeline-local-text = Lo que se publica en este servidor para cualquiera.
timeline-tag-empty-text = Las publicaciones públicas con esta etiqueta aparecerán aquí.
timeline-saved = Publicaciones guardadas
timeline-saved-text = Solo tú puedes verlas.
timeline-saved-empty = Todavía no guardaste nada
timeline-saved-empty-text = Guarda una publicación y la volverás a encontrar aquí.
timeline-liked = Publicaciones que te gustan
timeline-liked-empty = Todavía no te gusta nada
timeline-liked-empty-text = Las publicaciones que te gusten aparecerán aquí.
timeline-herald = Anuncio
timeline-herald-read = Ya leí el anuncio
profile-about = Acerca de
profile-featured = Etiquetas destacadas
about-facts = Datos
about-address = Dirección
about-joined = Se unió
about-last = Última publicación
about-never = Todavía ninguna
about-kind = Tipo
about-bot = Cuenta automatizada
about-collections = Colecciones
about-people = { $n ->
    [one] 1 persona
   *[other] { $n } personas
 }
about-endorsed = Personas recomendadas
timeline-talk-html = { $others ->
    [0] <bdi>{ $name }</bdi>, a quien sigues, conversa en <b>#{ $tag }</b>
    [1] <bdi>{ $name }</bdi> y una persona más a la que sigues conversan en <b>#{ $tag }</b>
   *[other] <bdi>{ $name }</bdi> y { $others } personas más a las que sigues conversan en <b>#{ $tag }</b>
}
timeline-directory = En el directorio de etiquetas
timeline-tag-numbers = Cifras
