/** What a reader takes along: calendars, documents, what was typed. */

/**
 * Gives a file to the reader. An app that is installed on iOS shows a download and knows no way back from it: there the
 * reader says where the file goes.
 * @param {string} name
 * @param {BlobPart} content
 * @param {string} type
 */
export async function download(name, content, type) {
  const files = [new File([content], name, { type })];
  if (navigator.standalone && navigator.canShare?.({ files })) {
    const went = await navigator.share({ files }).then(
      () => true,
      (error) => error.name === "AbortError", // closed by the reader
    );
    if (went) return;
  }
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(files[0]);
  anchor.download = name;
  anchor.click();
  // A phone may read it only once the reader has said where to: it is kept as long as the page is.
  addEventListener("pagehide", () => URL.revokeObjectURL(anchor.href), { once: true });
}
