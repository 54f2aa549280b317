# Lo que dicen los avisos a las aplicaciones que no están abiertas.

push-mention = { $name } te mencionó
push-status = { $name } acaba de publicar
push-reblog = { $name } impulsó tu publicación
push-favourite = A { $name } le gusta tu publicación
push-follow = { $name } te sigue
push-follow-request = { $name } quiere seguirte
push-poll = Terminó una encuesta
push-update = { $name } editó una publicación
push-quote = { $name } citó tu publicación
push-quoted-update = { $name } editó una publicación que citaste
push-sign-up = { $name } creó una cuenta
push-report = { $name } envió una denuncia
push-chat-reminder = Pronto empieza un chat del que querías un aviso
push-other = Novedades de { $name }
push-untold = Abre la aplicación para leerlo.
