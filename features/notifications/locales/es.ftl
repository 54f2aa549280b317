# Palabras de las páginas de esta parte.

notes-read = Marcar como leídas
notes-empty = Nada nuevo
notes-empty-text = Cuando alguien te responda, te siga, impulse tus publicaciones o les dé me gusta, lo encontrarás aquí.
notes-all = Todas
notes-mentions = Menciones
notes-likes = Me gusta
notes-boosts = Impulsos
notes-follows = Seguidores
notes-posts = Publicaciones
notes-polls = Encuestas
policy-title = De quién quieres notificaciones
policy-text = «Que esperen» las aparta hasta que dejes entrar a la persona. «Nunca» significa que ni se guardan.
policy-not-following = Personas a las que no sigues
policy-not-followers = Personas que no te siguen
policy-new-accounts = Cuentas creadas en los últimos 30 días
policy-private-mentions = Menciones privadas de personas a las que no sigues
policy-limited = Cuentas que la moderación ha limitado
policy-accept = Que entren
policy-filter = Que esperen
policy-drop = Nunca
policy-devices = En tus dispositivos
policy-private-text = Mostrar textos privados en pantallas bloqueadas
policy-private-text-hint = Sin esto, un aviso en tu teléfono dice quién te ha escrito, pero no qué, salvo que la publicación sea pública.
policy-saved = Guardado.
requests-title = Personas que esperan
requests-text = Lo que hicieron está apartado, como elegiste en tus ajustes:
requests-none = Nadie espera
requests-none-text = Cuando se aparten notificaciones, decidirás aquí sobre ellas.
requests-waiting = { $n ->
    [one] Las notificaciones de 1 persona esperan a que la dejes entrar
   *[other] Las notificaciones de { $n } personas esperan a que las dejes entrar
}
requests-count = { $n ->
    [one] 1 notificación
   *[other] { $n } notificaciones
}
requests-accept = Dejar entrar
requests-dismiss = Descartar
requests-accepted = Sus notificaciones llegan desde ahora.
requests-dismissed = Descartado. Lo que hagan desde ahora espera como antes.
