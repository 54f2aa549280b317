# The directory of hashtags.

directory = Directory of hashtags
directory-text = Hashtags of the healthcare community: who gathers there, and about what.
directory-search = Search the directory
directory-words = Words, or a hashtag
directory-found = { $n ->
 [one] One hashtag
 *[other] { $n } hashtags
 }
directory-all = All hashtags
directory-none-found = No hashtag like that
directory-none-found-text = Try fewer words, or another specialty. If you know such a hashtag, register it.
directory-empty = The directory is empty
directory-empty-text = Be the first to tell of a hashtag where people gather.
specialty = Specialty
all-specialties = All
all-kinds = All
all-languages = All

kind-community = Community
kind-community-hint = People with something in common, at any time
kind-chat = Chat
kind-chat-hint = A conversation at certain times
kind-conference = Conference
kind-conference-hint = A meeting on certain days
kind-disease = Illness
kind-disease-hint = Where people talk about one illness

state-provisional = Provisional
state-provisional-hint = It is listed already; the staff have not looked at it yet.
state-refused = Refused
state-refused-hint = It is not in the directory. Whoever looks after it may change it, which asks the staff anew.
state-retired = Not used any more
state-retired-hint = It is not in the directory any more. Its posts are still there.

reason-unused = Nobody uses it
reason-one-party = Only one party uses it
reason-promotion = It only promotes something
reason-not-health = It is not about health
reason-other = Another reason

hashtag-used = { $n ->
 [one] One post by { $people } in 7 days
 *[other] { $n } posts by { $people } in 7 days
 }
hashtag-people = { $n ->
 [one] 1 person
 *[other] { $n } people
 }
hashtag-unused = No posts in 7 days
hashtag-weeks = Posts each week, the oldest first: { $weeks }
hashtag-by-html = by <a href="{ $url }"><bdi>{ $name }</bdi></a>
hashtag-days = { $from } to { $to }

hashtag-state = Where it stands
hashtag-to-review = Decide about it
hashtag-about = What it is about
hashtag-says-nothing = Nobody has described it yet.
hashtag-kind = Kind
hashtag-when = When
hashtag-place = Where
hashtag-language = Language
hashtag-owner = Looked after by
hashtag-no-owner = The staff of this server
hashtag-link = Its own page
hashtag-related = Related hashtags
hashtag-registered = Registered
hashtag-numbers = How much it is used
hashtag-all-numbers = All its numbers
hashtag-posts = Posts with #{ $name }
hashtag-register = Register a hashtag
hashtag-made = The hashtag is in the directory now, as provisional. The staff will look at it.
hashtag-saved = Saved.
hashtag-retired = The hashtag is not in the directory any more.
hashtag-starts = First day
hashtag-ends = Last day

offer = Hand it over
offer-hint = Somebody of this server who looks after it from now on, if they agree.
offer-name = Their name, such as @ana
offer-ask = Ask
offer-waits = { $name } was asked to look after it, and has not answered yet.
offer-take-back = Take that back
offer-asked = Will you look after it?
offer-asked-text = Whoever looks after this hashtag asks you to do so from now on: to keep its description right, and to answer questions about it.
offer-accept = Yes, I will
offer-decline = No, thank you
offer-made = They are asked. On their page “My hashtags” they can agree.
offer-taken-back = Nobody is asked any more.
offer-accepted = You look after the hashtag now.
offer-declined = You do not look after it.

retire = Say that it is not used any more
retire-text = It goes out of the directory. Its page and its posts stay, and anybody may register it anew.
retire-sure = It is not used any more

mine = My hashtags
mine-text = What you registered or look after, and where it stands.
mine-list = Registered and looked after
mine-empty = None yet
mine-empty-text = If you know a hashtag where people gather about health, tell of it.

form-text = It is listed at once, as provisional, until the staff have looked at it. They keep what is used, by more than one party, for health and not only to promote something.
form-edit = Edit #{ $name }
form-name = Hashtag
form-name-hint = As it is written, for instance #HealthXPh
form-title = What it stands for
form-title-hint = In a few words, for instance “Healthcare conversations in the Philippines”
form-about-hint = Who gathers there, and about what. Plain words, for people who come across it.
form-specialties-hint = Whom it concerns, three at the most.
form-specialty = Specialty { $number }
form-no-specialty = None
form-related-hint = Hashtags about something similar, between spaces, ten at the most
form-any-language = Any, or several
form-conference = If it is a conference
form-conference-hint = Days and place are kept for conferences only.
form-link-hint = Where it is told more, if anywhere
form-keep = Save and keep

wrong-no-name = Write the hashtag.
wrong-name = This is not a hashtag. It has letters, digits and underscores, no spaces, and not digits alone.
wrong-taken = This hashtag is in the directory already.
wrong-other = That would be another hashtag. Only its spelling can change.
wrong-no-title = Say in a few words what it stands for.
wrong-related = One of these is not a hashtag.
wrong-link = Write a whole address, beginning with https://
wrong-end = The last day is before the first.
wrong-owner = Nobody of this server whom you could ask has this name.
wrong-no-words = Say why in your own words, if it is another reason.

specialties-text = What people in healthcare do, and which hashtags and chats they gather at.
specialties-others = Without hashtags or chats yet
specialties-others-text = Nobody has registered a hashtag or made a chat for these.
specialties-others-show = Show them
specialty-hashtags = { $n ->
 [one] One hashtag
 *[other] { $n } hashtags
 }
specialty-code = NUCC code { $code }
specialty-own = A topic of this directory; it has no NUCC code
specialty-more = { $n ->
 [one] One more hashtag
 *[other] { $n } more hashtags
 }
specialty-chats = Chats
specialty-chats-n = { $n ->
    [one] 1 chat
   *[other] { $n } chats
}
specialty-chats-all = Calendar of these chats
specialty-chats-more = { $n ->
    [one] 1 more, and the calendar
   *[other] { $n } more, and the calendar
}
specialty-chat-on-air = On air now
specialty-chat-none = No session is planned
specialty-people = Who posts there
specialty-posts = New posts
specialty-no-posts = Nothing posted yet
specialty-no-posts-text = Public posts with these hashtags will be here.
specialty-empty = No hashtags yet
specialty-empty-text = If you know one where people of this specialty gather, tell of it.

review = Registered hashtags
review-text = What people register is listed at once. Keep what is used, by more than one party, for health and not only to promote something. Whoever registered it sees your decision.
review-waiting = Waiting ({ $n })
review-changed = Changed since ({ $n })
review-listed = Kept ({ $n })
review-refused = Refused ({ $n })
review-retired = Not used any more ({ $n })
review-since = Registered on { $day }
review-decided = Decided on { $day }
review-keep = Keep
review-refuse = Refuse
review-reason = Why
review-words = In your own words
review-words-hint = Read by whoever registered it. Needed for another reason.
review-now-kept = Kept.
review-now-refused = Refused. Whoever registered it can read why.
review-empty = Nothing here
review-empty-text = There is no hashtag in this part of the list.

news = What the staff decided
news-kept = The staff kept #{ $name }
news-refused = The staff refused #{ $name }
