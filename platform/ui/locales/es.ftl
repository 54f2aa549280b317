# Palabras del marco de las páginas y de sus componentes.

## En todas partes

optional = opcional
save = Guardar
add = Añadir
cancel = Cancelar
delete = Eliminar
edit = Editar
remove = Quitar
search = Buscar
settings = Ajustes
sign-in = Iniciar sesión
sign-out = Cerrar sesión
follow = Seguir
following = Siguiendo
accept = Aceptar
decline = Rechazar
somebody = Alguien
nobody-here = No hay nadie aquí
hashtags = Etiquetas
people = Personas
posts = Publicaciones
links = Enlaces
specialties = Especialidades
replies = Respuestas
what-to-show = Qué mostrar
to-the-start = Ir al inicio
content-warning = Advertencia de contenido

## Alrededor de cada página

tool-sentence = Medley es una herramienta. Nunca da consejo médico ni diagnósticos.
shell-skip = Saltar al contenido
shell-main = Principal
shell-more = Más
shell-menu = Menú
shell-home = Inicio
shell-local = Local
shell-write = Escribir
shell-notifications = Notificaciones
shell-unread = sin leer
shell-saved = Guardados
shell-saved-posts = Publicaciones guardadas
shell-liked = Me gusta
shell-liked-posts = Publicaciones que te gustan
shell-staff = Equipo
shell-profile = Perfil
shell-follow-requests = Solicitudes de seguimiento
shell-about-server = Acerca de este servidor
shell-explore = Explorar
shell-chats = Chats
shell-about = Acerca de
shell-about-site = Acerca de { $site }
shell-rules = Normas
shell-contact = Contacto
shell-search-label = Buscar publicaciones, personas y etiquetas

## Ajustes

settings-profile = Perfil
settings-account = Cuenta
settings-language = Idioma
settings-filters = Filtros
settings-rooms = Salas de chat
settings-data = Datos
settings-all = Todos los ajustes
settings-group-you = Tú y tus publicaciones
settings-group-reading = Lectura
settings-group-account = Tu cuenta
settings-profile-what = Tu nombre, tu foto y lo que otros leen sobre ti
settings-posting = Escribir
settings-posting-what = Con qué empieza una publicación: quién la ve, su idioma, quién puede citarla
settings-appearance = Aspecto
settings-appearance-what = Claro u oscuro, contraste, tamaño del texto, movimiento, imágenes cubiertas
settings-language-what = El idioma de estas páginas
settings-filters-what = Palabras que no quieres leer
settings-rooms-what = Si las publicaciones de las salas de chat están en tu inicio
settings-notifications = Notificaciones
settings-notifications-what = De quién te llegan notificaciones, de quién esperan y qué muestran las pantallas bloqueadas
settings-account-what = Contraseña, segundo paso, sesiones abiertas, aplicaciones, traslado
settings-data-what = Llévate todo lo tuyo o trae listas de otro sitio
settings-leaving = Eliminar la cuenta
settings-leaving-what = Irte y que se borre todo
settings-featured = Etiquetas destacadas
settings-featured-what = Etiquetas que muestra tu perfil
settings-group-people = Otras personas
settings-requests = Solicitudes de seguimiento
settings-requests-what = Personas que piden seguirte
settings-muted = Personas silenciadas
settings-muted-what = Personas cuyas publicaciones no ves por ahora
settings-blocked = Personas bloqueadas
settings-blocked-what = Personas que no pueden verte ni seguirte, y a las que tú no ves
settings-servers = Servidores bloqueados
settings-servers-what = Otros servidores de los que no quieres ver nada
settings-decisions = Decisiones del equipo
settings-decisions-what = Lo que el equipo decidió sobre tu cuenta y tus publicaciones

## The tabs of the staff

staff-tab-overview = Resumen
staff-tab-reports = Denuncias
staff-tab-people = Personas
staff-tab-trends = Tendencias
staff-tab-out = Excluidos
staff-tab-announcements = Anuncios
staff-tab-emojis = Emojis
staff-tab-site = Este servidor
staff-tab-log = Registro

## Listas

paging = Páginas
paging-newer = Más recientes
paging-older = Más antiguas

## Formularios

form-check = Revisa { $n ->
    [one] un dato
   *[other] { $n } datos
 }, por favor

## Problemas

