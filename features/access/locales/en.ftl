# Words of the pages of this feature.

language-pages = Language of the pages
language-hint = What people write stays in their own language. Apps have a setting of their own.
language-browser = As the browser says
language-saved = The pages are in this language from now on.
email = E-mail
login = Username or e-mail
username = Username
username-hint = Letters, digits and underscores.
username-hint-public = Letters, digits and underscores. Others find you by it.
username-address = Your address will be @username@{ $host }
email-hint = Only to confirm that it is you and to help you back in. Nobody sees it.
password = Password
password-yours = Your password
password-current = Current password
password-new = New password
password-hint = At least { $chars } characters.
password-hint-words = A few unrelated words are good.
password-for = For { $email }. Changing it signs you out everywhere else.
password-change = Change password
password-changed = Your password is changed. You are signed out everywhere else.
code = Code
recovery-code = Recovery code
authorize-title = Let an application in
authorize-let = Let { $app } use your account?
authorize-as-html = You are signed in as <bdi>{ $name }</bdi> (@{ $acct }).
authorize-from-html = The application says it comes from <a href="{ $site }" rel="nofollow noopener noreferrer">{ $site }</a>.
authorize-able = It will be able to
authorize-hint = It never learns your password. You can take this back at any time under Settings, Account.
authorize = Authorize
authorize-deny = Deny
code-title = Copy this code
code-text = Enter it in { $app }. It works once and for a few minutes only; give it to nobody else.
scope-read = Read everything that you can read, your own settings and lists too
scope-read-some = Read what you can read
scope-read-notifications = Read your notifications
scope-read-lists = See your lists, marks, filters, blocks and mutes
scope-write = Post, boost, like and change your profile in your name
scope-write-posts = Post, boost, edit and delete in your name
scope-write-media = Upload pictures and other media
scope-write-profile = Change your profile
scope-follow = Follow, block and mute in your name
scope-write-notifications = Clear your notifications
scope-write-reports = Report others in your name
scope-write-lists = Change your lists, marks and filters
scope-push = Send you push notifications
scope-profile = See your name and picture, nothing else
scope-admin-read = Read what only the staff can read
scope-admin = Act as the staff of this server, where you may
confirm-title = Confirm your e-mail address
confirm-text = Press the button to confirm that the address is yours. Then you can sign in to { $site }.
confirm = Confirm the address
confirmed-title = Your address is confirmed
confirmed-text = Thank you. You can sign in now.
forgot-title = A new password
forgot-text = Enter your e-mail address. If it belongs to an account here, a link to set a new password is sent to it.
forgot-send = Send the link
forgot-back = Back to signing in
forgot-sent = If the address belongs to an account here, a link is on its way to it. It is good for 30 minutes.
check-mail = Check your mail
reset-title = Choose a new password
reset-text = It signs you out everywhere, and applications have to be let in again.
reset = Set the password
reset-done = Your password is changed
reset-done-text = You can sign in with it now.
second-title = The second step
second-text = The password was right. Now show that it is you. If you can do none of this, ask the people who run this server.
second-passkey = Use a passkey
second-no-script = Your passkey needs a browser that runs scripts. A recovery code works without.
second-code-hint = The six digits that your authenticator app shows, or one of your recovery codes.
second-recovery-hint = One of those that you kept when you added the passkey.
second-again = Start again
security-title = Two-step sign-in
security-on = It is on: the password alone lets nobody in.
security-off = It is off. With an authenticator app or a passkey, nobody gets in with a stolen password.
security-manage = Manage it
security-set-up = Set it up
security-done = That is done. We sent you a mail about it.
security-you = Is it you?
security-you-text = Before anything is changed here, enter your password once more.
security-go-on = Go on
security-app = Authenticator app
security-app-on = An app is set up. Its code is asked for after the password.
security-app-code = Code, to turn it off
security-app-code-hint = Of the app, or a recovery code.
security-app-turn-off = Turn off the app
security-app-text = An app on your phone shows a new code every half minute. It needs no network and learns nothing of you.
security-app-set-up = Set up an app
app-title = Set up an authenticator app
app-scan = 1. Let the app read this
app-qr = QR code for the app; the same key is below as text
app-key = Or type this key into it:
app-code = 2. Enter the code that it shows
app-code-hint = Six digits.
app-on = Turn it on
app-later = Not now
passkeys-title = Passkeys
passkeys-text = A passkey is in your phone, your computer or a security key, and opens by finger, face or PIN. It can stand in for the code, or for password and code together.
passkey-added = added { $since }
passkey-used = added { $since }, last used { $used }
passkey-recovery = Recovery code, to remove it
passkey-recovery-hint = It is the last thing that guards your account, so one of the codes is needed.
passkey-name = Name of the new passkey
passkey-name-hint = To know it by: “blue key”, “my phone”.
passkey-add = Add a passkey
passkey-no-script = To add a passkey, your browser has to run scripts.
recovery-title = Recovery codes
recovery-left = { $n ->
    [0] None is left.
    [one] 1 of them is left.
   *[other] { $n } of them are left.
 }
