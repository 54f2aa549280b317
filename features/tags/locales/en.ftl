# Words of the pages of this feature.

tags-followed = Followed hashtags
tags-followed-text = Public posts with these hashtags are in your home timeline.
tags-name = Hashtag
tags-name-hint = Letters, digits and underscores; at least one letter.
tags-no-name = This is not a hashtag. Use letters, digits and underscores, and at least one letter.
tags-none = You follow no hashtags yet
tags-none-text = Follow one here or from its own page.
tags-explore = See which are used now
tags-unfollow = Unfollow
tags-now-followed = You follow the hashtag now.
tags-featured = Featured hashtags
tags-featured-text = These stand on your profile, so that people find what you post about.
tags-featured-none = None yet.
tags-posts = { $n ->
    [one] 1 post of yours
   *[other] { $n } posts of yours
 }
tags-add = Feature a hashtag
tags-offered = You use these the most:
tags-taken = #{ $tag } is featured already.
tags-added = The hashtag is on your profile.
tags-removed = The hashtag is off your profile.
