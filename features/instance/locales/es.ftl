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
style-title = Estilo
style-summary = Cada parte de las páginas en todos sus estados, hecha con las mismas plantillas que usan todas. Las personas y las publicaciones son inventadas, y aquí no se puede cambiar nada.
style-colours = Colores
style-type = Letra
style-type-h1 = El título de una página
style-type-h2 = El título de una sección
style-type-text = El texto mide dieciséis píxeles o más, en la letra del dispositivo, con líneas fáciles de seguir.
style-type-hint = Una indicación explica, en un color más discreto que se lee igual.
style-type-link = Un enlace va subrayado
style-icons = Iconos
style-buttons = Botones y etiquetas
style-fields = Campos
style-field = Un campo
style-field-hint = Qué hay que poner.
style-field-bad = Un campo con un error
style-field-wrong = Di qué está mal y cómo arreglarlo.
style-field-area = Un texto más largo
style-field-tick = Una elección
style-notices = Avisos
style-notice-info = Algo que conviene saber.
style-notice-success = Lo que se pidió está hecho.
style-notice-error = Lo que se pidió no se ha hecho, y por qué.
style-toast = Un mensaje que se va solo.
style-post-plain = Una publicación
style-post-mine = Marcada, compartida y guardada
style-post-boosted = Compartida por alguien
style-post-warned = Con advertencia e imagen cubierta, para seguidores
style-post-filtered = Filtrada
style-post-direct = Para las personas mencionadas
style-post-question = Una pregunta
style-post-result = Su resultado
style-post-quote = Una cita
style-post-gone = Una cita de algo que ya no está
style-post-whole = La publicación de la que trata la página
style-composer = Donde se escribe
style-composer-empty = Vacío
style-composer-reply = Una respuesta
style-composer-media = Con imagen
style-composer-refused = Rechazado
style-refused = El texto es demasiado largo. Acórtalo o divídelo en dos publicaciones.
style-empty = Sin contenido
style-empty-title = Aquí no hay nada todavía
style-empty-text = Dice por qué, y qué se puede hacer.
style-empty-do = Hacerlo
style-type-key = j
welcome-topics = ¿Qué te interesa?
welcome-topics-text = Las publicaciones públicas con las etiquetas que sigues llegan a tu página de inicio.
welcome-topics-none = Aún no hay nada entre lo que elegir. Puedes seguir etiquetas más tarde.
welcome-people = A quién seguir
welcome-people-text = Desmarca a quien no quieras seguir. Puedes cambiarlo cuando quieras.
welcome-people-none = Aún no hay nadie que sugerir.
welcome-follow = Seguir
welcome-post = Saluda
welcome-post-text = Unas palabras sobre ti ayudan a que otros te encuentren.
welcome-first-words = ¡Hola! Acabo de llegar.
welcome-done = A mi página de inicio
help-title = Ayuda
help-text = Respuestas cortas en palabras sencillas.
help-questions = Preguntas
help-boost = ¿Qué es un impulso?
help-boost-1 = Con un impulso pasas la publicación pública de alguien a quienes te siguen. Sigue siendo suya, y se le avisa. Una cita hace lo mismo con palabras tuyas encima.
help-who-sees = ¿Quién ve lo que escribo?
help-who-sees-1 = «Cualquiera» significa cualquiera, también sin cuenta, y los buscadores si lo permites en tu perfil. Sin ruido es lo mismo, pero no en las cronologías públicas. «Solo seguidores» es para quienes te siguen y para quienes mencionas.
help-who-sees-2 = «Solo personas mencionadas» es solo para ellas. No está cifrado: quien gestiona este servidor podría leerlo. Nunca escribas aquí nada que permita identificar a un paciente.
help-warnings = ¿Para qué sirven las advertencias?
help-warnings-1 = Una publicación con advertencia muestra primero la advertencia y el resto cuando alguien lo pide. Úsala para heridas, duelo, dietas y lo que la gente quizá no quiera encontrarse de golpe. En tus ajustes puedes hacer que se abran enseguida.
help-chats = ¿Cómo funcionan las conversaciones privadas?
help-chats-1 = Escribe una publicación que solo vean las personas mencionadas y menciona a quien va dirigida. Todas las respuestas quedan juntas en una conversación.
help-report = Alguien se porta mal. ¿Qué puedo hacer?
help-report-1 = Silencia o bloquea a la persona: ya no verás nada suyo. Denuncia lo que escribió, y quienes cuidan este servidor verán la denuncia; a la persona no se le dice quién la envió.
help-apps = ¿Qué aplicaciones funcionan?
help-apps-1 = Las de Mastodon: entra en ellas con la dirección de este servidor. También puedes poner estas páginas en la pantalla de inicio del teléfono como una aplicación.
help-data = ¿Dónde están mis datos?
help-data-1 = En este servidor, que cuidan las personas nombradas en la página sobre él. Sin publicidad, sin rastreo, sin nada de otras empresas en estas páginas.
help-data-2 = En tus ajustes puedes llevarte tus listas y eliminar tu cuenta con todo lo que contiene.
help-looks = ¿Cómo cambio el idioma, los colores o el tamaño del texto?
help-looks-1 = En tus ajustes, en Idioma y en Aspecto. Todo funciona también solo con el teclado, con lector de pantalla y sin scripts.
help-keys = Atajos de teclado
help-keys-text = Cuando hay scripts y nadie está escribiendo:
help-more = ¿Otra cosa?
help-more-text = Pregunta a quienes cuidan este servidor:

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
