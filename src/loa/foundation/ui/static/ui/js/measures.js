/* [data-loa-measures="SELECT_ID"]: of the number fields inside, each with data-forms="A B", only
   those of the form chosen in that list are shown; a field that holds something always is. */
import { fresh } from "./find.js";

export function measures(root) {
  for (const part of fresh(root, "[data-loa-measures]")) {
    const select = document.getElementById(part.dataset.loaMeasures);
    if (!select) continue;
    select.addEventListener("change", () => show(part, select.value));
    show(part, select.value);
  }
}

function show(part, form) {
  for (const field of part.querySelectorAll("[data-forms]")) {
    const mine = field.dataset.forms.split(" ").includes(form);
    field.hidden = !mine && !field.querySelector("input")?.value;
  }
  for (const details of part.querySelectorAll("details")) {
    const shown = details.querySelector("[data-forms]:not([hidden])");
    details.hidden = !shown;
    details.open = Boolean(shown);
  }
}
