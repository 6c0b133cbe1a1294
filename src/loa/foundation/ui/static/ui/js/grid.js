/* table[data-loa-grid="PANEL"]: a grid as the ARIA practices have it. One stop of the Tab key;
   arrows, Home, End, PageUp, PageDown walk from cell to cell, with Ctrl to the corners. A cell's
   link opens in PANEL beside the grid, which is told the filters in data-query. The cell whose
   panel is open is marked, and so is the head of its column. Without this script it is a table of
   links. */
import { fresh } from "./find.js";

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

export function grids(root) {
  for (const table of fresh(root, "table[data-loa-grid]")) enliven(table);
}

/* What of a cell takes the focus: its link, else the cell itself. */
function stop(cell) {
  return cell.querySelector("a") ?? cell;
}

function enliven(table) {
  table.setAttribute("role", "grid");
  for (const link of table.querySelectorAll("a")) link.tabIndex = -1;
  const open = table.querySelector("td a[aria-current]");
  if (open) show(table, open);
  const first = table.tBodies[0]?.rows[0]?.cells[0];
  (open ?? stop(first ?? table.rows[0].cells[0])).tabIndex = 0;
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("th, td");
    if (!cell || event.isComposing || event.altKey || event.metaKey || event.shiftKey) return;
    const next = reached(table, cell, event);
    if (!next) return;
    event.preventDefault();
    stop(next).tabIndex = -1; /* what has none cannot take the focus */
    stop(next).focus();
  });
  table.addEventListener("focusin", (event) => mark(table, event.target));
  table.addEventListener("click", (event) => {
    const link = event.target.closest("td a");
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || !window.htmx) return;
    event.preventDefault();
    beside(table, link);
  });
}

function reached(table, cell, event) {
  const row = cell.parentElement.rowIndex;
  const last = table.rows.length - 1;
  if (event.key === "Home") return at(table, event.ctrlKey ? 0 : row, 0);
  if (event.key === "End") return at(table, event.ctrlKey ? last : row, Infinity);
  if (event.ctrlKey) return null;
  if (event.key === "PageUp") return at(table, Math.max(0, row - page(table)), cell.cellIndex);
  if (event.key === "PageDown") return at(table, Math.min(last, row + page(table)), cell.cellIndex);
  const [down, right] = STEPS[event.key] ?? [0, 0];
  if (!down && !right) return null;
  return cell.cellIndex + right < 0 ? null : at(table, row + down, cell.cellIndex + right);
}

function at(table, row, column) {
  const cells = table.rows[row]?.cells;
  return cells ? (cells[column] ?? (column === Infinity ? cells[cells.length - 1] : null)) : null;
}

/* As many rows as stand under the head at once, at most: the frame is as high as the window. */
function page(table) {
  const room = innerHeight - table.tHead.offsetHeight;
  return Math.max(1, Math.floor(room / table.rows[table.rows.length - 1].offsetHeight) - 1);
}

function mark(table, stopped) {
  for (const other of table.querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
  stopped.tabIndex = 0;
}

function beside(table, link) {
  show(table, link);
  window.htmx.ajax("get", link.getAttribute("href"), {
    source: link,
    target: `#${table.dataset.loaGrid}`,
    swap: "outerHTML",
    values: { "ma-tran": table.dataset.query },
    push: "false",
  });
}

function show(table, link) {
  for (const other of table.querySelectorAll("td a[aria-current]")) {
    other.removeAttribute("aria-current");
  }
  link.setAttribute("aria-current", "true");
  const column = link.closest("td").cellIndex;
  for (const head of table.tHead.rows[0].cells) {
    head.classList.toggle("on", head.cellIndex === column);
  }
}