recovery-text = Each lets you in once, in place of a code. New ones take the place of the old ones.
recovery-renew = Make new codes
codes-title = Your recovery codes
codes-keep = Keep these
codes-text = Each of them lets you in once, when you have neither your app nor your passkey. They are shown now and never again: write them down, or print them, and keep them where you keep what is dear to you.
codes-kept = I kept them
sessions-title = Where you are signed in
sessions-none = Nowhere.
sessions-this = this one
sessions-since = since { $since }, last used { $used }
sessions-end = End
apps-title = Applications
apps-none = No application may act for you.
apps-used = last used { $used }
apps-revoke = Revoke
ago-now = just now
ago-minutes = { $n } min ago
ago-hours = { $n } h ago
ago-yesterday = yesterday
ago-days = { $n } days ago
moving-title = Moving
moving-what = To another account, with your followers; or from another account to this one.
moving-move = Move
moving-moved = This account has moved
moving-moved-html = It leads to <a href="{ $url }">@{ $acct }</a>. Nobody can follow it anew. Without the redirect they can again; followers who were moved stay with the new account.
moving-undo = Take the redirect away
moving-from = From another account to this one
moving-from-text = Name the old account here first. Then, signed in to the old one, move to this one.
moving-old = Address of the old account
moving-old-hint = On this server, for now: @name
moving-add = Add it
moving-to = From this account to another one
moving-to-text = Your profile will lead to the new account, your followers will follow it instead of this one, and nobody can follow this one anew. Your posts stay here. You can move again after { $days } days.
moving-new = Address of the new account
moving-new-hint = It has to name this account as its old one.
moving-followers = Move my followers
moving-done = Your followers are on their way. We sent you a mail about it.
sign-out-here = Sign out here
setup-title = Set up the server
setup-welcome = Welcome, operator
setup-text = This makes the first account of your server, with every right. The link works once.
setup-create = Create the account
sign-in-to = To { $site }
sign-in-passkey = Sign in with a passkey
sign-in-forgot = I forgot my password
sign-up-title = Create an account
sign-up-ask = Ask for an account
sign-up-text = On { $site }. It is free, and you can leave at any time and take your data along.
sign-up-reason = Why do you want to join?
sign-up-reason-hint = One or two sentences for the people who look after this server.
sign-up-rules = Read the rules ({ $count })
sign-up-agree-html = I agree to the <a href="/about#rules">rules</a>. I know that Medley is a tool and never gives medical advice or a diagnosis.
sign-up-send = Send the request
sign-up-create = Create account
sign-up-have = I have an account
sign-up-closed = No new accounts
sign-up-closed-text = This server takes no new accounts at the moment.
waiting-mail-text = We sent you a mail with a link. Open it and press the button to confirm your address; then you can sign in.
waiting-approval = Your request is with us
waiting-approval-text = The people who look after this server read it soon. Then you can sign in.
waiting-closed = This account is closed
waiting-closed-text = The people who look after this server closed the account.
waiting-ready = Welcome
waiting-ready-text = You can sign in now.
settings-account-title = Your account
leaving-title = Delete your account
leaving-what = If you delete your account, this happens:
leaving-posts = Your posts, drafts, pictures and profile are deleted, here and from search and other people’s timelines and lists. It begins at once and may take some minutes.
leaving-people = You follow nobody any more, and nobody follows you.
leaving-sign-out = You are signed out everywhere, in every browser and every application. Your password and e-mail address are deleted.
leaving-name = Nobody, not even you, can have the name @{ $name } here again. So nobody can pretend to be you.
leaving-elsewhere = What others copied, quoted in their own words or took a picture of is not in our hands.
leaving-for-good = It cannot be undone.
leaving-export = Take your data along first
leaving-move = Or move to another account
leaving-sure = Are you sure?
leaving-code = Code of your second step
leaving-code-hint = From your app, or one of your recovery codes.
leaving-understood = I understand that my account and everything in it are deleted for good.
leaving-tick-first = Please tick that you understand what happens.
leaving-delete = Delete my account
leaving-done = Your account is deleted
leaving-done-text = You are signed out everywhere. Your posts and pictures are being removed.
leaving-done-name = Thank you for having been here. All the best.
leaving-done-home = To the first page

