# Palabras de las páginas de esta parte.

language-pages = Idioma de las páginas
language-hint = Lo que la gente escribe se queda en su idioma. Las aplicaciones tienen su propio ajuste.
language-browser = Como diga el navegador
language-saved = A partir de ahora las páginas están en este idioma.
email = Correo electrónico
login = Nombre de usuario o correo electrónico
username = Nombre de usuario
username-hint = Letras, cifras y guiones bajos.
username-hint-public = Letras, cifras y guiones bajos. Así te encuentran los demás.
username-address = Tu dirección será @usuario@{ $host }
email-hint = Solo para confirmar que eres tú y ayudarte a volver a entrar. Nadie lo ve.
password = Contraseña
password-yours = Tu contraseña
password-current = Contraseña actual
password-new = Contraseña nueva
password-hint = Al menos { $chars } caracteres.
password-hint-words = Unas cuantas palabras sin relación van bien.
password-for = Para { $email }. Al cambiarla se cierra tu sesión en todos los demás lugares.
password-change = Cambiar la contraseña
password-changed = Tu contraseña cambió. Tu sesión se cerró en todos los demás lugares.
code = Código
recovery-code = Código de recuperación
authorize-title = Permitir una aplicación
authorize-let = ¿Permitir que { $app } use tu cuenta?
authorize-as-html = Iniciaste sesión como <bdi>{ $name }</bdi> (@{ $acct }).
authorize-from-html = La aplicación dice que viene de <a href="{ $site }" rel="nofollow noopener noreferrer">{ $site }</a>.
authorize-able = Podrá
authorize-hint = Nunca conocerá tu contraseña. Puedes retirar este permiso en cualquier momento en Ajustes, Cuenta.
authorize = Autorizar
authorize-deny = Denegar
code-title = Copia este código
code-text = Escríbelo en { $app }. Funciona una vez y solo por unos minutos; no se lo des a nadie más.
scope-read = Leer todo lo que tú puedes leer, también tus ajustes y listas
scope-read-some = Leer lo que tú puedes leer
scope-read-notifications = Leer tus notificaciones
scope-read-lists = Ver tus listas, marcas, filtros, bloqueos y silenciados
scope-write = Publicar, impulsar, dar me gusta y cambiar tu perfil en tu nombre
scope-write-posts = Publicar, impulsar, editar y eliminar en tu nombre
scope-write-media = Subir imágenes y otros archivos multimedia
scope-write-profile = Cambiar tu perfil
scope-follow = Seguir, bloquear y silenciar en tu nombre
scope-write-notifications = Borrar tus notificaciones
scope-write-reports = Denunciar a otros en tu nombre
scope-write-lists = Cambiar tus listas, marcas y filtros
scope-push = Enviarte notificaciones automáticas
scope-profile = Ver tu nombre y tu imagen, nada más
scope-admin-read = Leer lo que solo puede leer el equipo
scope-admin = Actuar como equipo de este servidor, donde tú puedas
confirm-title = Confirma tu correo electrónico
confirm-text = Pulsa el botón para confirmar que la dirección es tuya. Después podrás iniciar sesión en { $site }.
confirm = Confirmar la dirección
confirmed-title = Tu dirección está confirmada
confirmed-text = Gracias. Ya puedes iniciar sesión.
forgot-title = Una contraseña nueva
forgot-text = Escribe tu correo electrónico. Si pertenece a una cuenta de aquí, se le envía un enlace para poner una contraseña nueva.
forgot-send = Enviar el enlace
forgot-back = Volver a iniciar sesión
forgot-sent = Si la dirección pertenece a una cuenta de aquí, un enlace va en camino. Sirve durante 30 minutos.
check-mail = Revisa tu correo
reset-title = Elige una contraseña nueva
reset-text = Se cierra tu sesión en todas partes, y habrá que volver a permitir las aplicaciones.
reset = Poner la contraseña
reset-done = Tu contraseña cambió
reset-done-text = Ya puedes iniciar sesión con ella.
second-title = El segundo paso
second-text = La contraseña era correcta. Ahora demuestra que eres tú. Si no puedes hacer nada de esto, pregunta a quienes administran este servidor.
second-passkey = Usar una llave de acceso
second-no-script = Tu llave de acceso necesita un navegador que ejecute scripts. Un código de recuperación funciona sin ellos.
second-code-hint = Las seis cifras que muestra tu aplicación de autenticación, o uno de tus códigos de recuperación.
second-recovery-hint = Uno de los que guardaste al añadir la llave de acceso.
second-again = Empezar de nuevo
security-title = Inicio de sesión en dos pasos
security-on = Está activado: con la contraseña sola no entra nadie.
security-off = Está desactivado. Con una aplicación de autenticación o una llave de acceso, nadie entra con una contraseña robada.
security-manage = Administrarlo
security-set-up = Configurarlo
security-done = Listo. Te enviamos un correo al respecto.
security-you = ¿Eres tú?
security-you-text = Antes de cambiar algo aquí, escribe tu contraseña otra vez.
security-go-on = Continuar
security-app = Aplicación de autenticación
security-app-on = Hay una aplicación configurada. Su código se pide después de la contraseña.
security-app-code = Código, para desactivarla
security-app-code-hint = De la aplicación, o un código de recuperación.
security-app-turn-off = Desactivar la aplicación
security-app-text = Una aplicación en tu teléfono muestra un código nuevo cada medio minuto. No necesita conexión y no sabe nada de ti.
security-app-set-up = Configurar una aplicación
app-title = Configurar una aplicación de autenticación
app-scan = 1. Deja que la aplicación lea esto
app-qr = Código QR para la aplicación; la misma clave está abajo como texto
app-key = O escribe esta clave en ella:
app-code = 2. Escribe el código que muestra
app-code-hint = Seis cifras.
app-on = Activarla
app-later = Ahora no
passkeys-title = Llaves de acceso
passkeys-text = Una llave de acceso está en tu teléfono, tu computadora o una llave de seguridad, y se abre con el dedo, la cara o un PIN. Puede reemplazar al código, o a la contraseña y el código juntos.
passkey-added = añadida { $since }
passkey-used = añadida { $since }, último uso { $used }
passkey-recovery = Código de recuperación, para quitarla
passkey-recovery-hint = Es lo último que protege tu cuenta, así que hace falta uno de los códigos.
passkey-name = Nombre de la nueva llave de acceso
passkey-name-hint = Para reconocerla: «llave azul», «mi teléfono».
passkey-add = Añadir una llave de acceso
passkey-no-script = Para añadir una llave de acceso, tu navegador tiene que ejecutar scripts.
recovery-title = Códigos de recuperación
recovery-left = { $n ->
    [0] No queda ninguno.
    [one] Queda 1.
   *[other] Quedan { $n }.
 }
