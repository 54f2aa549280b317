# Las palabras de las páginas de esta función.

collection-by-html = Recomendada por <a href="{ $url }"><bdi>{ $name }</bdi></a>
collection-sensitive = Esta colección está marcada como sensible. Mostrar quién está en ella.
collection-empty = No hay nadie en esta colección.
collections = Colecciones
collections-text = Personas que recomiendas a todo el mundo, como un equipo o un tema. Cada una recibe un aviso.
collections-own = Hechas por mí
collections-with = Conmigo
collections-none = Todavía no has hecho ninguna.
collections-none-with = Todavía nadie te ha añadido a una colección.
collection-people = { $n ->
    [one] 1 persona
   *[other] { $n } personas
 }
collection-quiet = no está en tu perfil
collection-new = Colección nueva
collection-make = Crear colección
collection-name = Nombre
collection-no-name = Ponle un nombre a tu colección.
collection-description = De qué trata
collection-tag = Etiqueta
collection-tag-hint = Una que la describa.
collection-no-tag = Esto no es una etiqueta.
collection-language = Idioma
collection-discoverable = Mostrarla en mi perfil
collection-discoverable-hint = Si no, hace falta la dirección para encontrarla.
collection-is-sensitive = Marcarla como delicada
collection-edit-title = Editar colección: { $name }
collection-see = Ver la colección
collection-add = Añadir personas
collection-add-hint = Personas que quieren que se las encuentre, y las que sigues si lo permiten. Reciben un aviso.
collection-add-name = Nombre o dirección
collection-add-none = No se ha encontrado a nadie que se pueda añadir.
collection-members = Personas de esta colección
collection-delete = Eliminar colección…
collection-delete-hint = La colección desaparece para siempre.
collection-delete-sure = Sí, eliminar la colección
collection-deleted = La colección se ha eliminado.
collection-made = La colección está creada. Ahora añade personas.
collection-saved = Guardado.
collection-added = Se ha añadido a la colección.
collection-removed = Se ha quitado de la colección.
collection-refused = No se puede añadir a esta persona: no lo permite o salió de la colección.
collection-follow = { $n ->
    [one] Seguir a 1 persona
   *[other] Seguir a las { $n }
 }
collection-followed = Sigues a las personas de esta colección o lo has solicitado.
collection-leave = Salir de aquí…
collection-leave-hint = Desapareces de esta colección y quien la hizo no podrá volver a añadirte.
collection-leave-sure = Sí, quiero salir
collection-left = Ya no estás en esta colección.
collections-person = Colecciones con { $name }
collections-person-refuses = Esta persona no permite que la añadas a colecciones.
collections-person-told = Se avisa a { $name } cuando le añades, y puede salirse por su cuenta.
collections-person-saved = Guardado.
