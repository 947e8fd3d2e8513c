/** The address as the state of a calculator: the case that it names, and the link that a reader takes along. */

export const LONGEST = 200; // characters of one answer that are sent: enough for Python to see that it is no amount or date
const LONGEST_LINK = 5000;

/** Names in an address that are no questions: calculators/engine/links.py has the same, here and below. */
export const RESERVED = ["rules", "sw"];

/** What newsletters, networks and the site's own search (`h`, `q`) add to an address; a star stands for any ending. */
export const IGNORED = `
h q
utm_* mtm_* pk_* piwik_* matomo_* hsa_* sc_* wt_* wt.* at_* cm_* itm_* ns_* et_* ml_* li_* ga_* gad_* _ga* fb_* fbc_*
ig_* af_* adj_* hmb_* guce_* sfmc_* bsft_* elq* sp_* trk* _hs* __hs* __cft__* __tn__* __xts__* vero_* oly_* dm_* ck_*
fbclid gclid gclsrc dclid gbraid wbraid srsltid msclkid twclid ttclid yclid ysclid rdt_cid sccid epik li_fat_id qclid
igshid igsh mibextid sfnsn fref hc_ref lipi rcm tblci obclid dicbo zanpid irclickid irgwc wickedid vmcid cvid ocid
mc_cid mc_eid mc_tc hsctatracking mkt_tok _openstat openstat _gl _ke _kx _se _bta_tid _bta_c _branch_match_id
_branch_referrer __s vgo_ee goal spm scm spjobid spmailingid spreportid spuserid xtor s_cid s_kwcid ef_id cmpid cmp cid
icid ncid campaign campaign_id campaignid adgroupid adid guccounter nr_email_referer email_source email_referrer si
s t share_id _r _t is_from_webapp sender_device
feature ref ref_ ref_src ref_url referer referrer source src medium via share shared trackingid soc_src soc_trk
`
  .trim()
  .split(/\s+/);

const NAMES = new Set([...RESERVED, ...IGNORED]);
const BEGINNINGS = IGNORED.filter((name) => name.endsWith("*")).map((name) => name.slice(0, -1));

/** Whether a name is none of a question's. @param {string} name */
function isIgnored(name) {
  const told = name.toLowerCase();
  return NAMES.has(told) || BEGINNINGS.some((beginning) => told.startsWith(beginning));
}

const SPACES = "\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";
const AROUND = new RegExp(`^[${SPACES}]+|[${SPACES}]+$`, "g");
const INSIDE = new RegExp(`[${SPACES}]`, "g");
const LEADING = new RegExp(`^[?${SPACES}]+`);
const BEHIND = new RegExp(`[.,;:!?)\\]}>"'’‘“”„«»‹›<([{…*_~|\\\\/${SPACES}]+$`);
const UNSEEN =
  /[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/**
 * A text without what nobody sees and the spaces around it, in one line, its signs in their plain form.
 * @param {string} text
 */
export const tidy = (text) => (/^[!-~]*$/.test(text) ? text : plain(text)).slice(0, LONGEST);

/** @param {string} text */
const plain = (text) =>
  text
    .slice(0, LONGEST)
    .replace(UNSEEN, "")
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2015\u2212\ufe58\ufe63]/g, "-")
    .replace(AROUND, "")
    .split(/[\r\n]+/)
    .map((line, _, { length }) => (length > 1 ? line.replace(AROUND, "").replace(/^[> ]+/, "") : line))
    .join("");

/** @type {Object<string, string>} */
const SAID = { true: "yes", oui: "yes", ja: "yes", false: "no", non: "no", nee: "no" };

/**
 * The option that a text means, whatever its case; another text where it is none of them.
 * @param {string} text
 * @param {string[]} options
 */
export function choice(text, options) {
  if (options.includes(text)) return text;
  const told = text.toLowerCase();
  return (options.includes("yes") && Object.hasOwn(SAID, told) && SAID[told]) || told;
}

/** @typedef {[name: string, value: string][]} Pairs */

const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** A text of an address, decoded; what is no UTF-8 becomes a mark, what is no code stays. @param {string} text */
const decoded = (text) =>
  tidy(
    text.replaceAll("+", " ").replace(/(?:%[0-9A-Fa-f]{2})+/g, (codes) => {
      return UTF8.decode(Uint8Array.from(codes.slice(1).split("%"), (code) => parseInt(code, 16)));
    }),
  );

