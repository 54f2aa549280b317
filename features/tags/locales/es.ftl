# Words of the pages of this feature.

tags-followed = Etiquetas que sigues
tags-followed-text = Las publicaciones públicas con estas etiquetas aparecen en tu inicio.
tags-name = Etiqueta
tags-name-hint = Letras, cifras y guiones bajos; al menos una letra.
tags-no-name = Esto no es una etiqueta. Usa letras, cifras y guiones bajos, con al menos una letra.
tags-none = Todavía no sigues ninguna etiqueta
tags-none-text = Sigue una aquí o desde su propia página.
tags-explore = Ver cuáles se usan ahora
tags-unfollow = Dejar de seguir
tags-now-followed = Ahora sigues la etiqueta.
tags-featured = Etiquetas destacadas
tags-featured-text = Están en tu perfil, para que se encuentre aquello sobre lo que publicas.
tags-featured-none = Todavía ninguna.
tags-posts = { $n ->
    [one] 1 publicación tuya
   *[other] { $n } publicaciones tuyas
 }
tags-add = Destacar una etiqueta
tags-offered = Estas son las que más usas:
tags-taken = #{ $tag } ya está destacada.
tags-added = La etiqueta está en tu perfil.
tags-removed = La etiqueta ya no está en tu perfil.
