# Words of the pages of this feature.

conversations = Conversaciones
conversations-text = Publicaciones solo para personas concretas. Quienes llevan este servidor podrían leerlas: no compartas datos de pacientes.
conversations-empty = Todavía no hay conversaciones
conversations-empty-text = Aquí aparecerán las publicaciones que solo ven las personas mencionadas.
conversations-removed = La conversación ya no está en tu lista. Una publicación nueva la traerá de vuelta.
conversation-with = Conversación con { $names }
conversation-unread-with = Novedad: conversación con { $names }
conversation-new = Nuevo
conversation-open = Abrir la conversación.
conversation-read-html = Marcar como leída<span class="sr">: { $names }</span>
conversation-unread-html = Marcar como nueva<span class="sr">: { $names }</span>
conversation-remove-html = Quitar<span class="sr">: { $names }</span>
