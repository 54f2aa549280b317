# Palabras de las páginas de esta parte.

export-page = Tus datos
export-title = Llévate tus listas
export-text = Como archivos que Mastodon y otros servidores como él pueden importar y que cualquier hoja de cálculo puede abrir.
export-download = Descargar
export-bring = Trae listas de otro lugar
export-bring-text = Los archivos que te dio otro servidor se pueden añadir a lo que tienes aquí.
import = Importar
import-file = Importar un archivo
import-text = Un archivo CSV como los que exportan Mastodon y este servidor. Todavía no se puede llegar desde aquí a personas y publicaciones de otros servidores; te diremos cuáles son.
import-kind = Qué contiene
import-the-file = Archivo
import-mode = Lo que tienes aquí
import-merge = Conservarlo y añadir el archivo
import-overwrite = Reemplazarlo por el archivo
import-overwrite-hint = Lo que no está en el archivo se quita al final: lo dejas de seguir, de silenciar, de bloquear o de guardar.
import-back = Volver
import-yours = Tus importaciones
import-rows = { $done } de { $total } filas: { $told }
import-open-html = Abrir<span class="sr"> la importación de { $file }</span>
import-replacing = (en lugar de lo que tenías)
import-through = Filas procesadas
import-progress = { $done } de { $total } filas procesadas: { $told }.
import-goes-on-html = Continúa aunque salgas de esta página. <a href="/settings/import/{ $id }">Mirar de nuevo</a>
import-stop = Detener
import-resume = Continuar
import-failures = Lo que no se importó
import-all = Todas las importaciones
import-running = En curso
import-stopped = Detenida
import-finished = Terminada
import-is-finished = Esta importación terminó.
import-no-kind = Elige qué contiene el archivo.
import-no-file = Elige un archivo.
import-wait = Espera a que terminen tus otras importaciones, o detenlas.
import-imported = importadas: { $count }
import-unknown = { $before }, desconocidas aquí: { $count }
import-failed = { $before }, fallidas: { $count }
import-removed = { $before }, quitadas porque no están en el archivo: { $count }
list-following = Personas que sigues
list-muting = Personas que silencias
list-blocking = Personas que bloqueas
list-lists = Tus listas
list-bookmarks = Publicaciones guardadas
list-servers = Servidores bloqueados

# El archivo con todo.

takeout-title = Todo lo tuyo en un solo archivo
takeout-text = Un archivo ZIP con tu perfil, todas tus publicaciones (también las dirigidas a pocas personas) con sus imágenes, tus borradores, me gusta, marcadores y listas, en formatos que leen otros programas. Solo tú puedes descargarlo.
takeout-ask = Crear el archivo
takeout-again = Crear uno nuevo
takeout-tomorrow = Se puede crear uno nuevo un día después del anterior.
takeout-soon = Ya hay uno de hoy. Se puede crear uno nuevo un día después del anterior.
takeout-written = Publicaciones escritas
takeout-progress = { $done } de { $n ->
        [one] 1 publicación escrita.
       *[other] { $n } publicaciones escritas.
    }
takeout-goes-on-html = Continúa aunque salgas de esta página. Te enviamos un correo cuando esté listo. <a href="/settings/export">Mirar de nuevo</a>
takeout-ready = Creado el { $day }, { $size }
takeout-until = Se guarda hasta el { $day }; después se elimina.
takeout-download = Descargarlo
takeout-failed = No se pudo crear el archivo. Puedes intentarlo de nuevo.
takeout-kilobytes = { $n } KB
takeout-megabytes = { $n } MB
takeout-mail-subject = Tus datos de { $site } están listos
takeout-mail =
    Hola:

    El archivo con todo lo que tienes en { $site } está listo. Inicia sesión para descargarlo:

    { $link }

    { $n ->
        [one] Se guarda durante un día.
       *[other] Se guarda durante { $n } días.
    } Si no lo pediste tú, otra persona tiene abierta tu cuenta: pon una contraseña nueva.