/** Decoded as often as it was encoded: no answer holds a percent sign before two digits, or begins with 3D. @param {string} raw */
function meant(raw) {
  let text = decoded(raw);
  while (/^3D|%[0-9A-Fa-f]{2}/.test(text)) text = decoded(text.replace(/^3D/, ""));
  return text;
}

/**
 * The names and values of a query, in order, as they were meant.
 * @param {string} query
 * @returns {Pairs}
 */
export function pairsOf(query) {
  let text = query.replace(LEADING, "");
  if (text.includes("=3D")) text = text.replace(/=(?:\r|%0D)?(?:\n|%0A)/gi, ""); // quoted-printable
  text = text.replace(/®|%C2%AE/gi, "&reg"); // some programs make it of the beginning of `&registered`
  text = text.replace(/(?:^|&|%26)(?:(?:amp|(?:#|%23)(?:0*38|x0*26))(?:;|%3B))+/gi, "&");
  /** @type {Pairs} */
  const found = [];
  for (const piece of text.split(/&|[;?](?=[A-Za-z_][A-Za-z0-9_.-]*=)/)) {
    const [raw] = piece.split("=", 1);
    const value = piece.slice(raw.length);
    const told = meant(raw);
    if (told.includes("=") && query.length <= LONGEST_LINK)
      found.push(...pairsOf(told + value)); // encoded once too often
    else if (value || (told.replace(BEHIND, "") && !/^#?[A-Za-z0-9]+;/.test(told)))
      found.push([told.replace(INSIDE, "").replace(/^(?:[?&;]|amp;)+/i, ""), meant(value.slice(1))]);
  }
  return mended(found.filter(([name]) => name));
}

/** @param {Pairs} found */
const answers = (found) => found.filter(([name]) => !isIgnored(name));

/** One answer alone may hold others, their separators encoded; what stands behind the last one is no part of it. @param {Pairs} found */
function mended(found) {
  const [only, another] = answers(found);
  const within = another ? null : only?.[1].match(/[&;](?:amp;)*(?=[A-Za-z_][A-Za-z0-9_.-]*=)/);
  if (within) {
    const { index = 0 } = within;
    const rest = pairsOf(only[1].slice(index + within[0].length));
    found.splice(found.indexOf(only) + 1, 0, ...rest);
    only[1] = tidy(only[1].slice(0, index));
  }
  for (const pair of new Set([...found.slice(-1), ...answers(found).slice(-1)]))
    pair[1] = pair[1].replace(BEHIND, "") || pair[1];
  return found;
}

/** « &#38; » of a damaged link: a browser takes the rest of it for a place in the page. @param {string} hash */
export const isSeparator = (hash) => /^#(?:0*38|x0*26);/i.test(hash);

/**
 * The answers in an address, apart from what is none: the version of the rules, the wish that the site be kept
 * (site/wish.mjs), and what others add.
 * @param {string} search  "?year=2022&rules=2026.11"
 * @param {(name: string) => boolean} [isName]  of a question, in lower case: one in capitals means the same
 */
export function caseOf(search, isName = () => false) {
  const pairs = new URLSearchParams();
  for (const [name, value] of answers(pairsOf(search))) {
    const lower = name.toLowerCase();
    pairs.append(isName(lower) ? lower : name, value);
  }
  return pairs;
}

/** The address of the calculator's page, without a query; a frame on another site names it (output/embed.py). */
export const pageAddress = () =>
  FRAMED
    ? /** @type {HTMLAnchorElement} */ (document.querySelector("[data-whole]")).href.split("?")[0]
    : location.origin + location.pathname;

/**
 * The link to a case, with the rules that answered it.
 * @param {string} page  its address, without a query
 * @param {string} link  the case as a query
 * @param {string} rules
 */
export const linkTo = (page, link, rules) => `${page}?${link ? `${link}&` : ""}rules=${encodeURIComponent(rules)}`;

/**
 * Puts a text on the clipboard; false where the browser refuses.
 * @param {string} text
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "visually-hidden";
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    return copied;
  }
}
