use crate::run::{self, Done};

/// `cargo xtask routes`
pub(crate) fn run() -> Done {
    print!("{}", table(&printed(Server::Fresh)?));
    Ok(())
}

/// Which program is asked for its routes.
#[derive(Clone, Copy)]
pub(crate) enum Server {
    /// Built from the sources as they are now.
    Fresh,
    /// The optimised one that stands there, as it is in CI.
    Optimised,
}

/// `METHOD PATH ACCESS` of every route, as the server prints them.
pub(crate) fn printed(server: Server) -> Result<String, String> {
    // The server opens its data to know its routes; it gets an empty folder of its own.
    let data = run::root().join("target/routes").display().to_string();
    let mut medley = match server {
        Server::Fresh => run::cargo(&["run", "--quiet", "--package", "medley", "--"]),
        Server::Optimised => run::command("target/release/medley", &[]),
    };
    medley.args(["routes", "--data", &data]);
    run::output(medley)
}

/// `METHOD PATH ACCESS` lines, sorted by path and in columns.
fn table(printed: &str) -> String {
    let mut rows: Vec<(&str, &str, &str)> = printed.lines().filter_map(row).collect();
    rows.sort_by_key(|&(method, path, _)| (path, method));
    let wide = rows.iter().map(|(_, path, _)| path.len()).max().unwrap_or(0);
    let lines = rows.iter().map(|(method, path, access)| format!("{method:<7} {path:<wide$}  {access}\n"));
    lines.chain([format!("{} routes\n", rows.len())]).collect()
}

/// The method, path and access of a line, if it is one of a route.
pub(crate) fn row(line: &str) -> Option<(&str, &str, &str)> {
    let (method, rest) = line.trim().split_once(' ')?;
    let (path, access) = rest.trim_start().split_once(' ')?;
    path.starts_with('/').then(|| (method, path, access.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_are_sorted_and_in_columns() {
        let printed =
            "GET     /b    Anyone(read)\nnot a route\nPOST /a/long Person(write)\nGET /a/long Open\n";
        let wanted = "GET     /a/long  Open\nPOST    /a/long  Person(write)\nGET     /b       Anyone(read)\n3 routes\n";
        assert_eq!(table(printed), wanted);
    }
}
