//! Putting several notifications of a kind about the same thing into one line, without I/O.

use std::collections::HashMap;

use base::Id;

use crate::model::{Kind, Notification};
use crate::rules::alone;

/// Notifications shown as one, as far as they lie in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) key: String,
    pub(crate) kind: Kind,
    /// Newest first; never empty.
    pub(crate) rows: Vec<Notification>,
}

impl Group {
    pub(crate) fn newest(&self) -> Option<&Notification> {
        self.rows.first()
    }

    /// Whether the key is that of a stored group and not of one notification.
    pub(crate) fn is_stored(&self) -> bool {
        self.newest().is_some_and(|row| row.group_key == self.key)
    }
}

/// The key that a notification has for a client that groups the kinds of `grouped` only.
pub(crate) fn key_of(row: &Notification, grouped: &[Kind]) -> String {
    if grouped.contains(&row.kind) { row.group_key.clone() } else { alone(row.id) }
}

/// Groups rows that come in the order of the page. What would begin a group too many ends the page, so a page is
/// also a range of ids, and no row is on two pages. Gives the groups, newest first, and how many rows they took.
pub(crate) fn fold(rows: Vec<Notification>, grouped: &[Kind], limit: usize) -> (Vec<Group>, usize) {
    let mut groups: Vec<Group> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut taken = 0;
    for row in rows {
        let key = key_of(&row, grouped);
        match places.get(&key) {
            Some(&place) => groups[place].rows.push(row),
            None if groups.len() == limit => break,
            None => {
                places.insert(key.clone(), groups.len());
                groups.push(Group { key, kind: row.kind, rows: vec![row] });
            }
        }
        taken += 1;
    }
    for group in &mut groups {
        group.rows.sort_by_key(|row| std::cmp::Reverse(row.id));
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.newest().map_or(Id(0), |row| row.id)));
    (groups, taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::group_key;

    const GROUPED: [Kind; 3] = [Kind::Favourite, Kind::Reblog, Kind::Follow];

    fn row(id: i64, kind: Kind, post: i64) -> Notification {
        Notification {
            id: Id(id),
            kind,
            from: Id(id + 100),
            post: kind.has_post().then_some(Id(post)),
            group_key: group_key(kind, Some(Id(post)), Id(id), 0),
            filtered: false,
            created_ms: id,
        }
    }

    fn rows() -> Vec<Notification> {
        vec![
            row(9, Kind::Favourite, 1),
            row(8, Kind::Mention, 2),
            row(7, Kind::Favourite, 1),
            row(6, Kind::Favourite, 3),
            row(5, Kind::Follow, 0),
            row(4, Kind::Favourite, 1),
        ]
    }

    fn shape(groups: &[Group]) -> Vec<(&str, Vec<i64>)> {
        groups.iter().map(|g| (g.key.as_str(), g.rows.iter().map(|r| r.id.0).collect())).collect()
    }

    #[test]
    fn rows_of_a_key_are_one_group_wherever_they_stand() {
        let (groups, taken) = fold(rows(), &GROUPED, 40);
        assert_eq!(taken, 6);
        let expected = [
            ("favourite-1-0", vec![9, 7, 4]),
            ("ungrouped-8", vec![8]),
            ("favourite-3-0", vec![6]),
            ("follow-0", vec![5]),
        ];
        assert_eq!(shape(&groups), expected);
        assert!(groups[0].is_stored() && groups[1].is_stored());
    }

    #[test]
    fn a_page_ends_where_a_group_too_many_would_begin() {
        let (groups, taken) = fold(rows(), &GROUPED, 2);
        assert_eq!(
            (shape(&groups), taken),
            (vec![("favourite-1-0", vec![9, 7]), ("ungrouped-8", vec![8])], 3)
        );
    }

    #[test]
    fn forward_pages_come_newest_first_too() {
        let mut up = rows();
        up.reverse();
        let (groups, taken) = fold(up, &GROUPED, 2);
        assert_eq!((shape(&groups), taken), (vec![("follow-0", vec![5]), ("favourite-1-0", vec![4])], 2));
    }

    #[test]
    fn kinds_that_a_client_does_not_group_stand_alone() {
        let (groups, _) = fold(rows(), &[Kind::Follow], 40);
        assert_eq!(groups.len(), 6);
        assert_eq!(groups[0].key, "ungrouped-9");
        assert!(!groups[0].is_stored());
    }

    #[test]
    fn nothing_makes_no_group() {
        assert_eq!(fold(Vec::new(), &GROUPED, 40), (Vec::new(), 0));
    }
}
