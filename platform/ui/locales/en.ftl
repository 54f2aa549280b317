# Words of the layout and the components. Ids begin with what they belong to; those that end in -html have markup.

## Everywhere

optional = optional
save = Save
add = Add
cancel = Cancel
delete = Delete
edit = Edit
remove = Remove
search = Search
settings = Settings
sign-in = Sign in
sign-out = Sign out
follow = Follow
following = Following
accept = Accept
decline = Decline
somebody = Somebody
nobody-here = Nobody here
hashtags = Hashtags
people = People
posts = Posts
links = Links
specialties = Specialties
replies = Replies
what-to-show = What to show
to-the-start = Go to the start
content-warning = Content warning

## Around every page

tool-sentence = Medley is a tool. It never gives medical advice or a diagnosis.
shell-skip = Skip to content
shell-main = Main
shell-more = More
shell-menu = Menu
shell-home = Home
shell-local = Local
shell-write = Write
shell-notifications = Notifications
shell-unread = new
shell-saved = Saved
shell-saved-posts = Saved posts
shell-liked = Liked
shell-liked-posts = Liked posts
shell-staff = Staff
shell-profile = Profile
shell-follow-requests = Follow requests
shell-about-server = About this server
shell-explore = Explore
shell-chats = Chats
shell-about = About
shell-about-site = About { $site }
shell-rules = Rules
shell-contact = Contact
shell-search-label = Search posts, people and hashtags

## Settings

settings-profile = Profile
settings-account = Account
settings-language = Language
settings-filters = Filters
settings-rooms = Chat rooms
settings-data = Data
settings-all = All settings
settings-group-you = You and your posts
settings-group-reading = Reading
settings-group-account = Your account
settings-profile-what = Your name, picture and what others read about you
settings-posting = Writing
settings-posting-what = What a new post starts with: who sees it, its language, who may quote it
settings-appearance = Appearance
settings-appearance-what = Light or dark, contrast, size of the text, movement, covered pictures
settings-language-what = The language of these pages
settings-filters-what = Words that you do not want to read
settings-rooms-what = Whether posts from chat rooms are in your home timeline
settings-notifications = Notifications
settings-notifications-what = Whose notifications reach you, whose wait, and what locked screens show
settings-account-what = Password, second step, where you are signed in, applications, moving
settings-data-what = Take everything of yours along, or bring lists from elsewhere
settings-leaving = Delete account
settings-leaving-what = Leave, and have everything removed
settings-featured = Featured hashtags
settings-featured-what = Hashtags that your profile shows
settings-group-people = Other people
settings-requests = Follow requests
settings-requests-what = People who ask to follow you
settings-muted = Muted people
settings-muted-what = People whose posts you do not see for now
settings-blocked = Blocked people
settings-blocked-what = People who cannot see or follow you, and whom you do not see
settings-servers = Blocked servers
settings-servers-what = Other servers of which you want to see nothing
settings-decisions = Decisions of the staff
settings-decisions-what = What the staff decided about your account and your posts

## The tabs of the staff

staff-tab-overview = Overview
staff-tab-reports = Reports
staff-tab-people = People
staff-tab-trends = Trends
staff-tab-out = Kept out
staff-tab-announcements = Announcements
staff-tab-emojis = Emojis
staff-tab-site = This server
staff-tab-log = Log

## Lists

paging = Pages
paging-newer = Newer
paging-older = Older

## Forms

form-check = Please check { $n ->
    [one] one thing
   *[other] { $n } things
 }

## Problems

error-invalid = That did not work
error-signed-out = Please sign in first
error-forbidden = You cannot open this
error-gone = Nothing is here
error-too-large = That is too large
error-too-many = A little slower, please
error-internal = Something broke on our side
error-other = That is not possible
error-signed-out-next = Sign in, and you will get back to where you were.
error-forbidden-next = It may be for other people only, or you may need another account.
error-not-found-next = The address may be mistyped, or what was here has been deleted.
error-gone-next = What was here has been deleted.
error-too-large-next = Choose a smaller file, or send fewer at once.
error-too-many-next = Wait a minute, then try again.
error-internal-next = It is not your fault. Wait a moment and try again; nothing that you saved is lost.
error-other-next = Go back, check what you entered and try again.

## Posts

