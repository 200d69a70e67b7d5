//! A Rust file as tidy sees it: code apart from strings, tests apart from the rest.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::str::FromStr;

/// What one file holds outside its tests.
#[derive(Debug, Default)]
pub struct Source {
    /// String literals with the line they start on, as written, quotes and all. Doc comments are not among them.
    pub strings: Vec<(usize, String)>,
    /// Identifiers and punctuation with their lines, in order.
    pub words: Vec<(usize, String)>,
}

impl Source {
    /// Reads a file's text. Text that is no Rust is a fault of the file: it would not have compiled.
    pub fn parse(text: &str) -> Source {
        let tokens = TokenStream::from_str(text).expect("a tracked Rust file has balanced tokens");
        let mut source = Source::default();
        source.walk(tokens);
        source
    }

    /// Lines on which these words stand one after the other.
    pub fn find(&self, words: &[&str]) -> Vec<usize> {
        self.words
            .windows(words.len())
            .filter(|window| window.iter().map(|(_, word)| word.as_str()).eq(words.iter().copied()))
            .map(|window| window[0].0)
            .collect()
    }

    fn walk(&mut self, tokens: TokenStream) {
        let mut rest = tokens.into_iter().peekable();
        while let Some(token) = rest.next() {
            let line = token.span().start().line;
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' => {
                    let group = match rest.peek() {
                        Some(TokenTree::Punct(bang)) if bang.as_char() == '!' => {
                            rest.next();
                            rest.next()
                        }
                        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => rest.next(),
                        _ => None,
                    };
                    let Some(TokenTree::Group(attribute)) = group else { continue };
                    let text = attribute.stream().to_string();
                    if text == "cfg (test)" || text == "test" {
                        skip_item(&mut rest);
                    } else if !text.starts_with("doc") {
                        self.words.push((line, "#".to_owned()));
                        self.walk(attribute.stream());
                    }
                }
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ("(", ")"),
                        Delimiter::Brace => ("{", "}"),
                        Delimiter::Bracket => ("[", "]"),
                        Delimiter::None => ("", ""),
                    };
                    self.words.push((line, open.to_owned()));
                    self.walk(group.stream());
                    self.words.push((group.span_close().start().line, close.to_owned()));
                }
                TokenTree::Literal(literal) => {
                    let text = literal.to_string();
                    let head = text.trim_start_matches(['b', 'c', 'r', '#']);
                    if head.starts_with('"') {
                        self.strings.push((line, text));
                    } else {
                        self.words.push((line, text));
                    }
                }
                other => self.words.push((line, other.to_string())),
            }
        }
    }
}

/// Steps over the item after `#[cfg(test)]` or `#[test]`: up to its body, or to its semicolon.
fn skip_item(rest: &mut impl Iterator<Item = TokenTree>) {
    for token in rest {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return,
            TokenTree::Punct(punct) if punct.as_char() == ';' => return,
            _ => {}
        }
    }
}

#[test]
fn a_source_is_read_without_its_tests_and_its_comments() {
    let source = Source::parse(
        "//! SELECT in a comment\n/// SELECT in doc\nfn f() { g(\"SELECT 1\", r#\"a \" b\"#, 'x', 5).unwrap(); }\n\
         #[cfg(test)]\nmod tests { fn t() { h(\"DELETE\").expect(\"\"); } }\n#[test]\nfn u() { k(\"UPDATE\") }\nfn last() {}",
    );
    let strings: Vec<&str> = source.strings.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(strings, ["\"SELECT 1\"", "r#\"a \" b\"#"]);
    assert_eq!(source.find(&[".", "unwrap", "("]), [3]);
    assert_eq!(source.find(&["expect"]), Vec::<usize>::new());
    assert_eq!(source.find(&["fn", "last"]), [8]);
}
