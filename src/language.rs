//! Which language the command line speaks.

use web::Language;

/// From `--lang`, then `ANSINH_LANG`, then the locale. Needed before the command line is understood, because the help
/// and the refusals of the command line itself are sentences too.
pub(crate) fn choose(arguments: &[String], variable: impl Fn(&str) -> Option<String>) -> Language {
    let said = arguments.iter().enumerate().find_map(|(at, argument)| match argument.strip_prefix("--lang=") {
        Some(tag) => Some(tag.to_owned()),
        None if argument == "--lang" => arguments.get(at + 1).cloned(),
        None => None,
    });
    let said = said.or_else(|| variable("ANSINH_LANG"));
    said.and_then(|tag| Language::from_tag(&tag)).unwrap_or_else(|| of_locale(variable))
}

/// The first of the three variables that is set decides, as POSIX has it. A server whose locale says nothing about
/// language stands in an office in Viet Nam; somebody who reads another language reads English more likely.
fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Language {
    let locale =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| variable(name).filter(|v| !v.is_empty()));
    let locale = locale.unwrap_or_default();
    let language = locale.split(['.', '@', '_']).next().unwrap_or_default();
    if ["", "C", "POSIX", "vi"].contains(&language) { Language::Vietnamese } else { Language::English }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(arguments: &[&str], variables: &[(&str, &str)], expected: Language) {
        let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
        let variable =
            |name: &str| variables.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned());
        assert_eq!(choose(&arguments, variable), expected, "{arguments:?} {variables:?}");
    }

    #[test]
    fn the_option_comes_before_the_locale_and_the_locale_in_its_order() {
        check(&[], &[], Language::Vietnamese);
        check(&[], &[("LANG", "C.UTF-8")], Language::Vietnamese);
        check(&[], &[("LANG", "en_US.UTF-8")], Language::English);
        check(&[], &[("LANG", "fr_FR.UTF-8")], Language::English);
        check(&[], &[("LANG", "en_US.UTF-8"), ("LC_ALL", "vi_VN")], Language::Vietnamese);
        check(&[], &[("LANG", "vi_VN"), ("LC_MESSAGES", "en_GB"), ("LC_ALL", "")], Language::English);
        check(&["audit", "--lang", "en"], &[("LANG", "vi_VN")], Language::English);
        check(&["--lang=vi", "check"], &[("LANG", "en_US")], Language::Vietnamese);
        check(&["check"], &[("ANSINH_LANG", "en")], Language::English);
        check(&["--lang", "de"], &[], Language::Vietnamese);
    }
}
