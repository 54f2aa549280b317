# Words of the pages of this feature.

profile-follows-you = follows you
profile-muted = muted
profile-moved-html = { $name } has moved to <a href="{ $url }">@{ $acct }</a>.
profile-verified = verified: the page links back
profile-posts-html = <b>{ $count }</b> { $n ->
    [one] post
   *[other] posts
 }
profile-following-html = <b>{ $count }</b> following
profile-followers-html = <b>{ $count }</b> { $n ->
    [one] follower
   *[other] followers
 }
profile-joined = Joined { $month }
profile-copy = This is a copy from another server, which may have more.
profile-original = Open the original
profile-pinned = Pinned
profile-title = { $name } (@{ $acct })
profile-media = Media
profile-empty = Nothing yet
profile-empty-self = What you post will be here.
profile-empty-posts = When they post, it will be here.
profile-empty-replies = They have not answered anyone yet.
profile-empty-media = They have not posted any pictures yet.
profile-write = Write a post
timeline-tabs = Timelines
timeline-the-hashtag = the hashtag { $tag }
timeline-home-empty = Your timeline is quiet
timeline-home-empty-text = What the people you follow post will be here.
timeline-see-who = See who is here
timeline-empty = Nothing here yet
timeline-local-empty-text = What people on this server post for everyone will be here.
timeline-local-text = What people on this server post for everyone.
timeline-tag-empty-text = Public posts with this hashtag will be here.
timeline-saved = Saved posts
timeline-saved-text = Only you can see these.
timeline-saved-empty = Nothing saved yet
timeline-saved-empty-text = Save a post from its menu, and you find it here again.
timeline-liked = Liked posts
timeline-liked-empty = Nothing liked yet
timeline-liked-empty-text = Posts that you like will be here.
timeline-herald = Announcement
timeline-herald-read = I have read the announcement
profile-about = About
profile-featured = Featured hashtags
about-facts = Facts
about-address = Address
about-joined = Joined
about-last = Last post
about-never = None yet
about-kind = Kind
about-bot = Automated account
about-collections = Collections
about-people = { $n ->
    [one] 1 person
   *[other] { $n } people
 }
about-endorsed = Recommended people
timeline-talk-html = { $others ->
    [0] <bdi>{ $name }</bdi>, whom you follow, is talking in <b>#{ $tag }</b>
    [1] <bdi>{ $name }</bdi> and one more whom you follow are talking in <b>#{ $tag }</b>
   *[other] <bdi>{ $name }</bdi> and { $others } more whom you follow are talking in <b>#{ $tag }</b>
}
timeline-directory = In the directory of hashtags
timeline-tag-numbers = Numbers
