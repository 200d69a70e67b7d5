// Files as they really are: an old workbook in an old font, a list whose headings nobody knows, damaged numbers.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { backend, startProgram } from "../lib/program.mjs";
import { openBrowser } from "../lib/browser.mjs";
import { Person } from "../lib/person.mjs";

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
});
