//! Many short texts in one piece of memory.

/// Texts by number, in the order they were pushed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Texts {
    /// All texts run together and where each ends, as a file keeps them; nothing if they do not fit together.
    pub(crate) fn from_parts(all: String, ends: Vec<u32>) -> Option<Texts> {
        let rises = ends.is_sorted() && ends.last().map_or(0, |end| *end as usize) == all.len();
        let whole = ends.iter().all(|end| all.is_char_boundary(*end as usize));
        (rises && whole).then_some(Texts { all, ends })
    }

    pub(crate) fn parts(&self) -> (&str, &[u32]) {
        (&self.all, &self.ends)
    }

    /// The number of the text; nothing once four gigabytes are full.
    pub(crate) fn push(&mut self, text: &str) -> Option<u32> {
        let end = u32::try_from(self.all.len() + text.len()).ok()?;
        let number = u32::try_from(self.ends.len()).ok()?;
        self.all.push_str(text);
        self.ends.push(end);
        Some(number)
    }

    pub(crate) fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.all[start..self.ends[at] as usize]
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..).take(self.len()).map(|number| self.get(number))
    }

    pub(crate) fn shrink(&mut self) {
        self.all.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    pub(crate) fn bytes(&self) -> usize {
        self.all.len() + self.ends.len() * size_of::<u32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_and_broken_parts_do_not() {
        let mut texts = Texts::default();
        for text in ["Bình", "", "Châu"] {
            texts.push(text);
        }
        assert_eq!(texts.iter().collect::<Vec<_>>(), ["Bình", "", "Châu"]);
        let (all, ends) = texts.parts();
        assert_eq!(Texts::from_parts(all.to_owned(), ends.to_vec()), Some(texts.clone()));
        assert_eq!(Texts::from_parts("Bình".to_owned(), vec![2, 5]), None, "in the middle of a letter");
        assert_eq!(Texts::from_parts("Bình".to_owned(), vec![9]), None);
        assert_eq!(Texts::from_parts("ab".to_owned(), vec![2, 1]), None);
    }
}
