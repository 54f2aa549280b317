
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
