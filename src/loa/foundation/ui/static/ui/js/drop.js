/* input[type=file][data-loa-drop]: files can be dropped on it, each chosen one is listed with its
   size and can be taken off again, and while they are sent and read the page says so. The input
   beneath stays what is sent. */
import { fresh } from "./find.js";
import { say } from "./status.js";

export function drops(root) {
  for (const input of fresh(root, "input[type=file][data-loa-drop]")) enliven(input);
}

function enliven(input) {
  const zone = document.createElement("div");
  zone.className = "drop";
  input.replaceWith(zone);
  const words = document.createElement("p");
  words.className = "m0 meta";
  words.textContent = "Kéo tệp thả vào đây, hoặc bấm để chọn.";
  const list = document.createElement("ul");
  list.className = "drop-l";
  zone.append(words, input, list);
  const show = () => draw(input, list);
  input.addEventListener("change", show);
  for (const name of ["dragenter", "dragover"])
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  for (const name of ["dragleave", "drop"])
    zone.addEventListener(name, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    put(input, [...input.files, ...event.dataTransfer.files]);
    show();
  });
  input.form?.addEventListener("submit", () => wait(input));
  show();
}

function put(input, files) {
  const carrier = new DataTransfer();
  const seen = new Set();
  for (const file of files) {
    const mark = `${file.name}:${file.size}`;
    if (!seen.has(mark)) carrier.items.add(file);
    seen.add(mark);
  }
  input.files = carrier.files;
}

function draw(input, list) {
  list.replaceChildren(
    ...[...input.files].map((file, n) => {
      const line = document.createElement("li");
      const name = document.createElement("span");
      name.textContent = `${file.name} · ${size(file.size)}`;
      line.append(name);
      const fault = faultOf(input, file);
      if (fault) {
        const note = document.createElement("span");
        note.className = "bad";
        note.textContent = fault;
        line.append(note);
      }
      const off = document.createElement("button");
      off.type = "button";
      off.className = "lnk";
      off.textContent = "Bỏ tệp này";
      const of = document.createElement("span");
      of.className = "vh";
      of.textContent = `: ${file.name}`;
      off.append(of);
      off.addEventListener("click", () => {
        put(
          input,
          [...input.files].filter((_, at) => at !== n),
        );
        draw(input, list);
        input.focus();
      });
      line.append(off);
      return line;
    }),
  );
  if (input.files.length) say(`Đã chọn ${input.files.length} tệp.`);
}

function faultOf(input, file) {
  const kinds = (input.accept ?? "").split(",").filter((kind) => kind.startsWith("."));
  const ending = file.name.slice(file.name.lastIndexOf(".")).toLowerCase();
  if (kinds.length && !kinds.includes(ending)) return "Loa không đọc được loại tệp này.";
  const most = Number(input.dataset.most ?? 0);
  return most && file.size > most ? `Tệp lớn quá ${size(most)}.` : "";
}

function size(bytes) {
  const mb = bytes / 1_048_576;
  if (mb >= 0.95) return `${mb.toFixed(1).replace(".", ",")} MB`;
  return `${Math.max(1, Math.round(bytes / 1024))} KB`;
}

function wait(input) {
  const count = input.files.length;
  if (!count) return;
  const bar = document.createElement("div");
  bar.className = "drop-w";
  const words = document.createElement("p");
  words.className = "m0";
  words.setAttribute("role", "status");
  words.textContent = `Đang gửi và đọc ${count} tệp. Bản quét có thể mất vài phút; giữ trang này mở.`;
  const progress = document.createElement("progress");
  progress.className = "pb";
  progress.setAttribute("aria-label", "Đang đọc");
  bar.append(words, progress);
  input.form.querySelector(".drop-w")?.remove();
  input.form.append(bar);
}
