# Words of the pages of this feature.

export-page = Your data
export-title = Take your lists along
export-text = As files that Mastodon and other servers of its kind can import, and every spreadsheet can open.
export-download = Download
export-bring = Bring lists from elsewhere
export-bring-text = Files that another server gave you can be added to what you have here.
import = Import
import-file = Import a file
import-text = A CSV file as Mastodon and this server export it. People and posts of other servers cannot be reached from here yet; you are told which those are.
import-kind = What it holds
import-the-file = File
import-mode = What you have here
import-merge = Keep it, and add the file
import-overwrite = Replace it with the file
import-overwrite-hint = What the file does not have is removed in the end: you unfollow, unmute, unblock or forget it.
import-back = Back
import-yours = Your imports
import-rows = { $done } of { $total } rows: { $told }
import-open-html = Open<span class="sr"> the import of { $file }</span>
import-replacing = (replacing what you had)
import-through = Rows that are through
import-progress = { $done } of { $total } rows are through: { $told }.
import-goes-on-html = It goes on when you leave this page. <a href="/settings/import/{ $id }">Look again</a>
import-stop = Stop
import-resume = Go on
import-failures = What was not imported
import-all = All imports
import-running = Running
import-stopped = Stopped
import-finished = Finished
import-is-finished = This import is finished.
import-no-kind = Choose what the file holds.
import-no-file = Choose a file.
import-wait = Wait until your other imports are finished, or stop them.
import-imported = { $count } imported
import-unknown = { $before }, { $count } not known here
import-failed = { $before }, { $count } failed
import-removed = { $before }, { $count } removed, because the file does not have them
list-following = People you follow
list-muting = People you mute
list-blocking = People you block
list-lists = Your lists
list-bookmarks = Saved posts
list-servers = Blocked servers

# The archive of everything.

takeout-title = Everything of yours in one file
takeout-text = A ZIP file with your profile, all your posts (also those for a few people) with their pictures, your drafts, likes, bookmarks and lists, in formats that other programs read. Only you can download it.
takeout-ask = Make the file
takeout-again = Make a new one
takeout-tomorrow = A new one can be made a day after the last.
takeout-soon = There is one of today. A new one can be made a day after the last.
takeout-written = Posts that are written
takeout-progress = { $done } of { $n ->
        [one] 1 post is written.
       *[other] { $n } posts are written.
    }
takeout-goes-on-html = It goes on when you leave this page. We send you a mail when it is ready. <a href="/settings/export">Look again</a>
takeout-ready = Made on { $day }, { $size }
takeout-until = It is kept until { $day }, then removed.
takeout-download = Download it
takeout-failed = The file could not be made. You can try again.
takeout-kilobytes = { $n } KB
takeout-megabytes = { $n } MB
takeout-mail-subject = Your data from { $site } are ready
takeout-mail =
    Hello,

    the file with everything you have at { $site } is ready. Sign in to download it:

    { $link }

    { $n ->
        [one] It is kept for one day.
       *[other] It is kept for { $n } days.
    } If you did not ask for it, somebody else is signed in to your account: set a new password.
