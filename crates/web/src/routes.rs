//! The one route table. A route without an access cannot be written down.

use crate::{
    App, Settings, api,
    pages::{self, letters::UPLOAD_BYTES_MAX},
    shell::{assets, guard::guard, health},
};
use Access::{Halfway, May, Public, SignedIn};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    handler::Handler,
    http::Method,
    middleware::from_fn_with_state,
    routing::{MethodFilter, MethodRouter, on},
};
use office::Action::{
    self, ApproveCycle, ApproveList, ApproveRates, CheckAccount, CloseMonth, ConfirmPaid, ConfirmProxy, CorrectPerson,
    DecideMatch, EditReference, ExchangePopulation, ExportAudit, ImportSource, ManageOffices, ManageStaff, PlaceHold,
    PrepareCycle, PrepareList, ProposeRates, ReadAudit, ReadLetters, ReadPersons, ReadReference, ReadReports,
    ReadStaff, Reconcile, RecordAccount, RecordPaid, RecordVisit, RegisterLetter, SetTarget, ViewSensitive,
};

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Anybody.
    Public,
    /// Whoever holds a session, also while a step of signing in is missing.
    Halfway,
    /// Whoever has signed in fully.
    SignedIn,
    /// Whoever has signed in fully as a role that may do this.
    May(Action),
}

/// One line of the table.
pub(crate) struct Route {
    /// For the description of the API and the tests that walk the table.
    pub method: Method,
    pub path: &'static str,
    pub access: Access,
    handler: MethodRouter<App>,
}

impl Route {
    /// The same route, taking more bytes than a form: for files.
    pub fn taking(self, bytes: usize) -> Route {
        Route { handler: self.handler.layer(DefaultBodyLimit::max(bytes)), ..self }
    }

    /// Puts the route, behind its guard, into the router.
    pub fn mount(self, router: Router, app: &App) -> Router {
        let handler = self.handler.route_layer(from_fn_with_state(self.access, guard));
        router.route(self.path, handler.with_state(app.clone()))
    }
}

pub(crate) fn get<H: Handler<T, App>, T: 'static>(path: &'static str, access: Access, handler: H) -> Route {
    Route { method: Method::GET, path, access, handler: on(MethodFilter::GET, handler) }
}

pub(crate) fn post<H: Handler<T, App>, T: 'static>(path: &'static str, access: Access, handler: H) -> Route {
    Route { method: Method::POST, path, access, handler: on(MethodFilter::POST, handler) }
}

pub(crate) fn put<H: Handler<T, App>, T: 'static>(path: &'static str, access: Access, handler: H) -> Route {
    Route { method: Method::PUT, path, access, handler: on(MethodFilter::PUT, handler) }
}

pub(crate) fn patch<H: Handler<T, App>, T: 'static>(path: &'static str, access: Access, handler: H) -> Route {
    Route { method: Method::PATCH, path, access, handler: on(MethodFilter::PATCH, handler) }
}

pub(crate) fn delete<H: Handler<T, App>, T: 'static>(path: &'static str, access: Access, handler: H) -> Route {
    Route { method: Method::DELETE, path, access, handler: on(MethodFilter::DELETE, handler) }
}

