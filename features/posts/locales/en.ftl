# Words of the pages of this feature.

post-write = Write a post
post-write-reply = Write a reply
post-delete-title = Delete this post?
post-delete-means = It disappears at once, here and from timelines, search and saved lists. Other servers are asked to delete it too. This cannot be undone.
post-keep = Keep it
post-edit-title = Edit your post
post-edit-means = Everyone who can see it can also see what it said before.
post-leave = Leave it as it is
post-edits = Edits of a post
post-edits-by-html = Edits of a post by <bdi>{ $name }</bdi>
post-back = Back to the post
post-versions = Versions, newest first
post-version = Version { $number }
post-version-now = Now
post-version-first = At first
post-version-before = Before
post-no-edits = No edits
post-no-edits-text = This post says what it always said.
post-by = Post by { $name }
post-by-html = Post by <bdi>{ $name }</bdi>
post-thread-by-html = Thread by <bdi>{ $name }</bdi>
post-thread = Thread
post-sign-in-html = <a href="/sign-in">Sign in</a> to reply. Reading needs no account.
post-likers = People who like this post
post-boosters = People who boosted this post
post-back-to = the post
post-tab-likes = Likes
post-tab-boosts = Boosts
post-no-likers = Nobody likes it yet.
post-no-boosters = Nobody boosted it yet.
post-too-long = Too long by { $over }. A post can have { $limit } characters.
post-blank = Write something or add a picture first.
