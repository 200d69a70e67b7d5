//! Puts the texts of `migrations/` into the program, in the order of their names.

use std::{env, error::Error, fmt::Write as _, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../migrations").canonicalize()?;
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names = Vec::new();
    for file in fs::read_dir(&folder)? {
        let name = file?.file_name().into_string().map_err(|name| format!("{} is no name", name.display()))?;
        if let Some(name) = name.strip_suffix(".sql") {
            names.push(name.to_owned());
        }
    }
    names.sort();
    let mut list = String::from("&[\n");
    for name in names {
        let path = folder.join(format!("{name}.sql"));
        println!("cargo::rerun-if-changed={}", path.display());
        writeln!(list, "Step {{ name: {name:?}, text: include_str!({:?}) }},", path.display().to_string())?;
    }
    list.push(']');
    fs::write(Path::new(&env::var("OUT_DIR")?).join("steps.rs"), list)?;
    Ok(())
}
