/* data-loa-copy="#id": puts the text (or value) of that element on the clipboard. */
import { fresh } from "./find.js";
import { say } from "./status.js";

export function copyButtons(root) {
  for (const button of fresh(root, "[data-loa-copy]")) {
    button.addEventListener("click", async () => {
      const source = document.querySelector(button.dataset.loaCopy);
      const text = source?.value ?? source?.textContent ?? "";
      try {
        await navigator.clipboard.writeText(text.trim());
        say("Đã chép.");
      } catch {
        getSelection()?.selectAllChildren(source);
        say("Chưa chép được. Chữ đã được chọn: nhấn Ctrl+C.");
      }
    });
  }
}