error-invalid = Eso no funcionó
error-signed-out = Primero inicia sesión
error-forbidden = No puedes abrir esto
error-gone = Aquí no hay nada
error-too-large = Eso es demasiado grande
error-too-many = Un poco más despacio, por favor
error-internal = Algo falló de nuestro lado
error-other = Eso no es posible
error-signed-out-next = Inicia sesión y volverás a donde estabas.
error-forbidden-next = Tal vez sea solo para otras personas, o necesites otra cuenta.
error-not-found-next = Puede que la dirección esté mal escrita, o que lo que había aquí se haya eliminado.
error-gone-next = Lo que había aquí se eliminó.
error-too-large-next = Elige un archivo más pequeño o envía menos de una vez.
error-too-many-next = Espera un minuto e inténtalo de nuevo.
error-internal-next = No es culpa tuya. Espera un momento e inténtalo de nuevo; nada de lo que guardaste se ha perdido.
error-other-next = Vuelve atrás, revisa lo que escribiste e inténtalo de nuevo.

## Publicaciones

visibility-public = Cualquiera
visibility-unlisted = Cualquiera, sin difusión
visibility-followers = Solo seguidores
visibility-direct = Solo las personas mencionadas
post-boosted-html = <a href="{ $url }"><bdi>{ $name }</bdi></a> impulsó esto
post-bot = bot
post-edited = editada
post-edited-since-html = editada <time datetime="{ $iso }" data-full>después</time>
post-reply-to-html = En respuesta a <a href="/@{ $acct }">@{ $acct }</a>
post-filtered = Filtrado: { $titles }
post-warning = Advertencia de contenido:
post-sensitive = Contenido sensible
post-covered = Cubierto, como deseas
post-undescribed = Archivo sin descripción
post-description = Descripción
post-boosts-html = <b>{ $count }</b> { $n ->
    [one] impulso
   *[other] impulsos
 }
post-likes-html = <b>{ $count }</b> { $n ->
    [one] me gusta
   *[other] me gusta
 }
post-quotes-html = <b>{ $count }</b> { $n ->
    [one] cita
   *[other] citas
 }
post-quote = Citar
quote-open = Abrir la publicación citada
quote-deleted = La publicación citada fue eliminada.
quote-revoked = Su autor retiró la publicación citada.
quote-unauthorized = La publicación citada no es para todo el mundo.
quote-blocked = La publicación citada es de alguien a quien bloqueas.
quote-muted = La publicación citada es de alguien a quien silenciaste.
poll-choose-one = Elige una respuesta
poll-choose-several = Elige una o más respuestas
poll-vote = Votar
poll-chosen = (tu respuesta)
poll-people-html = { $count } { $n ->
    [one] persona
   *[other] personas
 }
poll-ends = termina
poll-ended = terminó
post-reply = Responder, respuestas:
post-boost = Impulsar, impulsos:
post-like = Me gusta, cuántos:
post-save = Guardar
post-not-boostable = Esta publicación no se puede impulsar
post-cannot-be-boosted = No se puede impulsar
post-more = Más sobre esta publicación
post-open-thread = Abrir la conversación
post-open-thread-replies = Abrir la conversación, respuestas:
post-boosts = Impulsos:
post-likes = Me gusta:
post-pin = Fijar en el perfil
post-unpin = Dejar de fijar en el perfil
post-mute-thread = Silenciar esta conversación
post-unmute-thread = Dejar de silenciar esta conversación
post-mute-author = Silenciar a @{ $acct }
post-block-author = Bloquear a @{ $acct }
post-report = Denunciar esta publicación

## Escribir

