/* input[data-loa-photo]: photos are made smaller here, which also drops where they were taken.
   Whatever cannot be read here is sent as it is; the server checks and cleans every photo. */
import { fresh } from "./find.js";
import { say } from "./status.js";

const LONGEST = 1600;
const QUALITY = 0.85;
const KINDS = new Set(["image/jpeg", "image/png", "image/webp"]);

export function photos(root) {
  for (const input of fresh(root, "input[type=file][data-loa-photo]")) {
    let work = null;
    input.addEventListener("change", () => {
      const mine = shrinkAll(input).finally(() => {
        if (work === mine) work = null;
      });
      work = mine;
    });
    input.form?.addEventListener(
      "submit",
      (event) => {
        if (!work) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        const { submitter } = event;
        work.then(() => input.form.requestSubmit(submitter));
      },
      { capture: true },
    );
  }
}

async function shrinkAll(input) {
  const chosen = [...input.files];
  if (!chosen.some((file) => KINDS.has(file.type))) return;
  input.form?.setAttribute("aria-busy", "true");
  say("Đang thu nhỏ ảnh.");
  try {
    const smaller = await Promise.all(chosen.map(shrink));
    if (chosen.length !== input.files.length || chosen[0] !== input.files[0]) return;
    const carrier = new DataTransfer();
    for (const file of smaller) carrier.items.add(file);
    input.files = carrier.files;
    say("Ảnh đã sẵn sàng để gửi.");
  } finally {
    input.form?.removeAttribute("aria-busy");
  }
}

async function shrink(file) {
  if (!KINDS.has(file.type)) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    if (!blob) return file;
    const name = file.name.replace(/\.\w+$/, "") + ".jpg";
    return new File([blob], name, { type: "image/jpeg", lastModified: file.lastModified });
  } catch {
    return file;
  }
}
