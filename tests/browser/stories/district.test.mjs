// A district is set up from nothing: its offices, its staff, and each of them at work in the own area only.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { backend, startProgram } from "../lib/program.mjs";
import { openBrowser } from "../lib/browser.mjs";
import { Person } from "../lib/person.mjs";

const FIRST_DAY = "25/01/2024";

/** Huyện Bình Sơn in January 2024. */
const COMMUNES = [
  "Thị trấn Châu Ổ", "Xã Bình Thuận", "Xã Bình Thạnh", "Xã Bình Đông", "Xã Bình Chánh", "Xã Bình Nguyên", "Xã Bình Khương",
  "Xã Bình Trị", "Xã Bình An", "Xã Bình Hải", "Xã Bình Dương", "Xã Bình Phước", "Xã Bình Hòa", "Xã Bình Trung", "Xã Bình Minh",
  "Xã Bình Long", "Xã Bình Thanh", "Xã Bình Chương", "Xã Bình Hiệp", "Xã Bình Mỹ", "Xã Bình Tân Phú", "Xã Bình Châu",
];

/** Who works where: the role as on the screen, the office by its agency and place. */
const STAFF = [
  { login: "ha.le", fullName: "Lê Thị Hà", role: "Cán bộ LĐ-TB&XH", office: /^Phòng L.* huyện Bình Sơn$/, sees: COMMUNES },
  { login: "tam.vo", fullName: "Võ Minh Tâm", role: "Trưởng phòng LĐ-TB&XH", office: /^Phòng L.* huyện Bình Sơn$/, sees: COMMUNES, leads: true },
  { login: "tri.cong.an", fullName: "Phạm Văn Trị", role: "Công an cấp xã", office: /^Công an xã Bình Trị$/, sees: ["Xã Bình Trị"] },
  { login: "o.van.hoa", fullName: "Đỗ Thị Ổn", role: "Công chức văn hóa - xã hội", office: /^(UBND|Ủy ban nhân dân) thị trấn Châu Ổ$/, sees: ["Thị trấn Châu Ổ"] },
  { login: "chau.chu.tich", fullName: "Bùi Quang Châu", role: "Lãnh đạo UBND cấp xã", office: /^(UBND|Ủy ban nhân dân) xã Bình Châu$/, sees: ["Xã Bình Châu"], leads: true },
  { login: "thanh.cong.an", fullName: "Hồ Văn Thanh", role: "Công an cấp xã", office: /^Công an xã Bình Thanh$/, sees: ["Xã Bình Thanh"] },
];