recovery-text = Cada uno te deja entrar una vez, en lugar de un código. Los nuevos reemplazan a los anteriores.
recovery-renew = Crear códigos nuevos
codes-title = Tus códigos de recuperación
codes-keep = Guárdalos
codes-text = Cada uno te deja entrar una vez, cuando no tienes ni tu aplicación ni tu llave de acceso. Se muestran ahora y nunca más: anótalos o imprímelos, y guárdalos donde guardas lo que más cuidas.
codes-kept = Ya los guardé
sessions-title = Dónde iniciaste sesión
sessions-none = En ningún lugar.
sessions-this = esta
sessions-since = desde { $since }, último uso { $used }
sessions-end = Cerrar
apps-title = Aplicaciones
apps-none = Ninguna aplicación puede actuar por ti.
apps-used = último uso { $used }
apps-revoke = Revocar
ago-now = ahora mismo
ago-minutes = hace { $n } min
ago-hours = hace { $n } h
ago-yesterday = ayer
ago-days = hace { $n } días
moving-title = Mudanza
moving-what = A otra cuenta, con tus seguidores; o de otra cuenta a esta.
moving-move = Mudarse
moving-moved = Esta cuenta se mudó
moving-moved-html = Lleva a <a href="{ $url }">@{ $acct }</a>. Nadie puede empezar a seguirla. Sin la redirección se podrá de nuevo; los seguidores que se mudaron se quedan con la cuenta nueva.
moving-undo = Quitar la redirección
moving-from = De otra cuenta a esta
moving-from-text = Primero indica aquí la cuenta anterior. Después, con la sesión iniciada en la anterior, múdate a esta.
moving-old = Dirección de la cuenta anterior
moving-old-hint = En este servidor, por ahora: @nombre
moving-add = Añadirla
moving-to = De esta cuenta a otra
moving-to-text = Tu perfil llevará a la cuenta nueva, tus seguidores la seguirán en lugar de esta y nadie podrá empezar a seguir esta. Tus publicaciones se quedan aquí. Podrás mudarte de nuevo después de { $days } días.
moving-new = Dirección de la cuenta nueva
moving-new-hint = Tiene que indicar esta cuenta como su cuenta anterior.
moving-followers = Mudar a mis seguidores
moving-done = Tus seguidores están en camino. Te enviamos un correo al respecto.
sign-out-here = Cerrar sesión aquí
setup-title = Configurar el servidor
setup-welcome = Te damos la bienvenida
setup-text = Esto crea la primera cuenta de tu servidor, con todos los permisos. El enlace funciona una vez.
setup-create = Crear la cuenta
sign-in-to = En { $site }
sign-in-passkey = Iniciar sesión con una llave de acceso
sign-in-forgot = Olvidé mi contraseña
sign-up-title = Crear una cuenta
sign-up-ask = Solicitar una cuenta
sign-up-text = En { $site }. Es gratis, y puedes irte en cualquier momento y llevarte tus datos.
sign-up-reason = ¿Por qué quieres unirte?
sign-up-reason-hint = Una o dos frases para quienes cuidan de este servidor.
sign-up-rules = Leer las normas ({ $count })
sign-up-agree-html = Acepto las <a href="/about#rules">normas</a>. Sé que Medley es una herramienta y nunca da consejo médico ni diagnósticos.
sign-up-send = Enviar la solicitud
sign-up-create = Crear cuenta
sign-up-have = Ya tengo una cuenta
sign-up-closed = Sin cuentas nuevas
sign-up-closed-text = Este servidor no acepta cuentas nuevas por el momento.
waiting-mail-text = Te enviamos un correo con un enlace. Ábrelo y pulsa el botón para confirmar tu dirección; después podrás iniciar sesión.
waiting-approval = Recibimos tu solicitud
waiting-approval-text = Quienes cuidan de este servidor la leerán pronto. Después podrás iniciar sesión.
waiting-closed = Esta cuenta está cerrada
waiting-closed-text = Quienes cuidan de este servidor cerraron la cuenta.
waiting-ready = Te damos la bienvenida
waiting-ready-text = Ya puedes iniciar sesión.
settings-account-title = Tu cuenta
leaving-title = Eliminar tu cuenta
leaving-what = Si eliminas tu cuenta, ocurre esto:
leaving-posts = Se borran tus publicaciones, borradores, imágenes y perfil, aquí, en la búsqueda y en las cronologías y listas de los demás. Empieza enseguida y puede tardar unos minutos.
leaving-people = Ya no sigues a nadie y nadie te sigue.
leaving-sign-out = Se cierran todas tus sesiones, en todos los navegadores y aplicaciones. Se borran tu contraseña y tu correo.
leaving-name = Nadie, tampoco tú, podrá volver a tener aquí el nombre @{ $name }. Así nadie puede hacerse pasar por ti.
leaving-elsewhere = Lo que otros copiaron, citaron con sus palabras o fotografiaron no está en nuestras manos.
leaving-for-good = No se puede deshacer.
leaving-export = Llévate antes tus datos
leaving-move = O trasládate a otra cuenta
leaving-sure = ¿Seguro?
leaving-code = Código de tu segundo paso
leaving-code-hint = De tu aplicación, o uno de tus códigos de recuperación.
leaving-understood = Entiendo que mi cuenta y todo lo que contiene se borran para siempre.
leaving-tick-first = Marca que entiendes lo que ocurre.
leaving-delete = Eliminar mi cuenta
leaving-done = Tu cuenta está eliminada
leaving-done-text = Todas tus sesiones están cerradas. Tus publicaciones e imágenes se están borrando.
leaving-done-name = Gracias por haber estado aquí. Que te vaya bien.
leaving-done-home = A la primera página

