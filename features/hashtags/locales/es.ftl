# El directorio de etiquetas.

directory = Directorio de etiquetas
directory-text = Etiquetas de la comunidad sanitaria: quién se reúne en ellas y sobre qué.
directory-search = Buscar en el directorio
directory-words = Palabra o etiqueta
directory-found = { $n ->
 [one] Una etiqueta
 *[other] { $n } etiquetas
 }
directory-all = Todas las etiquetas
directory-none-found = No hay ninguna etiqueta así
directory-none-found-text = Prueba con menos palabras o con otra especialidad. Si conoces una etiqueta así, regístrala.
directory-empty = El directorio está vacío
directory-empty-text = Sé la primera persona en dar a conocer una etiqueta donde la gente se reúne.
specialty = Especialidad
all-specialties = Todas
all-kinds = Todos
all-languages = Todos

kind-community = Comunidad
kind-community-hint = Personas con algo en común, en cualquier momento
kind-chat = Charla
kind-chat-hint = Una conversación a horas fijas
kind-conference = Congreso
kind-conference-hint = Un encuentro en días concretos
kind-disease = Enfermedad
kind-disease-hint = Donde se habla de una enfermedad

state-provisional = Provisional
state-provisional-hint = Ya aparece en el directorio; el equipo todavía no la ha revisado.
state-refused = Rechazada
state-refused-hint = No está en el directorio. Quien la cuida puede cambiarla, y así se pide otra revisión.
state-retired = Ya no se usa
state-retired-hint = Ya no está en el directorio. Sus publicaciones siguen ahí.

reason-unused = Nadie la usa
reason-one-party = Solo la usa una parte
reason-promotion = Solo promociona algo
reason-not-health = No trata de salud
reason-other = Otro motivo

hashtag-used = { $n ->
 [one] Una publicación de { $people } en 7 días
 *[other] { $n } publicaciones de { $people } en 7 días
 }
hashtag-people = { $n ->
 [one] 1 persona
 *[other] { $n } personas
 }
hashtag-unused = Ninguna publicación en 7 días
hashtag-weeks = Publicaciones por semana, desde la más antigua: { $weeks }
hashtag-by-html = de <a href="{ $url }"><bdi>{ $name }</bdi></a>
hashtag-days = del { $from } al { $to }

hashtag-state = Situación
hashtag-to-review = Decidir sobre ella
hashtag-about = De qué trata
hashtag-says-nothing = Nadie la ha descrito todavía.
hashtag-kind = Tipo
hashtag-when = Cuándo
hashtag-place = Dónde
hashtag-language = Idioma
hashtag-owner = La cuida
hashtag-no-owner = El equipo de este servidor
hashtag-link = Su propia página
hashtag-related = Etiquetas relacionadas
hashtag-registered = Registrada
hashtag-numbers = Cuánto se usa
hashtag-all-numbers = Todas sus cifras
hashtag-posts = Publicaciones con #{ $name }
hashtag-register = Registrar una etiqueta
hashtag-made = La etiqueta ya está en el directorio, de forma provisional. El equipo la revisará.
hashtag-saved = Guardado.
hashtag-retired = La etiqueta ya no está en el directorio.
hashtag-starts = Primer día
hashtag-ends = Último día

offer = Cederla
offer-hint = Alguien de este servidor que la cuide a partir de ahora, si acepta.
offer-name = Su nombre, por ejemplo @ana
offer-ask = Preguntar
offer-waits = Se ha preguntado a { $name } si quiere cuidarla y todavía no ha respondido.
offer-take-back = Retirar la pregunta
offer-asked = ¿Quieres cuidarla?
offer-asked-text = Quien cuida esta etiqueta te pide que lo hagas a partir de ahora: mantener bien su descripción y responder preguntas sobre ella.
offer-accept = Sí, quiero
offer-decline = No, gracias
offer-made = Se le ha preguntado. Puede aceptar en su página «Mis etiquetas».
offer-taken-back = Ya no se pregunta a nadie.
offer-accepted = Ahora cuidas esta etiqueta.
offer-declined = No la cuidas.

retire = Decir que ya no se usa
retire-text = Sale del directorio. Su página y sus publicaciones se quedan, y cualquiera puede volver a registrarla.
retire-sure = Ya no se usa

