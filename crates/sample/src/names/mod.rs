//! Names as people of the region bear them.

mod spell;
mod tables;

pub(crate) use spell::{decomposed, middle_lost, one_slip, other_dialect, tone_moved, turned, without_marks};

use crate::dice::Dice;
use kernel::Sex;
use tables::{
    COR_FAMILY, ELSEWHERE_MEN, ELSEWHERE_WOMEN, ERAS, FAMILY, HRE_FAMILY, HRE_MEN, HRE_WOMEN, MIDDLE_MEN_OLD,
    MIDDLE_MEN_YOUNG, MIDDLE_WOMEN, MIDDLE_WOMEN_YOUNG,
};

/// Whose names a family bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum People {
    Kinh,
    Hre,
    Cor,
    /// Ê Đê, Xơ Đăng, Chăm, Hoa and others who moved here.
    Elsewhere,
}

/// A family's name; people of other customs have none.
pub(crate) fn family_name(dice: &mut Dice, people: People) -> &'static str {
    match people {
        People::Kinh => dice.weighted(FAMILY),
        People::Hre => dice.weighted(HRE_FAMILY),
        People::Cor => dice.weighted(COR_FAMILY),
        People::Elsewhere => "",
    }
}

/// A full name.
pub(crate) fn full_name(dice: &mut Dice, people: People, family: &str, sex: Sex, born: i16) -> String {
    let middle = middle_name(dice, sex, born);
    match people {
        People::Kinh => joined([family, middle, given_name(dice, sex, born)]),
        People::Hre | People::Cor => {
            let given = if sex == Sex::Male { dice.earlier(HRE_MEN) } else { dice.earlier(HRE_WOMEN) };
            // The young more often bear names of the plains.
            let given = if born >= 1990 && dice.happens(5_000) { given_name(dice, sex, born) } else { given };
            let middle = if sex == Sex::Male { "Văn" } else { "Thị" };
            joined([family, middle, given])
        }
        People::Elsewhere => {
            if sex == Sex::Male { dice.pick(ELSEWHERE_MEN) } else { dice.pick(ELSEWHERE_WOMEN) }.to_owned()
        }
    }
}

fn joined(parts: [&str; 3]) -> String {
    let filled: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    filled.join(" ")
}

/// `Văn` and `Thị` mark the sex of the old; the young bear what sounds well.
fn middle_name(dice: &mut Dice, sex: Sex, born: i16) -> &'static str {
    let young = i64::from(born).clamp(1940, 2010) - 1940;
    let share_of_young = u32::try_from(young * 100).expect("clamped");
    match (sex, dice.happens(share_of_young)) {
        (Sex::Male, true) => dice.weighted(MIDDLE_MEN_YOUNG),
        (Sex::Male, false) => dice.weighted(MIDDLE_MEN_OLD),
        (Sex::Female, true) => dice.weighted(MIDDLE_WOMEN_YOUNG),
        (Sex::Female, false) => dice.weighted(MIDDLE_WOMEN),
    }
}

/// Given names come into fashion and go; one in seven bears a name of another time.
pub(crate) fn given_name(dice: &mut Dice, sex: Sex, born: i16) -> &'static str {
    let of_time = ERAS.iter().rposition(|era| era.from <= born).unwrap_or(0);
    let era = if dice.happens(1_400) { dice.below(ERAS.len()) } else { of_time };
    dice.earlier(if sex == Sex::Male { ERAS[era].men } else { ERAS[era].women })
}

/// A given name of the same time that begins with the same letter, as parents like for twins.
pub(crate) fn given_name_like(dice: &mut Dice, given: &str, sex: Sex, born: i16) -> Option<&'static str> {
    let of_time = ERAS.iter().rposition(|era| era.from <= born).unwrap_or(0);
    let names = if sex == Sex::Male { ERAS[of_time].men } else { ERAS[of_time].women };
    let alike = |name: &&'static str| name.chars().next() == given.chars().next() && *name != given;
    let alike: Vec<&'static str> = names.iter().copied().filter(alike).collect();
    (!alike.is_empty()).then(|| dice.pick(&alike))
}

/// What a person is called at home: the second name on old lists.
pub(crate) fn home_name(dice: &mut Dice, sex: Sex) -> &'static str {
    dice.earlier(if sex == Sex::Male { ERAS[0].men } else { ERAS[0].women })
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::FullName;
    use std::collections::HashMap;

    #[test]
    fn names_are_names_and_the_commonest_family_is_nguyen() {
        let mut dice = Dice::of(3, "names", 0);
        let mut families: HashMap<&str, u32> = HashMap::new();
        let peoples = [People::Kinh, People::Kinh, People::Hre, People::Cor, People::Elsewhere];
        for (turn, people) in (0..4_000_i16).zip(peoples.into_iter().cycle()) {
            let sex = if turn % 2 == 0 { Sex::Male } else { Sex::Female };
            let family = family_name(&mut dice, people);
            let name = full_name(&mut dice, people, family, sex, 1930 + turn % 90);
            assert_eq!(FullName::parse(&name).expect("a name").as_str(), name);
            if people == People::Kinh {
                *families.entry(family).or_default() += 1;
            }
        }
        let most = families.iter().max_by_key(|(_, count)| **count).expect("families");
        assert_eq!(*most.0, "Nguyễn");
        assert!(families.len() > 30);
    }

    #[test]
    fn the_old_are_called_thi_and_the_young_are_not() {
        let mut dice = Dice::of(3, "names", 1);
        let mut share = |born| {
            let named = |_| full_name(&mut dice, People::Kinh, "Lê", Sex::Female, born);
            (0..1_000).map(named).filter(|name| name.contains(" Thị ")).count()
        };
        let (old, young) = (share(1935), share(2010));
        assert!(old > 800 && young < 600, "{old} {young}");
    }
}
