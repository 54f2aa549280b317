# Words of the pages of this feature.

lists = Lists
lists-text = Read some of the people you follow by themselves. Only you can see your lists.
list-new = New list
list-make = Make list
list-title = Name
list-no-title = Give your list a name.
list-replies = Which replies to show
list-replies-list = Replies to people on this list
list-replies-followed = Replies to anyone you follow
list-replies-none = No replies
list-exclusive = Read these people only here
list-exclusive-hint = Their posts no longer appear in your home timeline.
list-summary-followed = with their replies to anyone you follow
list-summary-list = with their replies to each other
list-summary-none = without replies
list-summary = { $n ->
    [one] 1 person
   *[other] { $n } people
 }, { $replies }
list-summary-exclusive = { $summary }; not in your home timeline
list-edit = Edit list
list-edit-title = Edit list: { $title }
list-read = Read the list
list-all = All lists
list-members = People on this list
list-nobody = Nobody is on this list yet
list-nobody-text = Add people you follow, and you read their posts here.
list-quiet = Nothing here yet
list-quiet-text = What the people on this list post will be here.
list-add-people = Add people
list-add-hint = You can add people you follow.
list-add-name = Name or address
list-add-none = Nobody found among the people you follow who is not on this list.
list-delete = Delete list…
list-delete-hint = The list goes for good. You keep following the people on it.
list-delete-sure = Yes, delete the list
list-deleted = The list is deleted.
list-made = The list is made. Now add people.
list-saved = Saved.
list-added = Added to the list.
list-removed = Removed from the list.
list-person = Lists with { $name }
list-person-follow = Only people you follow can be on your lists.
list-person-none = You have no lists yet.
list-person-saved = Saved.
