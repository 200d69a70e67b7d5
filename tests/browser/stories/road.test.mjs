// A commune's list travels to a closed month: one person of each group, each step by the officer whose task it is.

import assert from "node:assert/strict";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { backend, startProgram } from "../lib/program.mjs";
import { openBrowser } from "../lib/browser.mjs";
import { Person } from "../lib/person.mjs";
import { PEOPLE, simulate, writeList, writeRegister } from "../lib/village.mjs";

const DAY = "2024-01-25";
const FIRST_DAY = "02/01/2024";
const MONTH = "02/2024";

const STAFF = {
  labour: { login: "ha.le", fullName: "Lê Thị Hà", role: "Cán bộ LĐ-TB&XH", office: /^Phòng L.* huyện Bình Sơn$/ },
  head: { login: "tam.vo", fullName: "Võ Minh Tâm", role: "Trưởng phòng LĐ-TB&XH", office: /^Phòng L.* huyện Bình Sơn$/, leads: true },
  police: { login: "tri.cong.an", fullName: "Phạm Văn Trị", role: "Công an cấp xã", office: /^Công an xã Bình Trị$/ },
  social: { login: "on.van.hoa", fullName: "Đỗ Thị Ổn", role: "Công chức văn hóa - xã hội", office: /^(UBND|Ủy ban nhân dân) xã Bình Trị$/ },
  judicial: { login: "tu.phap", fullName: "Cao Văn Lý", role: "Công chức tư pháp - hộ tịch", office: /^(UBND|Ủy ban nhân dân) xã Bình Trị$/ },
  leader: { login: "chu.tich", fullName: "Bùi Quang Châu", role: "Lãnh đạo UBND cấp xã", office: /^(UBND|Ủy ban nhân dân) xã Bình Trị$/, leads: true },
};

