/* table[data-loa-grid]: one stop of the Tab key; arrows, Home and End walk from cell to cell.
   The cell whose panel was opened is marked, and so is the head of its column. */
import { fresh } from "./find.js";

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

export function grids(root) {
  for (const table of fresh(root, "table[data-loa-grid]")) enliven(table);
}

function enliven(table) {
  const links = [...table.querySelectorAll("th a, td a")];
  const first = table.querySelector("a[aria-current]") ?? links[0];
  for (const link of links) link.tabIndex = link === first ? 0 : -1;
  table.addEventListener("keydown", (event) => {
    const link = event.target.closest?.("a");
    if (!link || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const next =
      event.key === "Home" || event.key === "End"
        ? edge(link, event.key)
        : along(link, STEPS[event.key]);
    if (!next) return;
    event.preventDefault();
    move(table, next);
  });
  table.addEventListener("htmx:afterRequest", (event) => {
    const link = event.target.closest?.("td a");
    if (link && event.detail.successful) open(table, link);
  });
  table.addEventListener("focusin", (event) => {
    if (event.target.matches("a")) mark(table, event.target);
  });
}

function edge(link, key) {
  const found = link.closest("tr").querySelectorAll("a");
  return key === "Home" ? found[0] : found[found.length - 1];
}

function along(link, step) {
  if (!step) return null;
  const table = link.closest("table");
  let row = link.closest("tr").rowIndex + step[0];
  let column = link.closest("th, td").cellIndex + step[1];
  while (row >= 0 && row < table.rows.length && column >= 0) {
    const cells = table.rows[row].cells;
    if (column >= cells.length) return null;
    const found = cells[column].querySelector("a");
    if (found) return found;
    row += step[0];
    column += step[1];
  }
  return null;
}

function open(table, link) {
  for (const other of table.querySelectorAll("td a[aria-current]")) {
    other.removeAttribute("aria-current");
  }
  link.setAttribute("aria-current", "true");
  const column = link.closest("td").cellIndex;
  for (const head of table.tHead.rows[0].cells) {
    head.classList.toggle("on", head.cellIndex === column);
  }
}

function mark(table, link) {
  for (const other of table.querySelectorAll('a[tabindex="0"]')) other.tabIndex = -1;
  link.tabIndex = 0;
}

function move(table, link) {
  mark(table, link);
  link.focus();
}
