/**
 * What another site asks for: one tag puts a calculator where it stands, at its full height. The build writes it to the
 * root of the site as embed.js (build_scripts/output/embed.py).
 *
 *   <script async src="https://…/embed.js" data-calculator="gp-premium"></script>
 *
 * `data-query` is a case, `data-theme` is light or dark, `data-lang` a language of the site. Each run serves every tag
 * that has come by then, so it does not matter how or when a tag came.
 */

/** @type {NodeListOf<HTMLScriptElement>} */
const scripts = document.querySelectorAll("script[data-calculator][src*='/embed.js']");
for (const script of scripts) {
  const { calculator = "", lang, query = "", theme = "" } = script.dataset;
  delete script.dataset.calculator; // served
  const folder = FRAMES.includes(`${lang}/${calculator}`) ? `${lang}/` : "";
  const address = new URL(`${folder}embed/${calculator}/`, script.src);
  address.search = query;
  address.hash = theme;
  const frame = document.createElement("iframe");
  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== address.origin || source !== frame.contentWindow) return;
    frame.title = data.title;
    frame.style.setProperty("height", `${+data.height}px`, "important");
  });
  // Whatever the site says of its own frames.
  frame.style.cssText = "all:initial!important;display:block!important;width:100%!important;height:30em!important";
  frame.title = calculator;
  frame.allow = "clipboard-write; web-share"; // the buttons that copy and share a link
  frame.loading = "lazy";
  frame.src = address.href;
  script.after(frame);
}
