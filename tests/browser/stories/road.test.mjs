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
  payer: { login: "buu.ta", fullName: "Hồ Thị Thư", role: "Nhân viên chi trả", office: /^Bưu điện huyện Bình Sơn$/ },
  payerHead: { login: "buu.dien", fullName: "Mai Văn Bưu", role: "Phụ trách chi trả", office: /^Bưu điện huyện Bình Sơn$/, leads: true },
  leader: { login: "chu.tich", fullName: "Bùi Quang Châu", role: "Lãnh đạo UBND cấp xã", office: /^(UBND|Ủy ban nhân dân) xã Bình Trị$/, leads: true },
};

/** Pages beside the road that an officer of the road opens, and the names of their pictures. */
const OTHER_PAGES = [
  ["/", "home-labour"], ["/people", "people-all"], ["/exceptions", "exceptions"], ["/accounts/shared", "accounts-shared"],
  ["/cycles", "cycles"], ["/cycles/carried", "carried"], ["/imports", "imports"], ["/registers", "registers"],
  ["/reconciliation/exceptions", "money-exceptions"], ["/letters", "letters"], ["/jobs", "jobs"], ["/reference", "reference"],
  ["/reference/rates", "rates"], ["/reference/categories", "categories"], ["/reference/banks", "banks"],
  ["/reference/holidays", "holidays"], ["/profiles", "profiles"], ["/profiles/calendar", "calendar"], ["/places", "places"], ["/rights", "rights"],
];

