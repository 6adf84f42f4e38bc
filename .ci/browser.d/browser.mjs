// Headless Chromium with a profile of its own, which asks nothing of the network by itself.
import { createRequire } from "node:module";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const require = createRequire(join(process.env.NODE_PACKAGES, "x.js"));
const { chromium } = require("playwright-core");
const axeSource = readFileSync(join(process.env.NODE_PACKAGES, "axe-core/axe.min.js"), "utf8");

export async function withPage(work, viewport = { width: 1440, height: 960 }) {
  const profile = mkdtempSync(join(tmpdir(), "chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: "/usr/bin/chromium",
    headless: true,
    viewport,
    bypassCSP: false,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await work(page, context);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

// Waits until a function in the page holds; asked through the debugger, because the page's own policy forbids eval.
export async function until(page, holds, argument) {
  const end = Date.now() + 30000;
  while (!(await page.evaluate(holds, argument))) {
    if (Date.now() > end) throw new Error(`never held: ${holds}`);
    await new Promise((done) => setTimeout(done, 5));
  }
}

// The violations that axe finds on a page, in words; evaluated through the debugger, so that the page's own policy stays.
export async function violations(page, tags) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }), tags);
  return found.violations.flatMap((it) => it.nodes.map((node) => `${it.id}: ${it.help}: ${node.html.slice(0, 160)}`));
}

export const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export function check(holds, message) {
  if (!holds) throw new Error(message);
}