describe(`the road of a month, on ${backend}`, () => {
  let program;
  let browser;
  const admin = new Person({ login: "quan.tri", fullName: "Nguyễn Thị Quản Trị", password: "một câu dài dễ nhớ 2024" });
  const staff = {};
  let filePath;
  let cyclePath;
  for (const [key, who] of Object.entries(STAFF)) staff[key] = Object.assign(new Person({ ...who, password: "" }), who);

  before(async () => {
    program = await startProgram("--practice-day", DAY);
    browser = await openBrowser();
    await admin.sitDown(browser, program.origin);
    await admin.firstRun(program.firstRunLink());
    await admin.page.goto("/offices/new");
    await admin.createOffices({ from: FIRST_DAY, province: "Tỉnh Quảng Ngãi", district: "Huyện Bình Sơn", communes: ["Xã Bình Trị"], only: true });
    for (const person of Object.values(staff)) {
      await admin.addColleague(person, FIRST_DAY);
      await person.sitDown(browser, program.origin);
      await person.settleIn();
    }
  });

  after(async () => {
    for (const person of [admin, ...Object.values(staff)]) if (person.window) await person.standUp();
    await browser?.close();
    const how = await program?.stop();
    assert.deepEqual(how, { code: 0, signal: null }, "asked to stop, the program ends without an error");
  });

  /** The pages of the confirm kind: the link on the page, then the button of the same name. */
  async function confirm(person, name) {
    await person.follow(name);
    await person.press(name);
  }

  /** Waits for the job on the page to end, and goes where it leads. */
  async function afterJob(person, link) {
    await person.page.getByRole("link", { name: link }).first().waitFor();
    await person.follow(link);
  }

  test("the labour officer takes in the list and the register, and has them compared", async () => {
    const { labour } = staff;
    await labour.page.goto("/registers");
    await labour.look("registers-none");
    await labour.fill("Ngày kết xuất", "08/01/2024");
    await labour.page.getByLabel("Chọn tệp dữ liệu dân cư").setInputFiles(writeRegister(program.folder, "21061"));
    await labour.press("Gửi bản dữ liệu");
    await labour.page.getByText(`Đã đưa vào dùng bản dữ liệu ${PEOPLE.length} người.`).waitFor();
    await labour.page.goto("/imports");
    await labour.look("imports-none");
    await labour.follow("Nhận tệp mới");
    await labour.look("import-new");
    await labour.page.getByRole("radio", { name: "Bảo trợ xã hội" }).check();
    await labour.page.getByLabel("Đơn vị gửi", { exact: true }).selectOption({ label: "Xã Bình Trị" });
    await labour.page.getByLabel("Chọn tệp danh sách").setInputFiles(writeList(program.folder));
    await labour.press("Gửi tệp");
    await afterJob(labour, "Xem tệp và bước tiếp theo");
    await labour.look("import");
    filePath = new URL(labour.page.url()).pathname;
    await labour.press("Đối chiếu với dữ liệu dân cư");
    await afterJob(labour, "Xem các dòng chờ quyết định");
    await labour.look("matching");
  });

  test("the commune police decide on the row the rules left open", async () => {
    const { police } = staff;
    await police.page.goto("/matching");
    await police.follow("Bắt đầu xem xét");
    await police.look("match-review");
    await police.page.getByRole("button", { name: "Đúng là người này" }).first().click();
    await police.page.getByText("Không còn dòng nào chờ").waitFor();
    const { labour } = staff;
    await labour.page.goto(filePath);
    await labour.press("Lập hồ sơ đối tượng");
    await afterJob(labour, "Xem hồ sơ đối tượng");
    await labour.look("people");
  });

  /** Ticks a choice of a form by what it stands for. */
  const tick = (person, name, value) => person.page.locator(`input[name="${name}"][value="${value}"]`).check();

  /** Who of the commune answers what at the door. */
  const ANSWERS = {
    "Nguyễn Thị An": { outcome: "chose", has_account: "yes", registered: "yes", wish: "account", method: "own_account" },
    "Trần Văn Bình": { outcome: "refused", has_account: "yes", registered: "no", wish: "cash", method: "cash_point", why: "Quen nhận tiền mặt tại bưu điện" },
    "Lê Thị Cúc": { outcome: "chose", has_account: "no", wish: "cash", method: "cash_point" },
    "Phạm Văn Dũng": { outcome: "chose", has_account: "no", wish: "cash", force_majeure: "frail", method: "cash_home" },
    "Võ Thị Hoa": { outcome: "chose", has_account: "no", wish: "cash", method: "cash_point" },
  };

  test("the commune police visit one person of each group and write down what they chose", async () => {
    const { police } = staff;
    await police.page.goto("/visits");
    await police.look("visits");
    for (const [name, { why, ...answers }] of Object.entries(ANSWERS)) {
      await police.page.goto("/visits");
      await police.follow(name);
      await police.follow("Ghi kết quả thăm hộ");
      if (why) await police.look("visit-form");
      for (const point of ["policy", "access", "protection"]) await tick(police, "campaign", point);
      for (const [question, answer] of Object.entries(answers)) await tick(police, question, answer);
      if (why) {
        await police.page.locator('textarea[name="reason"]').fill(why);
        for (const who of ["police", "officer"]) await tick(police, "signed", who);
        await tick(police, "mark", "signed");
      }
      await police.press("Lưu kết quả thăm hộ");
      await police.page.getByRole("link", { name: "Ghi kết quả thăm hộ" }).waitFor();
      if (why) await police.look("visit-refused");
    }
  });

  test("an account is entered by one officer; the same officer is refused the check, another does it", async () => {
    const { social, labour } = staff;
    await social.page.goto("/visits?who=everybody");
    await social.follow("Nguyễn Thị An");
    await social.follow("Nhập tài khoản");
    await social.look("account-new");
    await tick(social, "method", "own_account");
    await social.page.locator('select[name="bank"]').selectOption("970436");
    await social.page.locator('input[name="number"]').fill("0011001234567");
    await social.page.locator('input[name="holder_name"]').fill("NGUYEN THI AN");
    await social.press("Nhập tài khoản");
    await social.look("account");
    const path = new URL(social.page.url()).pathname;
    await social.page.goto(`${path}/check`);
    await tick(social, "answer", "claimed");
    await social.press("Kiểm tra xong");
    await social.page.getByText("Bạn là người nhập tài khoản này nên không được tự kiểm tra").first().waitFor();
    await social.look("account-own-check");
    await labour.page.goto(`${path}/check`);
    await tick(labour, "answer", "holder");
    await labour.page.locator('input[name="bank_holder"]').fill("NGUYEN THI AN");
    await labour.press("Kiểm tra xong");
    await labour.page.goto(`${path}/activate`);
    await labour.press("Kích hoạt");
    await labour.page.getByText("Đang dùng").first().waitFor();
    await labour.look("account-active");
  });

  test("the social officer draws the list up and freezes it; the leader approves exactly that version", async () => {
    const { social, leader } = staff;
    await social.page.goto("/lists");
    await social.fill("Tháng", MONTH);
    await social.press("Xem");
    await social.look("lists-none");
    await social.press(`Lập danh sách tháng ${MONTH}`);
    await social.look("list-draft");
    const path = new URL(social.page.url()).pathname;
    await confirm(social, "Chốt danh sách");
    await leader.page.goto(path);
    await leader.look("list-frozen");
    await confirm(leader, "Duyệt danh sách");
    await social.page.goto(path);
    await confirm(social, "Bàn giao danh sách");
    await social.look("list-handed-over");
    await social.follow("Xem bản in");
    await social.look("list-print");
  });

  test("the labour officer computes the month; the head approves, writes and sends the files", async () => {
    const { labour, head } = staff;
    await labour.page.goto("/cycles");
    await labour.look("cycles-none");
    await labour.follow("Mở kỳ chi trả");
    await labour.fill("Tháng chi trả", MONTH);
    await labour.press("Mở kỳ chi trả");
    const path = new URL(labour.page.url()).pathname;
    await labour.press("Tính lệnh chi");
    await labour.look("cycle-computed");
    await head.page.goto(path);
    await head.follow("Xem và duyệt");
    await head.look("cycle-approve");
    await head.press("Duyệt phiên bản này");
    await head.follow("Khai tài khoản chi");
    await head.fill("Tên chủ tài khoản", "PHONG LDTBXH BINH SON");
    await head.page.getByLabel("Ngân hàng", { exact: true }).selectOption("970405");
    await head.fill("Số tài khoản", "4505201000524");
    await head.press("Lưu tài khoản chi");
    await head.press("Tạo tệp chi");
    await head.look("cycle-files");
    for (const who of ["bank", "post"]) mkdirSync(join(program.folder, who, "in"), { recursive: true });
    const files = await head.page.getByRole("button", { name: "Tải tệp", exact: true }).count();
    assert.equal(files, 2, "a file for the bank, a workbook for the post");
    for (let at = 0; at < files; at += 1) {
      const download = head.page.waitForEvent("download");
      await head.page.getByRole("button", { name: "Tải tệp", exact: true }).nth(at).click();
      const file = await download;
      const name = file.suggestedFilename();
      await file.saveAs(join(program.folder, name.endsWith(".xml") ? "bank" : "post", name));
    }
    await head.page.goto(path);
    for (let left = files; left > 0; left -= 1) {
      await head.page.getByRole("button", { name: "Ghi nhận đã gửi", exact: true }).first().click();
      await head.page.getByText("Đã ghi nhận tệp này đã gửi.").waitFor();
    }
    await head.look("cycle-sent");
    cyclePath = path;
  });

  test("bank and post answer; the labour officer takes the answers in; the head closes the month", async () => {
    const { labour, head } = staff;
    const answers = [];
    for (const who of ["bank", "post"]) {
      const folder = join(program.folder, who, "in");
      simulate(who, join(program.folder, who), folder);
      answers.push(...readdirSync(folder).map((name) => join(folder, name)));
    }
    await labour.page.goto("/reconciliation");
    await labour.page.getByLabel("Tệp trả lời", { exact: true }).setInputFiles(answers);
    await labour.press("Nhập các tệp này");
    await labour.look("answers-taken");
    await head.page.goto(cyclePath);
    await head.follow("Xem cân đối và khóa sổ");
    await head.look("month-balance");
    await head.press("Khóa sổ tháng này");
    await head.look("month-closed");
    await head.page.getByText("Đã khóa sổ").first().waitFor();
    await labour.page.goto("/reports");
    await labour.look("reports");
  });
});
