//! Asking the population database by page: a batch leaves as a file, its answers come in, over the network it is a job.

use super::{House, browser::Browser};
use axum::http::Method;
use office::{
    Role,
    jobs::{Handlers, JobState, Worker},
    testing,
};
use population::{Exchange, Limits, Sender, Service, Settings};
use sources::{NewFile, SourceKind, receive_file};
use std::{net::TcpListener, sync::Arc};

const DISTRICT: &str = "524";
const COMMUNE: &str = "21061";

const LIST: &str = "STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Xã,Loại đối tượng,Mức hưởng\n\
    1,Võ Thị An,02/03/1944,Nữ,051144001234,Bình Trị,BTXH.5c,540000\n\
    2,Lê Văn Bình,05/06/1950,Nam,,Bình Trị,BTXH.5c,540000\n";

fn received(house: &House) -> Browser {
    let clerk = testing::officer(&house.desk, Role::LabourOfficer, DISTRICT, 1);
    let places = house.desk.places();
    let place = places.find(COMMUNE, clerk.today()).expect("a commune").place;
    let new = NewFile { source: SourceKind::Protection, place, name: "btxh.csv", content: LIST.as_bytes() };
    house.desk.db().write_alone(|tx| receive_file(tx, &clerk, &places, &new)).expect("a list");
    house.officer(&clerk)
}

/// What the form of the page offers, with a day far enough.
fn prepare(clerk: &mut Browser, channel: &str, due_on: &str) -> super::browser::Page {
    let page = clerk.get("/population");
    let place = page.html.split("<option value=\"").find(|option| option.contains("Bình Trị"));
    let place = place.and_then(|option| option.split('"').next()).expect("the commune is offered").to_owned();
    let key = page.between("name=\"key\" value=\"", "\"").to_owned();
    clerk.send("/population", &[("place", &place), ("due_on", due_on), ("channel", channel), ("key", &key)])
}

/// Sends a file of answers from the page of a batch.
fn take(clerk: &mut Browser, path: &str, content: &str) -> super::browser::Page {
    let page = clerk.get(path);
    let token = page.between(&format!("action=\"{path}/answers?"), "\"").replace("&#38;", "&");
    let body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ket-qua.csv\"\r\n\r\n{content}\r\n--edge--\r\n"
    );
    let kind = [("content-type", "multipart/form-data; boundary=edge")];
    clerk.ask(Method::POST, &format!("{path}/answers?{token}"), &kind, Some(&body))
}

