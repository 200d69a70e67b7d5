//! Stories of a month, from lists to files, on both databases.

mod crashes;
mod cycle;
mod files;
mod state_table;

use crate::testing::Town;
use db::testing::on_both;

/// Runs the story in a district's office on both databases.
fn each(story: impl Fn(&Town)) {
    on_both(|db| {
        story(&Town::over(db));
    });
}
