# Palabras de las páginas de esta parte.

landing-title = Te damos la bienvenida
landing-summary = Publicaciones breves y públicas para quienes cuidan, necesitan cuidados y los estudian.
landing-create = Crear una cuenta
landing-ask = Solicitar una cuenta
landing-new = Lo más nuevo
landing-newest = Publicaciones más recientes
landing-quiet = Todavía está tranquilo
landing-quiet-text = Las publicaciones escritas en este servidor aparecerán aquí.
landing-more = Ver más publicaciones
landing-what = Qué es esto
landing-what-text = Publicaciones breves de profesionales de la salud, pacientes, cuidadores, hospitales, investigadores y organismos. Se leen sin cuenta. Funciona con las aplicaciones que tal vez ya usas para la web social abierta.
numbers-people = { $n ->
    [one] persona
   *[other] personas
 }
numbers-posts = { $n ->
    [one] publicación
   *[other] publicaciones
 }
numbers-servers = { $n ->
    [one] servidor
   *[other] servidores
 }
about-tool = Una herramienta, no un médico
about-tool-text = Lo que se escribe aquí es de cada persona; en una emergencia llama al número de emergencias de tu país.
about-description = Descripción
about-privacy = Privacidad
about-terms = Condiciones del servicio
about-ask-html = Pregunta a <a href="{ $url }">@{ $acct }</a>, que cuida de este servidor.
about-write-html = Escribe a <a href="mailto:{ $email }">{ $email }</a>.
about-no-contact = Quien administra el servidor todavía no ha dado una dirección.
about-facts = Datos
about-servers = Servidores conocidos
about-length = Longitud de una publicación
about-characters = { $count } caracteres
about-new-accounts = Cuentas nuevas
about-open-html = Abiertas a cualquiera. <a href="/sign-up">Crea una</a>
about-approval-html = Con aprobación. <a href="/sign-up">Solicita una</a>
about-closed = Cerradas
about-software = Programa
about-source = código fuente
unsent = Todavía no se envió
unsent-why = Iniciaste sesión de nuevo después de abrir esa página, así que no se pudo enviar tal como estaba.
unsent-again = Puedes hacerlo otra vez desde aquí.
unsent-kept = Nada de lo que escribiste se ha perdido: revísalo y envíalo de nuevo.
unsent-files = Los archivos no se conservan. Para enviarlos también, vuelve atrás, abre la página de nuevo y elígelos otra vez.
unsent-send = Enviar de nuevo
unsent-picture = Descripción de una imagen
problem-title = Algo no está bien
problem-no-page = Esa página no existe.
offline-title = No tienes conexión
offline-text = En este momento no hay conexión. Las páginas que ya leíste se pueden volver a leer.
offline-written = Lo que estabas escribiendo sigue en su cuadro: vuelve atrás y envíalo cuando tengas conexión.
offline-again = Reintentar
about-no-rules = El operador aún no ha escrito reglas. Sé amable y nunca publiques nada que pueda identificar a un paciente.

## The staff’s pages

site-title = Este servidor
site-text-html = Estos textos están en el archivo de ajustes del servidor (<code>medley.toml</code>), bajo <code>[instance]</code>. Quien mantiene el servidor los cambia allí y vuelve a iniciar Medley. Esto es lo que dice ahora.
site-face = Cómo se presenta
site-name = Nombre
site-description = Descripción
site-contact = Dirección para escribir
site-sign-ups = Cuentas nuevas
site-open = Cualquiera puede registrarse
site-approval = Cualquiera puede pedirlo; decide el equipo
site-closed = Nadie puede registrarse
site-long = Descripción larga
site-empty = Nada
site-no-rules = No hay ninguna. Entonces las denuncias no pueden nombrar una norma.
site-standard-privacy = El texto que tiene todo Medley.
site-terms-from = Desde el { $day }
site-see = Ver la página sobre este servidor
emojis-title = Emojis propios
emojis-none = Todavía no hay ninguno.
emoji-add = Añadir un emoji
emoji-image = Imagen
emoji-image-hint = PNG, GIF, WebP o JPEG de { $kib } KiB como máximo. Se muestra muy pequeña.
emoji-no-file = Elige una imagen.
emoji-code = Nombre
emoji-code-hint = Letras de la a a la z, cifras y _. Se escribe entre dos puntos, y los lectores de pantalla lo leen en voz alta.
emoji-category = Categoría
emoji-category-hint = Los selectores muestran juntos los emojis de una categoría.
emoji-on = Lo pueden usar todos.
emoji-unlisted = Se puede usar, pero los selectores no lo muestran.
emoji-off = No lo puede usar nadie; los textos muestran su nombre.
emoji-enabled = Se puede usar
emoji-enabled-hint = Si no, los textos que lo nombran muestran su nombre.
emoji-visible = Los selectores lo muestran
emoji-visible-hint = Si no, hay que saber su nombre.
emoji-remove = Quitar para siempre
emoji-remove-hint = Para apartarlo un tiempo, haz que nadie lo pueda usar.
emoji-remove-title = ¿Quitar :{ $code }:?
emoji-remove-text = La imagen de :{ $code }: se borra, y nada puede traerla de vuelta. Los textos que lo nombran muestran su nombre.
emoji-added = El emoji ya está.
emoji-saved = El emoji está cambiado.
emoji-removed = El emoji ya no está.
