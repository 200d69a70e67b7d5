// A browser that reports what a page should never do: ask other hosts, break its own policy, throw.

import { chromium } from "playwright-core";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { findAccessibilityFaults } from "./axe.mjs";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const SCREENSHOTS = process.env.SCREENSHOTS ?? "target/screenshots";

/** How long one click may take to show its effect, on a busy machine. */
const STEP_MAX_MS = 20_000;

/** The narrow phone and the office screen every page is looked at on. */
const WIDTHS = [360, 1440];

/** Debian's Chromium, without its own traffic: only the pages under test speak. */
export async function openBrowser() {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * One person's browser window: own cookies, own list of faults. `friends` are other programs of the story, which may be
 * visited; what their pages do is not ours to judge.
 */
export async function openWindow(browser, origin, { javaScriptEnabled = true, friends = [] } = {}) {
  const context = await browser.newContext({ baseURL: origin, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", javaScriptEnabled });
  const faults = [];
  await context.route(
    (url) => url.origin !== origin && !friends.includes(url.origin),
    (route) => {
      if (friends.includes(new URL(route.request().frame().url()).origin)) return route.abort();
      faults.push(`asked another host: ${route.request().url()}`);
      return route.abort();
    },
  );
  const page = await context.newPage();
  page.setDefaultTimeout(STEP_MAX_MS);
  page.on("pageerror", (error) => faults.push(`script error on ${page.url()}: ${error}`));
  page.on("console", (message) => {
    const text = message.text();
    if (friends.some((friend) => page.url().startsWith(friend))) return;
    if (/content security policy|refused to/i.test(text)) faults.push(`policy broken on ${page.url()}: ${text}`);
  });
  page.on("response", (answer) => {
    if (answer.status() >= 500) faults.push(`${answer.status()} from ${answer.url()}`);
  });
  return { context, page, faults, close: () => context.close() };
}

/** Looks at the page as it is: accessibility rules and a picture at each width, nothing wider than the screen. */
export async function inspect(window, name) {
  const { page, faults } = window;
  const folder = join(SCREENSHOTS);
  mkdirSync(folder, { recursive: true });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (overflow > 0) faults.push(`${name} is ${overflow} pixels wider than a screen of ${width}`);
    for (const fault of await findAccessibilityFaults(page)) faults.push(`${name} at ${width}: ${fault}`);
  }
}
