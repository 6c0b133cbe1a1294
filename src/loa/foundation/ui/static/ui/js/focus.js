/* Where the reader is put: at the errors of a refused form, at the heading of a new part. */
import { say } from "./status.js";

export function focusErrors(root) {
  root.querySelector("[data-loa-error-summary]")?.focus();
}

export function focusAfterSwap(page) {
  page.addEventListener("htmx:afterSwap", (event) => {
    const part = event.detail.elt ?? event.target;
    if (part.querySelector("[data-loa-error-summary]")) {
      focusErrors(part);
      return;
    }
    part.querySelector("[data-loa-focus]")?.focus();
    const said = part.dataset.loaSay ?? part.querySelector("[data-loa-say]")?.dataset.loaSay;
    if (said) say(said);
  });
}
