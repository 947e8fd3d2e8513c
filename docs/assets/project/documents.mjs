/**
 * Fills a Word document with what was typed: each content control whose tag is a field's name. A file of its own with
 * what packs and unpacks: it is fetched when the first document is asked for.
 */

import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const HOLDS_TEXT = /^word\/(document|header\d*|footer\d*)\.xml$/;
const NO_DAY = new Date(1980, 0, 1); // as in the document that was fetched

/**
 * @param {ArrayBuffer} blank  a .docx
 * @param {Object<string, string>} said  field → its words
 */
export function fill(blank, said) {
  const files = unzipSync(new Uint8Array(blank));
  for (const name of Object.keys(files).filter((each) => HOLDS_TEXT.test(each))) {
    const page = new DOMParser().parseFromString(strFromU8(files[name]), "application/xml");
    for (const control of [...page.getElementsByTagNameNS(WORD, "sdt")]) {
      const tag = control.getElementsByTagNameNS(WORD, "tag")[0]?.getAttributeNS(WORD, "val") ?? "";
      if (said[tag]) write(control, said[tag]);
    }
    files[name] = strToU8(new XMLSerializer().serializeToString(page));
  }
  return zipSync(files, { mtime: NO_DAY });
}

/** Its words, each line in a run of its own, in place of what it waits for. @param {Element} control  @param {string} text */
function write(control, text) {
  const of = (/** @type {string} */ name) => [...control.getElementsByTagNameNS(WORD, name)];
  for (const mark of [...of("showingPlcHdr"), ...of("rStyle")]) mark.remove();
  const [pattern] = of("r");
  const lines = text.split(/\r?\n/).map((line, at) => {
    const run = /** @type {Element} */ (pattern.cloneNode(true));
    const [words] = run.getElementsByTagNameNS(WORD, "t");
    if (at) words.before(control.ownerDocument.createElementNS(WORD, "w:br"));
    words.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
    words.textContent = line.replace(/[^\P{Cc}\t]/gu, ""); // what no XML may hold
    return run;
  });
  pattern.replaceWith(...lines);
}
