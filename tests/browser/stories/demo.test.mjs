// The accounts `ansinh demo` prints at its end: each comes in with the one start password, and opens every page it is offered.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { backend, startDemo } from "../lib/program.mjs";
import { openBrowser } from "../lib/browser.mjs";
import { Person } from "../lib/person.mjs";

/** Roles whose holders prove a second factor, by the keys the program prints. */
const LEADERS = ["administrator", "labour_head", "district_leader", "payer_head", "commune_leader"];

/** Roles that work on the month, and the page on which they find it closed. */
const SEE_THE_MONTH = ["labour_officer", "labour_head", "payer"];

describe(`the demo's accounts, on ${backend}`, () => {
  let program;
  let browser;

  before(async () => {
    program = await startDemo("--people", "220");
    browser = await openBrowser();
  });

  after(async () => {
    await browser?.close();
    const how = await program?.stop();
    assert.deepEqual(how, { code: 0, signal: null }, "asked to stop, the demo ends without an error");
  });

  test("the demo's money adds up, and an account of every kind of officer is printed", () => {
    assert.equal(program.printed.adds_up, true);
    assert.ok(program.printed.start_password.length >= 12);
    const roles = program.printed.logins.map(({ role }) => role);
    assert.equal(new Set(roles).size, roles.length, `a role is printed once: ${roles}`);
    for (const role of [...LEADERS, ...SEE_THE_MONTH, "commune_police", "social_officer", "judicial_officer", "auditor"]) {
      assert.ok(roles.includes(role), `${role} among ${roles}`);
    }
  });

  test("each account comes in, chooses a password, and opens every page it is offered", async () => {
    for (const { login, role } of program.printed.logins) {
      const person = new Person({ login, fullName: "", password: program.printed.start_password });
      person.leads = LEADERS.includes(role);
      await person.sitDown(browser, program.origin);
      await person.comeIn();
      const sections = await person.page.locator("nav.sections li a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      assert.ok(sections.length >= 4, `${role} is offered ${sections}`);
      for (const path of sections) {
        const answer = await person.page.request.get(path);
        assert.equal(answer.status(), 200, `${role} opens ${path}`);
      }
      if (SEE_THE_MONTH.includes(role)) {
        await person.page.goto("/cycles");
        await person.page.getByText("Đã khóa sổ").first().waitFor();
      }
      await person.standUp();
    }
  });
});
