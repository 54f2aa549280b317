# Words of the pages of this feature.

columns = Columnas
columns-phone = En una pantalla ancha están una al lado de otra. Aquí se abre cada una por separado.
column-gone = Ya no está
column-gone-text = La lista o la búsqueda que estaba aquí ya no existe.
column-empty = Todavía no hay nada.
column-more-html = Abrir la página completa<span class="sr">: { $title }</span>
column-remove-html = Quitar<span class="sr"> { $title }</span>
column-choose = Añadir una columna
column-source = Qué muestra
column-list = Lista: { $title }
column-search = Búsqueda: { $query }
column-unknown = Elige qué muestra la columna.
column-added = La columna se ha añadido.
column-removed = La columna se ha quitado.
column-news = Novedades en: %s
