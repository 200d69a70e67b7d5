//! How the state is built on a day: agencies and who does what, and when things are due. Read only.

use crate::{
    address,
    components::{Breadcrumb, Cell, Empty, Form, Link, Tab, Table, Tabs, Tag, Tone},
    pages::reference::OnDay,
    shell::{problem::Answer, visit::View},
    wording::{Language, T},
};
use askama::Template;
use axum::extract::Query;
use jiff::{ToSpan as _, civil::Date};
use office::{
    places::Level,
    profile::{Agency, CalendarRule, DayKind, Due, DutyLine, Profile, Profiles, Programme, Rule, WorkingDays},
    reference::{Holiday, Version, list, list_all, profiles, working_days},
};

/// How far ahead due days are looked for: the longest rhythm of a rule is a year.
const AHEAD_DAYS: i64 = 370;
/// How many due days of a rule are shown.
const DUES_SHOWN: usize = 2;

#[derive(Template)]
#[template(path = "pages/profiles.html")]
struct ProfilePage<'a> {
    t: T,
    way: Breadcrumb,
    tabs: Tabs,
    form: &'a Form,
    lead: String,
    agencies: Vec<Table>,
    duties: Option<Table>,
    none: Option<Empty>,
}

fn way(t: T) -> Breadcrumb {
    Breadcrumb::home(t).then("/reference", t.reference_title())
}

/// Each profile by its first day, and the calendar.
fn tabs(t: T, all: &Profiles, here: Option<&str>) -> Tabs {
    let profile = |one: &Profile| {
        let query = address::query(&[("day", &t.date(one.from))]);
        let link = Link::to(format!("/profiles?{query}"), named(t, &one.name_vi, &one.name_en));
        Tab { link, is_here: here == Some(one.key.as_str()) }
    };
    let calendar = Tab { link: Link::to("/profiles/calendar", t.calendar_title()), is_here: here == Some("") };
    Tabs { label: t.profiles_title().to_owned(), tabs: all.all().iter().map(profile).chain([calendar]).collect() }
}

/// The name in the language of the screen.
fn named<'n>(t: T, vi: &'n str, en: &'n str) -> &'n str {
    match t.0 {
        Language::Vietnamese => vi,
        Language::English => en,
    }
}

/// `GET /profiles`.
pub(crate) async fn show(view: View, Query(on): Query<OnDay>) -> Answer {
    let (day, form) = on.read(&view);
    let all = view.read(|tx, _| profiles(tx)).await?;
    let (t, profile) = (view.t, all.on(day));
    let none = profile.is_none().then(|| Empty::of("book", t.profiles_none(), t.reference_none_text()));
    let main = ProfilePage {
        t,
        way: way(t),
        tabs: tabs(t, &all, profile.map(|profile| profile.key.as_str())),
        lead: profile.map(|profile| lead(t, profile)).unwrap_or_default(),
        agencies: profile.map(|profile| agencies(t, profile)).unwrap_or_default(),
        duties: profile.map(|profile| duties(t, profile)),
        none,
        form: &form,
    };
    Ok(view.form_page(t.profiles_title(), &form, &main))
}

fn lead(t: T, profile: &Profile) -> String {
    let name = named(t, &profile.name_vi, &profile.name_en);
    match profile.until {
        Some(until) => t.profile_lead_until(name, t.date(profile.from), t.date(until), &profile.basis),
        None => t.profile_lead(name, t.date(profile.from), &profile.basis),
    }
}

/// One table a tier, from the top.
fn agencies(t: T, profile: &Profile) -> Vec<Table> {
    let table = |tier: &Level| {
        Table::of(t, t.level(*tier))
            .column(t.agency_name())
            .column(t.agency_under())
            .column(t.agency_reports_to())
            .column(t.agency_programmes())
            .column(t.agency_roles())
            .rows(profile.agencies_at(*tier), |agency| {
                let ended = agency.until.map(|until| t.place_until(t.date(until)));
                let short = [Some(agency.short_vi.clone()), ended].into_iter().flatten().collect::<Vec<_>>().join(", ");
                let name = named(t, &agency.name_vi, &agency.name_en);
                let name = Cell::text(name).below(if short == name { String::new() } else { short });
                let under = agency.under.as_deref().and_then(|key| profile.agency(key));
                [
                    name,
                    Cell::text(under.map_or("", |under| agency_name(t, under))),
                    Cell::text(joined(profile.reports_to(&agency.key).into_iter().map(|to| agency_with_tier(t, to)))),
                    Cell::text(programmes(t, &agency.programmes)),
                    Cell::text(joined(agency.roles.iter().map(|role| t.role(*role).to_owned()))),
                ]
            })
    };
    profile.tiers.iter().map(table).collect()
}

fn agency_name(t: T, agency: &Agency) -> &str {
    named(t, &agency.short_vi, &agency.name_en)
}

/// `UBND (cấp xã)`: several tiers have agencies of one name.
fn agency_with_tier(t: T, agency: &Agency) -> String {
    t.agency_of_tier(agency_name(t, agency), t.level(agency.tier).to_lowercase())
}

