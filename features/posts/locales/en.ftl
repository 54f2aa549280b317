# Words of the pages of this feature.

post-unroll = Read as one text
post-reader-by-html = A thread by <bdi>{ $name }</bdi>
post-reader-open = Open it as posts
post-quotes = Quotes of a post
post-quotes-label = Quotes
post-no-quotes = No quotes yet
post-no-quotes-text = When somebody quotes this post, it will be here.
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
post-blank = Write something or add a picture, a video or a sound first.
post-reader-more = This part has more than can be shown here.
post-one-too-long = Post { $number } is too long. Each can have { $limit } characters.
post-too-soon = Choose a time at least five minutes from now.
post-drafts = Drafts
post-drafts-text = Only you see them. You can keep { $max }.
post-no-drafts = No drafts
post-no-drafts-text = When you write a post, “Save as draft” keeps it here for later.
post-draft-of = Draft from
post-draft-continue = Continue writing
post-draft-saved = Your draft is saved.
post-draft-deleted = The draft is deleted.
post-scheduled = Scheduled posts
post-scheduled-text = They are published by themselves when their time comes. Until then only you see them.
post-no-scheduled = Nothing is scheduled
post-no-scheduled-text = When you write a post, choose a date and time under “Later or draft”.
post-publish-now = Publish now
post-schedule-cancel = Cancel it
post-schedule-move = Change the time
post-schedule-added = Your post is scheduled.
post-schedule-moved = The time is changed.
post-schedule-cancelled = The post is cancelled and will not be published.
post-waits-files = { $n ->
    [one] 1 file
   *[other] { $n } files
}
post-waits-reply = a reply
post-waits-quote = quotes a post
post-waits-more = { $n ->
    [one] 1 more post below it
   *[other] { $n } more posts below it
}
meta-post-by = Post by { $name }
