# Words of the pages of this feature.

notes-read = Mark as read
notes-empty = Nothing new
notes-empty-text = When people answer, like, boost or follow you, you will find it here.
notes-all = All
notes-mentions = Mentions
