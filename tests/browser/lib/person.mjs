// One person at a browser: what they know, and what they do with it, by the names on the screen.

import assert from "node:assert/strict";
import { oneTimeCode } from "./totp.mjs";
import { inspect, openWindow } from "./browser.mjs";

const STEP_MS = 30_000;

/** Finds things as a person does: by label, by the words on a button, by a heading. */
export class Person {
  constructor({ login, fullName, password }) {
    Object.assign(this, { login, fullName, password, secret: undefined, usedStep: 0, recoveryCodes: [] });
  }

  /** A window of their own; earlier ones stay open and signed in. */
  async sitDown(browser, origin, options) {
    this.window = await openWindow(browser, origin, options);
    this.page = this.window.page;
    return this;
  }

  async standUp() {
    await this.window.close();
    assert.deepEqual(this.window.faults, [], `faults of the pages ${this.login} saw`);
  }

  /** Looks at the present page closely, and keeps a picture of it. */
  look(name) {
    return inspect(this.window, name);
  }

  async heading() {
    return (await this.page.getByRole("heading", { level: 1 }).innerText()).trim();
  }

  async expectHeading(text) {
    await this.page.getByRole("heading", { level: 1, name: text }).waitFor();
  }

  fill(label, text) {
    return this.page.getByLabel(label, { exact: true }).fill(text);
  }

  press(name) {
    return this.page.getByRole("button", { name, exact: true }).click();
  }

  follow(name) {
    return this.page.getByRole("link", { name }).first().click();
  }

  /** A code the server has not seen yet: it takes each only once. */
  nextCode() {
    const step = Math.max(Math.floor(Date.now() / STEP_MS), this.usedStep + 1);
    this.usedStep = step;
    return oneTimeCode(this.secret, step * STEP_MS);
  }

  async typePassword() {
    await this.page.goto("/sign-in");
    await this.fill("Tên đăng nhập", this.login);
    await this.fill("Mật khẩu", this.password);
    await this.press("Đăng nhập");
  }

  /** The whole way in of somebody who has been in before. */
  async signIn() {
    await this.typePassword();
    if (this.secret) {
      await this.fill("Mã xác thực", this.nextCode());
      await this.press("Xác nhận");
    }
    await this.expectHeading(`Xin chào, ${this.fullName}`);
  }

  async choosePassword(password) {
    await this.expectHeading("Đổi mật khẩu");
    await this.fill("Mật khẩu ban đầu", this.password);
    await this.fill("Mật khẩu mới", password);
    await this.fill("Nhập lại mật khẩu", password);
    await this.press("Đổi mật khẩu");
    this.password = password;
  }

  /** Sets the authenticator up from the key shown for typing, and keeps the recovery codes. */
  async enrolSecondFactor() {
    await this.expectHeading("Cài xác thực hai lớp");
    await this.press("Bắt đầu cài đặt");
    const key = await this.page.locator("code.secret").innerText();
    this.secret = key.replaceAll(/\s/g, "");
    await this.fill("Mã xác thực", this.nextCode());
    await this.press("Xác nhận và bật");
    await this.expectHeading("Cất giữ mã khôi phục");
    this.recoveryCodes = (await this.page.locator(".codes li").allInnerTexts()).map((text) => text.trim());
  }

  async keepRecoveryCodes() {
    const next = this.page.getByRole("link", { name: "Tôi đã cất giữ, tiếp tục" });
    await next.click();
    await this.expectHeading(`Xin chào, ${this.fullName}`);
  }

  async signOut() {
    await this.press("Đăng xuất");
    await this.expectHeading("Đăng nhập");
  }

  /** The whole way from the link the program printed to the home page of the first administrator. */
  async firstRun(link) {
    await this.page.goto(link);
    await this.fill("Tên đăng nhập", this.login);
    await this.fill("Họ và tên", this.fullName);
    await this.fill("Mật khẩu mới", this.password);
    await this.fill("Nhập lại mật khẩu", this.password);
    await this.press("Tạo tài khoản quản trị");
    await this.enrolSecondFactor();
    await this.keepRecoveryCodes();
  }

  /** Fills the pages that ask for the day, the province, the district and its communes. */
  async createOffices({ from, province, district, communes, only = false }) {
    const { page } = this;
    await this.expectHeading("Lập cơ quan của một địa bàn");
    await this.fill("Cơ quan hoạt động từ ngày nào?", from);
    await this.press("Tiếp tục");
    await page.getByLabel("Tỉnh, thành phố", { exact: true }).selectOption({ label: province });
    await this.press("Tiếp tục");
    await page.getByLabel("Huyện, quận, thị xã, thành phố", { exact: true }).selectOption({ label: district });
    await this.press("Tiếp tục");
    const boxes = page.getByRole("group", { name: "Xã, phường, thị trấn" }).getByRole("checkbox");
    if (only) for (const box of await boxes.all()) await box.uncheck();
    else assert.equal(await boxes.count(), communes.length);
    for (const commune of communes) await page.getByRole("checkbox", { name: commune, exact: true }).check();
    await this.look("offices-new");
    await this.press("Lập các cơ quan này");
  }

  /** The names of all offices this person is shown, over all pages of the list. */
  async officeNames() {
    const names = [];
    for (let path = "/offices"; path; ) {
      await this.page.goto(path);
      const links = this.page.getByRole("rowheader").getByRole("link");
      names.push(...(await links.allInnerTexts()).map((text) => text.trim()));
      const next = this.page.getByRole("link", { name: "Trang tiếp" });
      path = (await next.count()) > 0 ? await next.getAttribute("href") : "";
    }
    return names.sort();
  }

  /** Gives somebody an account, a role and an office, and takes the start password along. `look` keeps pictures of the way. */
  async addColleague(person, from, { look = false } = {}) {
    const { page } = this;
    await this.openOffice(person.office);
    if (look) await this.look("office");
    person.officePath = new URL(page.url()).pathname;
    await this.follow("Thêm cán bộ");
    if (look) await this.look("staff-new");
    await this.fill("Họ và tên", person.fullName);
    await this.fill("Tên đăng nhập", person.login);
    await page.getByLabel("Nhiệm vụ", { exact: true }).selectOption({ label: person.role });
    await this.fill("Từ ngày", from);
    await this.press("Tạo tài khoản");
    await page.getByText("Mật khẩu chỉ hiện lần này").waitFor();
    if (look) await this.look("start-password");
    person.password = (await page.locator("code.secret").innerText()).trim();
    await this.follow("Đến trang của cán bộ");
    person.staffPath = new URL(page.url()).pathname;
    if (look) await this.look("person");
  }

  /** The first time in: a password of one's own, and the second factor for whoever leads. */
  async settleIn() {
    await this.comeIn();
    await this.page.getByRole("link", { name: this.fullName }).first().waitFor();
  }

  /** The same for somebody of whom only the login name is known; ends fully signed in. */
  async comeIn() {
    await this.typePassword();
    await this.choosePassword(`câu riêng của ${this.login} 77`);
    if (this.leads) {
      await this.enrolSecondFactor();
      await this.keepRecoveryCodes();
    }
    await this.page.locator("nav.sections").waitFor();
  }

  async openOffice(name) {
    await this.page.goto("/offices");
    await this.page.getByRole("rowheader").getByRole("link", { name }).first().click();
    await this.expectHeading(name);
  }
}
