# Words of reports and of the staff's desk.

## Reporting

report-title = Report @{ $acct }
report-text = Tell the people who look after this server what is wrong. Only they see your report, and the person is not told who reported them.
report-what = What is it about?
report-violation = It breaks a rule of this server
report-violation-hint = You choose which below.
report-spam = Spam
report-spam-hint = Advertising, scams, invented accounts, the same reply again and again.
report-legal = It is against the law
report-legal-hint = You believe that it breaks the law, here or where this server is.
report-other = Something else
report-other-hint = Please say what in your own words below.
report-rules = Which rules?
report-rules-hint = Only where it breaks a rule. Choose all that fit.
report-posts = Which posts show it?
report-posts-hint = You need not choose any.
report-no-words = A post without words
report-comment = Anything else that we should know
report-comment-hint = { $chars } characters at the most. Please do not repeat anything that could identify a patient.
report-after = You can mute or block the person on the next page.
report-send = Send the report
report-no-category = Choose what it is about.
report-no-rule = Choose at least one rule, or another answer above.
reported-title = Thank you
reported-text = Your report is with the people who look after this server. They decide what to do, and you need to do nothing more.
reported-self = For yourself
reported-self-text = You need not wait for us in order to see less of @{ $acct }.
reported-unfollow = Unfollow
reported-unfollow-hint = Their posts no longer come to your home timeline.
reported-mute-hint = You no longer see them. They are not told, and can still see you.
reported-block-hint = Neither of you sees the other, and they no longer follow you.
reported-home = Back to the start

## Decisions about oneself

decisions-title = Decisions about your account
decisions-text = What the people who look after this server decided about your account, and told you of.
decisions-none = There are none.
decisions-open = Open
decided-none = A word from the people who look after this server
decided-none-means = Nothing about your account has changed.
decided-sensitive = Your media are covered
decided-sensitive-means = Pictures, videos and sounds of your account are covered from that day on, until somebody uncovers them.
decided-disable = Your account was frozen
decided-disable-means = Nobody can sign in while an account is frozen; its profile and posts stay as they are.
decided-silence = Your account is limited
decided-silence-means = Only people who follow you come across your posts, until the limit is taken back.
decided-suspend = Your account was suspended
decided-suspend-means = Nobody can sign in to a suspended account or see it.
decision-said = What they wrote
decision-rules = Rules that it is about
decision-posts = Posts that it is about
decision-ask = If you see it otherwise
decision-mail-html = Write to <a href="mailto:{ $email }">{ $email }</a> and say which decision you mean. A person reads it and answers.
decision-no-mail = This server names no address for such questions. The page about this server says who looks after it.
decision-all = All decisions about your account
posts-gone = { $n ->
    [one] 1 post is not there any more.
   *[other] { $n } posts are not there any more.
 }

## What waits, and the numbers

desk-title = The staff’s desk
desk-waits = What waits
desk-numbers = Numbers
desk-span = Days to show
desk-days = { $n } days
desk-before = Before that, in as many days: { $n }
desk-table = Day by day
desk-day = Day
desk-count = Number
waits-reports = { $n ->
    [one] open report
   *[other] open reports
 }
waits-people = { $n ->
    [one] person who waits to be let in
   *[other] people who wait to be let in
 }
waits-trends = { $n ->
    [one] trend that nobody has looked at
   *[other] trends that nobody has looked at
 }
chart-active = People who were here
chart-new = New accounts
chart-interactions = Likes, boosts and replies
chart-opened = Reports made
chart-resolved = Reports closed
chart-label = { $title }, day by day for { $n } days; { $most } on the busiest day

## Reports

reports-title = Reports
reports-open = Open
reports-mine = Mine
reports-resolved = Closed
reports-any = All
reports-none-open = No open reports
reports-none-mine = You have taken on no reports
reports-none-resolved = No closed reports
reports-none-any = No reports
reports-none-text = When there are some, they stand here, the latest first.
report-of = Report about @{ $acct }
case-summary = { $category }; by @{ $acct }; { $n ->
    [0] no posts
    [one] 1 post
   *[other] { $n } posts
 }
case-free = Nobody has taken it on yet.
case-assigned = @{ $acct } looks after it.
case-closed = Closed by @{ $acct }, { $day }.
case-about = Whom it is about
case-account = Open the account
case-said = What was reported
case-by = Reported by
case-category = About
case-rules = Rules
case-state = State
case-reopen = Open again
case-assign = Take it on
case-unassign = Hand it back
case-resolve = Close without a decision
case-posts = Posts named in the report
case-sensitive = Sensitive post
case-open-post = Open the post
case-log = What the staff did
case-now-yours = You look after this report now.
case-now-free = Nobody looks after this report now.
case-now-closed = The report is closed.
case-now-open = The report is open again.

## Deciding

