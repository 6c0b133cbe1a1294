/* form[data-loa-leave]: asks before the page is left with something changed and not sent. */
import { fresh } from "./find.js";

export function leaving(root) {
  for (const form of fresh(root, "form[data-loa-leave]")) {
    let changed = false;
    form.addEventListener("input", () => (changed = true));
    form.addEventListener("submit", (event) => {
      if (!event.defaultPrevented) changed = false;
    });
    addEventListener("beforeunload", (event) => {
      if (changed && form.isConnected) event.preventDefault();
    });
  }
}
