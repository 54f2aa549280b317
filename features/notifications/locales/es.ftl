# Palabras de las páginas de esta parte.

notes-read = Marcar como leídas
notes-empty = Nada nuevo
notes-empty-text = Cuando alguien te responda, te siga, impulse tus publicaciones o les dé me gusta, lo encontrarás aquí.
notes-all = Todas
notes-mentions = Menciones