act-title = Decide
act-about = Decide about @{ $acct }
act-open = Decide about this account
act-what = What happens to @{ $acct }?
act-no-action = Choose what happens.
act-preset = A text that you use often
act-no-preset = None
act-text = What the person is told
act-text-hint = In plain words: what, why, and what they can do. It stands below the text chosen above.
act-notify = Tell the person
act-notify-hint = By a notification here and by e-mail. Without it, the decision is known to the staff alone.
act-decide = Decide
act-done = Your decision holds now.
act-may-not = Your rank does not let you act on @{ $acct }: theirs is as high as yours, or higher.
action-none = Only a word
action-none-hint = Nothing changes; the person gets your text. Closes the report.
action-sensitive = Cover all media
action-sensitive-hint = Pictures, videos and sounds are covered. Can be taken back.
action-disable = Freeze
action-disable-hint = Nobody can sign in; profile and posts stay as they are. Can be taken back.
action-silence = Limit
action-silence-hint = Only followers come across the account. Can be taken back.
action-suspend = Suspend
action-suspend-hint = The account is gone for everybody. Can be taken back until its data are deleted.
suspend-title = Suspend @{ $acct }?
suspend-text = Nobody can see @{ $acct } or sign in to it any more, and all open reports about it are closed. You can take it back until the data are deleted; the letter cannot be taken back.
suspend-do = Suspend
presets-title = Texts for warnings
presets-text = Texts that you send again and again. Whoever decides about an account can choose one; what they write themselves stands below it.
presets-none = There are none yet.
presets-add = Add a text
presets-name = Name
presets-name-hint = For the staff.
presets-words = Text
presets-words-hint = For the person: what, why, and what they can do.
presets-no-title = Give the text a name.
presets-saved = The text is kept.
presets-removed = The text is gone.
strikes-title = Decisions before
strikes-none = None so far.
strike-told = { $action }, by @{ $acct }
strike-silent = { $action }, by @{ $acct }; the person was not told
strike-report = The report that led to it

## Accounts

accounts-title = People
accounts-none = No account fits what you ask for.
find = Search
find-q = Begins with
find-by = Look in
find-username = Usernames
find-display-name = Names
find-email = E-mail addresses
find-ip = Network addresses (whole)
find-state = State
find-any-state = Any state
find-role = Role
find-any-role = Any role
find-staff = All of the staff
role-user = Member
role-moderator = Moderator
role-admin = Administrator
role-owner = Owner
state-active = Not suspended
state-pending = Waits to be let in
state-unconfirmed = Address not confirmed
state-disabled = Frozen
state-sensitized = Media covered
state-silenced = Limited
state-suspended = Suspended
account-about = { $email }; here since { $day }
account-since = Here since { $day }
account-who = Who it is
account-no-user = Nobody can sign in to this account: it was made without an address.
account-email = E-mail address
account-email-state = Confirmed
account-confirmed = Yes, { $day }
account-unconfirmed = Not yet
account-standing = Signing in
standing-ready = Possible
standing-unconfirmed = Not before the address is confirmed
standing-unapproved = Not before the staff let them in
standing-disabled = Not possible: frozen
account-role = Role
account-signed-up = Signed up
account-language = Language
account-addresses = Network addresses
account-reason = Why they want to join
account-reports = Reports about this account
account-waits = Waits to be let in
account-waits-text = Read why they want to join, and decide. Whoever is turned down loses the data that they entered; name and address are free again.
account-approve = Let in
account-reject = Turn down
account-lift = Take back
lift-sensitive = Uncover the media
lift-disable = Unfreeze
lift-silence = Lift the limit
lift-suspend = Take back the suspension
account-erase = Delete all data
account-approved = They are let in, and are told by e-mail.
account-rejected = They are turned down, and their data are deleted.
account-lifted = It is taken back.
account-erased = The data are being deleted.
reject-title = Turn down @{ $acct }?
reject-text = What @{ $acct } entered is deleted, and nothing can bring it back. They may sign up again.
erase-title = Delete all data of @{ $acct }?
erase-text = Posts, pictures, follows and the profile of @{ $acct } are deleted for good. Nothing can bring them back, and the suspension cannot be taken back any more. Name and e-mail address stay taken.

## Trends

trends-title = Trends
trends-text = What several people took up lately. It is shown to everybody until you hide it; what you hide stays hidden.
trends-none = Nothing at the moment.
trends-links = Links
trend-uses = { $n ->
    [one] used once
   *[other] used { $n } times
 }, by { $people ->
    [one] 1 person
   *[other] { $people } people
 }
trend-approved = Allowed by the staff.
trend-rejected = Hidden by the staff.
trend-unseen = Shown; nobody has looked at it yet.
trend-approve = Allow
trend-reject = Hide
trend-now-shown = It may be shown.
trend-now-hidden = It is hidden now.

## The log

