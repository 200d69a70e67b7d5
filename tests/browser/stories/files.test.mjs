// Files as they really are: an old workbook in an old font, a list whose headings nobody knows, damaged numbers; and the
// whole way of one of them, from its upload to the state table of the communes.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { backend, startProgram } from "../lib/program.mjs";
import { openBrowser } from "../lib/browser.mjs";
import { Person } from "../lib/person.mjs";
import { correctWorkbook, inTcvn3, textsOf, writeWorkbook } from "../lib/workbook.mjs";

const DAY = "2024-01-25";
const FIRST_DAY = "02/01/2024";

/** A list in TCVN3 with headings in two rows, saved by Excel 97; one amount of it is not whole. */
const OLD_WORKBOOK = fileURLToPath(new URL("../../../crates/sources/src/tests/fixtures/btxh.xls", import.meta.url));

/** Headings that say nothing; a number without its zero; a birth date with the month first. */
const STRANGE = [
  "A1,B2,C3,D4,E5,F6",
  "1,Võ Thị An,1944,51144001234,21061,BTXH.5c",
  "2,Lê Văn Bình,09/25/1950,051050002345,21061,BTXH.5c",
].join("\n");

const COLUMNS = ["STT", "Họ và tên", "Ngày sinh", "Số định danh cá nhân", "Xã, phường, thị trấn", "Loại đối tượng"];

/** What the district's officer typed, in a font of TCVN3; over the amounts stands a heading of their own. */
const TYPED = [
  ["UBND HUYỆN BÌNH SƠN"],
  ["Danh sách đối tượng bảo trợ xã hội"],
  ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Xã", "Mã đối tượng", "TCHT"],
  ["1", "Nguyễn Thị Bưởi", "12/03/1938", "Nữ", "051138000011", "Bình Trị", "BTXH.5c", "360000"],
  ["2", "Trần Văn Chính", "05/07/1939", "Nam", "051036000022", "Bình Trị", "BTXH.5c", "360000"],
  ["3", "Lê Thị Sáu", "20/11/1940", "Nữ", "", "Bình Trị", "BTXH.5c", "360000"],
  ["4", "Phạm Văn Dũng", "02/02/1933", "Nam", "", "Bình Châu", "BTXH.5c", "360000"],
  ["5", "Võ Thị Hoa", "15/09/1937", "Nữ", "051137000055", "Bình Xa", "BTXH.5c", "360000"],
  ["6", "Đỗ Đức Hậu", "01/05/1941", "Nam", "051041000066", "Bình Châu", "BTXH.5c", "36o.ooo"],
];

/** What the register knows of them: one was born in another year, and one name is two people's. */
const KNOWN = [
  "pid,full_name,dob,gender,id12,id9,province,commune,village,other_name,status,has_card,died_on",
  "P1,Nguyễn Thị Bưởi,1938-03-12,Nữ,051138000011,,51,21061,,,alive,1,",
  "P2,Trần Văn Chính,1936-07-05,Nam,051036000022,,51,21061,,,alive,1,",
  "P3,Lê Thị Sáu,1940-11-20,Nữ,051140000033,,51,21061,,,alive,1,",
  "P4,Lê Thị Sáu,1940-11-02,Nữ,051140000034,,51,21112,,,alive,1,",
  "P5,Phạm Văn Dũng,1933-02-02,Nam,051033000044,,51,21112,,,alive,1,",
  "P6,Võ Thị Hoa,1937-09-15,Nữ,051137000055,,51,21112,,,alive,1,",
  "P7,Đỗ Đức Hậu,1941-05-01,Nam,051041000066,,51,21112,,,alive,1,",
].join("\n");

