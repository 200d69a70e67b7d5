//! A second opinion on amounts in words: a table made by `amounts_in_words.mjs` with another program.

use kernel::{Dong, Speech};

#[test]
fn amounts_are_spelled_as_another_program_spells_them() {
    let mut compared = 0;
    for line in include_str!("data/amounts_in_words.tsv").lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [number, north, south] = fields[..] else { panic!("three fields in {line}") };
        let amount = Dong::new(number.parse().unwrap());
        assert_eq!(small(&amount.in_words_as(Speech::North)), north, "{number}");
        assert_eq!(small(&amount.in_words_as(Speech::South)), south, "{number}");
        compared += 1;
    }
    assert!(compared > 800, "only {compared} amounts in the table");
}

/// Ours begin with a capital, as they do after "Bằng chữ:".
fn small(words: &str) -> String {
    words.to_lowercase()
}
