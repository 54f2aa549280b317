
## Salas

room-phase-cancelled = Cancelada
room-phase-before = Aún no abre
room-phase-gathering = Llegando
room-phase-on-air = En vivo
room-phase-closing = Terminando
room-phase-over = Terminada
room-when = { $start }, { $minutes } minutos
room-opens = La sala abre el { $time }.
room-begins-days = Empieza en { $days ->
    [1] 1 día
   *[other] { $days } días
} y { $hours ->
    [1] 1 hora
   *[other] { $hours } horas
}
room-begins-hours = Empieza en { $hours } h { $minutes } min
room-numbers = Cifras
room-remind = Avísame
room-here = { $n ->
    [1] 1 persona aquí
   *[other] { $n } personas aquí
}
room-here-script = %n aquí
room-counts = { $posts ->
    [1] 1 publicación
   *[other] { $posts } publicaciones
} de { $people ->
    [1] 1 persona
   *[other] { $people } personas
}
room-join = Unirme
room-join-hint = Se ve tu nombre entre quienes están aquí, y lees la sala en tu inicio.
room-as-patient = Mostrar que soy paciente o cuido de alguien
room-leave = Salir
room-desk = Mesa
room-transcript = Transcripción
room-you-are-out = Quien modera te retiró de esta sesión. Lo que publiques no se muestra aquí.
room-cancelled = Esta sesión no se celebra.
room-question-now = Pregunta actual
room-before = Antes de empezar
room-no-question = La primera pregunta llega pronto.
room-none-asked = No se hizo ninguna pregunta.
room-called-html = <b><bdi>{ $name }</bdi></b>, ¿quieres decir algo?
room-called = %n, ¿quieres decir algo?
room-pinned = Fijado
room-all-questions = Todas las preguntas
room-about = Sobre este chat, y quién está aquí
room-guests = Invitados
room-hosts = Anfitriones
room-rules = Cómo participar
room-disclaimer = Advertencia
room-conduct = Código de conducta
room-who = Aquí con su nombre
room-nobody-named = Nadie se ha unido con su nombre todavía.
room-stream = Lo que se dice
room-write = Escribe en la sala
room-label = A qué responde
room-answers = A{ $number }: responde a la pregunta { $number }
room-no-label = Sin etiqueta
room-say = Publicar
room-say-hint = La etiqueta y #{ $tag } se añaden por ti. Lo puede leer todo el mundo.
room-replying-html = En respuesta a <b>@{ $acct }</b>
room-replying-script = En respuesta a @%n
room-sign-in-html = <a href="/sign-in?next={ $back }">Inicia sesión</a> para participar.
room-no-script-html = Lo nuevo llega al volver a cargar la página. <a href="{ $url }">Cargar de nuevo</a> o <a href="{ $url }?refresh=1">dejar que la página se cargue sola</a> cada 20 segundos.
room-refreshes-html = Esta página se carga sola cada 20 segundos. <a href="{ $url }">Parar y escribir</a>
room-show-what = Qué mostrar
room-all = Todo
room-words = Sin impulsos
room-unanswered = Sin respuesta
room-pause = Pausa
room-reading = Cómo lees
room-speed = Velocidad
room-speed-all = Según llegan
room-speed-each = Una cada { $n } segundos
room-mark = Resaltar
room-mark-hint = Una palabra, o @alguien
room-hide-boosts = Ocultar impulsos
room-new = Mostrar %n nuevas
room-new-one = Mostrar 1 nueva
room-asked = Pregunta nueva
room-lost = Se perdió la conexión. Se intenta de nuevo.
room-back = Conexión recuperada.
room-older = Anteriores
room-none-unanswered = Todas las preguntas de participantes tienen respuesta.
room-nothing-yet = Aún no se ha dicho nada.
room-nothing-said = No se dijo nada.
room-be-first = Aún no se ha dicho nada. Empieza tú.
room-boosted-html = <a href="{ $url }"><bdi>{ $name }</bdi></a> impulsó <a href="/web/posts/{ $post }">una publicación de esta sala</a>
room-reply-to = Responde a una publicación anterior
room-show = Mostrar
room-hide = Ocultar
room-filtered = Filtrado: { $titles }
room-warning = Aviso:
room-more = Tiene imágenes o más: abrir la publicación
room-reply = Responder
room-to-whom = a @{ $acct }
room-applaud = Aplaudir
room-applause = aplausos
room-applauds-script = %n aplausos
room-lead-menu = Moderar
room-pin = Fijar
room-call = Dar la palabra
room-remove-post = Quitar de la sala
room-remove-person = Retirar a la persona
room-replies = { $n ->
    [1] 1 respuesta
   *[other] { $n } respuestas
}
room-replies-script = Respuestas
room-question-n = Pregunta { $number }:
room-answer-n = Responde a la pregunta { $number }:
room-question-word = Pregunta %n:
room-answer-word = Responde a la pregunta %n:
room-role-host = Anfitrión
room-role-moderator = Modera
room-role-guest = Invitado
room-role-patient = Paciente o cuidador
room-role-newcomer = Primera vez
room-did-join = Te uniste. Los demás ven que estás aquí.
room-did-leave = Saliste.
room-did-remove = La publicación ya no se muestra en la sala.
room-did-remove-person = Ya no se muestra a esa persona en la sala.
room-did-pin = Fijado.
room-did-call = Toda la sala ve a quién das la palabra.
room-settings-what = Lo que escriben en una sala de chat las personas a las que sigues no está en tu inicio, salvo que te unas a la sala o sigas la etiqueta. Una tarjeta te avisa mientras conversan.
room-shows-posts = Mostrar en mi inicio las publicaciones de las salas de chat
room-shows-posts-hint = Todas, en lugar de la tarjeta.
room-settings-saved = Guardado.

