/* [data-loa-quiet][id] asks by itself every few seconds, at the event loa:beat too. A miss or two pass
   in silence; after more the page says that it hears nothing, with a button that asks at once. The
   words go when an answer comes. */
const MOST = 2;
const LOST =
  "Trang không nghe được máy chủ nữa, phần tự cập nhật ở đây có thể đã cũ. Kiểm tra mạng rồi thử lại; chữ đã nhập vẫn còn.";
const STILL = "Vẫn chưa nghe được máy chủ. Chờ một phút rồi thử lại; chữ đã nhập vẫn còn.";

export function quiet(page) {
  const missed = new Map();
  for (const lost of ["htmx:sendError", "htmx:timeout", "htmx:responseError"])
    page.addEventListener(lost, (event) => {
      const part = asking(event);
      if (!part) return;
      missed.set(part.id, (missed.get(part.id) ?? 0) + 1);
      if (missed.get(part.id) > MOST) say(page, part);
    });
  page.addEventListener("htmx:beforeOnLoad", (event) => {
    const part = asking(event);
    if (!part || event.detail.xhr.status >= 400) return;
    missed.delete(part.id);
    noteOf(page, part)?.remove();
  });
}

function asking(event) {
  return event.target.closest?.("[data-loa-quiet]");
}

function noteOf(page, part) {
  return page.getElementById(`${part.id}-lost`);
}

function say(page, part) {
  const said = noteOf(page, part);
  if (said) {
    if (said.dataset.asked) said.firstChild.textContent = STILL;
    return;
  }
  const note = page.createElement("div");
  note.id = `${part.id}-lost`;
  note.className = "note note-w sec";
  note.setAttribute("role", "alert");
  const words = page.createElement("p");
  words.textContent = LOST;
  const again = page.createElement("button");
  again.type = "button";
  again.className = "govuk-button govuk-button--secondary";
  again.textContent = "Thử lại";
  again.addEventListener("click", () => {
    note.dataset.asked = "1";
    page.getElementById(part.id)?.dispatchEvent(new Event("loa:beat", { bubbles: true }));
  });
  note.append(words, again);
  part.before(note);
}
