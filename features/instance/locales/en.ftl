# Words of the pages of this feature.

landing-title = Welcome
landing-summary = Short public posts for people who give, need and study care.
landing-create = Create an account
landing-ask = Ask for an account
landing-new = New here
landing-newest = Newest posts
landing-quiet = It is still quiet
landing-quiet-text = Posts written on this server will appear here.
landing-more = See more posts
landing-what = What this is
landing-what-text = Short posts by clinicians, patients, carers, hospitals, researchers and agencies. Read without an account. Works with the apps you may already use for the open social web.
numbers-people = { $n ->
    [one] person
   *[other] people
 }
numbers-posts = { $n ->
    [one] post
   *[other] posts
 }
numbers-servers = { $n ->
    [one] server
   *[other] servers
 }
about-tool = A tool, not a doctor
about-tool-text = What people write here is their own; in an emergency call your local emergency number.
about-description = Description
about-privacy = Privacy
about-terms = Terms of service
about-ask-html = Ask <a href="{ $url }">@{ $acct }</a>, who looks after this server.
about-write-html = Write to <a href="mailto:{ $email }">{ $email }</a>.
about-no-contact = The operator has not given an address yet.
about-facts = Facts
about-servers = Servers known
about-length = Length of a post
about-characters = { $count } characters
about-new-accounts = New accounts
about-open-html = Open to everyone. <a href="/sign-up">Create one</a>
about-approval-html = By approval. <a href="/sign-up">Ask for one</a>
about-closed = Closed
about-software = Software
about-source = source code
unsent = Not sent yet
unsent-why = You signed in again after that page was opened, so it could not be sent as it was.
unsent-again = You can do it again from here.
unsent-kept = Nothing that you typed is lost: look it over and send it again.
unsent-files = Files are not kept. To send them as well, go back, open the page anew and choose them again.
unsent-send = Send it again
unsent-picture = Description of a picture
problem-title = Something is not right
problem-no-page = There is no such page.
offline-title = You are offline
offline-text = There is no connection at the moment. Pages that you read before can be read again.
offline-written = What you were writing is still in its box: go back, and send it when you are online.
offline-again = Try again
about-no-rules = The operator has not written any rules yet. Be kind, and never post anything that could identify a patient.
style-title = Style
style-summary = Every part of the pages in every state, drawn by the templates that all pages use. The people and posts are invented, and nothing here can be changed.
style-colours = Colours
style-type = Type
style-type-h1 = The title of a page
style-type-h2 = The title of a section
style-type-text = Text is set at sixteen pixels or larger, in the typeface of the device, with lines that are easy to follow.
style-type-hint = A hint explains, in a quieter colour that can still be read.
style-type-link = A link is underlined
style-icons = Icons
style-buttons = Buttons and tags
style-fields = Fields
style-field = A field
style-field-hint = What belongs into it.
style-field-bad = A field with a mistake
style-field-wrong = Say what is wrong and how to mend it.
style-field-area = A longer text
style-field-tick = A choice
style-notices = Notices
style-notice-info = Something worth knowing.
style-notice-success = What was asked for is done.
style-notice-error = What was asked for was not done, and why.
style-toast = A message that goes by itself.
style-post-plain = A post
style-post-mine = Liked, boosted and saved
style-post-boosted = Boosted by somebody
style-post-warned = With a warning and a covered picture, for followers
style-post-filtered = Filtered
style-post-direct = For the people mentioned
style-post-question = A question
style-post-result = Its result
style-post-quote = A quote
style-post-gone = A quote of what is gone
style-post-whole = The post that a page is about
style-composer = Where posts are written
style-composer-empty = Empty
style-composer-reply = A reply
style-composer-media = With a picture
style-composer-refused = Refused
style-refused = The text is too long. Shorten it, or make it two posts.
style-empty = Nothing there
style-empty-title = Nothing here yet
style-empty-text = Says why, and what to do about it.
style-empty-do = Do it
style-type-key = j
welcome-topics = What interests you?
welcome-topics-text = Public posts with the hashtags that you follow come to your home page.
welcome-topics-none = There is nothing to choose from yet. You can follow hashtags later.
welcome-people = Whom to follow
welcome-people-text = Untick whom you do not want to follow. You can change that at any time.
welcome-people-none = There is nobody to suggest yet.
welcome-follow = Follow them
welcome-post = Say hello
welcome-post-text = A few words about you help others to find you.
welcome-first-words = Hello! I am new here.
welcome-done = To my home page
help-title = Help
help-text = Short answers in plain words.
help-questions = Questions
help-boost = What is a boost?
help-boost-1 = With a boost you pass somebody’s public post on to those who follow you. It stays their post, and they are told. A quote does the same with words of your own above it.
help-who-sees = Who sees what I write?
help-who-sees-1 = “Everyone” means everyone, also without an account, and search engines if you allow that in your profile. “Everyone, but quiet” is the same, but not in public timelines. “Followers only” is for those who follow you and those whom you mention.
help-who-sees-2 = “Only people mentioned” is for them alone. It is not encrypted: whoever runs this server could read it. Never write here what could identify a patient.
help-warnings = What are content warnings for?
help-warnings-1 = A post with a warning shows the warning first, and the rest when somebody asks for it. Use one for wounds, grief, diets and whatever else people may not want to meet unprepared. In your settings you can have warnings opened at once.
help-chats = How do private conversations work?
help-chats-1 = Write a post that only the people mentioned can see, and mention whom it is for. All answers stand together as one conversation.
help-report = Somebody behaves badly. What can I do?
help-report-1 = Mute or block the person: you then see nothing of them any more. Report what they wrote, and the people who look after this server see the report; the person is not told who sent it.
help-apps = Which apps work with it?
help-apps-1 = Apps for Mastodon: sign in there with the address of this server. You can also put these pages on the home screen of your phone as an app.
help-data = Where are my data?
help-data-1 = On this server, which the people named on the page about it look after. No advertising, no tracking, nothing of other companies in these pages.
help-data-2 = You can take your lists along in your settings, and delete your account there with everything in it.
help-looks = How do I change the language, colours or size of the text?
help-looks-1 = In your settings, under Language and Appearance. Everything also works with the keyboard alone, with a screen reader, and without scripts.
help-keys = Keyboard shortcuts
help-keys-text = When scripts run, and nobody is writing:
help-more = Something else?
help-more-text = Ask the people who look after this server:

## The staff’s pages

site-title = This server
site-text-html = These texts stand in the settings file of the server (<code>medley.toml</code>), below <code>[instance]</code>. Whoever keeps the server changes them there, and starts Medley again. Here is what it says now.
site-face = How it presents itself
site-name = Name
site-description = Description
site-contact = Address to write to
site-sign-ups = New accounts
site-open = Anyone can sign up
site-approval = Anyone can ask; the staff decide
site-closed = Nobody can sign up
site-long = Long description
site-empty = Nothing
site-no-rules = There are none. Reports can then not name a rule.
site-standard-privacy = The text that every Medley has.
site-terms-from = From { $day }
site-see = See the page about this server
emojis-title = Custom emojis
emojis-none = There are none yet.
emoji-add = Add an emoji
emoji-image = Picture
emoji-image-hint = PNG, GIF, WebP or JPEG of { $kib } KiB at the most. It is shown very small.
emoji-no-file = Choose a picture.
emoji-code = Name
emoji-code-hint = Letters a to z, digits and _. People write it between colons, and screen readers read it aloud.
emoji-category = Category
emoji-category-hint = Pickers show emojis of a category together.
emoji-on = Everybody can use it.
emoji-unlisted = It can be used, but pickers do not show it.
emoji-off = Nobody can use it; texts show its name.
emoji-enabled = People can use it
emoji-enabled-hint = Otherwise texts that name it show its name.
emoji-visible = Pickers show it
emoji-visible-hint = Otherwise people must know its name.
emoji-remove = Remove for good
emoji-remove-hint = To put it away for a while, let nobody use it instead.
emoji-remove-title = Remove :{ $code }:?
emoji-remove-text = The picture of :{ $code }: is deleted, and nothing can bring it back. Texts that name it show its name.
emoji-added = The emoji is there.
emoji-saved = The emoji is changed.
emoji-removed = The emoji is gone.