## Transcripts

transcript = Transcripción
transcript-title = Transcripción: { $title }
transcript-when = { $day }, { $time } ({ $zone }), { $minutes } minutos
transcript-counts = { $posts ->
    [1] 1 publicación
   *[other] { $posts } publicaciones
} de { $people ->
    [1] 1 persona
   *[other] { $people } personas
}, { $questions ->
    [1] 1 pregunta
   *[other] { $questions } preguntas
}
transcript-room = A la sala
transcript-running = El chat sigue en marcha. Vuelve a cargar la página para ver lo que llegó después.
transcript-nothing = No se dijo nada en esta sesión, o nada que puedas ver.
transcript-csv = Tabla (CSV)
transcript-json = Datos (JSON)
transcript-md = Texto (Markdown)
transcript-contents = Contenido
transcript-opening = Apertura
transcript-question = Pregunta
transcript-question-n = Pregunta { $number }
transcript-question-of = Pregunta de @{ $name }
transcript-closing = Cierre
transcript-asides = Aparte
transcript-conversation = Conversación
transcript-not-here = La pregunta misma no está entre las publicaciones.
transcript-unanswered = Nadie respondió.
transcript-hosts = Anfitriones
transcript-participants = Participantes
transcript-retells = cita a
transcript-how-mislabelled = con etiqueta de pregunta
transcript-how-reply = por su respuesta
transcript-how-addressed = por la persona a quien se dirige
transcript-how-time = por la hora
transcript-late = tarde
transcript-cite = Cómo citar
transcript-citation = Chat #{ $tag }, { $date }, «{ $topic }». Transcripción. Medley en { $site }, { $url } (consultado el { $today }).
transcript-note = Las publicaciones están donde las sitúa su etiqueta, la publicación a la que responden o la hora. Lo que su autor borra desaparece también de aquí.

## Mesa

