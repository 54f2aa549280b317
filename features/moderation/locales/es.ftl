# Palabras de las denuncias y de la mesa del equipo.

## Denunciar

report-title = Denunciar a @{ $acct }
report-text = Cuenta a quienes cuidan este servidor qué está mal. Solo ellos ven tu denuncia; la persona no sabrá quién la denunció.
report-what = ¿De qué se trata?
report-violation = Incumple una norma de este servidor
report-violation-hint = Más abajo eliges cuál.
report-spam = Spam
report-spam-hint = Publicidad, estafas, cuentas inventadas, la misma respuesta una y otra vez.
report-legal = Es contrario a la ley
report-legal-hint = Crees que incumple la ley, aquí o donde está este servidor.
report-other = Otra cosa
report-other-hint = Explícalo más abajo con tus palabras.
report-rules = ¿Qué normas?
report-rules-hint = Solo si incumple una norma. Elige todas las que correspondan.
report-posts = ¿Qué publicaciones lo muestran?
report-posts-hint = No hace falta elegir ninguna.
report-no-words = Una publicación sin palabras
report-comment = Algo más que debamos saber
report-comment-hint = { $chars } caracteres como máximo. No repitas nada que pueda identificar a un paciente.
report-after = En la página siguiente puedes silenciar o bloquear a la persona.
report-send = Enviar la denuncia
report-no-category = Elige de qué se trata.
report-no-rule = Elige al menos una norma, u otra respuesta más arriba.
reported-title = Gracias
reported-text = Tu denuncia está en manos de quienes cuidan este servidor. Ellos deciden qué hacer; tú no tienes que hacer nada más.
reported-self = Para ti
reported-self-text = No hace falta esperarnos para ver menos a @{ $acct }.
reported-unfollow = Dejar de seguir
reported-unfollow-hint = Sus publicaciones dejan de llegar a tu inicio.
reported-mute-hint = Dejas de verla. No se le avisa, y todavía puede verte.
reported-block-hint = Ninguno ve al otro, y deja de seguirte.
reported-home = Volver al inicio

## Decisiones sobre uno mismo

decisions-title = Decisiones sobre tu cuenta
decisions-text = Lo que decidieron sobre tu cuenta quienes cuidan este servidor, y de lo que te avisaron.
decisions-none = No hay ninguna.
decisions-open = Abrir
decided-none = Unas palabras de quienes cuidan este servidor
decided-none-means = Nada ha cambiado en tu cuenta.
decided-sensitive = Tus archivos están cubiertos
decided-sensitive-means = Las imágenes, los vídeos y los sonidos de tu cuenta están cubiertos desde ese día, hasta que alguien los descubra.
decided-disable = Tu cuenta fue congelada
decided-disable-means = Nadie puede entrar en una cuenta congelada; el perfil y las publicaciones quedan como están.
decided-silence = Tu cuenta está limitada
decided-silence-means = Solo quienes te siguen encuentran tus publicaciones, hasta que se retire el límite.
decided-suspend = Tu cuenta fue suspendida
decided-suspend-means = Nadie puede entrar en una cuenta suspendida ni verla.
decision-said = Lo que escribieron
decision-rules = Normas de las que se trata
decision-posts = Publicaciones de las que se trata
decision-ask = Si lo ves de otra manera
decision-mail-html = Escribe a <a href="mailto:{ $email }">{ $email }</a> y di a qué decisión te refieres. Una persona lo lee y responde.
decision-no-mail = Este servidor no indica ninguna dirección para esas preguntas. La página sobre este servidor dice quién lo cuida.
decision-all = Todas las decisiones sobre tu cuenta
posts-gone = { $n ->
    [one] 1 publicación ya no está.
   *[other] { $n } publicaciones ya no están.
 }

## Lo que espera, y los números

desk-title = La mesa del equipo
desk-waits = Lo que espera
desk-numbers = Números
desk-span = Días que se muestran
desk-days = { $n } días
desk-before = Antes, en otros tantos días: { $n }
desk-table = Día a día
desk-day = Día
desk-count = Número
waits-reports = { $n ->
    [one] denuncia abierta
   *[other] denuncias abiertas
 }
waits-people = { $n ->
    [one] persona que espera entrar
   *[other] personas que esperan entrar
 }
waits-trends = { $n ->
    [one] tendencia que nadie ha mirado
   *[other] tendencias que nadie ha mirado
 }
chart-active = Personas que estuvieron aquí
chart-new = Cuentas nuevas
chart-interactions = Me gusta, impulsos y respuestas
chart-opened = Denuncias hechas
chart-resolved = Denuncias cerradas
chart-label = { $title }, día a día durante { $n } días; { $most } en el día de más movimiento