describe(`the road of a month, on ${backend}`, () => {
  let program;
  let browser;
  const admin = new Person({ login: "quan.tri", fullName: "Nguyễn Thị Quản Trị", password: "một câu dài dễ nhớ 2024" });
  const staff = {};
  let filePath;
  let cyclePath;
  let refusedPath;
  let proxyPath;
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

  /** How the pages call the group of each person. */
  const GROUP_OF = Object.fromEntries(PEOPLE.map(({ name, group }) => [name, `Nhóm ${group.slice(1)}`]));

  /** Who receives for whoever has no account. */
  const PROXY = "Lê Văn Con";

  /** Who of the commune answers what at the door. */
  const ANSWERS = {
    "Nguyễn Thị An": { outcome: "chose", has_account: "yes", registered: "yes", wish: "account", method: "own_account" },
    "Trần Văn Bình": { outcome: "refused", has_account: "yes", registered: "no", wish: "cash", method: "cash_point", why: "Quen nhận tiền mặt tại bưu điện" },
    "Lê Thị Cúc": { outcome: "chose", has_account: "no", wish: "account", authorises: "with_account", method: "proxy_account" },
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
      }
      await police.press("Lưu kết quả thăm hộ");
      await police.page.getByRole("link", { name: "Ghi kết quả thăm hộ" }).waitFor();
      const group = GROUP_OF[name];
      await police.page.getByRole("definition").filter({ hasText: new RegExp(`^\\s*${group}: `) }).waitFor();
      if (why) {
        await police.look("visit-refused");
        refusedPath = new URL(police.page.url()).pathname;
      }
    }
  });

  test("the pages tell the group of each person, and count the groups of the commune", async () => {
    const { social, labour } = staff;
    await social.page.goto("/visits?who=everybody");
    await social.look("visits-everybody");
    for (const [name, group] of Object.entries(GROUP_OF)) {
      const row = social.page.getByRole("row").filter({ has: social.page.getByRole("rowheader", { name }) });
      assert.match(await row.innerText(), new RegExp(group), `${name} is of ${group}`);
    }
    await labour.page.goto("/visits");
    await labour.look("visits-communes");
    for (const group of new Set(Object.values(GROUP_OF))) {
      const expected = Object.values(GROUP_OF).filter((one) => one === group).length;
      const counted = labour.page.locator(".summary__row").filter({ has: labour.page.getByRole("term").filter({ hasText: group }) });
      assert.equal((await counted.getByRole("definition").innerText()).trim(), String(expected), `people of ${group}`);
    }
  });

  test("the minutes of the refusal are closed once the police, the social officer and the person have signed", async () => {
    const { police, social } = staff;
    const refusedToClose = async (person, missing) => {
      await person.page.goto(refusedPath);
      await person.press("Khép biên bản");
      await person.page.getByText(`Biên bản còn thiếu chữ ký: ${missing}. Hãy bổ sung rồi mới khép.`).first().waitFor();
    };
    await refusedToClose(police, "công an cấp xã");
    await police.look("minutes-refused");
    await police.page.goto(refusedPath);
    await police.press("Tôi ký biên bản");
    await police.page.getByText("Đã ghi chữ ký vào biên bản.").waitFor();
    assert.equal(await police.page.getByRole("button", { name: "Tôi ký biên bản" }).count(), 0, "nobody signs for another");
    await refusedToClose(police, "công chức văn hóa - xã hội");
    await social.page.goto(refusedPath);
    await social.press("Tôi ký biên bản");
    await social.page.getByText("Đã ghi chữ ký vào biên bản.").waitFor();
    await refusedToClose(social, "người hưởng trợ cấp");
    await social.page.goto(refusedPath);
    await social.follow("Ghi chữ ký của người hưởng");
    await tick(social, "mark", "thumbprint");
    await social.page.locator('input[name="witness"]').fill("Trần Thị Láng Giềng");
    await social.look("minutes-mark");
    await social.press("Lưu");
    await social.page.getByText("Điểm chỉ, người chứng kiến: Trần Thị Láng Giềng").waitFor();
    await social.press("Khép biên bản");
    await social.page.getByText("Đã khép biên bản.").waitFor();
    await social.look("minutes-closed");
    assert.equal(await social.page.getByRole("button", { name: "Khép biên bản" }).count(), 0, "closed minutes stay as they are");
  });

  test("the social officer enters an authorisation, and it holds once the judicial officer has confirmed it", async () => {
    const { social, judicial } = staff;
    await social.page.goto("/visits?who=everybody");
    await social.follow("Lê Thị Cúc");
    proxyPath = new URL(social.page.url()).pathname;
    await social.follow("Nhập giấy ủy quyền, giám hộ");
    await tick(social, "kind", "proxy");
    await social.fill("Người nhận thay", PROXY);
    await social.page.locator('input[name="citizen_id"]').fill("051080000066");
    await social.page.locator('input[name="relation"]').fill("con");
    await tick(social, "with_account", "yes");
    await social.look("paper-new");
    await social.press("Lưu giấy");
    await social.page.getByText("Đã lưu giấy. Chờ công chức tư pháp xác nhận.").waitFor();
    assert.equal(await social.page.getByRole("link", { name: "Xác nhận giấy" }).count(), 0, "whoever entered it does not confirm it");
    await judicial.page.goto("/");
    await judicial.look("home-judicial");
    await judicial.follow("giấy ủy quyền");
    await judicial.look("papers-waiting");
    await judicial.follow("Lê Thị Cúc");
    await judicial.look("paper-confirm");
    await judicial.press("Xác nhận giấy");
    await judicial.page.getByText("Đã xác nhận giấy.").waitFor();
    await judicial.look("paper-confirmed");
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

  test("the account of the proxy is entered and checked against the name on the paper", async () => {
    const { social, labour } = staff;
    await social.page.goto(proxyPath);
    await social.follow("Nhập tài khoản");
    await social.page.locator('select[name="bank"]').selectOption("970415");
    await social.page.locator('input[name="number"]').fill("711100000066");
    await social.page.locator('input[name="holder_name"]').fill("LE VAN CON");
    await social.press("Nhập tài khoản");
    await social.page.getByText("Đã nhập. Chờ người khác kiểm tra.").waitFor();
    const path = new URL(social.page.url()).pathname;
    await labour.page.goto("/accounts");
    await labour.look("accounts");
    await labour.page.goto(`${path}/check`);
    await tick(labour, "answer", "holder");
    await labour.page.locator('input[name="bank_holder"]').fill("LE THI CUC");
    await labour.press("Kiểm tra xong");
    await labour.page.getByRole("alert").first().waitFor();
    await labour.page.locator('input[name="bank_holder"]').fill("LE VAN CON");
    await labour.press("Kiểm tra xong");
    await labour.page.goto(`${path}/activate`);
    await labour.press("Kích hoạt");
    await labour.page.getByText("Đang dùng").first().waitFor();
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
    const proxied = social.page.getByRole("row").filter({ has: social.page.getByRole("rowheader", { name: "Lê Thị Cúc" }) });
    assert.match(await proxied.innerText(), /Tài khoản của người được ủy quyền/);
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
    // The bank's file is taken there by hand; the post finds its own here.
    const xml = head.page.getByRole("listitem").filter({ hasText: ".xml" });
    const download = head.page.waitForEvent("download");
    await xml.getByRole("button", { name: "Tải tệp", exact: true }).click();
    const file = await download;
    await file.saveAs(join(program.folder, "bank", file.suggestedFilename()));
    await head.page.goto(path);
    await head.press("Ghi nhận đã gửi");
    await head.page.getByText("Đã ghi nhận tệp này đã gửi.").waitFor();
    await head.look("cycle-files");
    await head.press("Giao cho bưu điện tại đây");
    await head.page.getByText("Đã giao danh sách cho bưu điện").waitFor();
    await head.look("cycle-sent");
    cyclePath = path;
  });

  test("the post sees whom to pay in cash, and may neither take answers in nor look at full numbers", async () => {
    const { payer, payerHead } = staff;
    await payer.page.goto("/");
    await payer.look("home-payer");
    await payer.page.goto(cyclePath);
    await payer.look("cycle-payer");
    assert.equal(await payer.page.locator("main").getByRole("button").count(), 0, "nothing of the cycle is the post's to do");
    await payer.page.goto(`${cyclePath}/instructions?channel=post`);
    await payer.look("instructions-payer");
    const paidInCash = (await payer.page.getByRole("rowheader").getByRole("link").allInnerTexts()).map((name) => name.trim());
    assert.deepEqual(paidInCash.sort(), ["Phạm Văn Dũng", "Trần Văn Bình", "Võ Thị Hoa"]);
    await payerHead.page.goto("/reconciliation");
    await payerHead.look("reconciliation-payer-head");
    assert.equal(await payerHead.page.getByLabel("Tệp trả lời", { exact: true }).count(), 0, "answers are the labour office's to take in");
    const person = await payerHead.page.goto(proxyPath);
    assert.equal(person.status(), 200);
    assert.equal(await payerHead.page.getByText("051140000033").count(), 0, "the post sees covered numbers only");
  });

  test("the post fetches its list, settles it, and a second person there confirms; whoever handed it in may not", async () => {
    const { payer, payerHead, labour } = staff;
    await payer.page.goto("/");
    await payer.follow("Danh sách tiền mặt chưa quyết toán xong");
    await payer.look("cash");
    const download = payer.page.waitForEvent("download");
    await payer.press("Tải danh sách");
    const list = await download;
    await list.saveAs(join(program.folder, "post", list.suggestedFilename()));
    const folder = join(program.folder, "post", "in");
    simulate("post", join(program.folder, "post"), folder);
    await payer.page.goto("/cash");
    await payer.page.getByLabel("Bảng đã ghi kết quả").setInputFiles(join(program.folder, "bank", readdirSync(join(program.folder, "bank")).find((name) => name.endsWith(".xml"))));
    await payer.press("Nộp bảng này");
    await payer.page.getByText("Tệp này không phải bảng quyết toán Excel").first().waitFor();
    await payer.look("cash-refused");
    await payer.page.getByLabel("Bảng đã ghi kết quả").setInputFiles(readdirSync(folder).map((name) => join(folder, name)));
    await payer.press("Nộp bảng này");
    await payer.look("settlement-handed-in");
    assert.equal(await payer.page.getByRole("button", { name: "Xác nhận bảng này" }).count(), 0, "not by whoever handed it in");
    await payerHead.page.goto("/");
    await payerHead.follow("Bảng quyết toán chờ xác nhận");
    await payerHead.look("settlement-to-confirm");
    await payerHead.press("Xác nhận bảng này");
    await payerHead.page.getByText("Chờ cơ quan chi trả nhận").first().waitFor();
    await labour.page.goto("/");
    await labour.follow("Bảng quyết toán của bưu điện chờ nhận");
    await labour.look("settlement-to-take");
    await labour.press("Nhận vào đối soát");
    await labour.page.getByText("Đã nhận bảng quyết toán vào đối soát.").waitFor();
    await payer.page.goto("/cash");
    await payer.look("cash-settled");
    await payer.page.getByText("Đã quyết toán hết").waitFor();
  });

  test("the bank answers; the labour officer takes the answers in; the head closes the month", async () => {
    const { labour, head } = staff;
    const folder = join(program.folder, "bank", "in");
    simulate("bank", join(program.folder, "bank"), folder);
    const answers = readdirSync(folder).map((name) => join(folder, name));
    await labour.page.goto("/reconciliation");
    await labour.page.getByLabel("Tệp trả lời", { exact: true }).setInputFiles(answers);
    await labour.press("Nhập các tệp này");
    await labour.look("answers-taken");
    await labour.page.goto("/reconciliation");
    await labour.look("reconciliation");
    await labour.page.locator('main a[href^="/reconciliation/answers/"]').first().click();
    await labour.look("answer");
    await labour.page.goto(`${cyclePath}/instructions?channel=bank`);
    await labour.follow("Lê Thị Cúc");
    await labour.look("instruction-proxy");
    await labour.page.getByText("Đã trả").first().waitFor();
    await labour.page.getByText("LE VAN CON").first().waitFor();
    await head.page.goto(cyclePath);
    await head.follow("Xem cân đối và khóa sổ");
    await head.look("month-balance");
    await head.press("Khóa sổ tháng này");
    await head.look("month-closed");
    await head.page.getByText("Đã khóa sổ").first().waitFor();
    await labour.page.goto("/reports");
    await labour.look("reports");
    await labour.page.goto("/reports/coverage");
    await labour.look("reports-coverage");
    // The pages look alike on both databases.
    for (const [path, name] of backend === "sqlite" ? OTHER_PAGES : []) {
      await labour.page.goto(path);
      await labour.look(name);
    }
  });
});
