/* [data-loa-panel]: what stands open beside a grid. Esc or the link [data-loa-close] puts the
   hint of template[data-loa-hint] in its place, and the focus back on the cell it came from. */
export function panels(page) {
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    const here = event.target.closest("[data-loa-panel], table[data-loa-grid]");
    if (here && close(page)) event.preventDefault();
  });
  page.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("[data-loa-close]") && close(page)) event.preventDefault();
  });
}

function close(page) {
  const panel = page.querySelector("[data-loa-panel]");
  const hint = page.querySelector("template[data-loa-hint]");
  const cell = page.querySelector("table[data-loa-grid] td a[aria-current]");
  if (!panel || !hint || !cell?.checkVisibility()) return false;
  const address = panel.querySelector("[data-loa-close]").getAttribute("href");
  panel.replaceWith(hint.content.cloneNode(true));
  history.pushState({ htmx: true }, "", address); /* so that going back asks for the whole page */
  cell.focus();
  return true;
}
