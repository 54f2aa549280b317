use crate::repo::{File, Repo};

use super::Finding;

const FILE_LINES_MAX: usize = 600;
const FILE_LINES_GOOD: usize = 300;
const FUNCTION_LINES_MAX: usize = 70;
const FUNCTION_LINES_GOOD: usize = 50;
const FILE_BYTES_MAX: u64 = 1 << 20;

/// No Rust file over 600 lines.
pub(super) fn files(repo: &Repo) -> Vec<Finding> {
    let long = repo.rust().filter(|file| file.lines().count() > FILE_LINES_MAX);
    long.map(|file| {
        Finding::at(file, FILE_LINES_MAX + 1, format!("a file of more than {FILE_LINES_MAX} lines"))
    })
    .collect()
}

/// Rust files over 300 lines, which are to become fewer.
pub(super) fn long_files(repo: &Repo) -> Vec<Finding> {
    let counted = repo.rust().map(|file| (file, file.lines().count()));
    let long = counted.filter(|&(_, lines)| lines > FILE_LINES_GOOD);
    long.map(|(file, lines)| {
        Finding::at(file, 1, format!("{lines} lines; files are to stay under {FILE_LINES_GOOD}"))
    })
    .collect()
}

/// No function over 70 lines.
pub(super) fn functions(repo: &Repo) -> Vec<Finding> {
    let all = repo.rust().flat_map(|file| bodies(file).into_iter().map(move |body| (file, body)));
    let long = all.filter(|(_, body)| body.lines > FUNCTION_LINES_MAX);
    let tell = |(file, body): (&File, Body)| {
        Finding::at(
            file,
            body.first,
            format!("a function of {} lines, of {FUNCTION_LINES_MAX} allowed", body.lines),
        )
    };
    long.map(tell).collect()
}

/// How many functions are over 50 lines, which are to become fewer.
pub(super) fn long_functions(repo: &Repo) -> usize {
    repo.rust().flat_map(bodies).filter(|body| body.lines > FUNCTION_LINES_GOOD).count()
}

/// No file over 1 MiB: git keeps it for ever.
pub(super) fn bytes(repo: &Repo) -> Vec<Finding> {
    let large = repo.files.iter().filter(|file| file.bytes > FILE_BYTES_MAX);
    large
        .map(|file| Finding::at(file, 1, format!("{} bytes, of {FILE_BYTES_MAX} allowed", file.bytes)))
        .collect()
}

struct Body {
    first: usize,
    lines: usize,
}

/// The functions of a file that rustfmt has laid out: from `fn` to the closing brace at the same indentation.
fn bodies(file: &File) -> Vec<Body> {
    let lines: Vec<&str> = file.text.lines().collect();
    let starts = lines.iter().enumerate().filter(|(_, line)| starts_function(line));
    starts
        .filter_map(|(at, line)| Some(Body { first: at + 1, lines: length(&lines[at..], indent(line))? }))
        .collect()
}

fn length(lines: &[&str], indent: usize) -> Option<usize> {
    let first = lines.first()?;
    if first.ends_with(';') || first.ends_with('}') {
        return None;
    }
    let beside = |line: &str| !line.trim().is_empty() && self::indent(line) == indent;
    let end = lines
        .iter()
        .skip(1)
        .position(|line| beside(line) && (line.trim_start() == "}" || line.ends_with(';')))?;
    lines[end + 1].trim_start().starts_with('}').then_some(end + 2)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn starts_function(line: &str) -> bool {
    let mut words = line.split_whitespace().skip_while(|word| is_qualifier(word));
    words.next() == Some("fn")
}

fn is_qualifier(word: &str) -> bool {
    matches!(word, "pub" | "const" | "async" | "unsafe" | "extern" | "\"C\"") || word.starts_with("pub(")
}

#[cfg(test)]
mod tests {
    use super::super::tests::places;
    use super::*;

    fn function(indent: &str, head: &str, lines: usize) -> String {
        let body = format!("{indent}    let x = [{{\n{indent}    }}];\n").repeat((lines - 2) / 2);
        format!("{indent}{head} {{\n{body}{indent}}}\n")
    }

    #[test]
    fn functions_are_measured_from_fn_to_brace() {
        let text =
            function("", "fn short()", 70) + &function("    ", "pub(crate) async fn long(&self) -> X", 72);
        assert_eq!(places(functions, &[("a.rs", &text)]), ["a.rs:71"]);
    }

    #[test]
    fn declarations_and_one_liners_have_no_length() {
        let text = "trait T {\n    fn a(&self);\n    fn b(\n        &self,\n    ) -> X;\n    fn c() {}\n}\n";
        assert!(bodies(&File::of("a.rs", text)).is_empty());
        let split = "fn a(\n    x: X,\n) -> Y\nwhere\n    X: Z,\n{\n    x\n}\n";
        assert_eq!(bodies(&File::of("a.rs", split)).first().map(|body| body.lines), Some(8));
    }

    #[test]
    fn only_rust_files_have_a_length() {
        let (good, long) = ("x\n".repeat(600), "x\n".repeat(601));
        assert_eq!(places(files, &[("a.rs", &good), ("b.rs", &long), ("c.md", &long)]), ["b.rs:601"]);
        let repo = Repo::of(&[("a.rs", &good), ("b.rs", "fn a() {}\n")]);
        assert_eq!(long_files(&repo).len(), 1);
    }

    #[test]
    fn large_files_stay_out() {
        let large = " ".repeat(FILE_BYTES_MAX as usize + 1);
        assert_eq!(places(bytes, &[("a.bin", &large), ("b.bin", &large[1..])]), ["a.bin:1"]);
    }
}
