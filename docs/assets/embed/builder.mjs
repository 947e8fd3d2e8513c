/**
 * Writes the tag that puts a calculator on another site, and shows what comes of it (a-propos/integrer). What it shows
 * is of our own origin, so the case that the reader fills in there can be taken into the tag.
 */

import { copy } from "../calculator/links.mjs";
import { data, part } from "../calculator/parts.mjs";
import { sayCopied } from "../site/copied.mjs";
import { onEachPage } from "../site/pages.mjs";
import { word } from "../site/word.mjs";

const address = new URL("../../embed.js", import.meta.url).href;

/** @param {string} text */
const quoted = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** @param {HTMLElement} builder */
function enhance(builder) {
  const page = /** @type {HTMLElement} */ (builder.closest("article"));
  const { lang } = data(builder);
  const live = part(page, "live");
  const { textContent: lacking } = live;
  let query = "";

  /** What the tag says beside its address, in order; nothing where it is as without it. */
  const said = () => {
    const theme = /** @type {HTMLInputElement} */ (builder.querySelector("[data-choice=theme]:checked")).value;
    const { value } = /** @type {HTMLSelectElement} */ (builder.querySelector("[data-choice=calculator]"));
    return Object.entries({ calculator: value, lang, query, theme }).filter(([, text]) => text);
  };

  const write = (told = "") => {
    const attributes = said().map(([name, text]) => ` data-${name}="${quoted(text)}"`);
    part(builder, "tag").textContent = `<script async src="${address}"${attributes.join("")}></script>`;
    part(page, "case").textContent = told;
  };

  const show = () => {
    const script = document.createElement("script");
    script.src = address;
    Object.assign(script.dataset, Object.fromEntries(said()));
    script.addEventListener("error", () => (live.textContent = lacking));
    live.replaceChildren(script);
  };

  builder.addEventListener("change", ({ target }) => {
    if (data(/** @type {Element} */ (target)).choice === "calculator") query = ""; // it was another one's
    write();
    show();
  });
  part(page, "take").addEventListener("click", () => {
    query = live.querySelector("iframe")?.contentWindow?.location.search.slice(1) ?? "";
    write(word(builder, query ? "case" : "noCase", { query }));
  });
  const button = part(builder, "copy-tag");
  const name = String(button.textContent);
  button.addEventListener("click", async () => {
    if (!(await copy(String(part(builder, "tag").textContent)))) return;
    sayCopied(button, name, part(builder, "said"), word(builder, "copied"));
  });
  builder.inert = part(page, "start").inert = false;
  write();
  show();
}

/** Those that are alive already: the theme may tell of a page more than once. */
const alive = new WeakSet();

onEachPage(() => {
  /** @type {HTMLElement|null} */
  const builder = document.querySelector("[data-builder]");
  if (!builder || alive.has(builder)) return;
  alive.add(builder);
  enhance(builder);
});
