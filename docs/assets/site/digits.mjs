/** Is a content what the build wrote? Names and lists carry the first digits of its SHA-256. */

/**
 * Eight digits; none where the browser computes no sum, as at an address without https.
 * @param {BufferSource} content
 */
export async function digits(content) {
  const sum = await globalThis.crypto?.subtle?.digest("SHA-256", content);
  return sum ? [...new Uint8Array(sum, 0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("") : "";
}

/**
 * Is this, for all that can be told, another content than that of these digits?
 * @param {BufferSource} content
 * @param {string} wanted
 */
export async function isChanged(content, wanted) {
  const found = await digits(content);
  return found !== "" && found !== wanted;
}