# Cartas.

mail-confirm-subject = Confirma tu correo electrónico para { $site }
mail-confirm =
    Hola, @{ $name }:

    Alguien, esperamos que tú, creó una cuenta en { $site } con esta dirección. Para confirmar que es tuya, abre esta página y pulsa el botón:

    { $link }

    { $n ->
        [one] El enlace sirve durante un día.
       *[other] El enlace sirve durante { $n } días.
    } Si no fuiste tú, no hagas nada: así nadie puede usar la cuenta.
mail-reset-subject = Una contraseña nueva para { $site }
mail-reset =
    Hola, @{ $name }:

    Alguien, esperamos que tú, pidió una contraseña nueva en { $site }. Puedes ponerla aquí:

    { $link }

    { $n ->
        [one] El enlace sirve durante un minuto, una sola vez.
       *[other] El enlace sirve durante { $n } minutos, una sola vez.
    } Si no fuiste tú, no hagas nada: tu contraseña se queda como está.
notice-subject = { $what } ({ $site })
notice-letter =
    Hola:

    { $text }

    Cuándo: { $day }, { $time } UTC

    Si fuiste tú, no hay nada que hacer. Si no, pon una contraseña nueva; eso cierra todas las sesiones de la cuenta y retira el acceso a todas las aplicaciones:

    { $reset }

    Dónde está abierta tu sesión y cómo cerrarla:

    { $sessions }
