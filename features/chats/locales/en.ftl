
## Rooms

room-phase-cancelled = Cancelled
room-phase-before = Not open yet
room-phase-gathering = Gathering
room-phase-on-air = On air
room-phase-closing = Closing
room-phase-over = Over
room-when = { $start }, { $minutes } minutes
room-opens = The room opens at { $time }.
room-begins-days = Begins in { $days ->
    [1] 1 day
   *[other] { $days } days
} and { $hours ->
    [1] 1 hour
   *[other] { $hours } hours
}
room-begins-hours = Begins in { $hours } h { $minutes } min
room-numbers = Numbers
room-remind = Remind me
room-here = { $n ->
    [1] 1 here
   *[other] { $n } here
}
room-here-script = %n here
room-counts = { $posts ->
    [1] 1 post
   *[other] { $posts } posts
} by { $people ->
    [1] 1 person
   *[other] { $people } people
}
room-join = Join
room-join-hint = You are named as being here, and read the room in your home timeline.
room-as-patient = Show that I am a patient or carer
room-leave = Leave
room-desk = Desk
room-transcript = Transcript
room-you-are-out = A moderator removed you from this session. What you post is not shown here.
room-cancelled = This session does not take place.
room-question-now = Question now
room-before = Before it begins
room-no-question = The first question comes soon.
room-none-asked = No question was asked.
room-called-html = <b><bdi>{ $name }</bdi></b>, would you like to say something?
room-called = %n, would you like to say something?
room-pinned = Pinned
room-all-questions = All questions
room-about = About this chat, and who is here
room-guests = Guests
room-hosts = Hosts
room-rules = How to take part
room-disclaimer = Disclaimer
room-conduct = Code of conduct
room-who = Here by name
room-nobody-named = Nobody joined by name yet.
room-stream = What is said
room-write = Write in the room
room-label = What it answers
room-answers = A{ $number }: answers question { $number }
room-no-label = Without a label
room-say = Post
room-say-hint = The label and #{ $tag } are added for you. Everybody can read it.
room-replying-html = Replying to <b>@{ $acct }</b>
room-replying-script = Replying to @%n
room-sign-in-html = <a href="/sign-in?next={ $back }">Sign in</a> to take part.
room-no-script-html = New posts come when you load the page again. <a href="{ $url }">Load again</a> or <a href="{ $url }?refresh=1">let the page load itself again</a> every 20 seconds.
room-refreshes-html = This page loads itself again every 20 seconds. <a href="{ $url }">Stop, and write</a>
room-show-what = What to show
room-all = All
room-words = Without boosts
room-unanswered = Unanswered
room-pause = Pause
room-reading = How you read
room-speed = Speed
room-speed-all = As they come
room-speed-each = One every { $n } seconds
room-mark = Highlight
room-mark-hint = A word, or @somebody
room-hide-boosts = Hide boosts
room-new = Show %n new
room-new-one = Show 1 new
room-asked = New question
room-lost = The connection is lost. Trying again.
room-back = Connected again.
room-older = Older
room-none-unanswered = Every question of participants has an answer.
room-nothing-yet = Nothing is said yet.
room-nothing-said = Nothing was said.
room-be-first = Nothing is said yet. Be the first.
room-boosted-html = <a href="{ $url }"><bdi>{ $name }</bdi></a> boosted <a href="/web/posts/{ $post }">a post of this room</a>
room-reply-to = Answers an earlier post
room-show = Show
room-hide = Hide
room-filtered = Filtered: { $titles }
room-warning = Warning:
room-more = Has pictures or more: open the post
room-reply = Reply
room-to-whom = to @{ $acct }
room-applaud = Applaud
room-applause = applaud
room-applauds-script = %n applaud
room-lead-menu = Moderate
room-pin = Pin
room-call = Call on them
room-remove-post = Remove from the room
room-remove-person = Remove the person
room-replies = { $n ->
    [1] 1 reply
   *[other] { $n } replies
}
room-replies-script = Replies
room-question-n = Question { $number }:
room-answer-n = Answers question { $number }:
room-question-word = Question %n:
room-answer-word = Answers question %n:
room-role-host = Host
room-role-moderator = Moderator
room-role-guest = Guest
room-role-patient = Patient or carer
room-role-newcomer = New here
room-did-join = You joined. Others see that you are here.
room-did-leave = You left.
room-did-remove = The post is not shown in the room any more.
room-did-remove-person = They are not shown in this room any more.
room-did-pin = Pinned.
room-did-call = Everybody in the room sees whom you call on.
room-settings-what = Posts that people whom you follow write in a chat room are not in your home timeline, unless you joined the room or follow the hashtag. A card tells you while they talk.
room-shows-posts = Show posts from chat rooms in my home timeline
room-shows-posts-hint = All of them, instead of the card.
room-settings-saved = Saved.

