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
search-save = Save this search
search-saved = Saved searches
search-saved-now = Saved. You find it on the search page.

## Looking around

explore-posts-text = Posts that people took up in the last days, one of each author.
explore-tags-text = Hashtags that several people used in the last days.
explore-links-text = Addresses that several people shared in the last days. They lead to other sites.
explore-quiet = It is quiet here
explore-quiet-posts = Posts that several people like or boost will be here.
explore-see-local = See what is new
explore-directory = People here
explore-directory-text = Everybody here who wants to be found.
explore-order = Order
explore-active = Posted last
explore-new = Newest members
explore-nobody = Nobody here wants to be found yet.
explore-why-friends = Followed by people you follow
explore-why-followed = Followed by many here
explore-dismissed = You will not be shown this suggestion again.
explore-hashtags = Directory of hashtags
