# Words of the pages of this feature.

embed-by = Post by { $name }
embed-none = No post
embed-gone = This post is not here: it may have been deleted, or its author may not show it to everyone.
embed-open-html = Open on <bdi>{ $site }</bdi>
feed-person = Public posts by { $name }
feed-hashtag = Public posts with #{ $tag } on { $site }
feed-open = Open the post
feed-sensitive = Sensitive media: open the post
feed-warning-html = <strong>Content warning:</strong> { $warning }
