/* form#co-mat: every few seconds, and when the reader goes elsewhere, the page says where he is and
   hears who else is there. A task that somebody else changed is fetched anew where nobody types in
   it; where somebody does, the page says so and leaves what is typed alone. */
const BEAT = 15_000;
const SOON = 700;
let timer = 0;

export function presence(page) {
  if (!form()) return;
  document.addEventListener("loa:stands", () => beat(page, SOON));
  page.addEventListener("input", () => beat(page, SOON));
  document.addEventListener("visibilitychange", () => beat(page, SOON));
  document.addEventListener("htmx:beforeOnLoad", hold);
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.elt?.id !== "co-mat") return;
    badges(page);
    refresh(page);
    beat(page, BEAT);
  });
  badges(page);
  beat(page, SOON);
}

function form() {
  return document.getElementById("co-mat");
}

function beat(page, wait) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (document.hidden) return;
    const task = here(page);
    const fields = form().elements;
    fields.cho.value = location.hash.slice(1);
    fields.viec.value = task?.dataset.loaTask ?? "";
    fields.sua.value = page.querySelector("[data-loa-inline]") || typed(page) ? "1" : "";
    form().dispatchEvent(new Event("loa:beat", { bubbles: true }));
    beat(page, BEAT);
  }, wait);
}

function here(page) {
  const at = document.getElementById(location.hash.slice(1));
  return at && page.contains(at) ? at.closest("[data-loa-task]") : null;
}

function typed(page) {
  return [...page.querySelectorAll("[data-loa-stop] input:not([type=hidden])")].some(
    (field) => field.value !== field.defaultValue,
  );
}

/* The session ended: the page is not taken from under the reader's hands. */
function hold(event) {
  if (event.detail.elt.id !== "co-mat" || !event.detail.xhr.getResponseHeader("HX-Redirect")) return;
  event.preventDefault();
  clearTimeout(timer);
  note("Phiên làm việc đã hết. Chữ đã nhập còn giữ trên máy này.", "Đăng nhập lại", location.href);
}

function badges(page) {
  for (const old of page.querySelectorAll(".who-b")) old.remove();
  for (const other of form().querySelectorAll("[data-task]")) {
    const head = document.querySelector(`#f-task-${other.dataset.task} > h3 > span`);
    if (!head) continue;
    const badge = document.createElement("span");
    badge.className = "who-b";
    const does = other.dataset.editing === "1" ? "đang sửa" : "đang xem";
    badge.textContent = `${other.dataset.name} ${does}`;
    head.append(" ", badge);
  }
  const words = [...form().querySelectorAll(".who")].map((who) => who.textContent.trim()).join("; ");
  const line = document.getElementById("co-mat-noi");
  if (line && line.textContent !== words) line.textContent = words;
}

function refresh(page) {
  const now = form().dataset.loaStamps.split(" ").filter(Boolean);
  const shown = [...page.querySelectorAll("[data-loa-task][data-version], [data-loa-inline][id]")];
  const ids = shown.map((task) => task.id.slice("f-task-".length));
  if (ids.join() !== now.map((stamp) => stamp.split(":")[0]).join()) {
    note("Người khác vừa thêm, tách, gộp hoặc bỏ nhiệm vụ.", "Xem bản mới", location.href);
    return;
  }
  for (const [n, stamp] of now.entries()) {
    const task = shown[n];
    const [id, version, doubts] = stamp.split(":");
    if (!task.dataset.version) continue;
    const stops = task.querySelectorAll("[data-loa-stop][id^=cho-]").length;
    if (task.dataset.version === version && String(stops) === doubts) continue;
    if (task.querySelector(".htmx-request") || busy(task)) continue;
    window.htmx.ajax("GET", `${location.pathname}?viec=${id}`, {
      target: task,
      swap: "outerHTML",
    });
  }
}

/* Something is typed there and not sent: it is told apart when it is sent, both texts together. */
function busy(task) {
  const focus = document.activeElement;
  if (task.contains(focus) && focus.matches("input, textarea, select")) return true;
  return [...task.querySelectorAll("input:not([type=hidden]), textarea")].some(
    (field) => field.value !== field.defaultValue,
  );
}

function note(words, link, href) {
  if (document.getElementById("loa-older")) return;
  const part = document.createElement("p");
  part.id = "loa-older";
  part.className = "note note-w sec";
  part.setAttribute("role", "alert");
  const leads = document.createElement("a");
  leads.href = href.split("#")[0];
  leads.textContent = link;
  part.append(`${words} `, leads);
  form().before(part);
}