desk-of = Mesa: { $title }
desk-what = Solo quienes dirigen la sesión ven esta página.
desk-to-room = A la sala
desk-rehearsal = Ensayo
desk-rehearsal-what = Prueba lo que preparaste. Solo lo ven quienes dirigen la sesión, no se publica nada y después desaparece.
desk-rehearsal-on = Ahora no se publica nada. Lo que envías aparece aquí y solo lo ven quienes dirigen la sesión.
desk-rehearsal-say = Di algo
desk-rehearsal-try = Probar
desk-rehearsal-begin = Empezar un ensayo
desk-rehearsal-end = Terminarlo
desk-welcome = Bienvenida
desk-welcome-hint = Se publica cuando la envías y queda fijada en la sala.
desk-welcome-new = Escribe la bienvenida
desk-disclaimer = Advertencia
desk-disclaimer-hint = Lo que el chat no es.
desk-disclaimer-new = Escribe la advertencia
desk-questions = Preguntas
desk-questions-hint = La etiqueta y el hashtag se añaden. Envíalas cuando toque, o indica el minuto de la sesión en que salen.
desk-question-new = Añadir una pregunta
desk-wrapup = Cierre
desk-wrapup-hint = Da las gracias y dice qué viene después.
desk-wrapup-new = Escribe el cierre
desk-sent = Enviado
desk-send = Enviar
desk-posted-as = Se publica así:
desk-minute = En el minuto
desk-by-hand = a mano
desk-up = Subir
desk-down = Bajar
desk-fill = Palabras que se rellenan
desk-fill-text = Escríbelas en un texto y se rellenan al enviarlo.
desk-call = Dar la palabra
desk-called-html = Toda la sala ve que das la palabra a <b><bdi>{ $name }</bdi></b>.
desk-call-off = Dejar de llamar
desk-call-who = A quién
desk-unpin = Dejar de fijar
desk-leaders = Comoderadores de esta sesión
desk-leaders-hint = Aquí pueden hacer todo lo que puedes tú, solo en esta sesión. Así puedes pasarla a otra persona.
desk-leaders-who = Quién
desk-leaders-add = Nombrar
desk-removed = Quitado de la sala
desk-removed-hint = Sigue en la red. Solo esta sala no lo muestra.
desk-remove-who = Retirar a alguien de esta sesión
desk-let-back = Dejar volver
desk-bring-back = Recuperar
desk-nobody = No hay nadie con ese nombre.
desk-end = Fin de la sesión
desk-end-hint = Termina sola a su hora.
desk-did-end = La sesión ha terminado.
desk-did-add = Preparado.
desk-did-save = Guardado.
desk-did-send = Enviado.
desk-did-delete = Eliminado.
desk-did-move = Movido.
desk-did-rehearse = Hecho.
desk-did-lead = Los comoderadores han cambiado.
desk-did-pin = Lo fijado ha cambiado.
desk-did-remove = La sala ha cambiado.
desk-suggest-welcome = ¡Bienvenidos a { $chat } { $tag }! Hoy: { $topic }. Saludad y contad de dónde sois.
desk-suggest-welcome-guests = ¡Bienvenidos a { $chat } { $tag }! Hoy: { $topic } con { $guests }. Saludad y contad de dónde sois.
desk-suggest-disclaimer = Este chat comparte experiencias e información. No es consejo médico; habla de tu salud con quien te atiende. No publiques nada que permita reconocer a un paciente. { $tag }
desk-suggest-wrapup = Gracias a todos por venir, y a { $guests } por acompañarnos. ¿Últimas ideas? Después llega la transcripción. { $tag }
# Palabras de las páginas de los chats.

chats = Chats
chats-text = Personas que se reúnen en torno a una etiqueta a una hora determinada. Cualquiera puede participar, desde aquí o desde cualquier aplicación, usando la etiqueta.
chats-on-air = Ahora en directo
chats-next = A continuación
chats-views = Calendario
chats-agenda = Agenda
chats-week = Semana
chats-span = Del { $from } al { $to }
chats-zone = Horas de { $zone }.
chats-today = Hoy
chats-is-today = hoy
chats-earlier = Antes
chats-later = Después
chats-none = No hay chats en estas fechas.
chats-hour = Hora
chats-choose = Qué mostrar
chats-specialty = Especialidad
chats-language = Idioma
chats-all = Todos
chats-zone-field = Zona horaria
chats-zone-hint = Para esta vista. Para guardar una, elígela en «Mis chats».
chats-zone-own = Todas las páginas de chats muestran las horas en ella.
chats-zone-saved = Tu zona horaria está guardada.
chats-guess = Usar ZONE, como en este dispositivo
chats-guess-any = Usar la zona horaria de este dispositivo
chats-show = Mostrar
chats-subscribe = En tu propio calendario
chats-subscribe-text = Los programas de calendario pueden suscribirse a estos chats y se mantienen al día.
chats-ics = Archivo de calendario (.ics)
chats-ics-all = Chats en { $site }
chats-ics-specialty = { $specialty }: chats en { $site }
chats-mine = Mis chats
chats-mine-list = Chats que sigues
chats-mine-text = Aquellos cuya etiqueta sigues, que organizas o de los que recibes avisos.
chats-mine-none = Aún no sigues ningún chat.
chats-own-calendar = Tu calendario
chats-own-calendar-text = Una dirección para tu programa de calendario, con todos los chats que sigues.
chats-secret = Quien tenga esta dirección puede ver qué chats sigues, y nada más. Una dirección nueva deja la anterior sin efecto.
chats-make-address = Crear una dirección
chats-renew = Crear una dirección nueva
chats-renewed = Esta es tu dirección nueva.

