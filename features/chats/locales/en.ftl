
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
transcript-csv = Table (CSV)
transcript-json = Data (JSON)
transcript-md = Text (Markdown)
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
desk-end = End of the session
desk-end-hint = It ends by itself at its time.
desk-did-end = The session has ended.
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
# Words of the pages of chats.

chats = Chats
chats-text = People who meet at a hashtag at a certain time. Everybody may join in, from here or from any app, by using the hashtag.
chats-on-air = On air now
chats-next = Next up
chats-views = Calendar
chats-agenda = Agenda
chats-week = Week
chats-span = { $from } to { $to }
chats-zone = Times in { $zone }.
chats-today = Today
chats-is-today = today
chats-earlier = Earlier
chats-later = Later
chats-none = There are no chats in this time.
chats-hour = Hour
chats-choose = What to show
chats-specialty = Specialty
chats-language = Language
chats-all = All
chats-zone-field = Time zone
chats-zone-hint = For this view. To keep one for good, choose it under “My chats”.
chats-zone-own = All pages of chats show their times in it.
chats-zone-saved = Your time zone is saved.
chats-guess = Use ZONE, as on this device
chats-guess-any = Use the time zone of this device
chats-show = Show
chats-subscribe = In your own calendar
chats-subscribe-text = Calendar programs can subscribe to these chats, and are kept up to date.
chats-ics = Calendar file (.ics)
chats-ics-all = Chats on { $site }
chats-ics-specialty = { $specialty }: chats on { $site }
chats-mine = My chats
chats-mine-list = Chats that you follow
chats-mine-text = Those whose hashtag you follow, that you host, or of which you are reminded.
chats-mine-none = You do not follow any chat yet.
chats-own-calendar = Your calendar
chats-own-calendar-text = One address for your calendar program, with all chats that you follow.
chats-secret = Whoever has this address can see which chats you follow, and nothing else. A new address makes the old one useless.
chats-make-address = Make an address
chats-renew = Make a new address
chats-renewed = Here is your new address.

chat-new = New chat
chat-edit = Edit chat
chat-see = Back to the chat
chat-made = Your chat is made. Its next dates are in the calendar.
chat-saved = The chat is saved.
chat-session-saved = The session is saved.
chat-reminded = Your reminder is saved.
chat-stepped-down = You do not help with this chat any more.

chat-monday = Monday
chat-tuesday = Tuesday
chat-wednesday = Wednesday
chat-thursday = Thursday
chat-friday = Friday
chat-saturday = Saturday
chat-sunday = Sunday
chat-day = { $weekday }, { $day }
chat-date-at = { $day }, { $time }, { $zone }
chat-there = { $day }, { $time } in { $zone }
chat-nth = { $n ->
    [1] first
    [2] second
    [3] third
   *[other] fourth
 }

chat-rule-none = It has no dates.
chat-rule-once = Once: { $day } at { $time }, for { $minutes } minutes.
chat-rule-weekly = Every { $weekday } at { $time }, for { $minutes } minutes.
chat-rule-weeks = Every { $n } weeks on { $weekday } at { $time }, for { $minutes } minutes.
chat-rule-nth = On the { $nth } { $weekday } of each month at { $time }, for { $minutes } minutes.
chat-rule-last = On the last { $weekday } of each month at { $time }, for { $minutes } minutes.
chat-rule-own = At { $time }, for { $minutes } minutes, by the rule { $rule }.

chat-now = On air
chat-cancelled = Cancelled
chat-moved = Another time than usual
chat-with = With
chat-on-air = On air now
chat-open = The room is open
chat-enter = Go to the room
chat-when = When
chat-zone-is = By the clocks of { $zone }.
chat-retired = This chat has ended. What was said stays here.
chat-follow = Follow #{ $tag }
chat-unfollow = Unfollow #{ $tag }
chat-add = Add to calendar
chat-add-hint-html = If your program does not open it, give it <a href="{ $url }">the address of the calendar file</a>.
chat-coming = Next sessions
chat-coming-none = No dates are planned.
chat-past = Past sessions
chat-past-none = There were none yet.
chat-older = Older sessions
chat-transcript = Transcript
chat-numbers = Numbers
chat-room = Room
chat-people = Hosts and moderators
chat-host = Host
chat-moderator = Moderator
chat-step-down = Do not help any more
chat-step-down-hint = You will not be a host or moderator of this chat any more. Only its hosts can make you one again.
chat-step-down-sure = Yes, step down
chat-remind = Remind me
chat-remind-when = Before each session
chat-remind-never = Not at all
chat-remind-quarter = 15 minutes before
chat-remind-hour = An hour before
chat-remind-day = A day before
chat-remind-mail = By e-mail too
chat-remind-hint = You find reminders among your notifications. Nothing is sent for sessions that are cancelled.
chat-description = What it is about
chat-rules = How to take part
chat-disclaimer = Please note
chat-conduct = Code of conduct

