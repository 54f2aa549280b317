use std::path::{Path, PathBuf};
use std::process::Command;

/// What a command gives: nothing, or what to tell whoever ran it.
pub(crate) type Done = Result<(), String>;

/// The repository's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the repository")
}

/// A command that starts in the repository's root.
pub(crate) fn command(program: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args).current_dir(root());
    command
}

/// The cargo that runs us.
pub(crate) fn cargo(args: &[&str]) -> Command {
    command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), args)
}

/// Runs a command to its end.
///
/// # Errors
/// When it cannot be started or does not succeed.
pub(crate) fn succeed(mut command: Command) -> Done {
    let told = told(&command);
    let status = command.status().map_err(|cause| format!("{told}: {cause}"))?;
    if status.success() { Ok(()) } else { Err(format!("{told}: {status}")) }
}

/// What a command prints, when it succeeds.
pub(crate) fn output(mut command: Command) -> Result<String, String> {
    let told = told(&command);
    let out = command.output().map_err(|cause| format!("{told}: {cause}"))?;
    if out.status.success() {
        return Ok(String::from_utf8_lossy(&out.stdout).into_owned());
    }
    let said = [out.stdout, out.stderr].concat();
    Err(format!("{told}: {}\n{}", out.status, String::from_utf8_lossy(&said)))
}

/// The command as one would type it.
pub(crate) fn told(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// Where `program` is on the PATH.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_holds_the_workspace() {
        assert!(root().join("Cargo.toml").is_file() && root().join("xtask/src/main.rs").is_file());
    }

    #[test]
    fn failing_commands_are_named() {
        assert_eq!(output(command("sh", &["-c", "echo yes"])), Ok("yes\n".to_owned()));
        let why = succeed(command("sh", &["-c", "exit 3"])).unwrap_err();
        assert!(why.starts_with("sh -c exit 3:") && why.contains('3'), "{why}");
        assert!(succeed(command("no-such-program", &[])).is_err());
    }

    #[test]
    fn programs_are_found_on_the_path() {
        assert!(find("sh").is_some() && find("no-such-program").is_none());
    }
}
