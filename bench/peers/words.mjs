// What the pages without Python say, and how they read an amount.
const ROWS = {
  approval: "Projet approuvé",
  report: "Rapport de la réunion",
  evaluation: "Rapport d’évaluation",
  animation_first: "Animateur, première réunion",
  animation_evaluation: "Animateur, réunion d’évaluation",
};
const REASONS = {
  doctor: "Aucun GLEM ni cercle n’a désigné le médecin.",
  pharmacist: "Aucune organisation n’a désigné le pharmacien.",
  same_area: "Le médecin et le pharmacien ne sont pas du même endroit.",
  programme: "Le sujet n’est pas un programme reconnu.",
  approved: "L’INAMI n’a pas approuvé le projet.",
  third_party: "Un tiers est lié au secteur pharmaceutique.",
  animation_without_report: "Les textes ne disent rien d’une facture sans rapport.",
  evaluation: "Une évaluation suppose un rapport approuvé.",
  invoice: "Donnez un montant, comme 123,45.",
};
const TITLES = {
  paid: "L’INAMI paie",
  refused: "L’INAMI ne paie pas",
  unsettled: "Les textes ne tranchent pas",
  problems: "Corrigez vos réponses",
};
const euro = new Intl.NumberFormat("fr-BE", { style: "currency", currency: "EUR" });

/** Cents, or NaN where the text is no amount. */
export const cents = (text) =>
  /^\d{1,7}([.,]\d\d?)?$/.test(text) ? Math.round(Number(text.replace(",", ".")) * 100) : NaN;

/** @param {{outcome: string, rows?: [string, number][], reasons?: string[]}} answer  amounts in cents */
export function shown({ outcome, rows = [], reasons = [] }) {
  const total = rows.reduce((sum, [, amount]) => sum + amount, 0);
  const paid = outcome === "paid";
  const html =
    `<h2>${TITLES[outcome]}${paid ? ` ${euro.format(total / 100)}` : ""}</h2>` +
    `<ul>${reasons.map((reason) => `<li>${REASONS[reason]}</li>`).join("")}</ul>` +
    `<table>${rows
      .map(([key, amount]) => `<tr data-row="${key}"><th>${ROWS[key]}</th><td>${euro.format(amount / 100)}</td></tr>`)
      .join("")}</table>`;
  return { outcome, total: paid ? (total / 100).toFixed(2) : null, html };
}