visibility-public = Everyone
visibility-unlisted = Everyone, but quiet
visibility-followers = Followers only
visibility-direct = Only people mentioned
post-boosted-html = <a href="{ $url }"><bdi>{ $name }</bdi></a> boosted
post-bot = bot
post-edited = edited
post-edited-since-html = edited <time datetime="{ $iso }" data-full>since</time>
post-reply-to-html = In reply to <a href="/@{ $acct }">@{ $acct }</a>
post-filtered = Filtered: { $titles }
post-warning = Content warning:
post-sensitive = Sensitive media
post-covered = Covered, as you wish
post-undescribed = Attachment without a description
post-description = Description
post-boosts-html = <b>{ $count }</b> { $n ->
    [one] boost
   *[other] boosts
 }
post-likes-html = <b>{ $count }</b> { $n ->
    [one] like
   *[other] likes
 }
post-quotes-html = <b>{ $count }</b> { $n ->
    [one] quote
   *[other] quotes
 }
post-quote = Quote
quote-open = Open the quoted post
quote-deleted = The quoted post was deleted.
quote-revoked = The quoted post was taken out by its author.
quote-unauthorized = The quoted post is not for everyone.
quote-blocked = The quoted post is by somebody whom you block.
quote-muted = The quoted post is by somebody whom you muted.
poll-choose-one = Choose an answer
poll-choose-several = Choose one or more answers
poll-vote = Vote
poll-chosen = (your choice)
poll-people-html = { $count } { $n ->
    [one] person
   *[other] people
 }
poll-ends = ends
poll-ended = ended
post-reply = Reply, replies:
post-boost = Boost, boosts:
post-like = Like, likes:
post-save = Save
post-not-boostable = This post cannot be boosted
post-cannot-be-boosted = Cannot be boosted
post-more = More about this post
post-open-thread = Open the thread
post-open-thread-replies = Open the thread, replies:
post-boosts = Boosts:
post-likes = Likes:
post-pin = Pin to profile
post-unpin = Unpin from profile
post-mute-thread = Mute this thread
post-unmute-thread = Unmute this thread
post-mute-author = Mute @{ $acct }
post-block-author = Block @{ $acct }
post-report = Report this post

## Writing

composer-replying-html = Replying to <bdi>{ $name }</bdi> @{ $acct }
composer-your-post = Your post
composer-your-reply = Your reply
composer-write-reply = Write your reply
composer-what = What do you want to share?
media-picture = Picture
media-picture-processing = Picture, being processed
media-video = Video
media-video-processing = Video, being processed
media-sound = Sound
media-sound-processing = Sound, being processed
media-file = File
composer-describe = Describe this for people who cannot see or hear it
composer-warning-and-language = Warning and language
composer-cover = Cover the pictures until asked for
composer-language = Language
composer-not-said = Not said
composer-hint = { $limit } characters. Nothing that could identify a patient.
composer-add-media = Add pictures, a video or a sound
composer-attach = Attach
composer-who-sees = Who can see it
composer-save = Save changes
composer-reply = Reply
composer-post = Post
composer-more = Post { $number }
composer-add-post = Add another post below this one
composer-who-quotes = Who may quote it
composer-quote-public = Everyone
composer-quote-followers = Followers only
composer-quote-nobody = Nobody else
composer-poll = Poll
composer-poll-hint = Two to { $n } answers of up to { $chars } characters.
composer-poll-option = Answer { $number }
composer-poll-multiple = People may choose several answers
composer-poll-hide = Hide the totals until it ends
composer-poll-open = Open for
composer-poll-5-minutes = 5 minutes
composer-poll-1-hour = 1 hour
composer-poll-6-hours = 6 hours
composer-poll-1-day = 1 day
composer-poll-3-days = 3 days
composer-poll-7-days = 7 days
composer-poll-30-days = 30 days
composer-poll-minutes = { $n } minutes
composer-later = Later or draft
composer-later-hint = At least five minutes from now. Leave it empty to post at once.
composer-when = Date and time
composer-zone = In which time zone
composer-keep-draft = Save as draft
composer-drafts = Your drafts
composer-scheduled = Your scheduled posts
composer-ask-alt = Something you attached has no description yet.
composer-ask-alt-why = People who cannot see or hear it only have your words.
composer-ask-alt-describe = Describe it
composer-ask-alt-without = Post without
composer-kept = You wrote something here that was not sent.
composer-put-back = Put it back
composer-forget = Forget it

## People

person-approves = Approves followers
person-follows-you = Follows you
person-edit = Edit profile
person-unblock = Unblock
person-unfollow-html = Following<span class="sr"> @{ $acct }, press to unfollow</span>
person-withdraw-html = Requested<span class="sr"> to follow @{ $acct }, press to withdraw</span>
person-ask = Ask to follow
person-more = More about @{ $acct }
person-mention = Mention
person-lists = Add to my lists
person-collections = Add to my collections
person-unendorse = Stop recommending on my profile
person-endorse = Recommend on my profile
person-remove-follower = Remove from my followers
person-mute = Mute
person-unmute = Unmute
person-block = Block
person-report = Report

