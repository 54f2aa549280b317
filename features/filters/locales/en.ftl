# Words of the pages of this feature.

filters-text = Words that you do not want to read. Only you know of your filters; your own posts are never filtered.
filters-none = You have no filters.
filters-saved = Your filter is saved.
filters-deleted = Your filter is deleted.
filter-new = New filter
filter-edit = Edit filter
filter-name = Name
filter-name-hint = Shown in place of what it folds.
filter-words = Words
filter-words-hint = In the text, the warning or the description of a picture; case does not matter. Empty a line to remove it.
filter-word = Word { $number }
filter-whole-html = whole word<span class="sr">, word { $number }</span>
filter-posts = It also names { $n ->
    [one] 1 post
   *[other] { $n } posts
 }, chosen in an app.
filter-where = Where
filter-does = What happens to the posts
filter-ends = Ends
filter-delete-hint = What it filters is shown again.
filter-delete = Delete this filter
filter-end-never = Never
filter-end-half-hour = In 30 minutes
filter-end-hour = In an hour
filter-end-hours = In 6 hours
filter-end-day = In a day
filter-end-week = In a week
filter-end-month = In 30 days
filter-ended = Has ended
filter-ends-in = Ends in { $time }
filter-home = Home and lists
filter-notifications = Notifications
filter-public = Local timeline and hashtags
filter-thread = Threads
filter-account = Profiles
filter-warn = Fold them
filter-warn-hint = You see the name of the filter, and can open the post.
filter-blur = Cover their pictures
filter-blur-hint = The text is shown.
filter-hide = Leave them out
filter-hide-hint = As if they were not there.
filter-summary = { $parts }; { $does }; { $places }
filter-summary-end = { $summary }; { $end }
filter-summary-words = { $n ->
    [one] 1 word
   *[other] { $n } words
 }
filter-summary-posts = { $words }, { $n ->
    [one] 1 post
   *[other] { $n } posts
 }
filter-summary-warn = folds
filter-summary-blur = covers pictures
filter-summary-hide = leaves out
filter-summary-everywhere = everywhere
filter-summary-in = in { $places }
filter-summary-and = { $before }, { $place }
filter-summary-ended = has ended
filter-summary-ends-in = ends in { $time }
filter-no-place = Choose at least one place.
filter-no-name = Give the filter a name.
