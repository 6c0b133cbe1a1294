/* What went wrong while a part of the page was fetched, said on the page. */
const NO_ANSWER = "Không nối được máy chủ. Kiểm tra mạng rồi thử lại; chữ đã nhập vẫn còn.";
const FAILED = "Chưa làm được. Tải lại trang rồi thử lại; chữ đã nhập vẫn còn.";
const BUSY =
  "Máy chủ đang bận hoặc khởi động lại. Chờ một phút rồi thử lại; chữ đã nhập vẫn còn, gửi hai lần không làm hỏng gì.";
const OFTEN = "Vừa làm việc này quá nhiều lần. Chờ một phút rồi thử lại; chữ đã nhập vẫn còn.";
const LARGE = "Nội dung gửi lớn quá mức nhận. Bớt tệp rồi gửi lại; chữ đã nhập vẫn còn.";
/* Of answers that say nothing themselves: those of what stands before the site. */
const OF_STATUS = { 413: LARGE, 429: OFTEN, 502: BUSY, 503: BUSY, 504: BUSY };
const OLD =
  "Hệ thống vừa có bản mới, trang này là bản cũ. Tải lại trang để dùng bản mới; chữ đã nhập vẫn còn.";

export function notices(page) {
  page.addEventListener("loa:notice", (event) => {
    if (!isQuiet(event)) show(page, event.detail.words, event.detail.tone);
  });
  for (const lost of ["htmx:sendError", "htmx:timeout"])
    page.addEventListener(lost, (event) => isQuiet(event) || show(page, NO_ANSWER, "note-b"));
  page.addEventListener("htmx:responseError", (event) => {
    const { xhr } = event.detail;
    if (isQuiet(event) || xhr.getResponseHeader("HX-Trigger")) return;
    show(page, OF_STATUS[xhr.status] ?? FAILED, "note-b");
  });
  page.addEventListener("htmx:afterRequest", (event) => {
    const mine = page.querySelector('meta[name="loa-release"]')?.content;
    const theirs = event.detail.xhr?.getResponseHeader("Loa-Release");
    if (mine && theirs && mine !== theirs) show(page, OLD, "note-w");
  });
  page.addEventListener("htmx:beforeRequest", (event) => {
    if (!isQuiet(event)) page.getElementById("loa-notice")?.remove();
  });
}

/* [data-loa-quiet] asks by itself every few seconds: it says nothing of its own and takes no words
   away; quiet.js tells when no answer comes any more. */
function isQuiet(event) {
  return Boolean(event.target.closest?.("[data-loa-quiet]"));
}

function show(page, words, tone) {
  page.getElementById("loa-notice")?.remove();
  const note = page.createElement("div");
  note.id = "loa-notice";
  note.className = `note sec ${tone === "note-w" ? "note-w" : "note-b"}`;
  note.setAttribute("role", "alert");
  note.append(words);
  page.getElementById("main").prepend(note); /* it sticks: the reader keeps his place */
}