chat-tag = Hashtag
chat-tag-hint = People take part by using it, so choose one that is free. A chat keeps its hashtag.
chat-title = Title
chat-title-hint = In a few words, such as “Diabetes care on Tuesdays”.
chat-repeat = How often
chat-repeat-weekly = Every week
chat-repeat-biweekly = Every second week
chat-repeat-nth = Once a month, such as on the second Tuesday
chat-repeat-last = On the last such day of each month
chat-repeat-once = Once
chat-repeat-own = By a rule of your own
chat-weekday = Day
chat-nth-field = Which in the month
chat-rule = Rule
chat-rule-hint = As calendars write it (RFC 5545), such as FREQ=MONTHLY;INTERVAL=3;BYDAY=1WE.
chat-first = From
chat-first-hint = The first date is on this day or the next one that fits.
chat-time = Time
chat-zone = Time zone
chat-minutes = Minutes
chat-minutes-wrong = How many minutes does it take?
chat-date-wrong = Please enter a day.
chat-time-wrong = Please enter a time.
chat-dates-more = Extra dates and exceptions
chat-extra = Extra dates
chat-extra-hint = One in each line, such as 2027-01-05 19:00.
chat-except = Dates that are left out
chat-except-hint = Likewise, with the time at which it would have been.
chat-preview = The next dates
chat-preview-none = The next dates are shown here.
chat-preview-do = Show the next dates
chat-hosts = Hosts
chat-hosts-hint = Besides you; they may change everything. Such as @ana @ben.
chat-moderators = Moderators
chat-moderators-hint = They lead sessions and may change their topics and guests.
chat-names-many = These are too many people.
chat-name-unknown = Nobody here is called { $name }.
chat-about = About the chat
chat-description-hint = Who meets here, and to talk about what?
chat-specialties = Specialties
chat-specialty-n = Specialty { $n }
chat-specialty-none = None
chat-rules-hint = Shown on the chat’s page and to whoever comes into the room.
chat-disclaimer-hint = Shown with each session and in calendars.
chat-make = Make the chat
chat-default-rules = The moderator asks questions, marked Q1, Q2 and so on. Begin your answer with A1, A2 and use the hashtag. You may introduce yourself first, and you may just read.
chat-default-disclaimer = This is not medical advice, and it does not make anybody your doctor, nurse or patient. In an emergency call your local emergency number. Everybody speaks for themselves, not for their employer.
chat-default-conduct = Say nothing by which a patient could be recognised. Be kind, and disagree about matters, not with persons. Say so when you earn money with what you recommend. Tell the moderators when something is wrong.
chat-retire = End this chat
chat-retire-hint = Its coming sessions are removed. Past sessions and their transcripts stay, and the chat can go on later.
chat-retire-sure = Yes, end it
chat-resume = Let it go on

chat-session-edit = Edit session
chat-session-title = Edit session
chat-topic = Topic
chat-topic-hint = What this session is about.
chat-guests = Guests
chat-guests-hint = They are marked as guests in the room. Such as @ana @ben.
chat-notes = Notes
chat-notes-hint = Shown with the session, such as what to read before.
chat-move = When
chat-move-hint = By the clocks of { $zone }. Whoever subscribed to the calendar sees the new time.
chat-date = Day
chat-cancel = Cancel this session
chat-cancel-hint = It stays in the calendar, marked as cancelled, and nobody is reminded of it.
chat-cancel-sure = Yes, cancel it
chat-end = End this session now
chat-end-hint = Its room stays open for { $minutes } more minutes, for late answers. The calendar and the transcript say that it ended now. Prepared texts that wait for their minute are not sent any more.
chat-end-sure = Yes, end it
chat-reason = Reason
chat-reason-hint = Shown with the session, such as “Public holiday”.
chat-is-cancelled = This session is cancelled.
chat-restore = Let it take place

chat-mail-subject = { $title } (#{ $tag }) begins soon
chat-mail-text = You wanted to be reminded of “{ $title }”, the chat at #{ $tag }.
chat-mail-when = When: { $day }, { $time } in { $zone } ({ $utc } UTC)
chat-mail-topic = Topic: { $topic }
chat-mail-room = The room: { $url }
chat-mail-change = Change your reminder: { $url }
chat-mail-stop = Stop these letters, without signing in: { $url }
chat-stop = Reminders by e-mail
chat-stop-text = You get e-mails before sessions of “{ $title }” (#{ $tag }). Do you want to stop them?
chat-stop-sure = Stop these e-mails
chat-stopped = You get no more e-mails about “{ $title }” (#{ $tag }).
chat-stopped-hint = You are still reminded by a notification, if you chose so. You can change both on the chat’s page.
chat-stop-to-chat = To the chat