## Denuncias

reports-title = Denuncias
reports-open = Abiertas
reports-mine = Mías
reports-resolved = Cerradas
reports-any = Todas
reports-none-open = No hay denuncias abiertas
reports-none-mine = No te ocupas de ninguna denuncia
reports-none-resolved = No hay denuncias cerradas
reports-none-any = No hay denuncias
reports-none-text = Cuando las haya, estarán aquí, primero las últimas.
report-of = Denuncia sobre @{ $acct }
case-summary = { $category }; por @{ $acct }; { $n ->
    [0] sin publicaciones
    [one] 1 publicación
   *[other] { $n } publicaciones
 }
case-free = Nadie se ocupa de ella todavía.
case-assigned = Se ocupa de ella @{ $acct }.
case-closed = Cerrada por @{ $acct }, { $day }.
case-about = De quién se trata
case-account = Abrir la cuenta
case-said = Lo que se denunció
case-by = Denunciada por
case-category = Asunto
case-rules = Normas
case-state = Estado
case-reopen = Volver a abrir
case-assign = Ocuparme de ella
case-unassign = Dejarla a otros
case-resolve = Cerrar sin decisión
case-posts = Publicaciones que nombra la denuncia
case-sensitive = Publicación delicada
case-open-post = Abrir la publicación
case-log = Lo que hizo el equipo
case-now-yours = Ahora te ocupas tú de esta denuncia.
case-now-free = Ahora nadie se ocupa de esta denuncia.
case-now-closed = La denuncia está cerrada.
case-now-open = La denuncia vuelve a estar abierta.

## Decidir

act-title = Decidir
act-about = Decidir sobre @{ $acct }
act-open = Decidir sobre esta cuenta
act-what = ¿Qué pasa con @{ $acct }?
act-no-action = Elige qué pasa.
act-preset = Un texto que usas a menudo
act-no-preset = Ninguno
act-text = Lo que se dice a la persona
act-text-hint = Con palabras sencillas: qué, por qué y qué puede hacer. Va debajo del texto elegido arriba.
act-notify = Avisar a la persona
act-notify-hint = Con una notificación aquí y por correo. Sin aviso, solo el equipo conoce la decisión.
act-decide = Decidir
act-done = Tu decisión ya vale.
act-may-not = Tu rango no te deja actuar sobre @{ $acct }: el suyo es igual o más alto.
action-none = Solo unas palabras
action-none-hint = Nada cambia; la persona recibe tu texto. Cierra la denuncia.
action-sensitive = Cubrir todos los archivos
action-sensitive-hint = Las imágenes, los vídeos y los sonidos quedan cubiertos. Se puede retirar.
action-disable = Congelar
action-disable-hint = Nadie puede entrar; el perfil y las publicaciones quedan como están. Se puede retirar.
action-silence = Limitar
action-silence-hint = Solo sus seguidores encuentran la cuenta. Se puede retirar.
action-suspend = Suspender
action-suspend-hint = La cuenta desaparece para todos. Se puede retirar hasta que se borren sus datos.
suspend-title = ¿Suspender a @{ $acct }?
suspend-text = Nadie puede ver a @{ $acct } ni entrar en su cuenta, y se cierran todas las denuncias abiertas sobre ella. Puedes retirarlo hasta que se borren los datos; la carta no se puede retirar.
suspend-do = Suspender
presets-title = Textos para avisos
presets-text = Textos que envías una y otra vez. Quien decide sobre una cuenta puede elegir uno; lo que escriba va debajo.
presets-none = Todavía no hay ninguno.
presets-add = Añadir un texto
presets-name = Nombre
presets-name-hint = Para el equipo.
presets-words = Texto
presets-words-hint = Para la persona: qué, por qué y qué puede hacer.
presets-no-title = Ponle un nombre al texto.
presets-saved = El texto está guardado.
presets-removed = El texto ya no está.
strikes-title = Decisiones anteriores
strikes-none = Ninguna hasta ahora.
strike-told = { $action }, por @{ $acct }
strike-silent = { $action }, por @{ $acct }; no se avisó a la persona
strike-report = La denuncia que llevó a ella

## Cuentas