fn joined(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

fn programmes(t: T, programmes: &[Programme]) -> String {
    joined(programmes.iter().map(|programme| t.programme(*programme).to_owned()))
}

/// Who answers for what, in the order of the process.
fn duties(t: T, profile: &Profile) -> Table {
    let agencies = |line: &DutyLine| {
        joined(line.agencies.iter().filter_map(|key| profile.agency(key)).map(|agency| agency_with_tier(t, agency)))
    };
    Table::of(t, t.duties_caption())
        .column(t.duty())
        .column(t.duty_agencies())
        .column(t.duty_roles())
        .column(t.agency_programmes())
        .column(t.reference_basis())
        .rows(&profile.duties, |line| {
            let whose = if line.programmes.is_empty() {
                t.programmes_all().to_owned()
            } else {
                programmes(t, &line.programmes)
            };
            [
                Cell::text(t.duty_named(line.duty)),
                Cell::text(agencies(line)),
                Cell::text(joined(line.roles.iter().map(|role| t.role(*role).to_owned()))),
                Cell::text(whose),
                Cell::text(&line.basis),
            ]
        })
}

#[derive(Template)]
#[template(path = "pages/calendar.html")]
struct CalendarPage<'a> {
    t: T,
    way: Breadcrumb,
    tabs: Tabs,
    form: &'a Form,
    rules: Table,
    none: Option<Empty>,
    days: Table,
    no_days: Option<Empty>,
    year: String,
}

/// `GET /profiles/calendar`.
pub(crate) async fn calendar(view: View, Query(on): Query<OnDay>) -> Answer {
    let (day, form) = on.read(&view);
    let (all, rules, calendar, holidays) = view
        .read(move |tx, _| {
            let holidays = list_all::<Holiday>(tx)?;
            Ok((profiles(tx)?, list::<CalendarRule>(tx, day)?, working_days(tx)?, holidays))
        })
        .await?;
    let t = view.t;
    let days: Vec<&Holiday> =
        holidays.iter().map(|version| &version.value).filter(|holiday| holiday.day.year() == day.year()).collect();
    let main = CalendarPage {
        t,
        way: way(t),
        tabs: tabs(t, &all, Some("")),
        none: rules.is_empty().then(|| Empty::of("book", t.calendar_none(), t.reference_none_text())),
        rules: rules_table(&view, &all, &rules, &calendar, day),
        no_days: days.is_empty().then(|| Empty::of("book", t.holidays_none(), t.holidays_none_text())),
        days: days_table(t, &days, day),
        year: t.calendar_days_title(day.year()),
        form: &form,
    };
    Ok(view.form_page(t.calendar_title(), &form, &main))
}

fn rules_table(
    view: &View,
    all: &Profiles,
    rules: &[Version<CalendarRule>],
    calendar: &WorkingDays,
    day: Date,
) -> Table {
    let (t, places) = (view.t, view.app.desk.places());
    let profile = all.on(day);
    let bound = |rule: &CalendarRule| {
        let known = rule.agencies.iter().filter_map(|key| profile?.agency(key));
        joined(known.map(|agency| agency_with_tier(t, agency)))
    };
    let place = |rule: &CalendarRule| {
        let unit = rule.unit.as_deref().and_then(|code| places.find(code, day));
        unit.map_or(String::new(), office::places::Unit::full_name)
    };
    Table::of(t, t.calendar_caption(t.date(day)))
        .column(t.calendar_what())
        .column(t.calendar_whose())
        .column(t.calendar_when())
        .column(t.calendar_next())
        .column(t.reference_basis())
        .filter()
        .rows(rules, |version| {
            let rule = &version.value;
            let (next, later) = next(t, version, calendar, day);
            [
                Cell::text(format!("{}. {}", rule.id, named(t, &rule.name_vi, &rule.name_en))),
                Cell::text(bound(rule)).below(place(rule)),
                Cell::text(t.rule(&rule.rule)),
                Cell::text(next).below(later),
                Cell::text(&rule.basis),
            ]
        })
}

/// The next due day in words, and what is to be known of it or the one after.
fn next(t: T, version: &Version<CalendarRule>, calendar: &WorkingDays, day: Date) -> (String, String) {
    let ahead = day.saturating_add(AHEAD_DAYS.days());
    let until = version.until.map_or(ahead, |until| until.min(ahead));
    let dues: Vec<Due> = version.value.dues(day, until, calendar).into_iter().take(DUES_SHOWN).collect();
    let Some(first) = dues.first() else {
        let is_term = matches!(version.value.rule, Rule::WorkingDays(_) | Rule::AfterMonths(_) | Rule::AtWill);
        let words = if is_term { t.calendar_no_day() } else { t.calendar_over() };
        return (words.to_owned(), String::new());
    };
    let moved = first.is_moved().then(|| t.calendar_moved(t.date(first.last_day)));
    let then = dues.get(1).map(|due| t.calendar_then(t.date(due.work_day)));
    let day = match first.before {
        Some(time) => t.calendar_before(t.date(first.work_day), format!("{:02}:{:02}", time.hour(), time.minute())),
        None => t.date(first.work_day),
    };
    (day, [moved, then].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

fn days_table(t: T, days: &[&Holiday], day: Date) -> Table {
    Table::of(t, t.holidays_caption(day.year()))
        .column(t.holiday_day())
        .column(t.holiday_kind())
        .column(t.calendar_day_name())
        .column(t.reference_basis())
        .rows(days, |holiday| {
            let tone = if holiday.kind == DayKind::Off { Tone::Info } else { Tone::Warn };
            [
                Cell::text(t.weekday_date(holiday.day)),
                Cell::tag(Tag::of(tone, t.day_kind(holiday.kind))),
                Cell::text(named(t, &holiday.name_vi, &holiday.name_en)),
                Cell::text(&holiday.basis),
            ]
        })
}
