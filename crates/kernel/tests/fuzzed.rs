//! Replays, on the stable toolchain, the bytes that fuzzing found worth keeping (`fuzz/corpus`, see `fuzz/README.md`).

mod total;

use std::{fs, path::Path};

#[test]
fn every_kept_input_gives_a_value_or_a_fault() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    for (name, check) in total::CHECKS {
        let folder = corpus.join(name);
        let mut replayed = 0;
        for entry in fs::read_dir(&folder).unwrap_or_else(|problem| panic!("{}: {problem}", folder.display())) {
            check(&fs::read(entry.unwrap().path()).unwrap());
            replayed += 1;
        }
        assert!(replayed >= 10, "only {replayed} inputs for {name}");
    }
}
