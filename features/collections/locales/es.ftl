# Las palabras de las páginas de esta función.

collection-by-html = Recomendada por <a href="{ $url }"><bdi>{ $name }</bdi></a>
collection-sensitive = Esta colección está marcada como sensible. Mostrar quién está en ella.
collection-empty = No hay nadie en esta colección.
