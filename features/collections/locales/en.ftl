# Words of the pages of this feature.

collection-by-html = Recommended by <a href="{ $url }"><bdi>{ $name }</bdi></a>
collection-sensitive = This collection is marked as sensitive. Show who is in it.
collection-empty = Nobody is in this collection.
collections = Collections
collections-text = People you recommend to everybody, such as a team or a subject. Each of them is told.
collections-own = Made by me
collections-with = With me
collections-none = You have made none yet.
collections-none-with = Nobody has added you to a collection yet.
collection-people = { $n ->
    [one] 1 person
   *[other] { $n } people
 }
collection-quiet = not on your profile
collection-new = New collection
collection-make = Make collection
collection-name = Name
collection-no-name = Give your collection a name.
collection-description = What it is about
collection-tag = Hashtag
collection-tag-hint = One that describes it.
collection-no-tag = This is not a hashtag.
collection-language = Language
collection-discoverable = Show on my profile
collection-discoverable-hint = Without this, people need the address to find it.
collection-is-sensitive = Mark as sensitive
collection-edit-title = Edit collection: { $name }
collection-see = See the collection
collection-add = Add people
collection-add-hint = People who want to be found, and those you follow who allow it. They are told.
collection-add-name = Name or address
collection-add-none = Nobody found who can be added.
collection-members = People in this collection
collection-delete = Delete collection…
collection-delete-hint = The collection goes for good.
collection-delete-sure = Yes, delete the collection
collection-deleted = The collection is deleted.
collection-made = The collection is made. Now add people.
collection-saved = Saved.
collection-added = Added to the collection.
collection-removed = Removed from the collection.
collection-refused = This person cannot be added: they do not allow it, or took themselves out.
collection-follow = { $n ->
    [one] Follow 1 person
   *[other] Follow all { $n }
 }
collection-followed = You follow the people in this collection, or have asked to.
collection-leave = Take me out…
collection-leave-hint = You disappear from this collection, and its author cannot add you again.
collection-leave-sure = Yes, take me out
collection-left = You are no longer in this collection.
collections-person = Collections with { $name }
collections-person-refuses = This person does not allow you to add them to collections.
collections-person-told = { $name } is told when you add them, and can take themselves out.
collections-person-saved = Saved.
