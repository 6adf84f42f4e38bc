// The page asks for news, fetches the letter and shows it. Every word is set as text, never as markup.
"use strict";

const at = (id) => document.getElementById(id);
const made = (tag, text, name) => {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (name) element.className = name;
  return element;
};
const json = async (path) => {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
};

let version = 0;
let names = "";
let before = null; // the words of the letter shown last, to mark what is new
let asked = 0; // the number of the last question, so that a late answer is not shown
let opener = null; // what opened the source, to go back to

const language = () => document.querySelector("input[name=maalform]:checked").value;
const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

async function cases() {
  const all = await json("saker");
  const text = JSON.stringify(all);
  if (text === names) return;
  names = text;
  const chosen = at("sak").selectedOptions[0]?.textContent;
  at("sak").replaceChildren(...all.map((one, index) => {
    const option = made("option", one.navn);
    option.value = index;
    option.dataset.maalform = one.maalform;
    option.selected = one.navn === chosen;
    return option;
  }));
  if (!chosen && all.length > 0) own();
}

// A case is shown in its own language first.
function own() {
  const tag = at("sak").selectedOptions[0]?.dataset.maalform ?? "nb";
  document.querySelector(`input[name=maalform][value=${tag}]`).checked = true;
}

async function show() {
  const number = ++asked;
  const place = `${at("sak").value}/${language()}`;
  const letter = await json(`brev/${place}`);
  if (number !== asked) return;
  pages(letter, place);
  problems(letter);
  words(letter, place);
  const drafts = letter.brev.some((one) => one.utkast) ? " Brevet er utkast." : "";
  document.body.classList.toggle("gammelt", letter.gammelt);
  at("status").textContent = !letter.gammelt ? `Oppdatert.${drafts}`
    : letter.brev.length > 0 ? "Teksten har en feil. Du ser brevet slik det var sist det kunne lages."
    : "Brevet kan ikke lages ennå. Se problemene.";
  document.body.dataset.versjon = letter.versjon;
  if (!at("kilde").hidden) await refreshSource();
}

function pages(letter, place) {
  const images = letter.brev.flatMap((one, index) => Array.from({ length: one.sider }, (_, page) => {
    const image = made("img");
    image.src = `side/${letter.laget}/${place}/${index}/${page}`;
    image.alt = `Side ${page + 1} av ${one.sider} i ${one.navn}. Ordene står ved siden av.`;
    image.width = 794;
    image.height = 1123;
    return image;
  }));
  const known = [...at("sider").children].map((image) => image.getAttribute("src")).join();
  if (known !== images.map((image) => image.getAttribute("src")).join()) {
    const top = at("sider").scrollTop;
    at("sider").replaceChildren(...images);
    at("sider").scrollTop = top;
  }
}

function problems(letter) {
  const items = letter.problemer.map((one) => {
    const item = made("li", undefined, one.alvor);
    item.append(made("strong", `${one.alvor === "feil" ? "Feil" : "Advarsel"} ${one.kode}: `), one.melding + ". ");
    if (one.hint) item.append(made("span", `Gjør dette: ${one.hint}. `, "hint"));
    if (one.kilde) item.append(jump(one.kilde, one.linje ?? 1));
    else if (one.fil) item.append(made("span", one.fil + (one.linje ? `, linje ${one.linje}` : ""), "sted"));
    return item;
  });
  at("problemer").hidden = items.length === 0;
  at("problemer").querySelector("ul").replaceChildren(...items);
  at("problemer-tittel").textContent = plural(items.length, "problem", "problemer");
}

function words(letter, place) {
  const seen = before?.place === place ? before.words : null;
  const now = new Set();
  const shown = letter.brev.flatMap((one) => {
    const parts = letter.brev.length > 1 ? [made("h3", one.navn, "mottaker")] : [];
    return parts.concat(one.blokker.map((block) => {
      const part = made("div", undefined, `blokk ${block.slag}`);
      part.append(...content(block));
      const key = block.linjer.join("\n");
      now.add(key);
      if (seen && !seen.has(key)) part.classList.add("ny");
      const foot = made("p", undefined, "kilder");
      block.kilder.forEach((source) => foot.append(jump(source.fil, source.linje, block)));
      part.append(foot);
      return part;
    }));
  });
  if (!letter.gammelt || !before) before = { place, words: now };
  const focus = document.activeElement?.dataset?.fil ? document.activeElement.dataset.nummer : null;
  at("blokker").replaceChildren(...shown);
  at("blokker").querySelectorAll("button").forEach((button, index) => { button.dataset.nummer = index; });
  if (focus !== null) at("blokker").querySelector(`button[data-nummer="${focus}"]`)?.focus({ preventScroll: true });
}

