//! What a benchmark here says of each step.

use std::{fs, time::Instant};

/// Above the lines of [`measured`].
pub const HEADINGS: &str = "| step | wall s | own CPU s | peak MiB |\n| --- | --- | --- | --- |";

/// Does the work and says what it took.
pub fn measured<T>(database: &str, what: &str, work: impl FnOnce() -> T) -> T {
    // From here on the peak is the peak of this step.
    fs::write("/proc/self/clear_refs", "5").unwrap_or_default();
    let (began, before) = (Instant::now(), cpu_seconds());
    let done = work();
    let (wall, cpu) = (began.elapsed().as_secs_f64(), cpu_seconds() - before);
    println!("| {database}: {what} | {wall:.1} | {cpu:.1} | {} |", peak_mib());
    done
}

/// A number from the environment.
pub fn number_of(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Of this process, by the system's own account in hundredths of a second.
fn cpu_seconds() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = text.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<u32>().ok()).unwrap_or(0);
    f64::from(ticks(11) + ticks(12)) / 100.0
}

fn peak_mib() -> u64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) >> 10
}
