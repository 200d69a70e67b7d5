//! The bank's counter on the network: `POST /files` takes a payment file, `GET /answers` lists what it answered,
//! `GET /answers/NAME` gives one of them. The population database's: `POST /cong-dan` takes a request as JSON.

use crate::{Answer, Bank, Behaviour, PopulationDesk, Reply};
use kernel::Clock;
use std::{
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    time::Duration,
};

/// The most bytes of a request's head and body.
const HEAD_MAX: u64 = 16 * 1024;
const BODY_MAX: u64 = 64 * 1024 * 1024;
/// How long the bank waits for a customer who stops talking.
const PATIENCE: Duration = Duration::from_secs(30);

/// The most bytes of a request about one person.
const REQUEST_MAX: u64 = 64 * 1024;

/// Serves customers one after the other until `stop` says so, which is asked after each.
pub fn serve_bank(
    listener: &TcpListener,
    bank: &mut Bank,
    clock: &dyn Clock,
    mut stop: impl FnMut() -> bool,
) -> io::Result<()> {
    let mut answers: Vec<Answer> = Vec::new();
    for stream in listener.incoming() {
        // A customer who hangs up is no reason to close the bank.
        let _ = stream.and_then(|stream| serve(&stream, bank, clock, &mut answers));
        if stop() {
            break;
        }
    }
    Ok(())
}

fn serve(stream: &TcpStream, bank: &mut Bank, clock: &dyn Clock, answers: &mut Vec<Answer>) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream);
    let Some((method, path, length)) = read_head(&mut reader)? else { return reply(stream, 400, b"") };
    match (method.as_str(), path.as_str()) {
        ("POST", "/files") if length <= BODY_MAX => {
            let mut body = Vec::new();
            reader.take(length).read_to_end(&mut body)?;
            match bank.answer(&body, clock.now()) {
                Ok(given) => {
                    let names: Vec<String> = given.iter().map(|answer| answer.name.clone()).collect();
                    answers.extend(given);
                    reply(stream, 202, names.join("\n").as_bytes())
                }
                Err(fault) => reply(stream, 422, fault.to_string().as_bytes()),
            }
        }
        ("POST", "/files") => reply(stream, 413, b""),
        ("GET", "/answers") => {
            let names: Vec<&str> = answers.iter().map(|answer| answer.name.as_str()).collect();
            reply(stream, 200, names.join("\n").as_bytes())
        }
        ("GET", path) => {
            let found = path.strip_prefix("/answers/").and_then(|name| answers.iter().find(|one| one.name == name));
            found.map_or_else(|| reply(stream, 404, b""), |answer| reply(stream, 200, &answer.bytes))
        }
        _ => reply(stream, 405, b""),
    }
}

/// Answers requests one after the other until `stop` says so, which is asked after each.
pub fn serve_population(
    listener: &TcpListener,
    desk: &mut PopulationDesk,
    mut stop: impl FnMut() -> bool,
) -> io::Result<()> {
    for stream in listener.incoming() {
        // A caller who hangs up is no reason to close the desk.
        let _ = stream.and_then(|stream| look_up(&stream, desk));
        if stop() {
            break;
        }
    }
    Ok(())
}

fn look_up(stream: &TcpStream, desk: &mut PopulationDesk) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream);
    let Some((method, path, length)) = read_head(&mut reader)? else { return reply(stream, 400, b"") };
    match (method.as_str(), path.as_str()) {
        ("POST", "/cong-dan") if length <= REQUEST_MAX => {
            let mut body = Vec::new();
            reader.take(length).read_to_end(&mut body)?;
            let Behaviour { reply: Reply { status, body }, slow, breaks_off, retry_after } = desk.answer(&body);
            wait_with(stream, slow)?;
            let more = retry_after.map(|seconds| format!("Retry-After: {seconds}\r\n")).unwrap_or_default();
            let told = if breaks_off { &body.as_bytes()[..body.len() / 2] } else { body.as_bytes() };
            send(stream, &format!("{}{more}", head(status, body.len())), told)
        }
        ("POST", "/cong-dan") => reply(stream, 413, b""),
        (_, "/cong-dan") => reply(stream, 405, b""),
        _ => reply(stream, 404, b""),
    }
}

/// Lets a caller wait, who may hang up before.
fn wait_with(mut stream: &TcpStream, time: Duration) -> io::Result<()> {
    if time.is_zero() {
        return Ok(());
    }
    stream.set_read_timeout(Some(time))?;
    // Either nothing comes in that time, or the caller is gone.
    let _ = stream.read(&mut [0]);
    stream.set_read_timeout(Some(PATIENCE))
}

/// Method, path and length of the body; nothing where it is no request.
fn read_head(reader: &mut BufReader<&TcpStream>) -> io::Result<Option<(String, String, u64)>> {
    let mut head = reader.take(HEAD_MAX);
    let mut first = String::new();
    head.read_line(&mut first)?;
    let mut words = first.split_whitespace().map(str::to_owned);
    let (Some(method), Some(path)) = (words.next(), words.next()) else { return Ok(None) };
    let mut length = 0;
    loop {
        let mut line = String::new();
        if head.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let Some((name, value)) = line.split_once(':') else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().unwrap_or(u64::MAX);
        }
    }
    Ok(Some((method, path, length)))
}

fn reply(stream: &TcpStream, code: u16, body: &[u8]) -> io::Result<()> {
    send(stream, &head(code, body.len()), body)
}

fn head(code: u16, length: usize) -> String {
    format!("HTTP/1.1 {code} .\r\nContent-Length: {length}\r\nConnection: close\r\n")
}

fn send(mut stream: &TcpStream, head: &str, body: &[u8]) -> io::Result<()> {
    stream.write_all(format!("{head}\r\n").as_bytes())?;
    stream.write_all(body)?;
    stream.flush()
}