mine = Mis etiquetas
mine-text = Las que registraste o cuidas, y en qué situación están.
mine-list = Registradas y cuidadas
mine-empty = Ninguna todavía
mine-empty-text = Si conoces una etiqueta donde la gente se reúne para hablar de salud, dala a conocer.

form-text = Aparece enseguida, de forma provisional, hasta que el equipo la revise. Se queda lo que se usa, por más de una parte, para la salud y no solo para promocionar algo.
form-edit = Editar #{ $name }
form-name = Etiqueta
form-name-hint = Tal como se escribe, por ejemplo #HealthXPh
form-title = Qué significa
form-title-hint = En pocas palabras, por ejemplo «Conversaciones sobre salud en Filipinas»
form-about-hint = Quién se reúne ahí y sobre qué. Con palabras sencillas, para quien la encuentre.
form-specialties-hint = A quién concierne, tres como máximo.
form-specialty = Especialidad { $number }
form-no-specialty = Ninguna
form-related-hint = Etiquetas sobre algo parecido, separadas por espacios, diez como máximo
form-any-language = Cualquiera, o varios
form-conference = Si es un congreso
form-conference-hint = Los días y el lugar solo se guardan para congresos.
form-link-hint = Dónde se cuenta más, si se cuenta en algún sitio
form-keep = Guardar y aprobar

wrong-no-name = Escribe la etiqueta.
wrong-name = Esto no es una etiqueta. Lleva letras, cifras y guiones bajos, sin espacios, y no solo cifras.
wrong-taken = Esta etiqueta ya está en el directorio.
wrong-other = Esa sería otra etiqueta. Solo se puede cambiar cómo se escribe.
wrong-no-title = Di en pocas palabras qué significa.
wrong-related = Una de estas no es una etiqueta.
wrong-link = Escribe una dirección completa, que empiece por https://
wrong-end = El último día es anterior al primero.
wrong-owner = Nadie de este servidor a quien puedas preguntar tiene ese nombre.
wrong-no-words = Di por qué con tus propias palabras, si es otro motivo.

specialties-text = A qué se dedica la gente de la sanidad y en qué etiquetas y chats se reúne.
specialties-others = Todavía sin etiquetas ni chats
specialties-others-text = Nadie ha registrado una etiqueta ni creado un chat para estas.
specialties-others-show = Mostrarlas
specialty-hashtags = { $n ->
 [one] Una etiqueta
 *[other] { $n } etiquetas
 }
specialty-code = Código NUCC { $code }
specialty-own = Un tema de este directorio; no tiene código NUCC
specialty-more = { $n ->
 [one] Una etiqueta más
 *[other] { $n } etiquetas más
 }
specialty-chats = Chats
specialty-chats-n = { $n ->
    [one] 1 chat
   *[other] { $n } chats
}
specialty-chats-all = Calendario de estos chats
specialty-chats-more = { $n ->
    [one] 1 más, y el calendario
   *[other] { $n } más, y el calendario
}
specialty-chat-on-air = Ahora en directo
specialty-chat-none = No hay ninguna sesión prevista
specialty-people = Quién publica ahí
specialty-posts = Publicaciones nuevas
specialty-no-posts = Todavía no se ha publicado nada
specialty-no-posts-text = Aquí estarán las publicaciones públicas con estas etiquetas.
specialty-empty = Todavía no hay etiquetas
specialty-empty-text = Si conoces una donde se reúne la gente de esta especialidad, dala a conocer.

review = Etiquetas registradas
review-text = Lo que la gente registra aparece enseguida. Aprueba lo que se usa, por más de una parte, para la salud y no solo para promocionar algo. Quien la registró ve tu decisión.
review-waiting = En espera ({ $n })
review-changed = Cambiadas después ({ $n })
review-listed = Aprobadas ({ $n })
review-refused = Rechazadas ({ $n })
review-retired = Ya no se usan ({ $n })
review-since = Registrada el { $day }
review-decided = Decidida el { $day }
review-keep = Aprobar
review-refuse = Rechazar
review-reason = Por qué
review-words = Con tus propias palabras
review-words-hint = Lo leerá quien la registró. Es necesario para otro motivo.
review-now-kept = Aprobada.
review-now-refused = Rechazada. Quien la registró puede leer por qué.
review-empty = No hay nada aquí
review-empty-text = No hay ninguna etiqueta en esta parte de la lista.

news = Lo que decidió el equipo
news-kept = El equipo aprobó #{ $name }
news-refused = El equipo rechazó #{ $name }
