/**
 * The shapes that the rooms of a calculator share: what Python answers, what a pack holds, what one form on the page is.
 * Types alone; no code.
 *
 * @typedef {"official"|"guide"|"study"|"press"|"reading"} Grade  how sure we are
 * @typedef {{source: string, title: string, paragraph: string, url: string, lang: string, grade: Grade}} Citation
 * @typedef {{key: string, label: string, citations: Citation[], question: string}} Note
 *
 * @typedef {Object} Row  one amount that is paid
 * @property {string} key
 * @property {string} label
 * @property {string} amount  EUR: "1250.50"
 * @property {string} working  how it comes about, in words
 * @property {Grade} grade
 * @property {Citation[]} citations
 * @property {string} reading  where the text says less than we need, how we read it
 *
 * @typedef {Object} Step  one date
 * @property {string} key
 * @property {string} label
 * @property {string} short  its title
 * @property {string} date  "2026-11-22"
 * @property {"before"|"on"|"by"|"from"} when  how the date binds
 * @property {string|null} until  the last day of what begins from a day, where it is known
 * @property {string} closed  what is said of it after its day, or nothing
 * @property {Citation[]} citations
 *
 * @typedef {Object} Answer  what calculators.browser.answer returns; calculators/engine/report.py writes it
 * @property {string} slug  the calculator
 * @property {string} lang
 * @property {string|null} day  whose rules apply: "2026-11-22"
 * @property {"paid"|"refused"|"unsettled"|"dated"|"problems"|"fault"} outcome  a fault is ours
 * @property {string|null} total  EUR: "2500.00"
 * @property {Grade|null} grade  of the weakest row
 * @property {Row[]} rows
 * @property {Note[]} refusals
 * @property {Note[]} unsettled
 * @property {Object<string, string>} problems  question → message
 * @property {Object<string, unknown>} details  what a calculator says beyond this, for other programs
 * @property {Note[]} advice
 * @property {Step[]} agenda  by date
 * @property {Object<string, string>} values  raised question → value used, as a link writes it
 * @property {string[]} asked  the raised questions, in order
 * @property {string} link  the case as a query, without what is at its default
 * @property {string[]} unknown  names in the query that are no questions
 * @property {Object<string, string>} read  question → how its number was read, where its spelling may mean another
 * @property {string} rules  their version: "2026.11"
 * @property {string} summary  the answer in a sentence
 * @property {string} html  the answer as a fragment, every text escaped
 * @property {string} [fault]  what went wrong in our rules
 *
 * @typedef {Object<string, string[]>[]} When  alternatives: in one of them every question holds a listed value; none: always
 *
 * @typedef {Object<string, Object<string, string>>} Former  names that a question had: what their values mean now, or
 *   nothing where they are the same
 *
 * @typedef {Object} Pack  answers that were computed when the site was built; build_scripts/output/packs.py writes it
 * @property {[name: string, byDefault: string, when: When, values: (string|number)[]|null, former: Former][]} questions
 *   values: those that the pack combines, null for none; numbers are the beginnings of classes of amounts
 * @property {number[]} cases  for each combination of these values, the last one changing fastest: an answer, or -1 for none
 * @property {number[][]} answers  pieces of the answer's JSON; -1, -2 and -3 stand for what the case itself says: link,
 *   values, asked
 * @property {string[]} pieces  texts that answers share
 *
 * @typedef {HTMLInputElement|HTMLSelectElement} Control
 *
 * @typedef {Object} Table  what docs/assets/calculator/table adds to questions that repeat
 * @property {() => void} refresh  after each result: names, what is to be mended, which buttons there are
 * @property {(paper: HTMLElement) => void} write  puts the table on a paper that is written
 *
 * @typedef {Object} Calculator  one form on the page, with its result and its tools
 * @property {HTMLFormElement} form
 * @property {HTMLElement} page  all of it
 * @property {HTMLElement} result
 * @property {HTMLElement} note  one line on top of the card: that it is an example, that it is being calculated
 * @property {HTMLElement} tools  what a reader takes along
 * @property {HTMLElement} status  what a screen reader hears of the result
 * @property {HTMLElement} summary  of the problems, above the form
 * @property {{html: string, outcome: string, total?: string}} first  the result that was built into the page
 * @property {string} pathname  of its page
 * @property {string} search  what the address says, as far as it is shown
 * @property {string} link  of the case shown
 * @property {string} asked  what the form held when an answer was last asked for
 * @property {Object<string, string>} values  what was used for the case shown: question → value, as a link writes it
 * @property {number} turn  answers that come too late are dropped
 * @property {Table|null} table  once its script is there
 * @property {Promise<void>|null} pending  the answer on its way
 * @property {number} slow  timer: it is being calculated
 * @property {number} dimming  timer: what is shown is not the answer to what the form holds
 * @property {number} telling  timer: what a screen reader will hear
 * @property {() => void} retry  what the button of a failed engine does
 */

export {};