describe(`files as offices send them, on ${backend}`, () => {
  let program;
  let browser;
  const admin = new Person({ login: "quan.tri", fullName: "Nguyễn Thị Quản Trị", password: "một câu dài dễ nhớ 2024" });
  const who = { login: "ha.le", fullName: "Lê Thị Hà", role: "Cán bộ LĐ-TB&XH", office: /^Phòng L.* huyện Bình Sơn$/ };
  const labour = Object.assign(new Person({ ...who, password: "" }), who);

  before(async () => {
    program = await startProgram("--practice-day", DAY);
    browser = await openBrowser();
    await admin.sitDown(browser, program.origin);
    await admin.firstRun(program.firstRunLink());
    await admin.page.goto("/offices/new");
    await admin.createOffices({ from: FIRST_DAY, province: "Tỉnh Quảng Ngãi", district: "Huyện Bình Sơn", communes: ["Xã Bình Trị"], only: true });
    await admin.addColleague(labour, FIRST_DAY);
    await labour.sitDown(browser, program.origin);
    await labour.settleIn();
  });

  after(async () => {
    for (const person of [admin, labour]) if (person.window) await person.standUp();
    await browser?.close();
    await program?.stop();
  });

  async function send(path) {
    await labour.page.goto("/imports/new");
    await labour.page.getByRole("radio", { name: "Bảo trợ xã hội" }).check();
    await labour.page.getByLabel("Đơn vị gửi", { exact: true }).selectOption({ label: "Huyện Bình Sơn" });
    await labour.page.getByLabel("Chọn tệp danh sách").setInputFiles(path);
    await labour.press("Gửi tệp");
  }

  test("a list with headings nobody knows waits until its columns are told", async () => {
    const path = join(program.folder, "la.csv");
    writeFileSync(path, STRANGE);
    await send(path);
    await labour.page.getByText("Tệp đã được giữ lại, chờ chọn cột").waitFor();
    await labour.follow("Sửa cách hiểu các cột");
    await labour.expectHeading(/Các cột của tệp/);
    await labour.look("import-columns");
    await labour.page.getByLabel("Dòng tiêu đề").selectOption({ index: 1 });
    for (const [at, field] of COLUMNS.entries()) {
      const letter = String.fromCharCode(65 + at);
      await labour.page.getByLabel(`Cột ${letter}: Được hiểu là`).selectOption({ label: field });
    }
    await labour.press("Đọc lại tệp");
    await labour.page.getByText("nhận 1 dòng, trả lại 1 dòng").waitFor();
    await labour.follow("Xem tệp và bước tiếp theo");
    await labour.look("import-reread");
  });

  test("damaged values are proposals until an officer accepts them", async () => {
    await labour.follow("Số định danh bị hỏng");
    await labour.page.getByText("Đề xuất: 051144001234, vì mất số 0 đầu").waitFor();
    await labour.look("import-proposals");
    await labour.page.getByRole("button", { name: "Chấp nhận đề xuất cho dòng 2" }).click();
    await labour.page.getByText("Không còn đề xuất nào loại này").waitFor();
    await labour.follow("la.csv");
    await labour.follow("Ngày sinh không đọc được");
    await labour.press("Chấp nhận cả 1 đề xuất loại này");
    await labour.page.getByText("Đã chấp nhận 1 đề xuất").waitFor();
    assert.equal(await labour.page.getByText("Từng lỗi, theo thứ tự dòng").count(), 0, "nothing is wrong any more");
  });

  test("the unit's next file with these headings is read so at once", async () => {
    const path = join(program.folder, "la-2.csv");
    writeFileSync(path, `${STRANGE}\n3,Đinh Văn Hrê,1960,,21061,BTXH.5c`);
    await send(path);
    await labour.page.getByText("Đã nhận 2 dòng, trả lại 1 dòng").waitFor();
    await labour.follow("Xem tệp và bước tiếp theo");
    await labour.page.getByText("Các cột đã được hiểu thế nào").click();
    await labour.page.getByText("cách chọn cột đã lưu của đơn vị gửi").waitFor();
  });

  test("an old workbook in an old font is read, corrected in its columns, and its rows come back", async () => {
    await send(OLD_WORKBOOK);
    await labour.page.getByText("Đã nhận 2 dòng, trả lại 1 dòng").waitFor();
    await labour.follow("Xem tệp và bước tiếp theo");
    await labour.look("import-old-workbook");
    const saved = labour.page.waitForEvent("download");
    await labour.follow("Tải các dòng cần sửa");
    assert.equal((await saved).suggestedFilename(), "btxh-tra-lai.xlsx");
    await labour.follow("Sửa cách hiểu các cột");
    await labour.look("import-columns-old-workbook");
    await labour.page.getByLabel("Cột H: Được hiểu là").selectOption({ label: "Không dùng" });
    await labour.press("Đọc lại tệp");
    await labour.page.getByText("nhận 3 dòng, trả lại 0 dòng").waitFor();
    await labour.page.goto("/imports");
    await labour.look("imports-files");
  });

  /** The page of the file that has just come in, and the one of its rows sent back, corrected. */
  const paths = {};

  test("a workbook in an old font has one column put right, and its faults are told", async () => {
    const path = join(program.folder, "tcvn3.xlsx");
    writeWorkbook(path, TYPED.map((row) => row.map(inTcvn3)));
    await send(path);
    await labour.page.getByText("Đã nhận 5 dòng, trả lại 1 dòng").waitFor();
    await labour.follow("Xem tệp và bước tiếp theo");
    await labour.page.getByText("Không có xã “Bình Xa” trong địa bàn gửi").first().waitFor();
    await labour.follow("Sửa cách hiểu các cột");
    await labour.page.getByLabel("Cột H: Được hiểu là").selectOption({ label: "Mức hưởng" });
    await labour.look("story-columns");
    await labour.press("Đọc lại tệp");
    await labour.page.getByText("nhận 4 dòng, trả lại 2 dòng").waitFor();
    await labour.look("story-job");
    await labour.follow("Xem tệp và bước tiếp theo");
    await labour.look("story-faults");
    paths.first = new URL(labour.page.url()).pathname;
  });

  test("the rows sent back are corrected in their workbook and come in, read by the columns that were told", async () => {
    const saved = labour.page.waitForEvent("download");
    await labour.follow("Tải các dòng cần sửa");
    const [back, corrected] = ["tra-lai.xlsx", "da-sua.xlsx"].map((name) => join(program.folder, name));
    await (await saved).saveAs(back);
    const texts = textsOf(back);
    for (const said of ["Lý do", "Võ Thị Hoa", "Đỗ Đức Hậu"]) assert.ok(texts.includes(said), `${said} in ${texts.join(" | ")}`);
    assert.ok(!texts.includes("Nguyễn Thị Bưởi"), "a good row does not come back");
    correctWorkbook(back, corrected, { "Bình Xa": "Bình Châu", "36o.ooo": "360000" });
    await send(corrected);
    await labour.page.getByText("Đã nhận 3 dòng, trả lại 0 dòng").waitFor();
    await labour.follow("Xem tệp và bước tiếp theo");
    assert.equal(await labour.page.getByRole("cell", { name: "Trả lại", exact: true }).count(), 0, "no row goes back again");
    await labour.page.getByText("Các cột đã được hiểu thế nào").click();
    await labour.page.getByText("cách chọn cột đã lưu của đơn vị gửi").first().waitFor();
    await labour.look("story-corrected");
    paths.corrected = new URL(labour.page.url()).pathname;
  });

  /** Waits for the job on the page to end, and goes where it leads. */
  async function afterJob(link) {
    await labour.page.getByRole("link", { name: link }).first().waitFor();
    await labour.follow(link);
  }

  async function enrol() {
    for (const path of Object.values(paths)) {
      await labour.page.goto(path);
      await labour.press("Lập hồ sơ đối tượng");
      await afterJob("Xem hồ sơ đối tượng");
    }
  }

  /** The figures of a line of the state table, by the words above them. */
  async function statesOf(commune) {
    await labour.page.goto("/reports");
    const table = labour.page.getByRole("table").first();
    const headings = await table.getByRole("columnheader").allInnerTexts();
    const row = table.getByRole("row").filter({ has: labour.page.getByRole("rowheader", { name: commune }) });
    const figures = await row.getByRole("cell").allInnerTexts();
    const named = headings.slice(-figures.length).map((heading, at) => [heading.trim(), Number(figures[at].trim())]);
    return Object.fromEntries(named);
  }

  const expectStates = async (commune, expected) => {
    const states = await statesOf(commune);
    const all = { "Đã xác thực": 0, "Chờ xác thực": 0, "Lệch thông tin": 0, "Không tìm thấy": 0, "Chưa gửi rà soát": 0, ...expected };
    for (const [state, count] of Object.entries(all)) assert.equal(states[state], count, `${commune}, ${state}: ${JSON.stringify(states)}`);
  };

  test("the rows are compared with the register, and the state table of the communes counts them", async () => {
    const register = join(program.folder, "dan-cu.csv");
    writeFileSync(register, KNOWN);
    await labour.page.goto("/registers");
    await labour.fill("Ngày kết xuất", "08/01/2024");
    await labour.page.getByLabel("Chọn tệp dữ liệu dân cư").setInputFiles(register);
    await labour.press("Gửi bản dữ liệu");
    await labour.page.getByText("Đã đưa vào dùng bản dữ liệu 7 người.").waitFor();
    for (const path of Object.values(paths)) {
      await labour.page.goto(path);
      await labour.press("Đối chiếu với dữ liệu dân cư");
      await labour.page.getByRole("link", { name: "Xem các dòng chờ quyết định" }).first().waitFor();
    }
    await enrol();
    await expectStates("Xã Bình Trị", { "Đã xác thực": 1, "Lệch thông tin": 1, "Chờ xác thực": 1 });
    await expectStates("Xã Bình Châu", { "Đã xác thực": 2, "Chờ xác thực": 1 });
    await labour.look("story-states-before");
  });

  /** Presses one key where a row and those it could be stand side by side. */
  async function decide(name, key) {
    await labour.expectHeading(name);
    // A heading is seen before the page's script has come; a key pressed between is nobody's.
    await labour.page.waitForLoadState("load");
    await labour.page.keyboard.press(key);
  }

  test("one key confirms, one rejects, one asks the commune", async () => {
    await labour.page.goto("/matching");
    await labour.look("story-matching");
    await labour.follow("Bắt đầu xem xét");
    // The doubtful row came in again beside the corrected ones: it waits once, in the newer file.
    await labour.expectHeading("Lê Thị Sáu");
    await labour.look("story-review-rivals");
    await labour.page.getByLabel("Lý do").first().press("0");
    await labour.expectHeading("Lê Thị Sáu");
    await labour.page.getByLabel("Lý do").first().fill("");
    await labour.page.getByRole("heading", { level: 1 }).click();
    await decide("Lê Thị Sáu", "0");
    await decide("Phạm Văn Dũng", "h");
    await labour.expectHeading("Trần Văn Chính");
    await labour.look("story-review");
    await decide("Trần Văn Chính", "1");
    await labour.page.getByText("Không còn dòng nào chờ").waitFor();
    await labour.look("story-matching-done");
    await labour.page.goto("/matching?state=asked");
    await labour.page.getByRole("link", { name: "Phạm Văn Dũng" }).waitFor();
    await labour.look("story-asked");
  });

  test("the older row of the two shows where it was decided on", async () => {
    await labour.page.goto(`/matching?state=mismatch&file=${paths.first.split("/").pop()}`);
    await labour.follow("Trần Văn Chính");
    await labour.page.getByText("Dòng này có lại y nguyên").waitFor();
    await labour.look("story-superseded");
    await labour.follow("Mở dòng ở tệp mới hơn");
    await labour.page.getByText("cán bộ xác nhận đúng người").first().waitFor();
  });

  test("the next list with the same rows needs no second decision", async () => {
    const path = join(program.folder, "thang-sau.xlsx");
    const more = ["7", "Hồ Thị Lan", "03/04/1936", "Nữ", "", "Bình Châu", "BTXH.5c", "360000"];
    writeWorkbook(path, [...TYPED.slice(0, 7), more].map((row) => row.map(inTcvn3)));
    await send(path);
    await labour.page.getByText("Đã nhận 5 dòng, trả lại 0 dòng").waitFor();
    await labour.follow("Xem tệp và bước tiếp theo");
    paths.next = new URL(labour.page.url()).pathname;
    await labour.press("Đối chiếu với dữ liệu dân cư");
    await labour.page.getByText("Trong đó 3 dòng lấy quyết định của cán bộ").waitFor();
    await labour.look("story-job-carried");
    await labour.page.goto("/matching");
    await labour.page.getByRole("link", { name: "Hồ Thị Lan" }).waitFor();
    assert.equal(await labour.page.getByRole("link", { name: "Trần Văn Chính" }).count(), 0, "it was decided on");
    await labour.page.goto(`/matching?state=not_found&file=${paths.next.split("/").pop()}`);
    await labour.follow("Lê Thị Sáu");
    await labour.page.getByText("Quyết định được mang sang từ dòng").waitFor();
    await labour.look("story-carried");
  });

  test("the state table of the communes changes by what was decided", async () => {
    await enrol();
    await expectStates("Xã Bình Trị", { "Đã xác thực": 2, "Không tìm thấy": 1 });
    await expectStates("Xã Bình Châu", { "Đã xác thực": 2, "Chờ xác thực": 1, "Không tìm thấy": 1 });
    await labour.look("story-states-after");
    // In whatever order the files are taken over, the newest decision holds.
    await enrol();
    await expectStates("Xã Bình Trị", { "Đã xác thực": 2, "Không tìm thấy": 1 });
    await labour.page.goto(paths.first);
    await labour.look("story-file-after");
  });
});
