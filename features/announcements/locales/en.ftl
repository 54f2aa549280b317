# Words of announcements.

announcements-title = Announcements
announcements-text = What the people who look after this server tell everybody.
announcements-none = No announcements
announcements-none-text = When there is something that everybody should know, it stands here.
announcement-unread = New
announcement-dismiss = I have read it
reaction-add = React
reaction-with = React with { $name }
reaction-other = Another emoji
reaction-send = React
reaction-join = { $name }, { $n ->
    [one] 1 person
   *[other] { $n } people
 }. React so too
reaction-take-back = { $name }, { $n ->
    [one] you alone
   *[other] { $n } people, you among them
 }. Take it back
reaction-unknown = That is not an emoji which can be used here.
reaction-too-many = There are { $n } different reactions already. Choose one of these.
announce-text = Everybody who signs in sees what is published, in apps too, until they have read it or it ends.
announce-new = Write an announcement
announce-edit = Change an announcement
announce-words = Text
announce-words-hint = Short and plain. Names, hashtags and links become links.
announce-times = Times
announce-times-hint = All times are UTC. Leave out what does not matter.
announce-when = Publish it
announce-when-hint = At once where it is empty.
announce-starts = What it announces begins
announce-starts-hint = For example when the maintenance begins.
announce-ends = What it announces ends
announce-ends-hint = The announcement ends then too.
announce-all-day = Only the days matter
announce-all-day-hint = The hours are not shown. Say when it begins.
announce-send = Publish
announce-publish = Publish now
announce-unpublish = Take back
announce-remove = Remove for good
announce-remove-title = Remove the announcement?
announce-remove-text = “{ $text }” is deleted with all reactions. Nothing can bring it back; taking it back instead keeps it.
announce-shown = Everybody sees it ({ $ago })
announce-waits = Will be published { $time }
announce-kept = Nobody sees it
announce-over = Has ended
announce-now-saved = The announcement is saved.
announce-now-shown = Everybody sees it now.
announce-now-kept = Nobody sees it any more. It is kept here.
announce-now-removed = The announcement is gone.
announce-moment = { $day }, { $time } UTC
announce-from-to = { $from } to { $to }
announce-from = From { $from }
announce-to = Until { $to }
announce-no-text = Write what you announce.
announce-end-past = The end must lie in the future.
announce-end-before = The end must come after the beginning.
announce-no-day = Say on which day it begins.
announce-no-time = This is not a time that can be read.
