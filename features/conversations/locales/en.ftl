# Words of the pages of this feature.

conversations = Conversations
conversations-text = Posts for named people only. This server's operators could read them: share no patient data.
conversations-empty = No conversations yet
conversations-empty-text = Posts that only the people mentioned can see will be here.
conversations-removed = The conversation is out of your list. A new post brings it back.
conversation-with = Conversation with { $names }
conversation-unread-with = New: conversation with { $names }
conversation-new = New
conversation-open = Open the conversation.
conversation-read-html = Mark as read<span class="sr">: { $names }</span>
conversation-unread-html = Mark as new<span class="sr">: { $names }</span>
conversation-remove-html = Remove<span class="sr">: { $names }</span>
