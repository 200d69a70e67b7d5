#![no_main]

use jiff::civil::date;
use office::places::Places;
use sources::{CategoryNames, FileFault, Reading, SourceKind, Taken, Told, read_file};

// Whatever an agency sends: rows, rows that go back, or a reason for the whole file.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (places, today) = (Places::built_in(), date(2024, 1, 10));
    let unit = places.find("21061", today).expect("a commune of that day");
    for source in [SourceKind::Protection, SourceKind::Poverty] {
        let told = Told::default();
        let categories = CategoryNames::new(source, []);
        let reading = Reading { source, places, unit, categories: &categories, today, told: &told };
        let (mut rows, mut bad) = (0, 0);
        let read = read_file(bytes, &reading, |taken| {
            match taken {
                Taken::Row(..) => rows += 1,
                Taken::Back(reasons) => {
                    assert!(!reasons.is_empty(), "a row goes back with a reason");
                    bad += 1;
                }
            }
            Ok::<(), FileFault>(())
        });
        if let Ok(read) = read {
            assert_eq!((read.rows_good, read.rows_bad), (rows, bad));
        }
    }
});