accounts-title = Personas
accounts-none = Ninguna cuenta corresponde a lo que buscas.
find = Buscar
find-q = Empieza por
find-by = Buscar en
find-username = Nombres de usuario
find-display-name = Nombres
find-email = Direcciones de correo
find-ip = Direcciones de red (enteras)
find-state = Estado
find-any-state = Cualquier estado
find-role = Función
find-any-role = Cualquier función
find-staff = Todo el equipo
role-user = Miembro
role-moderator = Moderación
role-admin = Administración
role-owner = Titular
state-active = No suspendida
state-pending = Espera entrar
state-unconfirmed = Dirección sin confirmar
state-disabled = Congelada
state-sensitized = Archivos cubiertos
state-silenced = Limitada
state-suspended = Suspendida
account-about = { $email }; aquí desde { $day }
account-since = Aquí desde { $day }
account-who = Quién es
account-no-user = Nadie puede entrar en esta cuenta: se creó sin dirección.
account-email = Dirección de correo
account-email-state = Confirmada
account-confirmed = Sí, { $day }
account-unconfirmed = Todavía no
account-standing = Entrar
standing-ready = Puede entrar
standing-unconfirmed = No antes de confirmar la dirección
standing-unapproved = No antes de que el equipo le deje entrar
standing-disabled = No puede: congelada
account-role = Función
account-signed-up = Se registró
account-language = Idioma
account-addresses = Direcciones de red
account-reason = Por qué quiere entrar
account-reports = Denuncias sobre esta cuenta
account-waits = Espera entrar
account-waits-text = Lee por qué quiere entrar y decide. Si la rechazas, se borra lo que escribió; el nombre y la dirección quedan libres.
account-approve = Dejar entrar
account-reject = Rechazar
account-lift = Retirar
lift-sensitive = Descubrir los archivos
lift-disable = Descongelar
lift-silence = Retirar el límite
lift-suspend = Retirar la suspensión
account-erase = Borrar todos los datos
account-approved = Ya puede entrar, y se le avisa por correo.
account-rejected = Se rechazó, y sus datos se borraron.
account-lifted = Se ha retirado.
account-erased = Los datos se están borrando.
reject-title = ¿Rechazar a @{ $acct }?
reject-text = Se borra lo que escribió @{ $acct }, y nada puede traerlo de vuelta. Puede registrarse otra vez.
erase-title = ¿Borrar todos los datos de @{ $acct }?
erase-text = Las publicaciones, las imágenes, los seguimientos y el perfil de @{ $acct } se borran para siempre. Nada puede traerlos de vuelta, y la suspensión ya no se podrá retirar. El nombre y la dirección de correo quedan ocupados.

## Tendencias

trends-title = Tendencias
trends-text = Lo que varias personas comentaron últimamente. Lo ven todos hasta que lo ocultes; lo que ocultas queda oculto.
trends-none = Nada en este momento.
trends-links = Enlaces
trend-uses = { $n ->
    [one] usado una vez
   *[other] usado { $n } veces
 }, por { $people ->
    [one] 1 persona
   *[other] { $people } personas
 }
trend-approved = Permitido por el equipo.
trend-rejected = Oculto por el equipo.
trend-unseen = Se muestra; nadie lo ha mirado todavía.
trend-approve = Permitir
trend-reject = Ocultar
trend-now-shown = Se puede mostrar.
trend-now-hidden = Ahora está oculto.

## El registro

log-title = El registro del equipo
log-none = Nada hasta ahora.
log-account = la cuenta @{ $name }
log-report = la denuncia { $name }
log-server = el servidor { $name } (excluido)
log-allowed-server = el servidor { $name } (admitido)
log-provider = el proveedor de correo { $name } (excluido)
log-email = una dirección de correo (excluida)
log-network = la red { $name } (excluida)
log-tag = la etiqueta #{ $name }
log-link = el enlace { $name }
log-post = la publicación { $name }
log-wrote = @{ $who } escribió a { $what }
log-covered = @{ $who } cubrió los archivos de { $what }
log-froze = @{ $who } congeló { $what }
log-limited = @{ $who } limitó { $what }
log-suspended = @{ $who } suspendió { $what }
log-uncovered = @{ $who } descubrió los archivos de { $what }
log-unfroze = @{ $who } descongeló { $what }
log-unlimited = @{ $who } retiró el límite de { $what }
log-unsuspended = @{ $who } retiró la suspensión de { $what }
log-erased = @{ $who } borró los datos de { $what }
log-removed = @{ $who } quitó { $what }
log-added = @{ $who } añadió { $what }
log-changed = @{ $who } cambió { $what }
log-took = @{ $who } se ocupa de { $what }
log-left = @{ $who } dejó a otros { $what }
log-closed = @{ $who } cerró { $what }
log-reopened = @{ $who } volvió a abrir { $what }
log-let-in = @{ $who } dejó entrar a { $what }
log-turned-down = @{ $who } rechazó { $what }
log-shown = @{ $who } permitió { $what } como tendencia
log-hidden = @{ $who } ocultó { $what } de las tendencias

## Excluidos

