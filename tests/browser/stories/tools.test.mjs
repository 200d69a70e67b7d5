// The tools the stories stand on, each shown to be able to fail.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { inspect, openBrowser, openWindow } from "../lib/browser.mjs";
import { oneTimeCode } from "../lib/totp.mjs";

const PAGES = {
  "/good": `<!doctype html><html lang="vi"><title>Tốt</title><main><h1>Tốt</h1><p>Đủ rõ.</p></main></html>`,
  "/bad": `<!doctype html><html><main><h1 style="color:#ddd">Kém</h1><img src="/x.png"><div style="width:2000px">x</div>
    <script>document.write(1)</script><img alt="" src="http://example.invalid/x.png"></main></html>`,
};

let browser;
let server;
let origin;

before(async () => {
  server = createServer((request, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.setHeader("content-security-policy", "default-src 'self' http://example.invalid; style-src 'unsafe-inline'");
    answer.end(PAGES[request.url] ?? "");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${server.address().port}`;
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  server.close();
});

test("a one-time code is the one of the published example", () => {
  // RFC 6238, appendix B: the ASCII secret 12345678901234567890 at 59 seconds gives …287082.
  assert.equal(oneTimeCode("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 59_000), "287082");
});

test("a good page has no fault", async () => {
  const window = await openWindow(browser, origin);
  await window.page.goto("/good");
  await inspect(window, "tools-good");
  await window.close();
  assert.deepEqual(window.faults, []);
});

test("a bad page's faults are all seen", async () => {
  const window = await openWindow(browser, origin);
  await window.page.goto("/bad");
  await inspect(window, "tools-bad");
  await window.close();
  for (const fault of [/another host/, /policy broken/, /wider than/, /html-has-lang/, /image-alt/, /color-contrast/]) {
    assert.ok(window.faults.some((text) => fault.test(text)), `${fault} among:\n${window.faults.join("\n")}`);
  }
});
