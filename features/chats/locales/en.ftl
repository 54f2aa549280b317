
## Rooms

room-phase-cancelled = Cancelled
room-phase-before = Not open yet
room-phase-gathering = Gathering
room-phase-on-air = On air
room-phase-closing = Closing
room-phase-over = Over
room-when = { $start }, { $minutes } minutes
room-opens = The room opens at { $time }.
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
room-sign-in-html = <a href="/sign-in?back={ $back }">Sign in</a> to take part.
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

## Transcripts

transcript = Transcript
transcript-title = Transcript: { $title }
transcript-when = { $day }, { $time } ({ $zone }), { $minutes } minutes
transcript-counts = { $posts ->
    [1] 1 post
   *[other] { $posts } posts
} by { $people ->
    [1] 1 person
   *[other] { $people } people
}, { $questions ->
    [1] 1 question
   *[other] { $questions } questions
}
transcript-room = To the room
transcript-running = The chat is still going on. Load the page again for what came since.
transcript-nothing = Nothing was said in this session, or nothing that you can see.
transcript-contents = Contents
transcript-opening = Opening
transcript-question = Question
transcript-question-n = Question { $number }
transcript-question-of = Question of @{ $name }
transcript-closing = Closing
transcript-asides = Besides
transcript-conversation = Conversation
transcript-not-here = The question itself is not among the posts.
transcript-unanswered = Nobody answered.
transcript-hosts = Hosts
transcript-participants = Participants
transcript-retells = retells
transcript-how-mislabelled = labelled as a question
transcript-how-reply = by its reply
transcript-how-addressed = by whom it addresses
transcript-how-time = by time
transcript-late = late
transcript-cite = How to cite
transcript-citation = #{ $tag } chat, { $date }, “{ $topic }”. Transcript. Medley at { $site }, { $url } (retrieved { $today }).
transcript-note = Posts stand where their label puts them, or the post they answer, or the time. What its author deletes is gone from here, too.
