use crate::Id;

/// Which part of a list is asked for, by Mastodon's rules.
///
/// `max_id` and `since_id` bound a list that is read from its newest end; `min_id` reads *forward* from a place
/// (the result is still newest first). Bounds are exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Only entries older than this.
    pub max_id: Option<Id>,
    /// Only entries newer than this; the newest of them.
    pub since_id: Option<Id>,
    /// Only entries newer than this; the oldest of them.
    pub min_id: Option<Id>,
    /// How many entries at the most.
    pub limit: usize,
}

/// How many entries a list gives when not asked, and at the most.
#[derive(Debug, Clone, Copy)]
pub struct PageLimit {
    /// When the client names none.
    pub default: usize,
    /// What a client can have at the most; more is quietly cut to this, as Mastodon does.
    pub max: usize,
}

impl PageLimit {
    /// Posts, notifications: 20, at most 40.
    pub const POSTS: Self = Self { default: 20, max: 40 };
    /// Lists of people: 40, at most 80.
    pub const PEOPLE: Self = Self { default: 40, max: 80 };

    /// The limit to use for what was asked.
    pub fn pick(self, asked: Option<i64>) -> usize {
        match asked {
            Some(n) if n >= 1 => usize::try_from(n).unwrap_or(self.max).min(self.max),
            _ => self.default,
        }
    }
}

impl Page {
    /// The newest `limit` entries.
    pub fn newest(limit: usize) -> Self {
        Self { max_id: None, since_id: None, min_id: None, limit }
    }

    /// The same page of another length.
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// Exclusive upper bound for a query.
    pub fn below(&self) -> i64 {
        self.max_id.map_or(i64::MAX, |id| id.0)
    }

    /// Exclusive lower bound for a query.
    pub fn above(&self) -> i64 {
        let floor = |id: Option<Id>| id.map_or(-1, |id| id.0);
        floor(self.since_id).max(floor(self.min_id))
    }

    /// Whether entries are to be taken from the old end upwards.
    pub fn forward(&self) -> bool {
        self.min_id.is_some()
    }

    /// Whether `id` lies within the bounds.
    pub fn holds(&self, id: Id) -> bool {
        id.0 < self.below() && id.0 > self.above()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_cut_not_refused() {
        let limit = PageLimit::POSTS;
        let picked: Vec<_> =
            [None, Some(0), Some(-5), Some(7), Some(1_000_000)].map(|n| limit.pick(n)).into();
        assert_eq!(picked, [20, 20, 20, 7, 40]);
    }

    #[test]
    fn bounds_are_exclusive() {
        let page = Page { max_id: Some(Id(10)), min_id: Some(Id(5)), since_id: Some(Id(3)), limit: 20 };
        assert!(page.holds(Id(6)) && page.holds(Id(9)));
        assert!(!page.holds(Id(5)) && !page.holds(Id(10)));
        assert!(page.forward() && !Page::newest(1).forward());
    }
}
