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

  test("the administrator links an officer to the name the provider has for them", async () => {
    await admin.sitDown(browser, program.origin);
    await admin.firstRun();
    const made = await call("POST", "/api/v1/staff", { kind: "person", login: "an.tran", full_name: "Trần Thị An" });
    const { id } = made.told.staff;
    const linked = await call("PUT", `/api/v1/staff/${id}/external-identities`, { issuer: provider.issuer, subject: "an" });
    assert.deepEqual(linked.told.items.map((item) => item.subject), ["an"]);
    const own = `/api/v1/staff/${made.me.staff}/external-identities`;
    await call("PUT", own, { issuer: provider.issuer, subject: "quan-tri" });
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
    await stranger.page.getByText("chưa gắn với cán bộ nào").first().waitFor();
    await stranger.look("sign-in-external-refused");
    await stranger.standUp();
  });

  test("an administrator who comes by the provider still proves the second factor here", async () => {
    const again = await sitDownElsewhere("quan.tri", admin.fullName);
    await signInElsewhere(again, "quan-tri");
    await again.expectHeading("Xác thực hai lớp");
    await again.fill("Mã xác thực", admin.nextCode());
    await again.press("Xác nhận");
    await again.expectHeading(`Xin chào, ${admin.fullName}`);
    await again.standUp();
  });

  test("an answer that was not asked for in this browser opens nothing", async () => {
    const forger = await sitDownElsewhere("gia.mao", "Giả Mạo");
    await forger.page.goto("/sign-in/external/return?code=forged&state=forged");
    await forger.page.getByText("không bắt đầu từ trình duyệt này").first().waitFor();
    await forger.standUp();
  });
});
