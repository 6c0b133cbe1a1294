/* form[data-loa-draft="KEY"]: what is typed stays on this machine until the server took it.
   The server says so by the cookie loa_taken; a refusal, an old page or a lost line leaves the
   draft where it is. Hidden fields are never kept: the version and the token are always the
   page's own. Passwords and files are not kept. Drafts belong to one person and end in a week. */
import { fresh } from "./find.js";

const PREFIX = "loa-draft:";
const LIFE = 7 * 24 * 3600 * 1000;
const KEPT = "input:not([type=hidden],[type=password],[type=file],[type=submit]), textarea, select";

export function drafts(root) {
  try {
    forgetTaken();
  } catch {
    return; /* storage is closed to this page */
  }
  for (const form of fresh(root, "form[data-loa-draft]")) keep(form);
}

function person() {
  return document.querySelector('meta[name="loa-person"]')?.content ?? "";
}

function place(key) {
  return `${PREFIX}${person()}:${key}`;
}

function keep(form) {
  const key = form.dataset.loaDraft;
  const carrier = document.createElement("input");
  carrier.type = "hidden";
  carrier.name = "loa_draft";
  carrier.value = key;
  form.append(carrier);
  const untouched = values(form);
  restore(form, key, untouched);
  const save = () =>
    write(place(key), { at: Date.now(), version: version(form), values: values(form) });
  form.addEventListener("input", save);
  form.addEventListener("change", save);
}

function fields(form) {
  return [...form.elements].filter((field) => field.name && field.matches(KEPT));
}

function values(form) {
  const kept = {};
  for (const field of fields(form)) {
    const name =
      field.type === "checkbox" || field.type === "radio"
        ? `${field.name}=${field.value}`
        : field.name;
    kept[name] = valueOf(field);
  }
  return kept;
}

function valueOf(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked;
  if (field.multiple) return [...field.selectedOptions].map((option) => option.value);
  return field.value;
}

function put(field, value) {
  if (field.type === "checkbox" || field.type === "radio") field.checked = value;
  else if (field.multiple)
    for (const option of field.options) option.selected = value.includes(option.value);
  else field.value = value;
}

function version(form) {
  return form.elements.namedItem("version")?.value ?? "";
}

function restore(form, key, untouched) {
  const draft = read(place(key));
  if (!draft || same(draft.values, untouched)) return;
  apply(form, draft.values);
  if (same(values(form), untouched)) return;
  form.prepend(notice(form, key, draft, untouched));
}

function apply(form, kept) {
  for (const field of fields(form)) {
    const name =
      field.type === "checkbox" || field.type === "radio"
        ? `${field.name}=${field.value}`
        : field.name;
    if (name in kept) put(field, kept[name]);
  }
}

function notice(form, key, draft, untouched) {
  const note = document.createElement("div");
  note.className = "note note-w sec draft";
  note.setAttribute("role", "status");
  const at = new Date(draft.at).toLocaleString("vi-VN", { timeStyle: "short", dateStyle: "short" });
  let words = `Đã lấy lại chữ bạn nhập lúc ${at}, chưa gửi.`;
  if (draft.version !== version(form))
    words += " Nội dung trên máy chủ đã được sửa từ khi đó: xem kỹ trước khi gửi.";
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "lnk";
  drop.textContent = "Bỏ chữ đã nhập";
  drop.addEventListener("click", () => {
    apply(form, untouched);
    localStorage.removeItem(place(key));
    note.remove();
    fields(form)[0]?.focus();
  });
  note.append(words, drop);
  return note;
}

function forgetTaken() {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("loa_taken="));
  if (cookie) {
    localStorage.removeItem(place(decodeURIComponent(cookie.slice("loa_taken=".length))));
    document.cookie = "loa_taken=; Max-Age=0; Path=/; SameSite=Lax";
  }
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(PREFIX) && Date.now() - (read(name)?.at ?? 0) > LIFE)
      localStorage.removeItem(name);
  }
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify({ ...one, ...pick(other, one) });
}

function pick(from, like) {
  return Object.fromEntries(
    Object.keys(like)
      .filter((name) => name in from)
      .map((name) => [name, from[name]]),
  );
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

function write(name, draft) {
  try {
    localStorage.setItem(name, JSON.stringify(draft));
  } catch {
    /* no room, or storage is closed to this page: typing goes on */
  }
}