composer-replying-html = En respuesta a <bdi>{ $name }</bdi> @{ $acct }
composer-your-post = Tu publicación
composer-your-reply = Tu respuesta
composer-write-reply = Escribe tu respuesta
composer-what = ¿Qué quieres compartir?
media-picture = Imagen
media-picture-processing = Imagen, se está procesando
media-video = Vídeo
media-video-processing = Vídeo, se está procesando
media-sound = Sonido
media-sound-processing = Sonido, se está procesando
media-file = Archivo
composer-describe = Describe esto para quienes no pueden verlo u oírlo
composer-warning-and-language = Advertencia e idioma
composer-cover = Ocultar las imágenes hasta que se pidan
composer-language = Idioma
composer-not-said = Sin indicar
composer-hint = { $limit } caracteres. Nada que permita identificar a un paciente.
composer-add-media = Añadir imágenes, un vídeo o un sonido
composer-attach = Adjuntar
composer-who-sees = Quién puede verla
composer-save = Guardar cambios
composer-reply = Responder
composer-post = Publicar
composer-more = Publicación { $number }
composer-add-post = Añadir otra publicación debajo de esta
composer-who-quotes = Quién puede citarla
composer-quote-public = Cualquiera
composer-quote-followers = Solo seguidores
composer-quote-nobody = Nadie más
composer-poll = Encuesta
composer-poll-hint = De dos a { $n } respuestas de hasta { $chars } caracteres.
composer-poll-option = Respuesta { $number }
composer-poll-multiple = Se pueden elegir varias respuestas
composer-poll-hide = Ocultar los totales hasta que termine
composer-poll-open = Abierta durante
composer-poll-5-minutes = 5 minutos
composer-poll-1-hour = 1 hora
composer-poll-6-hours = 6 horas
composer-poll-1-day = 1 día
composer-poll-3-days = 3 días
composer-poll-7-days = 7 días
composer-poll-30-days = 30 días
composer-poll-minutes = { $n } minutos
composer-later = Más tarde o borrador
composer-later-hint = Al menos dentro de cinco minutos. Déjalo vacío para publicar ahora.
composer-when = Fecha y hora
composer-zone = En qué zona horaria
composer-keep-draft = Guardar como borrador
composer-drafts = Tus borradores
composer-scheduled = Tus publicaciones programadas
composer-ask-alt = Algo de lo que has adjuntado aún no tiene descripción.
composer-ask-alt-why = Quienes no pueden verlo u oírlo solo tienen tus palabras.
composer-ask-alt-describe = Describirlo
composer-ask-alt-without = Publicar sin descripción
composer-kept = Escribiste aquí algo que no se envió.
composer-put-back = Recuperarlo
composer-forget = Descartarlo

## Personas

person-approves = Aprueba a sus seguidores
person-follows-you = Te sigue
person-edit = Editar perfil
person-unblock = Desbloquear
person-unfollow-html = Siguiendo<span class="sr"> a @{ $acct }, pulsa para dejar de seguir</span>
person-withdraw-html = Solicitado<span class="sr"> seguir a @{ $acct }, pulsa para retirar la solicitud</span>
person-ask = Solicitar seguir
person-more = Más sobre @{ $acct }
person-mention = Mencionar
person-lists = Añadir a mis listas
person-collections = Añadir a mis colecciones
person-unendorse = Dejar de recomendar en mi perfil
person-endorse = Recomendar en mi perfil
person-remove-follower = Quitar de mis seguidores
person-mute = Silenciar
person-unmute = Dejar de silenciar
person-block = Bloquear
person-report = Denunciar

## Notificaciones

note-new = Sin leer: { $what }
note-mention-html = { $who } { $n ->
    [one] te mencionó
   *[other] te mencionaron
 }
note-mention = { $name } { $n ->
    [one] te mencionó
   *[other] te mencionaron
 }
note-favourite-html = A { $who } { $n ->
    [one] le
   *[other] les
 } gusta tu publicación
note-favourite = A { $name } { $n ->
    [one] le
   *[other] les
 } gusta tu publicación
note-boost-html = Impulso de { $who } a tu publicación
note-boost = Impulso de { $name } a tu publicación
note-follow-html = Nuevo seguimiento de { $who }
note-follow = Nuevo seguimiento de { $name }
note-follow-request-html = { $who } { $n ->
    [one] quiere seguirte
   *[other] quieren seguirte
 }
note-follow-request = { $name } { $n ->
    [one] quiere seguirte
   *[other] quieren seguirte
 }
note-post-html = Nueva publicación de { $who }
note-post = Nueva publicación de { $name }
note-edit-html = { $who } { $n ->
    [one] editó una publicación que impulsaste
   *[other] editaron una publicación que impulsaste
 }
note-edit = { $name } { $n ->
    [one] editó una publicación que impulsaste
   *[other] editaron una publicación que impulsaste
 }
note-poll-html = Terminó una encuesta de { $who }
note-poll = Terminó una encuesta de { $name }
note-quote-html = Tu publicación fue citada por { $who }
note-quote = Tu publicación fue citada por { $name }
note-quoted-edit-html = { $who } { $n ->
    [one] editó una publicación que citaste
   *[other] editaron una publicación que citaste
 }
note-quoted-edit = { $name } { $n ->
    [one] editó una publicación que citaste
   *[other] editaron una publicación que citaste
 }
note-collected-html = { $who } { $n ->
    [one] te añadió a una colección
   *[other] te añadieron a una colección
 }
