# Words of the pages of this feature.

embed-by = Post by { $name }
embed-none = No post
embed-gone = This post is not here: it may have been deleted, or its author may not show it to everyone.
embed-open-html = Open on <bdi>{ $site }</bdi>
