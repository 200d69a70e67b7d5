// The way in: an empty installation, its first administrator, wrong tries, the keyboard, no scripts, the other language.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { backend, startProgram } from "../lib/program.mjs";
import { openBrowser, openWindow } from "../lib/browser.mjs";
import { Person } from "../lib/person.mjs";

describe(`signing in, on ${backend}`, () => {
  let program;
  let browser;
  const admin = new Person({ login: "quan.tri", fullName: "Nguyễn Thị Quản Trị", password: "một câu dài dễ nhớ 2024" });

  before(async () => {
    program = await startProgram();
    browser = await openBrowser();
  });

  after(async () => {
    await browser?.close();
    const how = await program?.stop();
    assert.deepEqual(how, { code: 0, signal: null }, "asked to stop, the program ends without an error");
  });

  test("an empty installation leads to the first-run page, which keeps what was typed", async () => {
    await admin.sitDown(browser, program.origin);
    await admin.page.goto("/");
    await admin.expectHeading("Lập tài khoản quản trị đầu tiên");
    assert.equal(await admin.page.getByLabel("Mã thiết lập").inputValue(), "", "the address alone opens nothing");
    const link = new URL(program.firstRunLink());
    assert.equal(link.origin, program.origin);
    await admin.page.goto(link.href);
    assert.equal(await admin.page.getByLabel("Mã thiết lập").inputValue(), link.searchParams.get("code"));
    await admin.look("first-run");
    await admin.fill("Tên đăng nhập", admin.login);
    await admin.fill("Họ và tên", admin.fullName);
    await admin.fill("Mật khẩu mới", "ngắn");
    await admin.fill("Nhập lại mật khẩu", "khác");
    await admin.press("Tạo tài khoản quản trị");
    await admin.page.getByText("Hai lần nhập mật khẩu không giống nhau").first().waitFor();
    assert.equal(await admin.page.getByLabel("Họ và tên").inputValue(), admin.fullName);
    assert.equal(await admin.page.getByLabel("Mật khẩu mới").inputValue(), "", "a password never comes back");
    await admin.look("first-run-refused");
  });

  test("the first administrator is made, and sets up the second factor before anything else", async () => {
    await admin.fill("Mật khẩu mới", admin.password);
    await admin.fill("Nhập lại mật khẩu", admin.password);
    await admin.press("Tạo tài khoản quản trị");
    await admin.expectHeading("Cài xác thực hai lớp");
    await admin.look("second-factor");
    const elsewhere = await admin.page.goto("/account");
    assert.match(elsewhere.url(), /second-factor/, "no page opens before the second factor is set up");
    await admin.enrolSecondFactor();
    assert.ok(admin.recoveryCodes.length >= 8, `recovery codes: ${admin.recoveryCodes.length}`);
    await admin.look("recovery-codes");
    await admin.keepRecoveryCodes();
    await admin.look("home-administrator");
    await admin.page.goto("/account");
    await admin.look("account");
    for (const [path, name] of [["/about", "about"], ["/account/recovery-codes", "recovery-new"], ["/audit", "audit"]]) {
      await admin.page.goto(path);
      await admin.look(name);
    }
    await admin.signOut();
    await admin.look("sign-in");
  });

  test("the first-run page never comes back", async () => {
    const answer = await admin.page.goto("/first-run");
    assert.equal(answer.status(), 404);
    await admin.look("not-found");
  });

  test("a wrong password and an unknown name are refused alike", async () => {
    const said = [];
    for (const [login, password] of [[admin.login, "sai mật khẩu này"], ["khong.co.ai", "sai mật khẩu này"]]) {
      await admin.page.goto("/sign-in");
      await admin.fill("Tên đăng nhập", login);
      await admin.fill("Mật khẩu", password);
      await admin.press("Đăng nhập");
      said.push(await admin.page.getByText("không đúng").first().innerText());
    }
    assert.equal(said[0], said[1]);
    await admin.look("sign-in-refused");
  });

  test("a wrong code is refused, the next right one is taken, and an old one is not taken again", async () => {
    await admin.typePassword();
    await admin.expectHeading("Xác thực hai lớp");
    await admin.look("code");
    await admin.fill("Mã xác thực", "000000");
    await admin.press("Xác nhận");
    await admin.page.getByText("Mã không đúng").first().waitFor();
    const [recovery] = admin.recoveryCodes;
    await admin.fill("Mã xác thực", recovery);
    await admin.press("Xác nhận");
    await admin.expectHeading(`Xin chào, ${admin.fullName}`);
    await admin.signOut();
    await admin.typePassword();
    await admin.fill("Mã xác thực", recovery);
    await admin.press("Xác nhận");
    await admin.page.getByText("Mã không đúng").first().waitFor();
    await admin.standUp();
  });

  test("everything can be done with the keyboard alone", async () => {
    await admin.sitDown(browser, program.origin);
    const { page } = admin;
    await page.goto("/sign-in");
    await tabTo(page, "Tên đăng nhập");
    await page.keyboard.type(admin.login);
    await tabTo(page, "Mật khẩu");
    await page.keyboard.type(admin.password);
    await page.keyboard.press("Enter");
    await admin.expectHeading("Xác thực hai lớp");
    await tabTo(page, "Mã xác thực");
    await page.keyboard.type(admin.recoveryCodes[1]);
    await page.keyboard.press("Enter");
    await admin.expectHeading(`Xin chào, ${admin.fullName}`);
    // The first stop of every page is the way past the masthead.
    await page.goto("/");
    await page.keyboard.press("Tab");
    assert.equal(await focusedName(page), "Đến nội dung chính");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await admin.standUp();
  });

  test("signing in works without scripts", async () => {
    await admin.sitDown(browser, program.origin, { javaScriptEnabled: false });
    await admin.typePassword();
    await admin.fill("Mã xác thực", admin.recoveryCodes[2]);
    await admin.press("Xác nhận");
    await admin.expectHeading(`Xin chào, ${admin.fullName}`);
    await admin.signOut();
    await admin.standUp();
  });

  test("the screens speak English when asked to", async () => {
    await admin.sitDown(browser, program.origin);
    await admin.page.goto("/sign-in");
    await admin.press("English");
    await admin.expectHeading("Sign in");
    assert.equal(await admin.page.locator("html").getAttribute("lang"), "en");
    await admin.look("sign-in-english");
    await admin.standUp();
  });

  test("a page carries the headers that keep others out", async () => {
    const window = await openWindow(browser, program.origin);
    const answer = await window.page.goto("/sign-in");
    const headers = answer.headers();
    const policy = headers["content-security-policy"] ?? "";
    for (const part of ["default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"]) {
      assert.ok(policy.includes(part), `${part} in ${policy}`);
    }
    assert.ok(!/unsafe|\*|https?:/.test(policy), policy);
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.equal(headers["referrer-policy"], "same-origin");
    assert.match(headers["cache-control"], /no-store/);
    assert.ok(headers["x-request-id"], "an answer names its request");
    await window.close();
  });
});

/** Walks with the Tab key until the named field has the focus. */
async function tabTo(page, name) {
  for (let stops = 0; stops < 40; stops += 1) {
    if ((await focusedName(page)) === name) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`the keyboard never reaches ${name}`);
}

/** What the focused element is called: its label, or its words. */
function focusedName(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    const label = element.labels?.[0] ?? element;
    return label.textContent.trim();
  });
}
