/**
 * The face of the text where the stylesheet came without it: on the page of a calculator, whose first paint and first
 * answer wait for no letter. It says what the first rule of styles/site.css says.
 */

const NAME = "Source Sans 3";

/** Brings the face, unless the visit has begun on a page that has it. */
function follow() {
  if ([...document.fonts].some((face) => face.family.replaceAll('"', "") === NAME)) return;
  const address = new URL("text.woff2", import.meta.url);
  const face = new FontFace(NAME, `url(${address})`, { weight: "200 900" });
  // Added when it is there, so that all is laid out anew only once; without it, the reader's own face stays.
  face.load().then(
    () => document.fonts.add(face),
    () => undefined,
  );
}

/** Half a second after all is there: a reader in a hurry has had an answer by then. */
function later() {
  setTimeout(follow, 500);
}

if (document.readyState === "complete") later();
else addEventListener("load", later, { once: true });
