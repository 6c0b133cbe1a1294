/* Source and structure together: [data-loa-pair="task-5"] in the structure, [data-loa-joins~=…] in
   the source. Where the reader stands or scrolls the other side follows; a press on a marked
   passage leads to what was read of it. Paragraphs of the source are walked by arrow keys, and V
   makes a task of the chosen passage. */
import { go } from "./walk.js";

const WIDE = matchMedia("(min-width: 64rem)");

export function pair(page) {
  page.addEventListener("focusin", (event) => {
    follow(page, event.target);
    offer(page);
  });
  page.addEventListener("click", (event) => lead(page, event));
  page.addEventListener("keydown", (event) => roam(page, event));
  addEventListener("scroll", onScroll(page), { passive: true });
  document.addEventListener("selectionchange", () => offer(page));
  page.addEventListener("click", (event) => {
    const link = event.target.closest("[data-loa-take]");
    if (!link) return;
    const part = passage(page);
    if (part) link.href = `${link.dataset.loaTake}?tu=${part[0]}-${part[1]}`;
  });
}

function source(page) {
  return page.querySelector("[data-loa-source]");
}

function follow(page, target) {
  if (source(page)?.contains(target)) return;
  const names = [];
  for (let here = target.closest("[data-loa-pair]"); here; here = up(here))
    names.push(here.dataset.loaPair);
  for (const name of names) if (show(page, name)) return;
}

function up(element) {
  return element.parentElement?.closest("[data-loa-pair]");
}

function show(page, name) {
  const doc = source(page);
  if (!doc) return false;
  const marks = [...doc.querySelectorAll(`[data-loa-joins~="${CSS.escape(name)}"]`)];
  if (!marks.length) return false;
  for (const old of doc.querySelectorAll("mark.on")) old.classList.remove("on");
  for (const mark of marks) mark.classList.add("on");
  if (!WIDE.matches) return true;
  const inside = marks[0].getBoundingClientRect();
  const frame = doc.getBoundingClientRect();
  const seen = inside.top > frame.top + 40 && inside.bottom < frame.bottom - 40;
  if (!seen) doc.scrollTop += inside.top - frame.top - frame.height / 3;
  return true;
}

/* The source follows the structure as it is scrolled, unless the reader is in the source. */
function onScroll(page) {
  let waiting = false;
  let shown = "";
  return () => {
    if (waiting || !WIDE.matches) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const res = page.querySelector(".res");
      if (!res || source(page)?.contains(document.activeElement)) return;
      const mine = document.activeElement?.closest?.("[data-loa-pair]")?.getBoundingClientRect();
      if (mine && mine.bottom > 0 && mine.top < innerHeight) return;
      const box = res.getBoundingClientRect();
      const at = document.elementFromPoint(box.left + box.width / 2, innerHeight * 0.35);
      const name = at?.closest("[data-loa-pair]")?.dataset.loaPair ?? "";
      if (name && name !== shown) show(page, (shown = name));
    });
  };
}

function lead(page, event) {
  const mark = event.target.closest("mark[data-loa-joins]");
  if (!mark || !source(page)?.contains(mark) || !getSelection().isCollapsed) return;
  const names = mark.dataset.loaJoins.split(" ").reverse();
  const target = names
    .map((name) => document.getElementById(name) ?? document.getElementById(`f-${name}`))
    .find(Boolean);
  if (!target) return;
  if (target.tabIndex < 0 && !target.hasAttribute("tabindex")) target.tabIndex = -1;
  go(target);
  show(page, names[0]);
}

/* Arrow keys in the source go from paragraph to paragraph. */
function roam(page, event) {
  const doc = source(page);
  if (!doc?.contains(event.target) || event.ctrlKey || event.altKey || event.shiftKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const paragraphs = [...doc.querySelectorAll("p[data-at]")];
  const here = paragraphs.indexOf(event.target.closest("p[data-at]"));
  const next = paragraphs[here < 0 ? 0 : here + step];
  if (!next) return;
  event.preventDefault();
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function offer(page) {
  const link = page.querySelector("[data-loa-take]");
  if (link) link.classList.toggle("ready", Boolean(passage(page)));
}

/* Start and end, in letters of the text, of what is chosen in the source, or of its paragraph. */
function passage(page) {
  const doc = source(page);
  const chosen = getSelection();
  if (chosen.rangeCount && !chosen.isCollapsed && doc?.contains(chosen.anchorNode)) {
    const range = chosen.getRangeAt(0);
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    if (start !== null && end !== null && end > start) return [start, end];
  }
  const paragraph = document.activeElement?.closest?.("p[data-at]");
  if (!paragraph) return null;
  const at = Number(paragraph.dataset.at);
  return [at, at + length(paragraph)];
}

function offset(node, within) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const paragraph = element.closest("p[data-at]");
  if (!paragraph) return null;
  let at = Number(paragraph.dataset.at);
  for (const text of texts(paragraph)) {
    if (text === node) return at + [...text.data.slice(0, within)].length;
    const follows = node.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (follows && node.nodeType === Node.TEXT_NODE) return at;
    if (node.childNodes?.[within]?.contains(text)) return at;
    at += [...text.data].length;
  }
  return at;
}

function length(paragraph) {
  return texts(paragraph).reduce((sum, text) => sum + [...text.data].length, 0);
}

/* The letters of the document alone, without the numbers in circles. */
function texts(paragraph) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode())
    if (!walker.currentNode.parentElement.closest("a.ref")) found.push(walker.currentNode);
  return found;
}
