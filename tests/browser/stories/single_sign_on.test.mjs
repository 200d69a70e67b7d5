// An agency's single sign-on: a real identity provider on this machine, people it knows, people nobody linked.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { backend, startProgram } from "../lib/program.mjs";
import { openBrowser } from "../lib/browser.mjs";
import { startIdentityProvider } from "../lib/identity_provider.mjs";
import { Person } from "../lib/person.mjs";

const OFFERED = "Đăng nhập một lần của cơ quan";

describe(`single sign-on, on ${backend}`, () => {
  let provider;
  let program;
  let browser;
  let an;
  const second = new Person({ login: "hai", fullName: "Hoàng Thị Hai" });
  const admin = new Person({ login: "quan.tri", fullName: "Nguyễn Thị Quản Trị", password: "một câu dài dễ nhớ 2024" });

  before(async () => {
    provider = await startIdentityProvider();
    program = await startProgram((origin) => {
      provider.register(`${origin}/sign-in/external/return`);
      const { issuer, clientId, secret } = provider;
      return ["--oidc-issuer", issuer, "--oidc-client-id", clientId, "--oidc-client-secret", secret, "--public-url", origin];
    });
    browser = await openBrowser();
  });

  after(async () => {
    await browser?.close();
    await provider?.stop();
    assert.deepEqual(await program?.stop(), { code: 0, signal: null });
  });

  /** A call of the API by the administrator's own browser. */
  function call(method, path, body) {
    return admin.page.evaluate(async ([method, path, body]) => {
      const me = await (await fetch("/api/v1/me")).json();
      const headers = { "X-Form-Token": me.form_token, "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() };
      const answer = await fetch(path, { method, headers, body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return { me, told: await answer.json() };
    }, [method, path, body]);
  }

  /** From our sign-in page to the provider's, and back as whoever the provider is told. */
  async function signInElsewhere(person, name) {
    const { page } = person;
    await page.goto("/sign-in");
    await person.follow(OFFERED);
    await page.waitForURL((url) => url.origin === provider.issuer);
    if (await page.locator("input[name=login]").count()) {
      await page.locator("input[name=login]").fill(name);
      await page.locator("input[name=password]").fill("mật khẩu ở nơi khác");
      await page.locator("button[type=submit]").click();
      await page.locator("input[name=login]").waitFor({ state: "detached" });
    }
    if (new URL(page.url()).origin === provider.issuer) await page.locator("button[type=submit]").click();
    await page.waitForURL((url) => url.origin === program.origin);
  }

  function sitDownElsewhere(login, fullName) {
    return new Person({ login, fullName }).sitDown(browser, program.origin, { friends: [provider.issuer] });
  }

  /** On the person's page: the name the provider has for them. */
  async function link(id, subject) {
    await admin.page.goto(`/staff/${id}`);
    await admin.follow("Gắn tài khoản");
    await admin.look("external-link");
    await admin.fill("Mã tài khoản ở hệ thống đăng nhập một lần", subject);
    await admin.press("Gắn tài khoản");
    await admin.page.getByText("Đã gắn tài khoản của cơ quan.").waitFor();
    await admin.look("person-external");
  }

  test("the administrator links people to the names the provider has for them", async () => {
    await admin.sitDown(browser, program.origin);
    await admin.firstRun(program.firstRunLink());
    an = (await call("POST", "/api/v1/staff", { kind: "person", login: "an.tran", full_name: "Trần Thị An" })).told.staff;
    await link(an.id, "an");
    const hai = (await call("POST", "/api/v1/staff", { kind: "person", login: "hai", full_name: second.fullName })).told.staff;
    const from = new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" });
    await call("POST", `/api/v1/staff/${hai.id}/assignments`, { role: "administrator", office: null, from, until: null });
    await link(hai.id, "quan-tri-hai");
  });

  test("the officer comes in by the provider, with no password of ours", async () => {
    const an = await sitDownElsewhere("an.tran", "Trần Thị An");
    await an.page.goto("/sign-in");
    await an.look("sign-in-external");
    await signInElsewhere(an, "an");
    const me = await an.page.evaluate(async () => (await fetch("/api/v1/me")).json());
    assert.equal(me.full_name, "Trần Thị An");
    await an.standUp();
  });

  test("somebody nobody linked does not come in, and is told what to do", async () => {
    const stranger = await sitDownElsewhere("la", "Người Lạ");
    await signInElsewhere(stranger, "la");
    await stranger.expectHeading("Đăng nhập");
    await stranger.page.getByText(/chưa gắn với cán bộ nào .* mã tài khoản này để gắn: la$/).first().waitFor();
    await stranger.look("sign-in-external-refused");
    await stranger.standUp();
  });

  test("an administrator who comes by the provider still proves the second factor here", async () => {
    await second.sitDown(browser, program.origin, { friends: [provider.issuer] });
    await signInElsewhere(second, "quan-tri-hai");
    await second.enrolSecondFactor();
    await second.keepRecoveryCodes();
    await second.standUp();
    await second.sitDown(browser, program.origin, { friends: [provider.issuer] });
    await signInElsewhere(second, "quan-tri-hai");
    await second.expectHeading("Xác thực hai lớp");
    await second.fill("Mã xác thực", second.nextCode());
    await second.press("Xác nhận");
    await second.expectHeading(`Xin chào, ${second.fullName}`);
    await second.standUp();
  });

  test("an account that was unlinked opens nothing any more", async () => {
    await admin.page.goto(`/staff/${an.id}`);
    await admin.follow("Gỡ tài khoản");
    await admin.look("external-unlink");
    await admin.press("Gỡ tài khoản");
    await admin.page.getByText("Đã gỡ tài khoản của cơ quan.").waitFor();
    const again = await sitDownElsewhere("an.tran", "Trần Thị An");
    await signInElsewhere(again, "an");
    await again.page.getByText("chưa gắn với cán bộ nào").first().waitFor();
    await again.standUp();
  });

  test("an answer that was not asked for in this browser opens nothing", async () => {
    const forger = await sitDownElsewhere("gia.mao", "Giả Mạo");
    await forger.page.goto("/sign-in/external/return?code=forged&state=forged");
    await forger.page.getByText("không bắt đầu từ trình duyệt này").first().waitFor();
    await forger.standUp();
  });
});