out-title = Excluidos
out-lists = Listas de lo excluido
out-domains = Servidores
out-emails = Proveedores de correo
out-networks = Redes
out-saved = La lista está guardada.
out-removed = Ya no está en la lista.
servers-text = Este servidor todavía no intercambia publicaciones con otros. La lista se guarda para cuando lo haga, y se muestra a quien pregunta qué piensa este servidor de otros.
servers-none = No hay ningún servidor en la lista.
servers-add = Añadir un servidor
servers-edit = Cambiar un servidor
servers-domain = Dominio
servers-domain-hint = Por ejemplo social.example
servers-how = ¿Cómo se excluye?
server-silence = Limitado
server-silence-hint = Solo quienes siguen a alguien de allí encuentran sus publicaciones.
server-suspend = Del todo
server-suspend-hint = No entra nada de él.
server-noop = Nada
server-noop-hint = Solo lo que se marca más abajo.
server-how = { $severity }
server-how-media = { $severity }; sin archivos
server-how-reports = { $severity }; sin denuncias
server-how-both = { $severity }; sin archivos ni denuncias
servers-media = No aceptar sus archivos
servers-reports = No aceptar sus denuncias
servers-private = Por qué, para el equipo
servers-private-hint = Solo lo ve el equipo.
servers-public = Por qué, para todos
servers-public-hint = Está en la lista que ven todos.
servers-obfuscate = Ocultar parte del dominio
servers-obfuscate-hint = Todos ven algunas de sus letras como asteriscos.
emails-text = Nadie se registra con una dirección de estos proveedores, o solo con el permiso del equipo.
emails-none = No hay ningún proveedor en la lista.
emails-add = Añadir un proveedor
emails-domain = Dominio
emails-domain-hint = Por ejemplo mail.example; también vale para lo que está debajo.
emails-approval = Que decida el equipo
emails-approval-hint = Se puede registrar, y espera hasta que le dejes entrar.
emails-how-approval = Decide el equipo; { $n ->
    [0] nadie lo intentó esta semana
    [one] 1 intento esta semana
   *[other] { $n } intentos esta semana
 }
emails-how-refused = Rechazado; { $n ->
    [0] nadie lo intentó esta semana
    [one] 1 intento esta semana
   *[other] { $n } intentos esta semana
 }
networks-text = Direcciones de red que no entran, o que no pueden registrarse. Muchas personas pueden compartir una dirección, por ejemplo todo un hospital.
networks-none = No hay ninguna red en la lista.
networks-add = Añadir una red
networks-edit = Cambiar una red
networks-ip = Dirección o red
networks-ip-hint = Por ejemplo 192.0.2.7, 192.0.2.0/24 o 2001:db8::/32
networks-how = ¿Cómo se excluye?
network-approval = El equipo decide sobre los registros
network-approval-hint = Quien se registra desde allí espera hasta que le dejes entrar.
network-sign-up = Sin registros
network-sign-up-hint = Quien tiene una cuenta puede seguir usándola.
network-no-access = Nada
network-no-access-hint = Nadie puede abrir ninguna página desde allí. Cuida de que no sea tu propia red.
network-how = { $severity }; { $end }
networks-ends = ¿Hasta cuándo?
networks-comment = Por qué
networks-comment-hint = Solo lo ve el equipo.
ends-never = Para siempre
ends-day = Un día
ends-fortnight = Dos semanas
ends-month = 30 días
ends-half-year = Medio año
ends-year = Un año
ends-on = hasta el { $day }
ends-over = ha terminado

# Cartas.

letter-subject = Sobre tu cuenta en { $site }
letter-sensitive = A partir de ahora, todos los archivos multimedia de tu cuenta están cubiertos hasta que alguien los destape.
letter-disable = Ya nadie puede iniciar sesión en tu cuenta. Tu perfil y tus publicaciones se quedan como están.
letter-silence = A partir de ahora tu cuenta está limitada: solo quienes te siguen se encuentran con tus publicaciones.
letter-suspend = Tu cuenta está suspendida: nadie puede iniciar sesión en ella ni verla.
letter-word = Tienen algo que decirte sobre tu cuenta.
letter-decision =
    Hola:

    Te escriben las personas que cuidan { $site }. { $what }

    { $place }
letter-decision-said =
    Hola:

    Te escriben las personas que cuidan { $site }. { $what }

    { $text }

    { $place }
letter-welcome = Te damos la bienvenida a { $site }
letter-approved =
    Hola, @{ $name }:

    Las personas que cuidan { $site } aceptaron tu solicitud. Ya puedes iniciar sesión:

    { $place }
log-announcement = el anuncio «{ $name }»
log-emoji = el emoji :{ $name }:
log-published = @{ $who } publicó { $what }
log-unpublished = @{ $who } retiró { $what }
