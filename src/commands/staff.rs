//! `ansinh staff`: the way back for somebody who can no longer sign in, at the machine itself.

use crate::{
    arguments::Staff,
    fault::{Exit, Fault},
    place::{self, Site},
    terminal::Terminal,
};
use kernel::StaffId;
use office::{
    Acting, Desk, Refusal,
    sign_in::StartPassword,
    staff::{self, Login, StaffFilter},
};
use serde_json::json;

pub(super) fn staff(site: &Site, command: Staff, terminal: Terminal) -> Result<Exit, Fault> {
    let desk = site.open_desk()?;
    let acting = place::machine(&desk);
    match command {
        Staff::Unlock { login } => unlock(&desk, &acting, &login, terminal),
        Staff::ConfirmToken { login, prefix } => confirm(&desk, &acting, &login, &prefix, terminal),
        Staff::ResetPassword { login, second_factor } => reset(&desk, &acting, &login, second_factor, terminal),
    }
}

fn unlock(desk: &Desk, acting: &Acting, login: &str, terminal: Terminal) -> Result<Exit, Fault> {
    let person = find(desk, acting, login)?;
    desk.db().write(|tx| staff::unlock(tx, acting, person))?;
    terminal.answer(terminal.t.unlocked(login), json!({ "login": login, "unlocked": true }))?;
    Ok(Exit::Done)
}

/// Lets a token in that an administrator made, named by its first characters.
fn confirm(desk: &Desk, acting: &Acting, login: &str, prefix: &str, terminal: Terminal) -> Result<Exit, Fault> {
    let account = find(desk, acting, login)?;
    let confirmed = desk.db().write(|tx| {
        let tokens = staff::list_tokens(tx, acting, account)?;
        let token = tokens.iter().find(|token| token.prefix == prefix && token.revoked_at.is_none());
        let token = token.ok_or(Refusal::NotFound { what: "token" })?;
        staff::confirm_token(tx, acting, token.id, None)
    })?;
    let value = json!({ "login": login, "prefix": confirmed.prefix, "confirmed": true });
    terminal.answer(terminal.t.token_confirmed(&confirmed.prefix, login), value)?;
    Ok(Exit::Done)
}

fn reset(desk: &Desk, acting: &Acting, login: &str, second_factor: bool, terminal: Terminal) -> Result<Exit, Fault> {
    let person = find(desk, acting, login)?;
    let start = StartPassword::make(desk);
    desk.db().write(|tx| {
        staff::reset_password(tx, acting, person, &start)?;
        if second_factor { staff::reset_second_factor(tx, acting, person, WHY) } else { Ok(()) }
    })?;
    if second_factor {
        terminal.note(&terminal.t.second_factor_removed(login));
    }
    let value = json!({ "login": login, "start_password": start.reveal(), "second_factor_removed": second_factor });
    terminal.answer(terminal.t.password_reset(login, start.reveal()), value)?;
    Ok(Exit::Done)
}

/// Why the second factor was removed, as the trail keeps it.
const WHY: &str = "ansinh staff reset-password --second-factor";

fn find(desk: &Desk, acting: &Acting, login: &str) -> Result<StaffId, Fault> {
    let none = || Fault::NoSuchLogin(login.to_owned());
    let login = Login::parse(login).map_err(|_| none())?;
    let filter = StaffFilter { words: login.as_str().to_owned(), ..StaffFilter::default() };
    let found = desk.db().read(|tx| staff::list_staff(tx, &acting.ground_scope(), &filter, acting.now))?;
    found.into_iter().find(|line| line.staff.login == login).map(|line| line.staff.id).ok_or_else(none)
}
