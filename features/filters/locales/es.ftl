# Palabras de las páginas de esta parte.

filters-text = Palabras que no quieres leer. Solo tú conoces tus filtros; tus propias publicaciones nunca se filtran.
filters-none = No tienes filtros.
filters-saved = Tu filtro está guardado.
filters-deleted = Tu filtro se eliminó.
filter-new = Nuevo filtro
filter-edit = Editar filtro
filter-name = Nombre
filter-name-hint = Se muestra en lugar de lo que pliega.
filter-words = Palabras
filter-words-hint = En el texto, la advertencia o la descripción de una imagen; no importan las mayúsculas. Vacía una línea para quitarla.
filter-word = Palabra { $number }
filter-whole-html = palabra entera<span class="sr">, palabra { $number }</span>
filter-posts = También nombra { $n ->
    [one] 1 publicación elegida
   *[other] { $n } publicaciones elegidas
 } en una aplicación.
filter-where = Dónde
filter-does = Qué pasa con las publicaciones
filter-ends = Termina
filter-delete-hint = Lo que filtra se vuelve a mostrar.
filter-delete = Eliminar este filtro
filter-end-never = Nunca
filter-end-half-hour = En 30 minutos
filter-end-hour = En una hora
filter-end-hours = En 6 horas
filter-end-day = En un día
filter-end-week = En una semana
filter-end-month = En 30 días
filter-ended = Ya terminó
filter-ends-in = Termina en { $time }
filter-home = Inicio y listas
filter-notifications = Notificaciones
filter-public = Cronología local y etiquetas
filter-thread = Conversaciones
filter-account = Perfiles
filter-warn = Plegarlas
filter-warn-hint = Ves el nombre del filtro y puedes abrir la publicación.
filter-blur = Cubrir sus imágenes
filter-blur-hint = El texto se muestra.
filter-hide = Omitirlas
filter-hide-hint = Como si no estuvieran.
filter-summary = { $parts }; { $does }; { $places }
filter-summary-end = { $summary }; { $end }
filter-summary-words = { $n ->
    [one] 1 palabra
   *[other] { $n } palabras
 }
filter-summary-posts = { $words }, { $n ->
    [one] 1 publicación
   *[other] { $n } publicaciones
 }
filter-summary-warn = pliega
filter-summary-blur = cubre imágenes
filter-summary-hide = omite
filter-summary-everywhere = en todas partes
filter-summary-in = en { $places }
filter-summary-and = { $before }, { $place }
filter-summary-ended = ya terminó
filter-summary-ends-in = termina en { $time }
filter-no-place = Elige al menos un lugar.
filter-no-name = Ponle un nombre al filtro.