notice-signed-in = Un inicio de sesión nuevo
notice-signed-in-text = Alguien inició sesión en tu cuenta con un navegador que no habíamos visto antes: { $browser }.
notice-password = Tu contraseña cambió
notice-password-text = Se cambió la contraseña de tu cuenta.
notice-app-on = El inicio de sesión en dos pasos está activado
notice-app-on-text = Se configuró una aplicación de autenticación: al iniciar sesión se pide su código después de la contraseña.
notice-app-off = Se desactivó la aplicación de autenticación
notice-app-off-text = Al iniciar sesión en tu cuenta ya no se pide el código de una aplicación de autenticación.
notice-passkey-added = Se añadió una llave de acceso
notice-passkey-added-text = Se añadió una llave de acceso a tu cuenta: { $name }.
notice-passkey-removed = Se quitó una llave de acceso
notice-passkey-removed-text = Se quitó una llave de acceso de tu cuenta: { $name }.
notice-recovery-used = Se usó un código de recuperación
notice-recovery-used-text =
    { $n ->
        [0] Se usó un código de recuperación de tu cuenta. Ya no sirve, y no queda ninguno.
        [one] Se usó un código de recuperación de tu cuenta. Ya no sirve; queda uno.
       *[other] Se usó un código de recuperación de tu cuenta. Ya no sirve; quedan { $n }.
    }
notice-recovery-renewed = Códigos de recuperación nuevos
notice-recovery-renewed-text = Se crearon códigos de recuperación nuevos para tu cuenta. Los anteriores ya no sirven.
notice-second-reset = Se desactivó el inicio de sesión en dos pasos
notice-second-reset-text = Las personas que llevan el servidor desactivaron el inicio de sesión en dos pasos de tu cuenta.
notice-moved = Tu cuenta se muda
notice-moved-text = Ahora tu cuenta lleva a @{ $name }, y sus seguidores se trasladan allí.
browser-on = { $browser } en { $system }
browser-unknown = Un navegador