note-collected = { $name } { $n ->
    [one] te añadió a una colección
   *[other] te añadieron a una colección
 }
note-collection-edit-html = { $who } { $n ->
    [one] editó una colección en la que estás
   *[other] editaron una colección en la que estás
 }
note-collection-edit = { $name } { $n ->
    [one] editó una colección en la que estás
   *[other] editaron una colección en la que estás
 }
note-year-report-html = Ya puedes ver el resumen de tu año
note-year-report = Ya puedes ver el resumen de tu año
note-chat-reminder-html = Pronto empieza un chat del que querías un aviso
note-chat-reminder = Pronto empieza un chat del que querías un aviso
note-hashtag-decision-html = El equipo ha decidido sobre un hashtag que llevas
note-hashtag-decision = El equipo ha decidido sobre un hashtag que llevas
note-sign-up-html = Nueva cuenta de { $who }
note-sign-up = Nueva cuenta de { $name }
note-report-html = Nueva denuncia de { $who }
note-report = Nueva denuncia de { $name }
note-warning-html = Tienes un mensaje del equipo de moderación
note-warning = Tienes un mensaje del equipo de moderación
note-one-html = { $first }
note-two-html = { $first } y { $second }
note-others-html = { $first } y { $n ->
    [one] 1 persona más
   *[other] { $n } personas más
 }
note-open-post = Abrir la publicación:
note-see = Ver de qué se trata

## Guiones: %n es un número

script-offline = No tienes conexión. Lo que ves puede no ser actual.
script-online = Tienes conexión de nuevo.
script-failed = Eso no funcionó. Inténtalo de nuevo.
script-unchanged = No tienes conexión. No se cambió nada.
script-now = ahora
script-minutes = %n min
script-hours = %n h
script-days = %n d
script-close = Cerrar
script-picture = Imagen
script-key-next = Publicación siguiente
script-key-previous = Publicación anterior
script-key-open = Abrir la publicación
script-key-reply = Responder
script-key-like = Me gusta
script-key-boost = Impulsar
script-key-write = Escribir una publicación
script-key-search = Buscar
script-key-help = Mostrar estas teclas
script-keys = Atajos de teclado
script-use-keys = Usar estas teclas
script-new-post = 1 publicación nueva
script-new-posts = %n publicaciones nuevas
script-new-notifications = Notificaciones nuevas
script-left = Quedan %n
script-too-many = Sobran %n
script-passkey-known = Esta llave de acceso ya estaba añadida.
script-passkey-failed = Eso no funcionó. No se cambió nada; puedes intentarlo de nuevo.

push-title = Entérate aunque no haya ninguna página abierta
push-text = Este navegador puede avisarte cuando alguien te mencione, te siga o te responda. Las publicaciones privadas no se muestran en una pantalla bloqueada.
push-begin = Avísame aquí
push-end = Dejar de avisarme aquí
push-later = Ahora no
push-is-on = Este navegador te avisará.
push-is-off = Este navegador ya no te avisará.
push-denied = El navegador no lo permite. Puedes cambiarlo en sus ajustes para este sitio.
script-key-new = Mostrar lo nuevo
shell-conversations = Conversaciones
shell-lists = Listas
post-show = Mostrar
post-hide = Ocultar
quote-filtered = Uno de tus filtros oculta la publicación citada.
welcome-step = Paso { $step } de 4:
welcome-next = Siguiente
welcome-skip = Saltar
shell-help = Ayuda
## Beside timelines

trend-people = { $n ->
    [one] 1 persona en 7 días
   *[other] { $n } personas en 7 días
 }
trend-posts = { $n ->
    [one] 1 publicación en 7 días
   *[other] { $n } publicaciones en 7 días
 }
trend-days = Usos de cada día, empezando por el más antiguo: { $days }
aside-trends = De qué se habla
aside-on-air = Ahora en directo
aside-more-chats = Todos los chats
aside-more-trends = Más etiquetas
aside-people = Quizá quieras seguir a
aside-more-people = Más personas
aside-dismiss-html = No me interesa<span class="sr"> @{ $acct }</span>
shell-more-places = Más
shell-followed-tags = Etiquetas seguidas
shell-collections = Colecciones
shell-columns = Columnas
shell-drafts = Borradores
shell-scheduled = Publicaciones programadas
shell-announcements = Anuncios

# La aplicación instalada.

manifest-about = Microblogueo para la comunidad de la salud.
manifest-write = Escribir una publicación
manifest-notifications = Notificaciones
