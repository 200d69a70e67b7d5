//! A list as a batch of requests to the population database.

use crate::{list_csv::List, list_row::ListNumber};
use std::io::{self, Write};

/// Writes `MaYeuCau,SoDinhDanh,SoCMND,HoVaTen,NgayThangNamSinh`, a line a row, the row's own id as the request's; dates
/// as `yyyy-mm-dd`, or `yyyy` where no more is known. A number that was only guessed is not asked for.
pub fn write_requests(to: impl Write, list: &List) -> io::Result<()> {
    let mut lines = csv::Writer::from_writer(to);
    lines.write_record(["MaYeuCau", "SoDinhDanh", "SoCMND", "HoVaTen", "NgayThangNamSinh"])?;
    for (lid, row) in list.lids.iter().zip(&list.rows) {
        let number = match row.number {
            ListNumber::Citizen(number) => number.as_str().to_owned(),
            ListNumber::Repaired(_) | ListNumber::None => String::new(),
        };
        let old = row.old_id.filter(|_| !row.old_repaired).map_or_else(String::new, |old| old.as_str().to_owned());
        let birth = row.birth.map_or_else(String::new, |birth| birth.to_string());
        lines.write_record([lid, &number, &old, &row.full_name, &birth])?;
    }
    lines.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_list;

    #[test]
    fn a_row_asks_with_what_it_knows_and_with_no_guess() {
        let list = "lid,full_name,dob,id\n1,Nguyễn Thị Hoà,02/03/1950,051150000001\n2,\"Ổn, Trần Văn\",1948,210000001\n\
                    3,Lê Thị Số,1990,51190000001\n";
        let list = read_list(list.as_bytes()).expect("a list");
        assert!(matches!(list.rows[2].number, ListNumber::Repaired(_)), "a zero was lost");
        let mut requests = Vec::new();
        write_requests(&mut requests, &list).expect("memory can be written to");
        let told = String::from_utf8(requests).expect("UTF-8");
        assert_eq!(
            told,
            "MaYeuCau,SoDinhDanh,SoCMND,HoVaTen,NgayThangNamSinh\n1,051150000001,,Nguyễn Thị Hoà,1950-03-02\n\
             2,,210000001,\"Ổn, Trần Văn\",1948\n3,,,Lê Thị Số,1990\n"
        );
    }
}
