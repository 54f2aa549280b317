# Words of the pages of this feature.

notes-read = Mark as read
notes-empty = Nothing new
notes-empty-text = When people answer, like, boost or follow you, you will find it here.
notes-all = All
notes-mentions = Mentions
notes-likes = Likes
notes-boosts = Boosts
notes-follows = Follows
notes-posts = Posts
notes-polls = Polls
policy-title = Whose notifications you want
policy-text = “Wait” keeps them aside until you let the person in. “Never” means that they are not kept at all.
policy-not-following = People you do not follow
policy-not-followers = People who do not follow you
policy-new-accounts = Accounts made in the last 30 days
policy-private-mentions = Private mentions by people you do not follow
policy-limited = Accounts that the moderators have limited
policy-accept = Let them in
policy-filter = Let them wait
policy-drop = Never
policy-devices = On your devices
policy-private-text = Show private texts on locked screens
policy-private-text-hint = Without this, a message to your phone says who wrote to you, but not what, unless the post is public.
policy-saved = Saved.
requests-title = People who wait
requests-text = What they did is kept aside, as you chose in your settings:
requests-none = Nobody waits
requests-none-text = When notifications are kept aside, you decide about them here.
requests-waiting = { $n ->
    [one] Notifications from 1 person wait until you let them in
   *[other] Notifications from { $n } people wait until you let them in
}
requests-count = { $n ->
    [one] 1 notification
   *[other] { $n } notifications
}
requests-accept = Let them in
requests-dismiss = Dismiss
requests-accepted = Their notifications come in from now on.
requests-dismissed = Dismissed. What they do from now on waits as before.
