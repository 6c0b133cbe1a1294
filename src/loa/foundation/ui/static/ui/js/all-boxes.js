/* data-loa-all="FORM_ID": one tick chooses every row of that form on this page. */
import { fresh } from "./find.js";

export function allBoxes(root) {
  for (const label of fresh(root, "[data-loa-all]")) {
    const all = label.querySelector("input");
    const boxes = () =>
      document.querySelectorAll(`input[type=checkbox][form="${CSS.escape(label.dataset.loaAll)}"]`);
    label.hidden = false;
    all.addEventListener("change", () => {
      for (const box of boxes()) box.checked = all.checked;
    });
    const agree = () => {
      const states = [...boxes()].map((box) => box.checked);
      all.checked = states.length > 0 && states.every(Boolean);
      all.indeterminate = !all.checked && states.some(Boolean);
    };
    label.closest("table, [data-loa-list]").addEventListener("change", agree);
    agree();
  }
}