#[test]
fn a_batch_leaves_as_a_file_and_its_answers_come_in() {
    House::on_both(|house| {
        let mut clerk = received(house);
        assert!(clerk.get("/population").says("Chưa gửi đợt nào"));
        let refused = prepare(&mut clerk, "file", "25/01/2024");
        assert_eq!(refused.status, 422);
        assert!(refused.says("Hạn trả lời phải sau ngày hôm nay."), "{}", refused.html);
        let page = prepare(&mut clerk, "file", "05/02/2024");
        assert!(page.says("Đã lập đợt rà soát.") && page.says("Đã lập, chưa gửi"), "{}", page.html);
        let path = page.path.clone();
        let sent = clerk.send(&format!("{path}/file"), &[]);
        assert!(sent.header("content-disposition").contains(".csv"), "{:?}", sent.headers);
        let ids: Vec<String> = sent.html.lines().skip(1).map(|line| line[..36].to_owned()).collect();
        assert_eq!(ids.len(), 2, "{}", sent.html);
        let page = clerk.get(&path);
        assert!(page.says("Đã gửi, chờ trả lời") && page.says("Rà soát, làm sạch dữ liệu"), "{}", page.html);

        let nothing = take(&mut clerk, &path, "một,hai\n1,2\n");
        assert_eq!(nothing.status, 422);
        assert!(nothing.says("Tệp không có cột MaYeuCau"), "{}", nothing.html);
        let head = "MaYeuCau,KetQua,SoDinhDanh,Ho,ChuDem,Ten,NgayThangNamSinh,GioiTinh,TrangThai\n";
        let part = format!(
            "{head}{},tim-thay,051144001234,Võ,Thị,An,1944-03-02,Nữ,con-song\n{},tim-thay,51050002345,Lê,Văn,Bình,1950-06-05,Nam,con-song\n",
            ids[0], ids[1]
        );
        let page = take(&mut clerk, &path, &part);
        assert_eq!(page.status, 200, "{}", page.html);
        assert!(page.says("Dòng 3: cột SoDinhDanh không đọc được"), "{}", page.html);
        assert!(page.says("Đã trả lời một phần"), "{}", page.html);
        let again = take(&mut clerk, &path, &part);
        assert!(clerk.get(again.header("location")).says("Tệp này đã nhập trước đây"), "{}", clerk.page.html);
        let rest = format!("{head}{},khong-tim-thay,,,,,,,\n", ids[1]);
        let taken = take(&mut clerk, &path, &rest);
        let page = clerk.get(taken.header("location"));
        assert!(page.says("Đã nhập tệp trả lời.") && page.says("Đã trả lời đủ"), "{}", page.html);
        assert!(clerk.get("/matching?state=verified").says("Võ Thị An"), "{}", clerk.page.html);
        assert!(clerk.get("/matching?state=not_found").says("Lê Văn Bình"), "{}", clerk.page.html);

        let none = prepare(&mut clerk, "file", "05/02/2024");
        assert_eq!(none.status, 422);
        assert!(none.says("không còn dòng nào chưa gửi"), "{}", none.html);
        let mut neighbour = house.officer(&testing::officer(&house.desk, Role::LabourOfficer, "525", 1));
        assert_eq!(neighbour.get(&path).status, 404);
        let mut police = house.officer(&testing::officer(&house.desk, Role::CommunePolice, COMMUNE, 1));
        assert_eq!(police.get("/population").status, 403);
    });
}

#[test]
fn a_service_that_is_away_is_told_and_the_batch_can_be_asked_again_or_given_up() {
    House::on_both(|house| {
        let nobody = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
        let settings = Settings {
            name: "CSDLQG về dân cư".to_owned(),
            address: format!("http://{nobody}/cong-dan"),
            token: None,
            sender: Sender::default(),
            limits: Limits { attempts: 1, ..Limits::default() },
            trusted: Some(Vec::new()),
        };
        let service = Arc::new(Service::new(settings, Arc::new(|_| {})).expect("this machine"));
        let mut house = house.clone();
        house.settings.population = Exchange { service: Some(Arc::clone(&service)), ..Exchange::default() };
        let mut clerk = received(&house);
        let job = prepare(&mut clerk, "service", "05/02/2024");
        let handlers = population::handlers(Handlers::default(), Some(service));
        let done = Worker::new(handlers, Arc::default()).run_one(&house.desk).expect("a worker").expect("a job");
        assert_eq!(done.state, JobState::Failed);
        assert!(clerk.get(&job.path).says("Dịch vụ dân cư không trả lời được lúc này."), "{}", clerk.page.html);

        let page = clerk.get("/population");
        let id = page.between("href=\"/population/", "\"").to_owned();
        let path = format!("/population/{id}");
        let page = clerk.get(&path);
        assert!(page.says("Hỏi lại những dòng còn thiếu"), "{}", page.html);
        assert!(page.says("Không liên lạc được với dịch vụ dân cư."), "{}", page.html);
        let key = page.between("name=\"key\" value=\"", "\"").to_owned();
        let job = clerk.send(&format!("{path}/ask"), &[("key", &key)]);
        assert!(job.path.starts_with("/jobs/"), "{}", job.path);
        clerk.get(&format!("{path}/close"));
        let page = clerk.send(&format!("{path}/close"), &[]);
        assert!(page.says("Đã thôi chờ trả lời.") && page.says("Thôi chờ"), "{}", page.html);
        assert!(page.says("Đợt này không còn gì phải làm."), "{}", page.html);
    });
}
