/* [data-loa-stop]: places to look at, walked one after another. Where the reader stands is in the
   address (#cho-12), so that reloading and going back lead there; after a part was swapped he
   stands at the next stop. Enter goes to what mends the stop, Escape comes back out of it. */
import { say } from "./status.js";

const STOP = "[data-loa-stop]";
const TASK = "[data-loa-task]";
/* Where a text may be cut in two: at a line already, or behind a part of a sentence. */
const CUT = /\n|(?<=[;.,] )|(?<= )(?=và )/;
let last = "";
let behind = [];

export function walk(page) {
  page.addEventListener("focusin", (event) => stand(event.target.closest(`${STOP}, ${TASK}`)));
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-loa-walk]");
    if (!link) return;
    event.preventDefault();
    step(page, Number(link.dataset.loaWalk));
  });
  page.addEventListener("keydown", (event) => press(page, event));
  page.addEventListener("htmx:beforeRequest", (event) => {
    const from = event.detail.elt.closest(`${STOP}, ${TASK}`) ?? standing(page);
    const own = from?.matches("[data-loa-inline]") ? from.id : "";
    behind = [own, ...following(page, from).map((stop) => stop.id)];
  });
  page.addEventListener("htmx:afterSettle", (event) => {
    tidy(page);
    if (event.detail.requestConfig?.triggeringEvent) arrive(page, event.detail.elt);
    else if (!document.activeElement || document.activeElement === document.body) go(place(page));
  });
  document.addEventListener("loa:stand", (event) => go(document.getElementById(event.detail.at)));
  for (const link of document.querySelectorAll("[data-loa-walk][hidden]")) link.hidden = false;
  const asked = document.getElementById(location.hash.slice(1));
  if (asked && page.contains(asked) && asked.matches(`${STOP}, ${TASK}`)) {
    history.scrollRestoration = "manual";
    go(asked);
    addEventListener("load", () => go(asked.isConnected ? asked : null), { once: true });
  }
  else last = document.getElementById(page.dataset.loaResume)?.id ?? "";
  tidy(page);
}

/* The stop or task at which the reader stands, if he stands at one. */
export function standing(page) {
  const here = document.activeElement?.closest?.(`${STOP}, ${TASK}`);
  return here ?? place(page);
}

export function go(target) {
  if (!target) return;
  target.focus({ preventScroll: true });
  const box = target.getBoundingClientRect();
  const inside = box.top > 80 && box.bottom < innerHeight - 120;
  if (!inside) target.scrollIntoView({ block: box.height > innerHeight * 0.6 ? "start" : "center" });
  stand(target);
}

function place(page) {
  const found = last && document.getElementById(last);
  return found && page.contains(found) ? found : null;
}

function all(page) {
  return [...page.querySelectorAll(STOP)];
}

/* The stops from an element on, its own among them. */
function following(page, from) {
  if (!from) return all(page);
  return all(page).filter(
    (stop) =>
      from.contains(stop) || from.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
}

function stand(target) {
  if (!target?.id || target.id === last) return;
  last = target.id;
  history.replaceState(history.state, "", `#${last}`);
  document.dispatchEvent(new CustomEvent("loa:stands", { detail: { at: last } }));
}

function step(page, by) {
  const stops = all(page);
  if (!stops.length) {
    say("Không còn chỗ cần xem.");
    return;
  }
  const here = standing(page);
  if (here?.matches(STOP) && here.id !== location.hash.slice(1)) {
    go(here); /* where one was last, before one left */
    return;
  }
  const at = here ? stops.indexOf(here.closest(STOP)) : -1;
  if (at >= 0) go(stops[(at + by + stops.length) % stops.length]);
  else go(beside(stops, here, by));
}

/* The first stop behind or before an element that is none itself. */
function beside(stops, here, by) {
  if (!here) return by > 0 ? stops[0] : stops.at(-1);
  const side = by > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const there = stops.filter((stop) => here.compareDocumentPosition(stop) & side);
  return (by > 0 ? there[0] : there.at(-1)) ?? (by > 0 ? stops[0] : stops.at(-1));
}

function press(page, event) {
  if (event.isComposing || event.altKey || event.metaKey) return;
  if (event.key === "Enter" && event.ctrlKey) {
    const form = event.target.closest("form");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.shiftKey) return;
  const stop = event.target.closest(STOP);
  if (event.key === "Escape") leave(event, stop);
  else if (event.target !== stop || !stop) return;
  else if (event.key === "Enter") enter(event, stop);
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    step(page, event.key === "ArrowDown" ? 1 : -1);
  }
}

function enter(event, stop) {
  const main = stop.querySelector("[data-loa-main]");
  if (!main) return;
  event.preventDefault();
  if (main.matches("form")) select(first(main));
  else main.click();
}

function leave(event, stop) {
  const inline = event.target.closest("[data-loa-inline]");
  if (inline) inline.querySelector("[data-loa-cancel]")?.click();
  else if (stop && event.target !== stop) go(stop);
  else return;
  event.preventDefault();
}

function first(part) {
  return part.querySelector(
    "[role=combobox], input:not([type=hidden],[type=checkbox],[type=radio]), textarea, select, input:not([type=hidden])",
  );
}

function select(field) {
  if (!field) return;
  field.focus();
  if (!field.select) return;
  if (field.tagName !== "TEXTAREA") field.select();
  else {
    const cut = field.value.search(CUT);
    field.setSelectionRange(Math.max(cut, 0), Math.max(cut, 0));
  }
}

/* After a swap: into the form that came, to the wrong field, to both texts, or to the next stop. */
function arrive(page, part) {
  if (!page.contains(part) || part.closest("#thanh")) return;
  const wrong = part.querySelector("[aria-invalid=true]");
  const both = part.querySelector("[data-loa-focus]");
  if (wrong) select(wrong);
  else if (both) go(both);
  else if (part.matches("[data-loa-inline]")) select(first(part));
  else onward(page, part);
}

function onward(page, part) {
  const own = behind[0] && document.getElementById(behind[0])?.querySelector(STOP);
  const next = own || behind.slice(1).map((id) => document.getElementById(id)).find(Boolean);
  const left = page.querySelector("[data-loa-left]")?.dataset.loaLeft;
  say(next ? `Còn ${left} chỗ cần xem.` : "Đã xem hết các chỗ cần xem.");
  const target = next ?? all(page)[0] ?? (part.matches(TASK) ? part : null);
  if (target) go(target);
  else document.querySelector("#thanh .give button")?.focus();
}

/* What lists the stops elsewhere forgets those that are gone. */
function tidy(page) {
  for (const item of page.querySelectorAll(".todo li")) {
    const links = [...item.querySelectorAll('a[href^="#cho-"]')];
    for (const link of links) link.hidden = !document.getElementById(link.hash.slice(1));
    if (links.length) item.hidden = links.every((link) => link.hidden);
  }
  for (const mark of page.querySelectorAll("mark.dq[data-loa-joins]")) {
    const doubts = mark.dataset.loaJoins.split(" ").filter((join) => join.startsWith("cho-"));
    if (doubts.length && !doubts.some((id) => document.getElementById(id)))
      mark.classList.remove("dq");
  }
  for (const link of document.querySelectorAll("[data-loa-walk][hidden]")) link.hidden = false;
}
