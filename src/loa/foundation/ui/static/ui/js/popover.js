/* details[data-loa-pop]: only one open, closed by Escape or a press elsewhere. */
export function popovers(page) {
  const open = () => page.querySelectorAll("details[data-loa-pop][open]");
  page.addEventListener("click", (event) => {
    for (const details of open()) if (!details.contains(event.target)) details.open = false;
  });
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const details of open()) {
      const held = details.contains(page.activeElement);
      details.open = false;
      if (held) details.querySelector("summary").focus();
    }
  });
}
