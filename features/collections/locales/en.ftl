# Words of the pages of this feature.

collection-by-html = Recommended by <a href="{ $url }"><bdi>{ $name }</bdi></a>
collection-sensitive = This collection is marked as sensitive. Show who is in it.
collection-empty = Nobody is in this collection.