chat-new = Nuevo chat
chat-edit = Editar el chat
chat-see = Volver al chat
chat-made = Tu chat está creado. Sus próximas fechas ya están en el calendario.
chat-saved = El chat está guardado.
chat-session-saved = La sesión está guardada.
chat-reminded = Tu aviso está guardado.
chat-stepped-down = Ya no ayudas en este chat.

chat-monday = lunes
chat-tuesday = martes
chat-wednesday = miércoles
chat-thursday = jueves
chat-friday = viernes
chat-saturday = sábado
chat-sunday = domingo
chat-day = { $weekday } { $day }
chat-date-at = { $day }, { $time }, { $zone }
chat-there = { $day }, { $time } en { $zone }
chat-nth = { $n ->
    [1] primer
    [2] segundo
    [3] tercer
   *[other] cuarto
 }

chat-rule-none = No tiene fechas.
chat-rule-once = Una vez: { $day } a las { $time }, durante { $minutes } minutos.
chat-rule-weekly = Cada { $weekday } a las { $time }, durante { $minutes } minutos.
chat-rule-weeks = Cada { $n } semanas, el { $weekday } a las { $time }, durante { $minutes } minutos.
chat-rule-nth = El { $nth } { $weekday } de cada mes a las { $time }, durante { $minutes } minutos.
chat-rule-last = El último { $weekday } de cada mes a las { $time }, durante { $minutes } minutos.
chat-rule-own = A las { $time }, durante { $minutes } minutos, según la regla { $rule }.

chat-now = En directo
chat-cancelled = Cancelada
chat-moved = A otra hora de la habitual
chat-with = Con
chat-on-air = Ahora en directo
chat-open = La sala está abierta
chat-enter = Ir a la sala
chat-when = Cuándo
chat-zone-is = Según la hora de { $zone }.
chat-retired = Este chat ha terminado. Lo que se dijo sigue aquí.
chat-follow = Seguir #{ $tag }
chat-unfollow = Dejar de seguir #{ $tag }
chat-add = Añadir al calendario
chat-add-hint-html = Si tu programa no lo abre, dale <a href="{ $url }">la dirección del archivo de calendario</a>.
chat-coming = Próximas sesiones
chat-coming-none = No hay fechas previstas.
chat-past = Sesiones anteriores
chat-past-none = Aún no ha habido ninguna.
chat-older = Sesiones más antiguas
chat-transcript = Transcripción
chat-numbers = Cifras
chat-room = Sala
chat-people = Quién lo organiza y modera
chat-host = Organiza
chat-moderator = Modera
chat-step-down = Dejar de ayudar
chat-step-down-hint = Dejarás de organizar o moderar este chat. Solo quienes lo organizan podrán volver a incluirte.
chat-step-down-sure = Sí, dejarlo
chat-remind = Avisarme
chat-remind-when = Antes de cada sesión
chat-remind-never = Nunca
chat-remind-quarter = 15 minutos antes
chat-remind-hour = Una hora antes
chat-remind-day = Un día antes
chat-remind-mail = También por correo electrónico
chat-remind-hint = Los avisos aparecen entre tus notificaciones. No se envía nada por las sesiones canceladas.
chat-description = De qué trata
chat-rules = Cómo participar
chat-disclaimer = Ten en cuenta
chat-conduct = Código de conducta