describe(`the district Bình Sơn, on ${backend}`, () => {
  let program;
  let browser;
  const admin = new Person({ login: "quan.tri", fullName: "Nguyễn Thị Quản Trị", password: "một câu dài dễ nhớ 2024" });
  const people = STAFF.map((who) => Object.assign(new Person({ ...who, password: "" }), who));

  before(async () => {
    program = await startProgram();
    browser = await openBrowser();
    await admin.sitDown(browser, program.origin);
    await admin.firstRun(program.firstRunLink());
  });

  after(async () => {
    await admin.standUp();
    await browser?.close();
    const how = await program?.stop();
    assert.deepEqual(how, { code: 0, signal: null }, "asked to stop, the program ends without an error");
  });

  test("the administrator creates the offices of the district and its 22 communes", async () => {
    const { page } = admin;
    await page.goto("/offices");
    await admin.expectHeading("Cơ quan");
    await admin.look("offices-none");
    await admin.follow("Lập cơ quan");
    await admin.createOffices({ from: FIRST_DAY, province: "Tỉnh Quảng Ngãi", district: "Huyện Bình Sơn", communes: COMMUNES });
    await admin.expectHeading("Cơ quan");
    await admin.look("offices");
    const names = await admin.officeNames();
    for (const commune of COMMUNES) {
      const inside = commune.replace(/^\S+/, (kind) => kind.toLowerCase());
      assert.ok(names.filter((name) => name.endsWith(inside)).length >= 2, `police and government of ${inside} among ${names}`);
    }
    assert.ok(names.some((name) => /huyện Bình Sơn$/.test(name)), `offices of the district among ${names}`);
  });

  test("creating them again adds none", async () => {
    const before = await admin.officeNames();
    await admin.page.goto("/offices/new");
    await admin.createOffices({ from: FIRST_DAY, province: "Tỉnh Quảng Ngãi", district: "Huyện Bình Sơn", communes: COMMUNES });
    assert.deepEqual(await admin.officeNames(), before);
  });

  test("the administrator gives each person an account, a role and an office", async () => {
    for (const person of people) await admin.addColleague(person, FIRST_DAY, { look: person === people[0] });
    await admin.page.goto("/staff");
    await admin.look("staff");
  });

  for (const person of people) {
    test(`${person.fullName} chooses a password and sees the own area, no other`, async () => {
      await person.sitDown(browser, program.origin);
      await person.typePassword();
      if (person === people[0]) await person.look("password");
      await person.choosePassword(`câu riêng của ${person.login} 77`);
      if (person.leads) {
        await person.enrolSecondFactor();
        await person.keepRecoveryCodes();
      }
      await person.page.getByRole("link", { name: person.fullName }).first().waitFor();
      await person.page.goto("/");
      await person.expectHeading(`Xin chào, ${person.fullName}`);
      if (person.leads) await person.look("home-leader");

      const names = await person.officeNames();
      const isOwn = (name) => person.sees.some((commune) => name.toLowerCase().endsWith(commune.toLowerCase())) || (person.sees === COMMUNES && /huyện Bình Sơn$/.test(name));
      assert.ok(names.length > 0, "some office is seen");
      assert.deepEqual(names.filter((name) => !isOwn(name)), [], "no office of another area is seen");
      for (const commune of person.sees) {
        assert.ok(names.some((name) => name.toLowerCase().endsWith(commune.toLowerCase())), `${commune} among ${names}`);
      }

      for (const other of people) {
        const inside = other.sees.every((commune) => person.sees.includes(commune));
        const expected = inside ? 200 : 404;
        for (const path of [other.officePath, other.staffPath]) {
          const answer = await person.page.goto(path);
          assert.equal(answer.status(), expected, `${person.fullName} asks for ${other.fullName}'s ${path}`);
        }
      }
      await person.page.goto("/staff");
      const listed = await person.page.getByRole("rowheader").allInnerTexts();
      for (const other of people) {
        const inside = other.sees.every((commune) => person.sees.includes(commune));
        assert.equal(listed.some((text) => text.includes(other.fullName)), inside, `${other.fullName} in the list of ${person.fullName}`);
      }
      for (const path of ["/offices/new", "/staff/new"]) {
        assert.equal((await person.page.goto(path)).status(), 403, `${path} is not for ${person.role}`);
      }
      await person.standUp();
    });
  }

  test("the token of another agency’s program is not confirmed by an administrator whom its maker let in", async () => {
    const second = new Person({ login: "quan.tri.hai", fullName: "Trần Quản Trị Hai", password: "" });
    second.leads = true;
    await admin.page.goto("/staff/new");
    await admin.fill("Họ và tên", second.fullName);
    await admin.fill("Tên đăng nhập", second.login);
    await admin.page.getByLabel("Nhiệm vụ", { exact: true }).selectOption({ label: "Quản trị hệ thống" });
    await admin.page.getByRole("radio", { name: "Không gắn với cơ quan" }).check();
    await admin.fill("Từ ngày", FIRST_DAY);
    await admin.press("Tạo tài khoản");
    await admin.page.getByText("Mật khẩu chỉ hiện lần này").waitFor();
    second.password = (await admin.page.locator("code.secret").innerText()).trim();
    await second.sitDown(browser, program.origin);
    await second.settleIn();

    await admin.page.goto("/tokens");
    await admin.look("tokens-none");
    await admin.page.goto("/staff/new-service");
    await admin.fill("Tên chương trình", "Phân hệ chi trả của Kho bạc huyện");
    await admin.fill("Tên đăng nhập", "kho.bac");
    await admin.page.getByPlaceholder("Gõ để tìm").fill("phong ld");
    await admin.page.getByRole("radio", { name: /^Phòng L.* huyện Bình Sơn$/ }).check();
    await admin.fill("Từ ngày", FIRST_DAY);
    await admin.look("service-new");
    await admin.press("Tạo tài khoản");
    await admin.expectHeading("Phân hệ chi trả của Kho bạc huyện");
    await admin.look("service-account");
    const account = new URL(admin.page.url()).pathname;
    await admin.follow("Cấp khóa");
    await admin.fill("Dùng để làm gì", "Đối chiếu hằng tháng với kho bạc");
    await admin.look("token-new");
    await admin.press("Cấp khóa");
    await admin.page.getByText("Khóa chỉ hiện lần này").waitFor();
    await admin.look("token-issued");
    await admin.page.goto(account);
    assert.equal(await admin.page.getByRole("link", { name: "Xác nhận khóa" }).count(), 0, "whoever issued it does not confirm it");

    // The first administrator knew the second one's start password: that is no second person, and is not asked to come.
    await second.page.goto("/");
    assert.equal(await second.page.getByRole("link", { name: "chờ người thứ hai xác nhận" }).count(), 0);
    await second.page.goto("/tokens");
    await second.look("tokens");
    await second.follow("Xác nhận khóa");
    await second.look("token-confirm");
    await second.page.getByText("không phải là hai người độc lập").first().waitFor();
    assert.equal(await second.page.getByRole("button", { name: "Xác nhận khóa" }).count(), 0, "and is offered no button");
    await second.standUp();
  });

  test("everybody comes in again with the own password, the leaders with a code", async () => {
    for (const person of people) {
      await person.sitDown(browser, program.origin);
      await person.signIn();
      await person.signOut();
      await person.standUp();
    }
  });
});
