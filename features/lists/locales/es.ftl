# Words of the pages of this feature.

lists = Listas
lists-text = Lee aparte a algunas de las personas a las que sigues. Solo tú ves tus listas.
list-new = Lista nueva
list-make = Crear lista
list-title = Nombre
list-no-title = Ponle un nombre a tu lista.
list-replies = Qué respuestas se muestran
list-replies-list = Respuestas a personas de esta lista
list-replies-followed = Respuestas a cualquiera a quien sigas
list-replies-none = Ninguna respuesta
list-exclusive = Leer a estas personas solo aquí
list-exclusive-hint = Sus publicaciones dejan de aparecer en tu inicio.
list-summary-followed = con sus respuestas a quienes sigues
list-summary-list = con las respuestas entre ellas
list-summary-none = sin respuestas
list-summary = { $n ->
    [one] 1 persona
   *[other] { $n } personas
 }, { $replies }
list-summary-exclusive = { $summary }; no aparece en tu inicio
list-edit = Editar lista
list-edit-title = Editar lista: { $title }
list-read = Leer la lista
list-all = Todas las listas
list-members = Personas de esta lista
list-nobody = Todavía no hay nadie en esta lista
list-nobody-text = Añade a personas a las que sigues y leerás aquí sus publicaciones.
list-quiet = Todavía no hay nada
list-quiet-text = Aquí aparecerá lo que publiquen las personas de esta lista.
list-add-people = Añadir personas
list-add-hint = Puedes añadir a personas a las que sigues.
list-add-name = Nombre o dirección
list-add-none = No se ha encontrado a nadie a quien sigas y que no esté ya en esta lista.
list-delete = Eliminar lista…
list-delete-hint = La lista desaparece para siempre. Seguirás siguiendo a sus personas.
list-delete-sure = Sí, eliminar la lista
list-deleted = La lista se ha eliminado.
list-made = La lista está creada. Ahora añade personas.
list-saved = Guardado.
list-added = Se ha añadido a la lista.
list-removed = Se ha quitado de la lista.
list-person = Listas con { $name }
list-person-follow = Solo puede haber en tus listas personas a las que sigues.
list-person-none = Todavía no tienes listas.
list-person-saved = Guardado.
