//! Which jobs wait for which others.

/// Jobs at work at once on this node, in each lane but the slow one.
const WORKING_MAX: usize = 4;
/// Slow jobs at work at once on this node, where it has the cores for them.
const SLOW_MAX: usize = 2;

/// Jobs that wait for other servers do it in a lane of their own, so that a server which answers slowly delays
/// nothing of ours. So do those that take the processors for minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lane {
    Own,
    Outside,
    Slow,
}

impl Lane {
    pub(crate) const ALL: [Self; 3] = [Self::Own, Self::Outside, Self::Slow];

    /// How many jobs may be at work at once.
    pub(crate) fn places(self) -> usize {
        match self {
            Self::Own | Self::Outside => WORKING_MAX,
            Self::Slow => {
                let cores = std::thread::available_parallelism().map_or(1, usize::from);
                (cores / 2).clamp(1, SLOW_MAX)
            }
        }
    }
}
