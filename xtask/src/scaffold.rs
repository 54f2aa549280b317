use std::path::Path;

use crate::run::{self, Done};

const NAME_CHARS_MAX: usize = 30;

/// The files of a feature, and what stands in them. `{{name}}` and `{{Name}}` are the feature's.
const FILES: &[(&str, &str)] = &[
    ("Cargo.toml", include_str!("../templates/feature/Cargo.toml.txt")),
    ("src/lib.rs", include_str!("../templates/feature/lib.rs.txt")),
    ("src/model.rs", include_str!("../templates/feature/model.rs.txt")),
    ("src/rules.rs", include_str!("../templates/feature/rules.rs.txt")),
    ("src/store.rs", include_str!("../templates/feature/store.rs.txt")),
    ("src/actions.rs", include_str!("../templates/feature/actions.rs.txt")),
    ("src/views.rs", include_str!("../templates/feature/views.rs.txt")),
    ("src/api.rs", include_str!("../templates/feature/api.rs.txt")),
    ("src/migrations/0001_{{name}}.sql", include_str!("../templates/feature/migration.sql.txt")),
];

/// `cargo xtask feature-new NAME`
pub(crate) fn run(name: &str) -> Done {
    create(run::root(), name)?;
    run::succeed(run::cargo(&["fmt", "--package", &format!("medley-{name}")]))?;
    println!(
        "features/{name} is there and compiles: cargo test -p medley-{name}\n\nWhat is left to do by hand:"
    );
    println!("  1. server/Cargo.toml, [dependencies]:  {name}.workspace = true");
    println!("  2. server/src/features.rs, in the list: {name}::{}::new(..).feature()", type_name(name));
    println!("  3. xtask/src/tidy/layers.rs, FEATURES:  \"{name}\", right of every feature that it uses");
    Ok(())
}

/// Writes the feature's files under `root` and names it in the workspace's Cargo.toml.
fn create(root: &Path, name: &str) -> Done {
    check(name)?;
    let folder = root.join("features").join(name);
    if folder.exists() {
        return Err(format!("features/{name} is there already"));
    }
    let manifest = root.join("Cargo.toml");
    let text =
        std::fs::read_to_string(&manifest).map_err(|cause| format!("{}: {cause}", manifest.display()))?;
    let listed = with_dependency(&text, name)?;
    for (path, template) in FILES {
        write(&folder.join(filled(path, name)), &filled(template, name))?;
    }
    write(&manifest, &listed)
}

fn check(name: &str) -> Done {
    let plain = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if plain && name.len() <= NAME_CHARS_MAX {
        return Ok(());
    }
    Err(format!("{name}: a feature's name is one word of a-z, 0-9 and _, {NAME_CHARS_MAX} at the most"))
}

fn write(path: &Path, text: &str) -> Done {
    let told = |cause| format!("{}: {cause}", path.display());
    let folder = path.parent().expect("every file of a feature is in its folder");
    std::fs::create_dir_all(folder).map_err(told)?;
    std::fs::write(path, text).map_err(told)
}

fn filled(template: &str, name: &str) -> String {
    template.replace("{{name}}", name).replace("{{Name}}", &type_name(name))
}

/// `care_plans` is `CarePlans`.
fn type_name(name: &str) -> String {
    let capital = |word: &str| word[..1].to_ascii_uppercase() + &word[1..];
    name.split('_').filter(|word| !word.is_empty()).map(capital).collect()
}

/// The workspace's manifest with the feature after the last one that is there.
fn with_dependency(manifest: &str, name: &str) -> Result<String, String> {
    let is_feature = |line: &&str| line.contains("path = \"features/");
    let last = manifest.lines().rfind(is_feature).ok_or("Cargo.toml names no feature")?;
    let line = format!("{name} = {{ path = \"features/{name}\", package = \"medley-{name}\" }}");
    Ok(manifest.replacen(last, &format!("{last}\n{line}"), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert!(check("care_plans2").is_ok());
        for bad in ["", "Care", "2care", "care-plans", "../x", "a/b", &"a".repeat(31)] {
            assert!(check(bad).is_err(), "{bad:?}");
        }
        assert_eq!(type_name("care_plans"), "CarePlans");
    }

    #[test]
    fn the_workspace_learns_of_it() {
        let manifest = "a = { path = \"features/a\" }\nb = { path = \"features/b\" }\nserver = 1\n";
        let line =
            "b = { path = \"features/b\" }\nc = { path = \"features/c\", package = \"medley-c\" }\nserver";
        assert!(with_dependency(manifest, "c").unwrap().contains(line));
        assert!(with_dependency("", "c").is_err());
    }

    #[test]
    fn nothing_is_overwritten() {
        assert!(create(run::root(), "accounts").unwrap_err().contains("already"));
    }

    /// A copy of what a feature stands on, with a generated feature in it, passes its own tests. Takes a minute.
    #[test]
    #[ignore = "builds the platform again; run with --ignored after changing a template or the platform"]
    fn a_generated_feature_builds_and_passes() {
        let copy = std::env::temp_dir().join(format!("medley-feature-new-{}", std::process::id()));
        std::fs::create_dir_all(copy.join("features")).unwrap();
        for part in ["Cargo.toml", "Cargo.lock", "clippy.toml", "rustfmt.toml", "platform"] {
            run::succeed(run::command("cp", &["-r", part, &copy.display().to_string()])).unwrap();
        }
        // The copy holds the platform alone, so its manifest may name nothing else.
        let manifest = std::fs::read_to_string(copy.join("Cargo.toml")).unwrap();
        let members = "members = [\"platform/*\", \"features/*\"]";
        let kept = |line: &&str| !line.starts_with("default-members");
        let lines = manifest.lines().filter(kept).map(|l| if l.starts_with("members") { members } else { l });
        std::fs::write(copy.join("Cargo.toml"), lines.collect::<Vec<_>>().join("\n")).unwrap();
        create(&copy, "jottings").unwrap();
        let target = run::root().join("target/feature-new").display().to_string();
        for args in [&["fmt"][..], &["test"], &["clippy", "--all-targets"]] {
            let mut cargo = run::cargo(args);
            cargo.args(["-p", "medley-jottings"]).env("CARGO_TARGET_DIR", &target).current_dir(&copy);
            run::succeed(cargo).unwrap();
        }
        std::fs::remove_dir_all(copy).unwrap();
    }
}
