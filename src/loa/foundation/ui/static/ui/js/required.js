/* What a form still lacks is asked for in the words of the page, not in the browser's language. */
export function missing(page) {
  page.addEventListener("invalid", (event) => name(event.target), true);
  page.addEventListener("input", (event) => forget(event.target.form), true);
  /* a press on a button comes before the browser looks at the form, Enter in a field does too */
  page.addEventListener("click", (event) => forget(event.target.closest?.("button")?.form), true);
}

function name(field) {
  if (!field.validity.valueMissing) return;
  const words = field.labels?.[0]?.firstChild?.textContent.trim() ?? "";
  const label = words.charAt(0).toLowerCase() + words.slice(1);
  const verb = field.type === "file" ? "Chọn tệp:" : field.matches("select") ? "Chọn" : "Nhập";
  if (label) field.setCustomValidity(`${verb} ${label}.`);
}

function forget(form) {
  for (const field of form?.elements ?? []) field.setCustomValidity?.("");
}
