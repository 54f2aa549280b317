# Words of the pages of this feature.

search-title = Search: { $query }
search-results-html = Results for “<bdi>{ $query }</bdi>”
search-label = Posts, people and hashtags
search-placeholder = Posts, people, #hashtags
search-how = How to search posts
search-sign-in-html = <a href="/sign-in?next={ $next }">Sign in</a> to search posts.
search-all = All
search-nothing = Nothing found
search-nothing-text = Try fewer or other words, or a person's whole address such as @name@server.
search-hint-phrase = these words together, in this order
search-hint-without = without this word; works before everything below too
search-hint-tag = with this hashtag
search-hint-from = by this person; from:me for your own
search-hint-has = with a file; also has:image, has:link, has:poll
search-hint-is = answers; also is:sensitive
search-hint-language = in this language
search-hint-time = older; also after: and during:, with a day, a month or a year
search-hint-library = only what you wrote, liked, saved or boosted, or where you are mentioned; also in:public
