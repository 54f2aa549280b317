use std::time::{Duration, Instant};

use crate::routes::Server;
use crate::run::{self, Done, cargo, command, succeed};
use crate::{coverage, suite, tidy};

/// Where `.ci/run` installs what the real clients need.
const PYTHON: &str = "target/ci/venv/bin/python";
const NODE_MODULES: &str = "target/ci/node/node_modules";

struct Step {
    name: &'static str,
    /// Whether the steps after it begin at once; it is waited for before the next step that is `alone`.
    pace: Pace,
    /// The script that it runs, from the root. A step without its script fails: nothing is skipped in silence.
    script: Option<&'static str>,
    run: fn() -> Done,
}

/// How a step shares the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pace {
    /// One after another.
    InTurn,
    /// Waits for a browser more than it computes, so the steps after it go on beside it.
    Beside,
    /// Measures, so nothing else may run.
    Alone,
}

const fn step(name: &'static str, run: fn() -> Done) -> Step {
    Step { name, pace: Pace::InTurn, script: None, run }
}

const fn script(name: &'static str, script: &'static str, run: fn() -> Done) -> Step {
    Step { name, pace: Pace::InTurn, script: Some(script), run }
}

const fn paced(pace: Pace, step: Step) -> Step {
    Step { pace, ..step }
}

/// Everything that must pass, cheapest first.
const STEPS: &[Step] = &[
    step("fmt", || succeed(cargo(&["fmt", "--all", "--check"]))),
    step("tidy", || tidy::run(tidy::Numbers::Hold)),
    step("clippy", || succeed(cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))),
    step("tests", || suite::run(&["--require-all"])),
    script("fuzz targets and their seeds", "fuzz/tests/seeds.rs", fuzz),
    // Both at once: by themselves they choose other features of what they share, and all of it would be built twice.
    step("server and bench, optimised", || {
        succeed(cargo(&["build", "--release", "--package", "medley", "--package", "medley-bench"]))
    }),
    step("API coverage", || coverage::run(coverage::Page::Check, Server::Optimised)),
    paced(Pace::Beside, script("pages in Chromium", "e2e/pages.mjs", pages)),
    script("client: Mastodon.py, both engines", "e2e/test_mastodon_py.py", || {
        pytest("e2e/test_mastodon_py.py")
    }),
    script("client: toot", "e2e/test_toot.py", || pytest("e2e/test_toot.py")),
    script("other people's suites", "e2e/suites.py", suites),
    script("OpenAPI document: schemathesis", "e2e/test_openapi.py", || pytest("e2e/test_openapi.py")),
    script("calendars: other people's libraries", "e2e/test_calendars.py", || {
        pytest("e2e/test_calendars.py")
    }),
    script("kill -9, both engines", "e2e/test_kill9.py", || pytest("e2e/test_kill9.py")),
    script("backup and restore, both engines", "e2e/test_backup.py", || pytest("e2e/test_backup.py")),
    paced(Pace::Alone, script("bench", "bench/src/main.rs", bench)),
];

/// `cargo xtask ci`: every step, all of them even after one failed, with its time.
pub(crate) fn run() -> Done {
    let results = all(STEPS);
    println!("\n{}", table(&results));
    let failed: Vec<&str> =
        results.iter().filter(|(.., done)| done.is_err()).map(|(name, ..)| *name).collect();
    if failed.is_empty() { Ok(()) } else { Err(format!("CI: failed: {}", failed.join(", "))) }
}

