//! Rows beside people, level by level, for learning: nobody is left out because he is unlikely.

use crate::{
    bits::Millibits,
    candidates::{by_likeness, by_number, wider},
    level::NameLevel,
    list_row::ListRow,
    matcher::{Matcher, Row, Worker},
    model::FIELDS,
    name_compare::Scratch,
    names::NameCounts,
};

/// A row beside a person.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Compared {
    /// The level of each field, in the order of the model.
    pub(crate) levels: [usize; FIELDS],
    /// The log2 odds by the weights of the matcher.
    pub(crate) score: Millibits,
    names: NameCounts,
    people_there: u32,
}

impl Compared {
    /// How many people bear what this level of the field compares: the name, or the commune.
    pub(crate) fn bearers(&self, field: usize, level: usize) -> u32 {
        if field == 0 { self.names.bearers(NameLevel::ALL[level]) } else { self.people_there }
    }
}

impl Matcher<'_> {
    /// Everybody who shares a key with the row, narrow or wide.
    pub(crate) fn compare_alike(&self, worker: &mut Worker, list_row: &ListRow) -> Vec<Compared> {
        let prepared = worker.prepare(self.register(), list_row);
        let Worker { reader, name, other_name, communes, found, scratch, .. } = worker;
        let names = [(&*reader, &**name), (&*reader, &**other_name)];
        found.clear();
        by_number(self.register(), &prepared, found);
        by_likeness(self.register(), &prepared, names, communes, found);
        wider(self.register(), &prepared, names, communes, found);
        found.sort_unstable();
        found.dedup();
        let row = Row { prepared, reader, name, other_name, communes };
        found.iter().map(|person| self.compare(&row, *person, scratch)).collect()
    }

    /// The row beside each of these people.
    pub(crate) fn compare_with(
        &self,
        worker: &mut Worker,
        list_row: &ListRow,
        people: impl Iterator<Item = u32>,
        mut take: impl FnMut(Compared),
    ) {
        let prepared = worker.prepare(self.register(), list_row);
        let Worker { reader, name, other_name, communes, scratch, .. } = worker;
        let row = Row { prepared, reader, name, other_name, communes };
        people.for_each(|person| take(self.compare(&row, person, scratch)));
    }

    fn compare(&self, row: &Row<'_>, person: u32, scratch: &mut Scratch) -> Compared {
        let person = self.register().person(person);
        let mut found = self.compare_but_names(row, person);
        found.name = self.compare_names(row, person, scratch);
        Compared {
            levels: [
                found.name.0 as usize,
                found.birth.0 as usize,
                found.sex.0 as usize,
                found.number.0 as usize,
                found.old_number.0 as usize,
                found.place.0 as usize,
                found.village.0 as usize,
            ],
            score: self.odds_before() + found.evidence(),
            names: self.register().name_counts(person.name),
            people_there: row.prepared.people_there,
        }
    }
}
