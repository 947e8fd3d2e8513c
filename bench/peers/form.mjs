// The form's case, asked as a query, and its answer in the page: what all peers share.
const form = document.querySelector("form[data-calculator]");
const result = document.querySelector("[data-result]");
const held = (name) => form.querySelector(`[name=${name}]:checked, [name=${name}]:not([type=radio])`).value;
const raised = (when) =>
  when.some((alternative) => Object.entries(alternative).every(([name, values]) => values.includes(held(name))));

/** @param {(query: string) => {outcome: string, total: string|null, html: string}} answer */
export function start(answer) {
  const ask = () => {
    for (const item of form.querySelectorAll("[data-when]")) {
      item.hidden = item.disabled = !raised(JSON.parse(item.dataset.when)); // what is disabled is not in FormData
    }
  };
  const show = (event) => {
    event?.preventDefault();
    const { outcome, total, html } = answer(new URLSearchParams(new FormData(form)).toString());
    result.innerHTML = html;
    result.dataset.outcome = outcome;
    result.dataset.total = total ?? "";
  };
  ask();
  show();
  form.addEventListener("change", ask);
  form.addEventListener("submit", show);
}
