/* One key for each thing one may do: an element with data-loa-key="g" is pressed by G, the one
   nearest to where the reader stands. No key is taken while something is typed or chosen, with a
   modifier, or while an input method composes; all can be switched off (WCAG 2.1.4). */
import { standing } from "./walk.js";

const OFF = "loa-keys-off";
const TYPED =
  "textarea, select, [contenteditable], input:not([type=checkbox],[type=radio],[type=button],[type=submit])";

export function keys(page) {
  const button = document.querySelector("[data-loa-keys]");
  const panel = document.getElementById(button.dataset.loaKeys);
  const box = panel.querySelector("[data-loa-keys-on]");
  button.hidden = false;
  button.addEventListener("click", () => panel.showModal());
  box.checked = !isOff();
  box.addEventListener("change", () => {
    remember(!box.checked);
    mark();
  });
  mark();
  document.addEventListener("keydown", (event) => {
    if (!mine(event) || panel.open) return;
    if (event.key === "?") {
      event.preventDefault();
      panel.showModal();
      return;
    }
    const key = event.key.toLowerCase();
    if (!/^[a-z]$/.test(key)) return;
    if (page.querySelector(".htmx-request")) waiting.push(key);
    else if (!press(page, key, event.repeat)) return;
    event.preventDefault();
  });
  page.addEventListener("htmx:afterSettle", () => setTimeout(() => next(page)));
  page.addEventListener("htmx:responseError", () => waiting.splice(0));
}

/* Keys pressed while an answer is awaited count at the place to which it leads. */
const waiting = [];

function next(page) {
  if (page.querySelector(".htmx-request") || typing(document.activeElement)) {
    if (typing(document.activeElement)) waiting.splice(0);
    return;
  }
  if (waiting.length && press(page, waiting.shift())) next(page);
}

function press(page, key, isHeld = false) {
  const found = nearest(page, key);
  if (found && !isHeld) found.click();
  return Boolean(found);
}

export function typing(target) {
  return Boolean(target?.matches?.(TYPED));
}

function mine(event) {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return false;
  if (event.ctrlKey || event.altKey || event.metaKey || isOff()) return false;
  return !typing(event.target);
}

function nearest(page, key) {
  const wanted = `[data-loa-key="${key}"]`;
  const stop = standing(page);
  for (const scope of [stop, stop?.closest("[data-loa-task]")]) {
    const found = [...(scope?.querySelectorAll(wanted) ?? [])].find(seen);
    if (found) return found;
  }
  const rest = [...document.querySelectorAll(wanted)].filter(seen);
  return rest.find((element) => !element.closest("[data-loa-task], [data-loa-stop]"));
}

function seen(element) {
  return element.getClientRects().length > 0;
}

function isOff() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

function remember(off) {
  try {
    if (off) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  } catch {
    /* storage is closed to this page: the choice holds until it is left */
  }
}

function mark() {
  document.documentElement.toggleAttribute("data-loa-keys-work", !isOff());
}