log-title = The staff’s log
log-none = Nothing so far.
log-account = the account @{ $name }
log-report = the report { $name }
log-server = the server { $name } (kept out)
log-allowed-server = the server { $name } (let in)
log-provider = the e-mail provider { $name } (kept out)
log-email = an e-mail address (kept out)
log-network = the network { $name } (kept out)
log-tag = the hashtag #{ $name }
log-link = the link { $name }
log-post = the post { $name }
log-wrote = @{ $who } wrote to { $what }
log-covered = @{ $who } covered the media of { $what }
log-froze = @{ $who } froze { $what }
log-limited = @{ $who } limited { $what }
log-suspended = @{ $who } suspended { $what }
log-uncovered = @{ $who } uncovered the media of { $what }
log-unfroze = @{ $who } unfroze { $what }
log-unlimited = @{ $who } lifted the limit of { $what }
log-unsuspended = @{ $who } took back the suspension of { $what }
log-erased = @{ $who } deleted the data of { $what }
log-removed = @{ $who } removed { $what }
log-added = @{ $who } added { $what }
log-changed = @{ $who } changed { $what }
log-took = @{ $who } took on { $what }
log-left = @{ $who } handed back { $what }
log-closed = @{ $who } closed { $what }
log-reopened = @{ $who } opened { $what } again
log-let-in = @{ $who } let in { $what }
log-turned-down = @{ $who } turned down { $what }
log-shown = @{ $who } allowed { $what } to trend
log-hidden = @{ $who } hid { $what } from the trends

## Kept out

out-title = Kept out
out-lists = Lists of what is kept out
out-domains = Servers
out-emails = E-mail providers
out-networks = Networks
out-saved = The list is saved.
out-removed = It is off the list.
servers-text = This server does not exchange posts with others yet. The list is kept for the day when it does, and shown to everybody who asks what this server thinks of others.
servers-none = No server is in the list.
servers-add = Add a server
servers-edit = Change a server
servers-domain = Domain
servers-domain-hint = For example social.example
servers-how = How is it kept out?
server-silence = Limited
server-silence-hint = Only those who follow people there come across their posts.
server-suspend = Wholly
server-suspend-hint = Nothing of it is let in.
server-noop = Not at all
server-noop-hint = Only what is ticked below.
server-how = { $severity }
server-how-media = { $severity }; no media
server-how-reports = { $severity }; no reports
server-how-both = { $severity }; no media, no reports
servers-media = Take none of its media
servers-reports = Take none of its reports
servers-private = Why, for the staff
servers-private-hint = Only the staff see it.
servers-public = Why, for everybody
servers-public-hint = It stands in the list that everybody sees.
servers-obfuscate = Hide part of the domain
servers-obfuscate-hint = Everybody sees some of its letters as stars.
emails-text = Nobody signs up with an address of these providers, or only with the consent of the staff.
emails-none = No provider is in the list.
emails-add = Add a provider
emails-domain = Domain
emails-domain-hint = For example mail.example; what lies below it is meant too.
emails-approval = Let the staff decide
emails-approval-hint = People can sign up, and wait until you let them in.
emails-how-approval = The staff decide; { $n ->
    [0] nobody tried this week
    [one] 1 try this week
   *[other] { $n } tries this week
 }
emails-how-refused = Refused; { $n ->
    [0] nobody tried this week
    [one] 1 try this week
   *[other] { $n } tries this week
 }
networks-text = Network addresses that do not get in, or cannot sign up. Many people may share one address, for example all of a hospital.
networks-none = No network is in the list.
networks-add = Add a network
networks-edit = Change a network
networks-ip = Address or network
networks-ip-hint = For example 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32
networks-how = How is it kept out?
network-approval = The staff decide about sign-ups
network-approval-hint = Whoever signs up from there waits until you let them in.
network-sign-up = No sign-ups
network-sign-up-hint = Whoever has an account can still use it.
network-no-access = Nothing at all
network-no-access-hint = Nobody there can open any page. Take care that it is not your own network.
network-how = { $severity }; { $end }
networks-ends = Until when?
networks-comment = Why
networks-comment-hint = Only the staff see it.
ends-never = For ever
ends-day = For a day
ends-fortnight = For two weeks
ends-month = For 30 days
ends-half-year = For half a year
ends-year = For a year
ends-on = until { $day }
ends-over = has ended

# Letters.

letter-subject = About your account at { $site }
letter-sensitive = All media of your account are covered from now on, until somebody uncovers them.
letter-disable = Nobody can sign in to your account any more. Your profile and posts stay as they are.
letter-silence = Your account is limited from now on: only people who follow you come across your posts.
letter-suspend = Your account is suspended: nobody can sign in to it or see it.
letter-word = They have something to say about your account.
letter-decision =
    Hello,

    this is from the people who look after { $site }. { $what }

    { $place }
letter-decision-said =
    Hello,

    this is from the people who look after { $site }. { $what }

    { $text }

    { $place }
letter-welcome = Welcome to { $site }
letter-approved =
    Hello @{ $name },

    the people who look after { $site } let you in. You can sign in now:

    { $place }
log-announcement = the announcement “{ $name }”
log-emoji = the emoji :{ $name }:
log-published = @{ $who } published { $what }
log-unpublished = @{ $who } took back { $what }
