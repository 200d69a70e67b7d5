//! A Rust file as tidy sees it: code apart from strings, tests apart from the rest.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::{iter::Peekable, str::FromStr};

/// What one file holds. Comments and doc comments are not in it.
#[derive(Debug, Default)]
pub struct Source {
    /// String literals with the line they start on, as written, quotes and all.
    pub strings: Vec<(usize, String)>,
    /// Identifiers, punctuation and brackets with their lines, in order.
    pub words: Vec<(usize, String)>,
    keep_tests: bool,
}

impl Source {
    /// Reads a file without what is under `#[test]` and `#[cfg(test)]`.
    pub fn parse(text: &str) -> Source {
        Source::read(text, false)
    }

    /// Reads a file, its tests too.
    pub fn parse_with_tests(text: &str) -> Source {
        Source::read(text, true)
    }

    /// Lines on which these words stand one after the other.
    pub fn find(&self, words: &[&str]) -> Vec<usize> {
        self.words
            .windows(words.len())
            .filter(|window| window.iter().map(|(_, word)| word.as_str()).eq(words.iter().copied()))
            .map(|window| window[0].0)
            .collect()
    }

    fn read(text: &str, keep_tests: bool) -> Source {
        let tokens = TokenStream::from_str(text).expect("a tracked Rust file has balanced tokens");
        let mut source = Source { keep_tests, ..Source::default() };
        source.walk(tokens);
        source
    }

    fn walk(&mut self, tokens: TokenStream) {
        let mut rest = tokens.into_iter().peekable();
        while let Some(token) = rest.next() {
            let line = token.span().start().line;
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' => self.walk_attribute(line, &mut rest),
                TokenTree::Group(group) => {
                    let (open, close) = brackets(group.delimiter());
                    self.words.push((line, open.to_owned()));
                    self.walk(group.stream());
                    self.words.push((group.span_close().start().line, close.to_owned()));
                }
                TokenTree::Literal(literal) => self.put_literal(line, literal.to_string()),
                other => self.words.push((line, other.to_string())),
            }
        }
    }

    fn put_literal(&mut self, line: usize, text: String) {
        let is_string = text.trim_start_matches(['b', 'c', 'r', '#']).starts_with('"');
        if is_string { &mut self.strings } else { &mut self.words }.push((line, text));
    }

    /// `#[doc = …]` is a comment; `#[test]` and `#[cfg(test)]` take the item after them along.
    fn walk_attribute(&mut self, line: usize, rest: &mut Peekable<impl Iterator<Item = TokenTree>>) {
        if matches!(rest.peek(), Some(TokenTree::Punct(bang)) if bang.as_char() == '!') {
            rest.next();
        }
        let Some(TokenTree::Group(attribute)) = rest.next_if(|token| matches!(token, TokenTree::Group(_))) else {
            return;
        };
        let text = attribute.stream().to_string().replace(' ', "");
        if !self.keep_tests && (text == "test" || text.starts_with("cfg(test") || text.starts_with("cfg(any(test,")) {
            skip_item(rest);
        } else if !text.starts_with("doc=") {
            self.words.push((line, "#".to_owned()));
            self.walk(attribute.stream());
        }
    }
}

fn brackets(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

/// Steps over the item after a test attribute: up to its body, or to its semicolon.
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
    let text = "//! SELECT in a comment\n/// SELECT in doc\nfn f() { g(\"SELECT 1\", r#\"a \" b\"#, 'x', 5).unwrap(); }\n\
                #[cfg(test)]\nmod tests { fn t() { h(\"DELETE\").expect(\"\"); } }\n\
                #[test]\nfn u() { k(\"UPDATE\") }\nfn last() {}";
    let source = Source::parse(text);
    let strings: Vec<&str> = source.strings.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(strings, ["\"SELECT 1\"", "r#\"a \" b\"#"]);
    assert_eq!(source.find(&[".", "unwrap", "("]), [3]);
    assert_eq!(source.find(&["expect"]), Vec::<usize>::new());
    assert_eq!(source.find(&["fn", "last"]), [8]);
    assert_eq!(Source::parse_with_tests(text).find(&["expect"]), [5]);
}
