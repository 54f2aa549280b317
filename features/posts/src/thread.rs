//! Threads of any depth: one query for the shape, one batch for the posts.

use std::collections::{HashMap, HashSet};

use base::{Id, Outcome};
use store::args;

use crate::views::View;
use crate::{Posts, store as sql};

/// Posts of one thread that are shown at the most; the oldest.
const THREAD_POSTS_MAX: usize = 4_096;

/// What stands around a post in its thread.
pub struct Thread {
    /// What it answers, the first post first.
    pub ancestors: Vec<View>,
    /// What answers it: each answer before the answers to it, the oldest first.
    pub descendants: Vec<View>,
}

impl Posts {
    /// The thread around `id`, for `viewer`, who may see the post itself.
    pub async fn thread(&self, id: Id, root: Id, viewer: Option<Id>) -> Outcome<Thread> {
        let links: Vec<(Id, Id)> = self
            .0
            .db
            .read(move |r| {
                r.rows(&sql::THREAD_OF, args![root.bk(), root, THREAD_POSTS_MAX], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
            })
            .await?;
        let (above, below) = (ancestors(&links, id), descendants(&links, id));
        let ids: Vec<Id> = above.iter().chain(&below).copied().collect();
        let mut views = self.show(&ids, viewer).await?;
        if let Some(viewer) = viewer {
            let relations = self.0.accounts.relations(viewer).await?;
            let now = self.0.clock.now_ms();
            views.retain(|view| !relations.hides(view.shown.author, now));
        }
        let above: HashSet<Id> = above.into_iter().collect();
        let (ancestors, descendants) = views.into_iter().partition(|view| above.contains(&view.shown.id));
        Ok(Thread { ancestors, descendants })
    }
}

/// From the first post down to the one that `id` answers.
fn ancestors(links: &[(Id, Id)], id: Id) -> Vec<Id> {
    let parents: HashMap<Id, Id> = links.iter().copied().collect();
    let mut chain = Vec::new();
    let mut at = id;
    // An answer is newer than what it answers, so this ends; the bound is for data that says otherwise.
    while let Some(&parent) = parents.get(&at).filter(|_| chain.len() < THREAD_POSTS_MAX) {
        chain.push(parent);
        at = parent;
    }
    chain.reverse();
    chain
}

/// Everything below `id`, each answer before the answers to it. Without recursion: threads can be deep.
fn descendants(links: &[(Id, Id)], id: Id) -> Vec<Id> {
    let mut children: HashMap<Id, Vec<Id>> = HashMap::new();
    for &(post, parent) in links {
        children.entry(parent).or_default().push(post);
    }
    let mut out = Vec::new();
    let mut seen = HashSet::from([id]);
    let mut stack = vec![id];
    while let Some(at) = stack.pop() {
        if at != id {
            out.push(at);
        }
        let mut answers = children.remove(&at).unwrap_or_default();
        answers.sort_unstable_by_key(|answer| std::cmp::Reverse(*answer));
        stack.extend(answers.into_iter().filter(|answer| seen.insert(*answer)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(numbers: &[i64]) -> Vec<Id> {
        numbers.iter().copied().map(Id).collect()
    }

    #[test]
    fn the_shape_of_a_tree() {
        // 1 <- 2 <- 4 <- 6, 1 <- 3, 2 <- 5
        let links: Vec<_> = [(2, 1), (3, 1), (4, 2), (5, 2), (6, 4)].map(|(a, b)| (Id(a), Id(b))).into();
        assert_eq!(descendants(&links, Id(1)), ids(&[2, 4, 6, 5, 3]));
        assert_eq!(descendants(&links, Id(2)), ids(&[4, 6, 5]));
        assert_eq!(ancestors(&links, Id(6)), ids(&[1, 2, 4]));
        assert_eq!(ancestors(&links, Id(1)), ids(&[]));
    }

    #[test]
    fn depth_costs_no_stack_and_circles_end() {
        let deep: Vec<_> = (1..4_000).map(|n| (Id(n + 1), Id(n))).collect();
        assert_eq!(descendants(&deep, Id(1)).len(), 3_999);
        assert_eq!(ancestors(&deep, Id(4_000)).len(), 3_999);
        let circle = [(Id(1), Id(2)), (Id(2), Id(1))];
        assert_eq!(descendants(&circle, Id(1)), ids(&[2]));
        assert!(ancestors(&circle, Id(1)).len() <= THREAD_POSTS_MAX);
    }
}