function content(block) {
  if (block.slag === "overskrift") return [made(`h${Math.min(block.nivaa + 2, 6)}`, block.linjer[0])];
  if (block.slag === "skille") return [made("hr")];
  if (block.slag === "avsnitt") return [made("p", block.linjer[0])];
  const list = made(block.slag === "nummerert" ? "ol" : "ul");
  list.append(...block.linjer.map((line) => made("li", line)));
  return [list];
}

const short = (path) => path.replace(/^(legal-texts|letter-templates)\//, "").replace(/\.(nb|nn)\.md$/, "");

function jump(path, line, block) {
  const button = made("button", `${short(path).replace(/\/([^/]*)$/, " · $1")} · linje ${line}`, "hopp");
  button.type = "button";
  button.dataset.fil = path;
  button.dataset.linje = line;
  button.addEventListener("click", () => { opener = button; source(path, line, block); });
  return button;
}

async function source(path, line, block) {
  const file = await json(`kilde?fil=${encodeURIComponent(path)}`);
  const pane = at("kilde");
  pane.dataset.fil = path;
  pane.dataset.linje = line;
  at("kilde-tittel").textContent = `${file.sti}:${line}`;
  at("kopier").textContent = "Kopier stien";
  if (block) {
    const facts = [["Plassert av", block.plassert_av], ["Fordi", block.betingelser], ["Felt", block.felt], ["Hjemmel", block.hjemler]];
    at("hvorfor").textContent = facts.filter(([, list]) => list.length > 0).map(([word, list]) => `${word}: ${list.join("; ")}.`).join(" ");
  }
  at("linjer").replaceChildren(...file.linjer.map((text, index) => {
    const row = made("div", undefined, index + 1 === line ? "linje valgt" : "linje");
    const number = made("span", String(index + 1), "nummer");
    number.ariaHidden = "true";
    row.append(number, made("span", text || " "));
    return row;
  }));
  if (pane.hidden) {
    pane.hidden = false;
    at("lukk").focus();
  }
  at("linjer").querySelector(".valgt")?.scrollIntoView({ block: "center" });
}

async function refreshSource() {
  const pane = at("kilde");
  try { await source(pane.dataset.fil, Number(pane.dataset.linje)); } catch { close(); }
}

function close() {
  at("kilde").hidden = true;
  if (opener?.isConnected) opener.focus();
}

async function copy() {
  const path = at("kilde-tittel").textContent;
  try {
    await navigator.clipboard.writeText(path);
    at("kopier").textContent = "Kopiert";
  } catch {
    getSelection().selectAllChildren(at("kilde-tittel"));
  }
}

function step(by) {
  const select = at("sak");
  const next = select.selectedIndex + by;
  if (next < 0 || next >= select.length) return;
  select.selectedIndex = next;
  chosen();
}

function chosen() {
  before = null;
  own();
  show().catch(lost);
}

function lost() {
  at("status").textContent = "Programmet svarer ikke. Er det stoppet?";
  document.body.classList.add("gammelt");
}

at("sak").addEventListener("change", chosen);
document.querySelectorAll("input[name=maalform]").forEach((input) => input.addEventListener("change", () => {
  before = null;
  show().catch(lost);
}));
at("lukk").addEventListener("click", close);
at("kopier").addEventListener("click", copy);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  if (event.ctrlKey || event.altKey || event.metaKey || ["SELECT", "INPUT"].includes(event.target.tagName)) return;
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
  if (event.key === "m") document.querySelector("input[name=maalform]:not(:checked)").click();
});

async function follow() {
  for (;;) {
    try {
      const news = (await json(`vent?etter=${version}`)).versjon;
      if (news === version) continue;
      version = news;
      await cases();
      await show();
    } catch {
      lost();
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}
follow();