## Notifications

note-new = New: { $what }
note-mention-html = { $who } mentioned you
note-mention = { $name } mentioned you
note-favourite-html = { $who } liked your post
note-favourite = { $name } liked your post
note-boost-html = { $who } boosted your post
note-boost = { $name } boosted your post
note-follow-html = { $who } followed you
note-follow = { $name } followed you
note-follow-request-html = { $who } asked to follow you
note-follow-request = { $name } asked to follow you
note-post-html = { $who } posted
note-post = { $name } posted
note-edit-html = { $who } edited a post you boosted
note-edit = { $name } edited a post you boosted
note-poll-html = { $who } ran a poll that has ended
note-poll = { $name } ran a poll that has ended
note-quote-html = { $who } quoted your post
note-quote = { $name } quoted your post
note-quoted-edit-html = { $who } edited a post you quoted
note-quoted-edit = { $name } edited a post you quoted
note-collected-html = { $who } added you to a collection
note-collected = { $name } added you to a collection
note-collection-edit-html = { $who } edited a collection you are in
note-collection-edit = { $name } edited a collection you are in
note-year-report-html = You can look back at your year
note-year-report = You can look back at your year
note-chat-reminder-html = A chat that you wanted to be reminded of begins soon
note-chat-reminder = A chat that you wanted to be reminded of begins soon
note-hashtag-decision-html = The staff decided about a hashtag that you look after
note-hashtag-decision = The staff decided about a hashtag that you look after
note-sign-up-html = { $who } signed up
note-sign-up = { $name } signed up
note-report-html = { $who } reported an account
note-report = { $name } reported an account
note-warning-html = You have a message from the moderators
note-warning = You have a message from the moderators
note-one-html = { $first }
note-two-html = { $first } and { $second }
note-others-html = { $first } and { $n ->
    [one] 1 other
   *[other] { $n } others
 }
note-open-post = Open the post:
note-see = See what it is about

## Beside timelines

trend-people = { $n ->
    [one] 1 person in 7 days
   *[other] { $n } people in 7 days
 }
trend-posts = { $n ->
    [one] 1 post in 7 days
   *[other] { $n } posts in 7 days
 }
trend-days = Uses each day, the oldest first: { $days }
aside-trends = Talked about now
aside-on-air = On air now
aside-more-chats = All chats
aside-more-trends = More hashtags
aside-people = You may want to follow
aside-more-people = More people
aside-dismiss-html = Not interested<span class="sr"> in @{ $acct }</span>

## Scripts: %n is a number

script-offline = You are offline. What you see may be old.
script-online = You are online again.
script-failed = That did not work. Please try again.
script-unchanged = You are offline. Nothing was changed.
script-now = now
script-minutes = %n min
script-hours = %n h
script-days = %n d
script-close = Close
script-picture = Picture
script-key-next = Next post
script-key-previous = Previous post
script-key-open = Open the post
script-key-reply = Reply
script-key-like = Like
script-key-boost = Boost
script-key-write = Write a post
script-key-search = Search
script-key-help = Show these keys
script-keys = Keyboard shortcuts
script-use-keys = Use these keys
script-new-post = 1 new post
script-new-posts = %n new posts
script-new-notifications = New notifications
script-left = %n left
script-too-many = %n too many
script-passkey-known = This passkey was added already.
script-passkey-failed = That did not work. Nothing was changed; you can try again.

push-title = Hear of it even when no page is open
push-text = This browser can tell you when somebody mentions you, follows you or answers. Private posts are not shown on a locked screen.
push-begin = Notify me here
push-end = Stop notifying me here
push-later = Not now
push-is-on = This browser will notify you.
push-is-off = This browser notifies you no more.
push-denied = The browser does not allow it. Its settings for this site can change that.
script-key-new = Show what is new
shell-conversations = Conversations
shell-lists = Lists
post-show = Show
post-hide = Hide
quote-filtered = One of your filters hides the quoted post.
welcome-step = Step { $step } of 4:
welcome-next = Next
welcome-skip = Skip
shell-help = Help
shell-more-places = More
shell-followed-tags = Followed hashtags
shell-collections = Collections
shell-columns = Columns
shell-drafts = Drafts
shell-scheduled = Scheduled posts
shell-announcements = Announcements

# The installed app.

manifest-about = Microblogging for the healthcare community.
manifest-write = Write a post
manifest-notifications = Notifications