/// Every route there is. Pages for tests come last, and only where they are asked for.
#[rustfmt::skip]
#[expect(clippy::too_many_lines, reason = "one table is read as one table")]
pub(crate) fn table(settings: &Settings) -> Vec<Route> {
    let mut table = vec![
        // the machine's own
        get ("/healthz",                          Public,               health::alive),
        get ("/readyz",                           Public,               health::ready),
        get ("/metrics",                          Public,               health::metrics), // this machine, or a token
        get ("/static/{file}",                    Public,               assets::serve),
        get ("/about",                            Public,               pages::about::show),
        get ("/about/licence",                    Public,               pages::about::licence),
        // the way in
        post("/language",                         Public,               pages::language::choose),
        get ("/first-run",                        Public,               pages::first_run::show),
        post("/first-run",                        Public,               pages::first_run::create),
        get ("/sign-in",                          Public,               pages::sign_in::show),
        post("/sign-in",                          Public,               pages::sign_in::try_password),
        get ("/sign-in/external",                 Public,               pages::external::begin),
        get ("/sign-in/external/return",          Public,               pages::external::finish),
        get ("/sign-in/code",                     Halfway,              pages::sign_in::show_code),
        post("/sign-in/code",                     Halfway,              pages::sign_in::try_code),
        post("/sign-out",                         Halfway,              pages::sign_in::sign_out),
        get ("/assignment",                       SignedIn,             pages::assignment::show),
        post("/assignment",                       SignedIn,             pages::assignment::choose),
        get ("/",                                 SignedIn,             pages::home::show),
        // the own account
        get ("/account",                          SignedIn,             pages::account::show),
        get ("/account/password",                 Halfway,              pages::account::show_password),
        post("/account/password",                 Halfway,              pages::account::change_password),
        get ("/account/second-factor",            Halfway,              pages::second_factor::show),
        post("/account/second-factor",            Halfway,              pages::second_factor::begin),
        post("/account/second-factor/confirm",    Halfway,              pages::second_factor::confirm),
        get ("/account/recovery-codes",           SignedIn,             pages::second_factor::show_new_codes),
        post("/account/recovery-codes",           SignedIn,             pages::second_factor::make_new_codes),
        get ("/account/second-factor/remove",     SignedIn,             pages::second_factor::show_remove),
        post("/account/second-factor/remove",     SignedIn,             pages::second_factor::remove),
        post("/account/sessions/{id}/end",        SignedIn,             pages::account::end_session),
        post("/account/sessions/end-others",      SignedIn,             pages::account::end_other_sessions),
        // long work
        get ("/jobs",                             SignedIn,             pages::jobs::list),
        get ("/jobs/{id}",                        SignedIn,             pages::jobs::show),
        get ("/jobs/{id}/events",                 SignedIn,             pages::jobs::events),
        post("/jobs/{id}/cancel",                 SignedIn,             pages::jobs::cancel),
        get ("/jobs/{id}/file",                   May(ExportAudit),     pages::job_result::download),
        // offices
        get ("/offices",                          May(ReadStaff),       pages::offices::list),
        get ("/offices/new",                      May(ManageOffices),   pages::offices_new::ask),
        post("/offices/new",                      May(ManageOffices),   pages::offices_new::create),
        get ("/offices/new/one",                  May(ManageOffices),   pages::office_new::ask),
        post("/offices/new/one",                  May(ManageOffices),   pages::office_new::create),
        get ("/offices/{id}",                     May(ReadStaff),       pages::offices::show),
        get ("/offices/{id}/rename",              May(ManageOffices),   pages::offices::show_rename),
        post("/offices/{id}/rename",              May(ManageOffices),   pages::offices::rename),
        get ("/offices/{id}/close",               May(ManageOffices),   pages::offices::show_close),
        post("/offices/{id}/close",               May(ManageOffices),   pages::offices::close),
        get ("/offices/find",                     May(ReadStaff),       pages::office_choice::find),
        // staff
        get ("/staff",                            May(ReadStaff),       pages::staff::list),
        get ("/staff/new",                        May(ManageStaff),     pages::staff::show_new),
        post("/staff/new",                        May(ManageStaff),     pages::staff::create),
        get ("/staff/new-service",                May(ManageStaff),     pages::tokens::show_new_account),
        post("/staff/new-service",                May(ManageStaff),     pages::tokens::create_account),
        get ("/staff/{id}",                       May(ReadStaff),       pages::person::show),
        get ("/staff/{id}/details",               May(ManageStaff),     pages::person::show_details),
        post("/staff/{id}/details",               May(ManageStaff),     pages::person::change_details),
        get ("/staff/{id}/assignments/new",       May(ManageStaff),     pages::person::show_assign),
        post("/staff/{id}/assignments/new",       May(ManageStaff),     pages::person::give_assignment),
        get ("/staff/{id}/assignments/{assignment}/end",  May(ManageStaff), pages::person::show_end),
        post("/staff/{id}/assignments/{assignment}/end",  May(ManageStaff), pages::person::end),
        get ("/staff/{id}/reset-password",        May(ManageStaff),     pages::way_back::show_reset_password),
        post("/staff/{id}/reset-password",        May(ManageStaff),     pages::way_back::do_reset_password),
        get ("/staff/{id}/unlock",                May(ManageStaff),     pages::way_back::show_unlock),
        post("/staff/{id}/unlock",                May(ManageStaff),     pages::way_back::do_unlock),
        get ("/staff/{id}/reset-second-factor",   May(ManageStaff),     pages::way_back::show_reset_second_factor),
        post("/staff/{id}/reset-second-factor",   May(ManageStaff),     pages::way_back::do_reset_second_factor),
        get ("/staff/{id}/deactivate",            May(ManageStaff),     pages::way_back::show_deactivate),
        post("/staff/{id}/deactivate",            May(ManageStaff),     pages::way_back::do_deactivate),
        get ("/staff/{id}/reactivate",            May(ManageStaff),     pages::way_back::show_reactivate),
        post("/staff/{id}/reactivate",            May(ManageStaff),     pages::way_back::do_reactivate),
        get ("/staff/{id}/link-external",         May(ManageStaff),     pages::external_link::show_link),
        post("/staff/{id}/link-external",         May(ManageStaff),     pages::external_link::link),
        get ("/staff/{id}/unlink-external",       May(ManageStaff),     pages::external_link::show_unlink),
        post("/staff/{id}/unlink-external",       May(ManageStaff),     pages::external_link::unlink),
        get ("/staff/{id}/tokens/new",            May(ManageStaff),     pages::tokens::show_issue),
        post("/staff/{id}/tokens/new",            May(ManageStaff),     pages::tokens::issue),
        get ("/staff/{id}/tokens/{token}/confirm", May(ManageStaff),    pages::tokens::show_confirm),
        post("/staff/{id}/tokens/{token}/confirm", May(ManageStaff),    pages::tokens::confirm),
        get ("/staff/{id}/tokens/{token}/revoke", May(ManageStaff),     pages::tokens::show_revoke),
        post("/staff/{id}/tokens/{token}/revoke", May(ManageStaff),     pages::tokens::revoke),
        get ("/tokens",                           May(ManageStaff),     pages::tokens::list),
        get ("/rights",                           May(ReadStaff),       pages::rights::show),
        // places, profiles, calendar
        get ("/places",                           May(ReadReference),   pages::places::list),
        get ("/places/{place}",                   May(ReadReference),   pages::places::show),
        get ("/profiles",                         May(ReadReference),   pages::profiles::show),
        get ("/profiles/calendar",                May(ReadReference),   pages::profiles::calendar),
        get ("/places/find",                      May(ReadReference),   pages::place_choice::find),
        // reference data
        get ("/reference",                        May(ReadReference),   pages::reference::show),
        get ("/reference/rates",                  May(ReadReference),   pages::reference::rates::show),
        get ("/reference/rates/{item}",           May(ReadReference),   pages::reference::rates::show_history),
        get ("/reference/rates/{item}/propose",   May(ProposeRates),    pages::reference::rates::show_propose),
        post("/reference/rates/{item}/propose",   May(ProposeRates),    pages::reference::rates::propose),
        get ("/reference/proposals/{kind}/{item}/{from}/{version}",         May(ReadReference), pages::reference::proposals::show),
        post("/reference/proposals/{kind}/{item}/{from}/{version}/approve", May(ApproveRates),  pages::reference::proposals::accept),
        // whoever made a proposal may take it back without the right to approve: the room decides
        get ("/reference/proposals/{kind}/{item}/{from}/{version}/reject",  May(ReadReference), pages::reference::proposals::show_reject),
        post("/reference/proposals/{kind}/{item}/{from}/{version}/reject",  May(ReadReference), pages::reference::proposals::refuse),
        get ("/reference/categories",             May(ReadReference),   pages::reference::categories::show),
        get ("/reference/categories/{item}",      May(ReadReference),   pages::reference::categories::show_history),
        get ("/reference/categories/{item}/propose",  May(ProposeRates), pages::reference::categories::show_propose),
        post("/reference/categories/{item}/propose",  May(ProposeRates), pages::reference::categories::propose),
        get ("/reference/banks",                  May(ReadReference),   pages::reference::banks::show),
        get ("/reference/banks/new",              May(EditReference),   pages::reference::banks::show_new),
        post("/reference/banks/new",              May(EditReference),   pages::reference::banks::create),
        get ("/reference/banks/{item}",           May(ReadReference),   pages::reference::banks::show_history),
        get ("/reference/banks/{item}/change",    May(EditReference),   pages::reference::banks::show_change),
        post("/reference/banks/{item}/change",    May(EditReference),   pages::reference::banks::change),
        get ("/reference/holidays",               May(ReadReference),   pages::reference::holidays::show),
        get ("/reference/holidays/new",           May(EditReference),   pages::reference::holidays::show_new),
        post("/reference/holidays/new",           May(EditReference),   pages::reference::holidays::create),
        get ("/reference/holidays/{item}",        May(ReadReference),   pages::reference::holidays::show_history),
        get ("/reference/holidays/{item}/change", May(EditReference),   pages::reference::holidays::show_change),
        post("/reference/holidays/{item}/change", May(EditReference),   pages::reference::holidays::change),
        get ("/reference/holidays/{item}/void",   May(EditReference),   pages::reference::holidays::show_void),
        post("/reference/holidays/{item}/void",   May(EditReference),   pages::reference::holidays::take_back),
        get ("/reference/targets",                May(ReadReference),   pages::reference::targets::show),
        get ("/reference/targets/new",            May(SetTarget),       pages::reference::targets::show_new),
        post("/reference/targets/new",            May(SetTarget),       pages::reference::targets::create),
        get ("/reference/targets/{item}",         May(ReadReference),   pages::reference::targets::show_history),
        get ("/reference/targets/{item}/change",  May(SetTarget),       pages::reference::targets::show_change),
        post("/reference/targets/{item}/change",  May(SetTarget),       pages::reference::targets::change),
        // letters
        get ("/letters",                          May(ReadLetters),     pages::letters::list),
        get ("/letters/new",                      May(RegisterLetter),  pages::letters::show_new),
        post("/letters/new",                      May(RegisterLetter),  pages::letters::create),
        get ("/letters/{id}",                     May(ReadLetters),     pages::letters::show),
        get ("/letters/{id}/correct",             May(RegisterLetter),  pages::letters::show_correct),
        post("/letters/{id}/correct",             May(RegisterLetter),  pages::letters::do_correct),
        get ("/letters/{id}/file",                May(ReadLetters),     pages::letters::download),
        post("/letters/{id}/file",                May(RegisterLetter),  pages::letters::upload).taking(UPLOAD_BYTES_MAX),
        // steps 1 and 2: files, registers, matching
        get ("/imports",                          May(ImportSource),    pages::imports::list),
        get ("/imports/new",                      May(ImportSource),    pages::imports::show_new),
        post("/imports/new",                      May(ImportSource),    pages::imports::send).taking(pages::imports::UPLOAD_BYTES_MAX),
        get ("/imports/templates/{kind}",         May(ImportSource),    pages::imports::template::show),
        get ("/imports/{id}",                     May(ImportSource),    pages::imports::show),
        get ("/imports/{id}/returned",            May(ImportSource),    pages::imports::returned),
        get ("/imports/{id}/columns",             May(ImportSource),    pages::imports::columns::show),
        post("/imports/{id}/columns",             May(ImportSource),    pages::imports::columns::change),
        get ("/imports/{id}/proposals",           May(ImportSource),    pages::imports::proposals::show),
        post("/imports/{id}/proposals",           May(ImportSource),    pages::imports::proposals::accept),
        get ("/imports/{id}/file",                May(ImportSource),    pages::imports::download),
        get ("/registers",                        May(ExchangePopulation), pages::registers::show),
        post("/registers",                        May(ExchangePopulation), pages::registers::send).taking(pages::registers::UPLOAD_BYTES_MAX),
        get ("/population",                       May(ExchangePopulation), pages::population::list),
        post("/population",                       May(ExchangePopulation), pages::population::send),
        get ("/population/{id}",                  May(ExchangePopulation), pages::population::batch::show),
        post("/population/{id}/file",             May(ExchangePopulation), pages::population::batch::hand_out_file),
        post("/population/{id}/ask",              May(ExchangePopulation), pages::population::batch::ask),
        post("/population/{id}/answers",          May(ExchangePopulation), pages::population::batch::take).taking(pages::population::batch::UPLOAD_BYTES_MAX),
        get ("/population/{id}/close",            May(ExchangePopulation), pages::population::batch::show_close),
        post("/population/{id}/close",            May(ExchangePopulation), pages::population::batch::close),
        get ("/matching",                         May(ReadPersons),     pages::matching::list),
        post("/matching/workbook",                May(ReadPersons),     pages::matching::workbook),
        post("/matching/match",                   May(ExchangePopulation), pages::matching::ask_match),
        // the room asks for one of two rights: to import, or to decide
        post("/matching/enrol",                   May(ReadPersons),     pages::matching::ask_enrol),
        get ("/matching/{file}/{line}",           May(ReadPersons),     pages::matching::review::show),
        post("/matching/{file}/{line}/decide",    May(DecideMatch),     pages::matching::review::decide_row),
        post("/matching/{file}/{line}/undo",      May(DecideMatch),     pages::matching::review::undo_row),
        // the registry
        get ("/people",                           May(ReadPersons),     pages::people::list),
        post("/people/workbook",                  May(ReadPersons),     pages::people::workbook),
        get ("/worklists",                        May(ReadPersons),     pages::people::work::list),
        post("/worklists/workbook",               May(ReadPersons),     pages::people::work::workbook),
        get ("/people/{id}/decision/{entitlement}", May(CorrectPerson), pages::people::work::show_decision),
        post("/people/{id}/decision/{entitlement}", May(CorrectPerson), pages::people::work::fill),
        get ("/people/{id}",                      May(ReadPersons),     pages::people::person::show),
        post("/people/{id}/view",                 May(ViewSensitive),   pages::people::person::show_full),
        get ("/people/{id}/hold",                 May(PlaceHold),       pages::people::holds::show_hold),
        post("/people/{id}/hold",                 May(PlaceHold),       pages::people::holds::hold),
        get ("/people/{id}/holds/{hold}/release", May(PlaceHold),       pages::people::holds::show_release),
        post("/people/{id}/holds/{hold}/release", May(PlaceHold),       pages::people::holds::release),
        get ("/people/{id}/death",                May(CorrectPerson),   pages::people::holds::show_death),
        post("/people/{id}/death",                May(CorrectPerson),   pages::people::holds::death),
        get ("/people/{id}/alive",                May(CorrectPerson),   pages::people::holds::show_alive),
        post("/people/{id}/alive",                May(CorrectPerson),   pages::people::holds::alive),
        get ("/people/{id}/province",             May(PlaceHold),       pages::people::province::show),
        post("/people/{id}/province",             May(PlaceHold),       pages::people::province::ask),
        get ("/corrections",                      May(CorrectPerson),   pages::people::proposals::list),
        get ("/households",                       May(ReadPersons),     pages::people::households::list),
        post("/households/workbook",              May(ReadPersons),     pages::people::households::workbook),
        get ("/households/{id}",                  May(ReadPersons),     pages::people::households::show),
        get ("/people/{id}/proposals/{field}",    May(CorrectPerson),   pages::people::proposals::show),
        post("/people/{id}/proposals/{field}/take",    May(CorrectPerson), pages::people::proposals::take),
        post("/people/{id}/proposals/{field}/decline", May(CorrectPerson), pages::people::proposals::decline),
        get ("/people/{id}/recheck",              May(DecideMatch),     pages::people::recheck::show),
        post("/people/{id}/recheck",              May(DecideMatch),     pages::people::recheck::ask),
        get ("/people/{id}/change",               May(CorrectPerson),   pages::people::changes::show_request),
        post("/people/{id}/change",               May(CorrectPerson),   pages::people::changes::request),
        get ("/people/{id}/changes/{request}",    May(CorrectPerson),   pages::people::changes::show),
        post("/people/{id}/changes/{request}/approve", May(CorrectPerson), pages::people::changes::approve),
        post("/people/{id}/changes/{request}/reject",  May(CorrectPerson), pages::people::changes::reject),
        get ("/movements",                        May(CorrectPerson),   pages::movements::list),
        post("/movements/approve",                May(CorrectPerson),   pages::movements::approve_shown),
        get ("/movements/{id}",                   May(CorrectPerson),   pages::movements::movement::show),
        post("/movements/{id}/approve",           May(CorrectPerson),   pages::movements::movement::approve),
        post("/movements/{id}/reject",            May(CorrectPerson),   pages::movements::movement::reject),
        post("/movements/{id}/place",             May(CorrectPerson),   pages::movements::movement::place),
        post("/movements/{id}/reopen",            May(CorrectPerson),   pages::movements::movement::reopen),
        post("/movements/{id}/undo",              May(CorrectPerson),   pages::movements::movement::undo),
        get ("/exceptions",                       May(CorrectPerson),   pages::people::exceptions::list),
        post("/exceptions/alike",                 May(CorrectPerson),   pages::people::exceptions::ask_alike),
        post("/exceptions/workbook",              May(CorrectPerson),   pages::people::exceptions::workbook),
        get ("/exceptions/{id}/solve",            May(CorrectPerson),   pages::people::exceptions::show),
        post("/exceptions/{id}/solve",            May(CorrectPerson),   pages::people::exceptions::solve),
        get ("/exceptions/{id}/undo",             May(CorrectPerson),   pages::people::solutions::show),
        post("/exceptions/{id}/undo",             May(CorrectPerson),   pages::people::solutions::undo),
        // home visits
        get ("/visits",                           May(ReadPersons),     pages::visits::show),
        get ("/visits/papers",                    May(ReadPersons),     pages::visits::papers_waiting),
        get ("/visits/communes/{place}/forms",                     May(RecordVisit),   pages::visits::forms::list),
        post("/visits/communes/{place}/forms",                     May(RecordVisit),   pages::visits::forms::send).taking(pages::visits::forms::UPLOAD_BYTES_MAX),
        get ("/visits/communes/{place}/forms/blank",               May(RecordVisit),   pages::visits::forms::blank),
        get ("/visits/communes/{place}/forms/{sha256}",            May(RecordVisit),   pages::visits::forms::show),
        get ("/visits/communes/{place}/forms/{sha256}/returned",   May(RecordVisit),   pages::visits::forms::returned),
        get ("/visits/communes/{place}/forms/{sha256}/file",       May(RecordVisit),   pages::visits::forms::download),
        post("/visits/communes/{place}/forms/{sha256}/accounts",   May(RecordAccount), pages::visits::forms::claim),
        get ("/visits/communes/{place}/guardians",                 May(RecordVisit),   pages::visits::guardians::list),
        post("/visits/communes/{place}/guardians",                 May(RecordVisit),   pages::visits::guardians::send).taking(pages::visits::forms::UPLOAD_BYTES_MAX),
        get ("/visits/communes/{place}/guardians/blank",           May(RecordVisit),   pages::visits::guardians::blank),
        get ("/visits/communes/{place}/guardians/{sha256}",        May(RecordVisit),   pages::visits::guardians::show),
        get ("/visits/communes/{place}/guardians/{sha256}/returned", May(RecordVisit), pages::visits::guardians::returned),
        get ("/visits/{person}",                  May(ReadPersons),     pages::visits::show_person),
        get ("/visits/{person}/new",              May(RecordVisit),     pages::visits::show_form),
        post("/visits/{person}/new",              May(RecordVisit),     pages::visits::record),
        post("/visits/{person}/minutes/{id}/sign",    May(RecordVisit),  pages::visits::sign),
        post("/visits/{person}/minutes/{id}/close",   May(RecordVisit),  pages::visits::close),
        get ("/visits/{person}/minutes/{id}/mark",    May(RecordVisit),  pages::visits::show_mark),
        post("/visits/{person}/minutes/{id}/mark",    May(RecordVisit),  pages::visits::mark),
        get ("/visits/{person}/papers/new",           May(RecordVisit),  pages::visits::show_enter),
        post("/visits/{person}/papers/new",           May(RecordVisit),  pages::visits::enter),
        get ("/visits/{person}/papers/{id}/confirm",  May(ConfirmProxy), pages::visits::show_confirm),
        post("/visits/{person}/papers/{id}/confirm",  May(ConfirmProxy), pages::visits::confirm),
        // the officers and the judicial officer alike: the room decides
        get ("/visits/{person}/papers/{id}/revoke",   May(ReadPersons),  pages::visits::show_revoke),
        post("/visits/{person}/papers/{id}/revoke",   May(ReadPersons),  pages::visits::revoke),
        // receiving accounts
        get ("/accounts",                         May(ReadPersons),     pages::accounts::list),
        get ("/accounts/shared",                  May(ReadPersons),     pages::accounts::shared),
        get ("/accounts/of/{person}/new",         May(RecordAccount),   pages::accounts::show_claim),
        post("/accounts/of/{person}/new",         May(RecordAccount),   pages::accounts::claim),
        get ("/accounts/of/{person}/{account}",           May(ReadPersons),  pages::accounts::show_account),
        get ("/accounts/of/{person}/{account}/check",     May(CheckAccount), pages::accounts::show_check),
        post("/accounts/of/{person}/{account}/check",     May(CheckAccount), pages::accounts::check),
        get ("/accounts/of/{person}/{account}/recheck",   May(CheckAccount), pages::accounts::show_recheck),
        post("/accounts/of/{person}/{account}/recheck",   May(CheckAccount), pages::accounts::recheck),
        get ("/accounts/of/{person}/{account}/activate",  May(CheckAccount), pages::accounts::show_activate),
        post("/accounts/of/{person}/{account}/activate",  May(CheckAccount), pages::accounts::activate),
        get ("/accounts/of/{person}/{account}/reject",    May(CheckAccount), pages::accounts::show_reject),
        post("/accounts/of/{person}/{account}/reject",    May(CheckAccount), pages::accounts::reject),
        // those who enter and those who check alike: the room decides
        get ("/accounts/of/{person}/{account}/end",       May(ReadPersons),  pages::accounts::show_end),
        post("/accounts/of/{person}/{account}/end",       May(ReadPersons),  pages::accounts::end),
        // lists of the month
        get ("/lists",                            May(ReadPersons),     pages::lists::show),
        post("/lists",                            May(PrepareList),     pages::lists::draft),
        get ("/lists/{id}",                       May(ReadPersons),     pages::lists::show_list),
        get ("/lists/{id}/file",                  May(ReadPersons),     pages::lists::download),
        get ("/lists/{id}/print",                 May(ReadPersons),     pages::lists::print),
        get ("/lists/{id}/refresh",               May(PrepareList),     pages::lists::show_refresh),
        post("/lists/{id}/refresh",               May(PrepareList),     pages::lists::refresh),
        get ("/lists/{id}/freeze",                May(PrepareList),     pages::lists::show_freeze),
        post("/lists/{id}/freeze",                May(PrepareList),     pages::lists::freeze),
        get ("/lists/{id}/approve",               May(ApproveList),     pages::lists::show_approve),
        post("/lists/{id}/approve",               May(ApproveList),     pages::lists::approve),
        get ("/lists/{id}/return",                May(ApproveList),     pages::lists::show_give_back),
        post("/lists/{id}/return",                May(ApproveList),     pages::lists::give_back),
        get ("/lists/{id}/hand-over",             May(PrepareList),     pages::lists::show_hand_over),
        post("/lists/{id}/hand-over",             May(PrepareList),     pages::lists::hand_over),
        // the month's payments
        get ("/cycles",                           May(ReadReports),     pages::cycles::list),
        get ("/cycles/new",                       May(PrepareCycle),    pages::cycles::show_new),
        post("/cycles/new",                       May(PrepareCycle),    pages::cycles::create),
        get ("/cycles/carried",                   May(ReadPersons),     pages::cycles::carried::list),
        get ("/cycles/{id}",                      May(ReadReports),     pages::cycles::show),
        post("/cycles/{id}/compute",              May(PrepareCycle),    pages::cycles::compute),
        get ("/cycles/{id}/approve",              May(ApproveCycle),    pages::cycles::show_approve),
        post("/cycles/{id}/approve",              May(ApproveCycle),    pages::cycles::approve),
        get ("/cycles/{id}/payer",                May(ApproveCycle),    pages::cycles::show_payer),
        post("/cycles/{id}/payer",                May(ApproveCycle),    pages::cycles::set_payer),
        post("/cycles/{id}/prepare",              May(ApproveCycle),    pages::cycles::prepare),
        post("/cycles/{id}/send",                 May(ApproveCycle),    pages::cycles::send),
        post("/cycles/{id}/files/{file}/take",    May(ApproveCycle),    pages::cycles::files::take),
        post("/cycles/{id}/files/{file}/sent",    May(ApproveCycle),    pages::cycles::files::sent),
        get ("/cycles/{id}/instructions",         May(ReadPersons),     pages::cycles::instructions::list),
        get ("/cycles/{id}/instructions/{reference}", May(ReadPersons), pages::cycles::instructions::show),
        post("/cycles/{id}/files/{file}/post",    May(ApproveCycle),    pages::cycles::files::hand_to_post),
        // the post
        get ("/cash",                             May(RecordPaid),      pages::cash::show),
        post("/cash/files/{file}/fetch",          May(RecordPaid),      pages::cash::fetch),
        post("/cash/settlements",                 May(RecordPaid),      pages::cash::hand_in).taking(pages::reconciliation::answers::UPLOAD_BYTES_MAX),
        get ("/cash/settlements/{id}",            May(ReadPersons),     pages::cash::settlement::show),
        post("/cash/settlements/{id}/confirm",    May(ConfirmPaid),     pages::cash::settlement::confirm),
        post("/cash/settlements/{id}/take",       May(Reconcile),       pages::cash::settlement::take),
        post("/cash/settlements/{id}/withdraw",   May(RecordPaid),      pages::cash::settlement::send_back),
        post("/cash/settlements/{id}/return",     May(Reconcile),       pages::cash::settlement::send_back),
        // answers, exceptions, the close of a month
        get ("/reconciliation",                   May(ReadReports),     pages::reconciliation::show),
        post("/reconciliation/answers",           May(Reconcile),       pages::reconciliation::answers::send).taking(pages::reconciliation::answers::UPLOAD_BYTES_MAX),
        get ("/reconciliation/answers/{id}",      May(ReadPersons),     pages::reconciliation::answers::show),
        get ("/reconciliation/exceptions",        May(ReadPersons),     pages::reconciliation::exceptions::list),
        get ("/reconciliation/exceptions/{id}",   May(ReadPersons),     pages::reconciliation::exceptions::show),
        post("/reconciliation/exceptions/{id}/settle", May(Reconcile),  pages::reconciliation::exceptions::settle),
        get ("/reconciliation/months/{cycle}",    May(ReadReports),     pages::reconciliation::months::show),
        post("/reconciliation/months/{cycle}/close", May(CloseMonth),   pages::reconciliation::months::close),
        // reports
        get ("/reports",                          May(ReadReports),     pages::reports::states),
        get ("/reports/coverage",                 May(ReadReports),     pages::reports::coverage),
        get ("/reports/{of}/workbook",            May(ReadReports),     pages::reports::workbook),
        // the trail
        get ("/audit",                            May(ReadAudit),       pages::audit::list),
        post("/audit/verify",                     May(ExportAudit),     pages::audit::verify),
        post("/audit/export",                     May(ExportAudit),     pages::audit::export),
    ];
    table.extend(api::routes());
    if settings.test_pages {
        table.push(get("/kitchen-sink", Public, pages::kitchen_sink::show));
        table.push(post("/kitchen-sink", Public, pages::kitchen_sink::refuse));
        table.push(get("/kitchen-sink/panic", Public, pages::kitchen_sink::panic));
    }
    table
}
