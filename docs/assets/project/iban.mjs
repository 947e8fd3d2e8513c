/** The number of an account, by the algorithm that ISO 13616 publishes. */

const BELGIAN = 16; // characters of a number that begins with BE

/**
 * Whether a text may be an IBAN: four first characters moved behind the rest, letters as 10 to 35, and what is left of
 * that number after division by 97 is 1.
 * @param {string} text
 */
export function mayBeAccount(text) {
  const told = text.replace(/[\s.-]/g, "").toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(told)) return false;
  if (told.startsWith("BE") && told.length !== BELGIAN) return false;
  const digits = [...told.slice(4), ...told.slice(0, 4)].map((sign) => parseInt(sign, 36)).join("");
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}