chat-tag = Etiqueta
chat-tag-hint = Se participa usándola, así que elige una que esté libre. Un chat conserva su etiqueta.
chat-title = Título
chat-title-hint = En pocas palabras, como «Diabetes los martes».
chat-repeat = Con qué frecuencia
chat-repeat-weekly = Cada semana
chat-repeat-biweekly = Cada dos semanas
chat-repeat-nth = Una vez al mes, como el segundo martes
chat-repeat-last = El último de esos días de cada mes
chat-repeat-once = Una vez
chat-repeat-own = Según una regla propia
chat-weekday = Día
chat-nth-field = Cuál del mes
chat-rule = Regla
chat-rule-hint = Como la escriben los calendarios (RFC 5545), por ejemplo FREQ=MONTHLY;INTERVAL=3;BYDAY=1WE.
chat-first = Desde
chat-first-hint = La primera fecha es ese día o el siguiente que corresponda.
chat-time = Hora
chat-zone = Zona horaria
chat-minutes = Minutos
chat-minutes-wrong = ¿Cuántos minutos dura?
chat-date-wrong = Escribe un día.
chat-time-wrong = Escribe una hora.
chat-dates-more = Fechas adicionales y excepciones
chat-extra = Fechas adicionales
chat-extra-hint = Una en cada línea, como 2027-01-05 19:00.
chat-except = Fechas que se omiten
chat-except-hint = Del mismo modo, con la hora a la que habría sido.
chat-preview = Las próximas fechas
chat-preview-none = Aquí se muestran las próximas fechas.
chat-preview-do = Mostrar las próximas fechas
chat-hosts = Quién organiza
chat-hosts-hint = Además de ti; pueden cambiarlo todo. Por ejemplo, @ana @ben.
chat-moderators = Quién modera
chat-moderators-hint = Dirigen las sesiones y pueden cambiar sus temas e invitados.
chat-names-many = Son demasiadas personas.
chat-name-unknown = Aquí nadie se llama { $name }.
chat-about = Sobre el chat
chat-description-hint = ¿Quién se reúne aquí, y para hablar de qué?
chat-specialties = Especialidades
chat-specialty-n = Especialidad { $n }
chat-specialty-none = Ninguna
chat-rules-hint = Se muestra en la página del chat y a quien entra en la sala.
chat-disclaimer-hint = Se muestra con cada sesión y en los calendarios.
chat-make = Crear el chat
chat-default-rules = Quien modera hace preguntas, marcadas como P1, P2, etc. Empieza tu respuesta con R1, R2 y usa la etiqueta. Puedes presentarte antes, y también puedes solo leer.
chat-default-disclaimer = Esto no es consejo médico ni convierte a nadie en tu profesional sanitario o tu paciente. En una emergencia, llama al número de emergencias de tu zona. Cada persona habla en su nombre y no en el de quien la emplea.
chat-default-conduct = No digas nada que permita reconocer a un paciente. Sé amable y discute las ideas, no a las personas. Dilo si ganas dinero con lo que recomiendas. Avisa a quienes moderan si algo va mal.
chat-retire = Terminar este chat
chat-retire-hint = Se eliminan sus próximas sesiones. Las anteriores y sus transcripciones se conservan, y el chat puede continuar más adelante.
chat-retire-sure = Sí, terminarlo
chat-resume = Continuarlo

chat-session-edit = Editar la sesión
chat-session-title = Editar la sesión
chat-topic = Tema
chat-topic-hint = De qué trata esta sesión.
chat-guests = Invitados
chat-guests-hint = En la sala aparecen marcados como invitados. Por ejemplo, @ana @ben.
chat-notes = Notas
chat-notes-hint = Se muestran con la sesión, por ejemplo qué leer antes.
chat-move = Cuándo
chat-move-hint = Según la hora de { $zone }. Quien se suscribió al calendario ve la hora nueva.
chat-date = Día
chat-cancel = Cancelar esta sesión
chat-cancel-hint = Sigue en el calendario, marcada como cancelada, y nadie recibe avisos de ella.
chat-cancel-sure = Sí, cancelarla
chat-end = Terminar ya esta sesión
chat-end-hint = La sala sigue abierta { $minutes } minutos más, para respuestas tardías. El calendario y la transcripción dirán que terminó ahora. Los textos preparados que esperan su minuto ya no se envían.
chat-end-sure = Sí, terminarla
chat-reason = Motivo
chat-reason-hint = Se muestra con la sesión, por ejemplo «Día festivo».
chat-is-cancelled = Esta sesión está cancelada.
chat-restore = Que se celebre

chat-mail-subject = Pronto empieza { $title } (#{ $tag })
chat-mail-text = Querías un aviso de «{ $title }», el chat de #{ $tag }.
chat-mail-when = Cuándo: { $day }, { $time } en { $zone } ({ $utc } UTC)
chat-mail-topic = Tema: { $topic }
chat-mail-room = La sala: { $url }
chat-mail-change = Cambia tu aviso: { $url }
chat-mail-stop = Deja de recibir estos correos, sin iniciar sesión: { $url }
chat-stop = Avisos por correo
chat-stop-text = Recibes correos antes de las sesiones de «{ $title }» (#{ $tag }). ¿Quieres dejar de recibirlos?
chat-stop-sure = No recibir más correos
chat-stopped = Ya no recibirás correos sobre «{ $title }» (#{ $tag }).
chat-stopped-hint = Si así lo elegiste, sigues recibiendo el aviso como notificación. Puedes cambiar las dos cosas en la página del chat.
chat-stop-to-chat = Al chat
