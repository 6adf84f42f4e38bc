// Checks a file of HTML with axe-core, on a wide and a narrow screen, and that it asks for nothing else.
//   axe.mjs FILE [PICTURE]
import { resolve } from "node:path";
import { RULES, check, violations, withPage } from "./browser.mjs";

const [file, picture] = process.argv.slice(2);
for (const viewport of [{ width: 1280, height: 900 }, { width: 375, height: 700 }]) {
  await withPage(async (page) => {
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(`file://${resolve(file)}`);
    check(asked.length === 1, `the page asks for more than itself: ${asked.join(" ")}`);
    if (picture) await page.screenshot({ path: picture.replace(".png", `-${viewport.width}.png`) });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    check(!wide, `the page is wider than the screen of ${viewport.width} pixels`);
    const found = await violations(page, RULES);
    check(found.length === 0, `${found.length} violations\n${found.slice(0, 20).join("\n")}`);
  }, viewport);
}
// The checker itself must be able to fail.
await withPage(async (page) => {
  await page.setContent("<title>x</title><img src='data:,'><p style='color:#ccc;background:#fff'>x</p>");
  check((await violations(page, RULES)).length > 1, "axe accepts a page that is broken on purpose");
});
console.log(`axe: ${file} has no violation`);
