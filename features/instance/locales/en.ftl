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
