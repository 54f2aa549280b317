# What messages to apps that are not open say.

push-mention = { $name } mentioned you
push-status = { $name } just posted
push-reblog = { $name } boosted your post
push-favourite = { $name } likes your post
push-follow = { $name } follows you
push-follow-request = { $name } asks to follow you
push-poll = A poll has ended
push-update = { $name } edited a post
push-quote = { $name } quoted your post
push-quoted-update = { $name } edited a post that you quoted
push-sign-up = { $name } signed up
push-report = { $name } sent a report
push-chat-reminder = A chat that you wanted to be reminded of begins soon
push-other = News from { $name }
push-untold = Open the app to read it.
