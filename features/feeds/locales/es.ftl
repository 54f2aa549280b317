# Palabras de las páginas de esta parte.

embed-by = Publicación de { $name }
embed-none = Sin publicación
embed-gone = Esta publicación no está aquí: puede haberse eliminado, o su autor no la muestra a cualquiera.
embed-open-html = Abrir en <bdi>{ $site }</bdi>
feed-person = Publicaciones públicas de { $name }
feed-hashtag = Publicaciones públicas con #{ $tag } en { $site }
feed-open = Abrir la publicación
feed-sensitive = Contenido sensible: abrir la publicación
feed-warning-html = <strong>Advertencia de contenido:</strong> { $warning }
