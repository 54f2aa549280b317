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