## Desk

desk-of = Desk: { $title }
desk-what = Only those who lead the session see this page.
desk-to-room = To the room
desk-rehearsal = Rehearsal
desk-rehearsal-what = Try what you prepared. Only those who lead the session see it, nothing is posted, and it is gone afterwards.
desk-rehearsal-on = Nothing is posted now. What you send appears here, and only those who lead the session see it.
desk-rehearsal-say = Say something
desk-rehearsal-try = Try
desk-rehearsal-begin = Begin a rehearsal
desk-rehearsal-end = End it
desk-welcome = Welcome
desk-welcome-hint = Posted when you send it, and pinned above the room.
desk-welcome-new = Write the welcome
desk-disclaimer = Disclaimer
desk-disclaimer-hint = What the chat is not.
desk-disclaimer-new = Write the disclaimer
desk-questions = Questions
desk-questions-hint = The label and the hashtag are added. Send them on cue, or set the minute of the session at which they go out.
desk-question-new = Add a question
desk-wrapup = Wrap-up
desk-wrapup-hint = Says thanks, and what comes next.
desk-wrapup-new = Write the wrap-up
desk-sent = Sent
desk-send = Send
desk-posted-as = Posted as:
desk-minute = At minute
desk-by-hand = by hand
desk-up = Move up
desk-down = Move down
desk-fill = Words that are filled in
desk-fill-text = Write these in a text, and they are filled in when it is sent.
desk-call = Call on somebody
desk-called-html = Everybody in the room sees that you call on <b><bdi>{ $name }</bdi></b>.
desk-call-off = Stop calling
desk-call-who = Whom
desk-unpin = Unpin
desk-leaders = Co-moderators of this session
desk-leaders-hint = They can do all that you can here, for this session alone. So you can hand it over.
desk-leaders-who = Who
desk-leaders-add = Make co-moderator
desk-removed = Removed from the room
desk-removed-hint = It stays on the network. Only this room does not show it.
desk-remove-who = Remove somebody from this session
desk-let-back = Let back
desk-bring-back = Bring back
desk-nobody = There is nobody with this name.
desk-did-add = Prepared.
desk-did-save = Saved.
desk-did-send = Sent.
desk-did-delete = Deleted.
desk-did-move = Moved.
desk-did-rehearse = Done.
desk-did-lead = The co-moderators are changed.
desk-did-pin = What is pinned is changed.
desk-did-remove = The room is changed.
desk-suggest-welcome = Welcome to { $chat } { $tag }! Tonight: { $topic }. Say hello and tell us where you are from.
desk-suggest-welcome-guests = Welcome to { $chat } { $tag }! Tonight: { $topic } with { $guests }. Say hello and tell us where you are from.
desk-suggest-disclaimer = This chat shares experience and information. It is not medical advice; talk to your own clinician about your health. Please do not post anything that could identify a patient. { $tag }
desk-suggest-wrapup = Thank you all for being here, and to { $guests } for joining us. Last thoughts? The transcript follows. { $tag }