# Letters.

mail-confirm-subject = Confirm your e-mail address for { $site }
mail-confirm =
    Hello @{ $name },

    somebody, you we hope, signed up at { $site } with this address. To confirm that it is yours, open this page and press the button:

    { $link }

    { $n ->
        [one] The link is good for one day.
       *[other] The link is good for { $n } days.
    } If it was not you, do nothing: nobody can use the account then.
mail-reset-subject = A new password for { $site }
mail-reset =
    Hello @{ $name },

    somebody, you we hope, asked for a new password at { $site }. You can set one here:

    { $link }

    { $n ->
        [one] The link is good for one minute, once.
       *[other] The link is good for { $n } minutes, once.
    } If it was not you, do nothing: your password stays as it is.
notice-subject = { $what } ({ $site })
notice-letter =
    Hello,

    { $text }

    When: { $day }, { $time } UTC

    If this was you, there is nothing to do. If it was not: set a new password, which ends every session of the account and every application’s access:

    { $reset }

    Where you are signed in, and how to end it:

    { $sessions }
notice-signed-in = A new sign-in
notice-signed-in-text = Somebody signed in to your account with a browser that we had not seen before: { $browser }.
notice-password = Your password was changed
notice-password-text = The password of your account was changed.
notice-app-on = Two-step sign-in is on
notice-app-on-text = An authenticator app was set up: signing in asks for its code after the password.
notice-app-off = The authenticator app was turned off
notice-app-off-text = Signing in to your account does not ask for the code of an authenticator app any more.
notice-passkey-added = A passkey was added
notice-passkey-added-text = A passkey was added to your account: { $name }.
notice-passkey-removed = A passkey was removed
notice-passkey-removed-text = A passkey was removed from your account: { $name }.
notice-recovery-used = A recovery code was used
notice-recovery-used-text =
    { $n ->
        [0] A recovery code of your account was used. It is good no more, and none is left.
        [one] A recovery code of your account was used. It is good no more; one is left.
       *[other] A recovery code of your account was used. It is good no more; { $n } are left.
    }
notice-recovery-renewed = New recovery codes
notice-recovery-renewed-text = New recovery codes were made for your account. The old ones are good no more.
notice-second-reset = Two-step sign-in was turned off
notice-second-reset-text = The people who run the server turned off two-step sign-in for your account.
notice-moved = Your account moves
notice-moved-text = Your account leads to @{ $name } now, and its followers are moved there.
browser-on = { $browser } on { $system }
browser-unknown = A browser
