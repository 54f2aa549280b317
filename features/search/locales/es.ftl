# Palabras de las páginas de esta parte.

search-title = Buscar: { $query }
search-results-html = Resultados de «<bdi>{ $query }</bdi>»
search-label = Publicaciones, personas y etiquetas
search-placeholder = Publicaciones, personas, #etiquetas
search-how = Cómo buscar publicaciones
search-sign-in-html = <a href="/sign-in?next={ $next }">Inicia sesión</a> para buscar publicaciones.
search-all = Todo
search-nothing = No se encontró nada
search-nothing-text = Prueba con menos palabras o con otras, o con la dirección completa de una persona, como @nombre@servidor.
search-hint-phrase = estas palabras juntas y en este orden
search-hint-without = sin esta palabra; también funciona delante de todo lo que sigue
search-hint-tag = con esta etiqueta
search-hint-from = de esta persona; from:me para las tuyas
search-hint-has = con un archivo; también has:image, has:link, has:poll
search-hint-is = respuestas; también is:sensitive
search-hint-language = en este idioma
search-hint-time = anteriores; también after: y during:, con un día, un mes o un año
search-hint-library = solo lo que escribiste, guardaste, impulsaste o te gusta, o donde te mencionan; también in:public
search-save = Guardar esta búsqueda
search-saved = Búsquedas guardadas
search-saved-now = Guardada. La encuentras en la página de búsqueda.

## Mirar alrededor

explore-posts-text = Publicaciones que han llamado la atención estos días, una por persona.
explore-tags-text = Etiquetas que varias personas han usado estos días.
explore-links-text = Direcciones que varias personas han compartido estos días. Llevan a otros sitios.
explore-quiet = Todo está en calma
explore-quiet-posts = Aquí aparecerán las publicaciones que gusten o se impulsen varias veces.
explore-see-local = Ver las novedades
explore-directory = Personas de aquí
explore-directory-text = Todas las personas de aquí que quieren que se las encuentre.
explore-order = Orden
explore-active = Última actividad
explore-new = Más recientes
explore-nobody = Todavía nadie quiere que se le encuentre.
explore-why-friends = La siguen personas a las que sigues
explore-why-followed = La siguen muchas personas de aquí
explore-dismissed = No volverás a ver esta sugerencia.
explore-hashtags = Directorio de etiquetas
