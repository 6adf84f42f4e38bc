// Drives the preview as a jurist does: edits a text, sees the new words, follows the jump, breaks a file, mends it.
//   preview.mjs PROGRAM WORK-FOLDER
// Prints how long a save takes to be seen. The goal is under a second with an optimised program.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RULES, check, until, violations, withPage } from "./browser.mjs";

const [program, folder] = process.argv.slice(2);
const SAVES = 7;
const limit = Number(process.env.FORHAANDSVIS_GRENSE_MS ?? 5000);
const text = join(folder, "tekster/legal-texts/klage/slik/2024-06-01.nb.md");
const original = readFileSync(text, "utf8");
const server = spawn(program, ["--tekster", "tekster", "tekster", "forhaandsvis", "sak.yaml"], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
const address = await new Promise((found, failed) => {
  let said = "";
  server.stdout.on("data", (data) => {
    said += data;
    const line = said.match(/http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\//);
    if (line) found(line[0]);
  });
  server.on("exit", (code) => failed(new Error(`the preview ended with ${code}`)));
});

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const loaded = (page) => until(page, () => {
  const images = [...document.querySelectorAll("#sider img")];
  return images.length > 0 && images.every((image) => image.complete && image.naturalWidth > 0);
});

try {
  await withPage(async (page) => {
    const strangers = [];
    const errors = [];
    page.on("request", (request) => { if (!request.url().startsWith(address)) strangers.push(request.url()); });
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
    await page.goto(address);
    await page.waitForSelector("text=Skriv under.");
    await loaded(page);
    if (process.env.BILDER) await page.screenshot({ path: join(process.env.BILDER, "forhaandsvisning.png") });
    check((await violations(page, RULES)).length === 0, `axe: ${(await violations(page, RULES)).join("\n")}`);

    const first = await page.getAttribute("#sider img", "src");
    const delays = [];
    for (let save = 1; save <= SAVES; save++) {
      const words = `Skriv under for hånd, gang ${save}.`;
      const start = performance.now();
      writeFileSync(text, original.replace("Skriv under.", words));
      await until(page, (words) => document.querySelector("#blokker").textContent.includes(words), words);
      await loaded(page);
      delays.push(performance.now() - start);
    }
    check((await page.getAttribute("#sider img", "src")) !== first, "the pictures are the old ones");
    check((await page.locator(".blokk.ny").count()) === 1, "the changed paragraph is not the only one marked");
    check(median(delays) < limit, `a save takes ${median(delays)} ms to be seen`);

    const jump = page.locator(".blokk.ny button.hopp").first();
    await jump.focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("#kilde:not([hidden])");
    const place = await page.textContent("#kilde-tittel");
    check(place === "tekster/legal-texts/klage/slik/2024-06-01.nb.md:8", `the jump leads to ${place}`);
    check((await page.textContent(".linje.valgt")).includes("1Skriv at du klager") || (await page.textContent(".linje.valgt")).includes("Skriv"), "the line is not marked");
    check((await page.textContent("#hvorfor")).includes("pasient- og brukerrettighetsloven"), "the citation is not shown");
    if (process.env.BILDER) await page.screenshot({ path: join(process.env.BILDER, "forhaandsvisning-kilde.png") });
    check((await violations(page, RULES)).length === 0, `axe, source: ${(await violations(page, RULES)).join("\n")}`);
    await page.keyboard.press("Escape");
    check(await page.locator("#kilde").isHidden(), "Esc does not close the source");

    const good = await page.getAttribute("#sider img", "src");
    writeFileSync(text, original.replace("Skriv under.", "Skriv under {{avsender.finnes_ikke}}."));
    await page.waitForSelector("#problemer .feil");
    check((await page.textContent("#problemer .feil")).includes("klage/slik"), "the problem does not say where");
    check((await page.textContent("#status")).includes("feil"), "the page does not say that it shows the old letter");
    check((await page.getAttribute("#sider img", "src")) === good, "the old page is gone");
    await loaded(page);
    if (process.env.BILDER) await page.screenshot({ path: join(process.env.BILDER, "forhaandsvisning-feil.png") });
    check((await violations(page, RULES)).length === 0, `axe, problem: ${(await violations(page, RULES)).join("\n")}`);
    writeFileSync(text, original);
    await until(page, () => document.querySelector("#problemer .feil") === null && !document.body.classList.contains("gammelt"));
    await page.waitForSelector("text=Skriv under.");

    await page.locator("#ved-siden").click({ position: { x: 5, y: 5 } });
    await page.keyboard.press("m");
    await page.waitForSelector("text=Slik klagar du");
    check(strangers.length === 0, `asked for ${strangers.join(" ")}`);
    check(errors.length === 0, `errors: ${errors.join("\n")}`);

    const denied = await fetch(address.replace(/[0-9a-f]{32}/, "0".repeat(32)));
    check(denied.status === 404, "a wrong secret word is let in");
    console.log(`preview: a save is seen after ${Math.round(median(delays))} ms (median of ${SAVES}, slowest ${Math.round(Math.max(...delays))} ms)`);
  });
} finally {
  writeFileSync(text, original);
  server.removeAllListeners("exit");
  server.kill();
}