type Results = Vec<(&'static str, Duration, Done)>;

fn all(steps: &'static [Step]) -> Results {
    let (mut results, mut beside) = (Results::new(), Vec::new());
    for step in steps {
        match step.pace {
            Pace::Beside => beside.push(std::thread::spawn(move || one(step))),
            Pace::Alone => results.extend(joined(&mut beside)),
            Pace::InTurn => {}
        }
        if step.pace != Pace::Beside {
            results.push(one(step));
        }
    }
    results.extend(joined(&mut beside));
    results
}

fn one(step: &Step) -> (&'static str, Duration, Done) {
    println!("\n=== {} ===", step.name);
    let began = Instant::now();
    let done = there(step).and_then(|()| (step.run)());
    if let Err(why) = &done {
        println!("{}: {why}", step.name);
    }
    (step.name, began.elapsed(), done)
}

fn joined(beside: &mut Vec<std::thread::JoinHandle<(&'static str, Duration, Done)>>) -> Results {
    let panicked = |_| ("a step beside others", Duration::ZERO, Err("panicked".to_owned()));
    beside.drain(..).map(|step| step.join().unwrap_or_else(panicked)).collect()
}

fn there(step: &Step) -> Done {
    match step.script {
        Some(script) if !run::root().join(script).is_file() => {
            Err(format!("{script} does not exist, so nothing ran"))
        }
        _ => Ok(()),
    }
}

fn pytest(script: &str) -> Done {
    let mut tests = command(PYTHON, &["-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short", script]);
    tests.env("PYTHONDONTWRITEBYTECODE", "1").env("MEDLEY_E2E_REQUIRE_PG", "1");
    succeed(tests)
}

/// toot's, Mastodon.py's and megalodon's own, against docs/clients.md. Their packages come from the registries.
fn suites() -> Done {
    let mut suites = command(PYTHON, &["e2e/suites.py"]);
    suites.env("PYTHONDONTWRITEBYTECODE", "1");
    succeed(suites)
}

fn pages() -> Done {
    let mut node = command("node", &["e2e/pages.mjs"]);
    node.env("MEDLEY_NODE_MODULES", run::root().join(NODE_MODULES));
    // Printed in one piece: other steps print at the same time.
    let said = run::output(node)?;
    println!("{said}");
    Ok(())
}

/// Compiles every fuzz target and feeds it its seeds. A workspace of its own, with the same crates as ours.
fn fuzz() -> Done {
    let (ours, theirs) = (run::root().join("Cargo.lock"), run::root().join("fuzz/Cargo.lock"));
    let lock = std::fs::read_to_string(&ours).map_err(|cause| format!("{}: {cause}", ours.display()))?;
    std::fs::write(&theirs, &lock).map_err(|cause| format!("{}: {cause}", theirs.display()))?;
    let mut test =
        cargo(&["test", "--quiet", "--manifest-path", "fuzz/Cargo.toml", "--target-dir", "target"]);
    // There our crates are dependencies like others, which are optimised; compiled as they are here, they need not be
    // compiled again.
    for name in lock.lines().filter_map(own_crate) {
        test.arg("--config").arg(format!("profile.dev.package.{name}.opt-level=0"));
    }
    succeed(test)
}

/// The name of one of our crates in a line of Cargo.lock.
fn own_crate(line: &str) -> Option<&str> {
    line.strip_prefix("name = \"")?.strip_suffix('"').filter(|name| name.starts_with("medley-"))
}

/// The ratios on a small data set; see bench/ for the real ones.
fn bench() -> Done {
    succeed(command("target/release/medley-bench", &["run", "--size", "small"]))
}

fn table(results: &[(&str, Duration, Done)]) -> String {
    let line = |(name, took, done): &(&str, Duration, Done)| {
        let verdict = if done.is_ok() { "passed" } else { "FAILED" };
        format!("  {verdict}  {:>7.1} s  {name}\n", took.as_secs_f64())
    };
    results.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_told_with_their_times() {
        let results =
            [("fmt", Duration::from_millis(1_540), Ok(())), ("x", Duration::ZERO, Err("no".to_owned()))];
        assert_eq!(table(&results), "  passed      1.5 s  fmt\n  FAILED      0.0 s  x\n");
    }

    #[test]
    fn what_goes_on_beside_is_waited_for() {
        fn slow() -> Done {
            std::thread::sleep(Duration::from_millis(200));
            Err("slow".to_owned())
        }
        static SOME: &[Step] = &[
            paced(Pace::Beside, step("slow", slow)),
            step("quick", || Ok(())),
            paced(Pace::Alone, step("last", || Ok(()))),
        ];
        let results = all(SOME);
        let names: Vec<_> = results.iter().map(|(name, _, done)| (*name, done.is_ok())).collect();
        assert_eq!(names, [("quick", true), ("slow", false), ("last", true)]);
    }

    #[test]
    fn our_crates_in_the_lock() {
        assert_eq!(own_crate("name = \"medley-base\""), Some("medley-base"));
        assert_eq!([own_crate("name = \"serde\""), own_crate(" \"medley-base\",")], [None, None]);
    }

    #[test]
    fn a_missing_script_fails_its_step() {
        assert!(there(&script("x", "e2e/gone.py", || Ok(()))).unwrap_err().contains("does not exist"));
        assert!(there(&step("x", || Ok(()))).is_ok());
    }
}
