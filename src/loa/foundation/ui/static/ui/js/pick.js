/* fieldset[data-loa-pick="noun"]: a search box over its ticks. The ticks stay what is sent, so the
   page works without this script and what was chosen is kept and restored like all that is typed.
   Words are found without marks, by the beginning of each. */
import { fresh } from "./find.js";
import { say } from "./status.js";

const MOST = 8;
let made = 0;

export function pickers(root) {
  for (const part of fresh(root, "[data-loa-pick]")) new Picker(part);
}

export function fold(text) {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/đ/gi, "d")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

class Picker {
  constructor(part) {
    this.part = part;
    this.noun = part.dataset.loaPick;
    this.id = `pick-${++made}`;
    this.active = -1;
    this.shown = [];
    this.read();
    this.draw();
    part.addEventListener("change", () => this.chips());
    part.form?.addEventListener("reset", () => setTimeout(() => this.chips()));
    this.chips();
    if (part.dataset.start) {
      this.box.value = part.dataset.start;
    }
  }

  read() {
    const ticks = [...this.part.querySelectorAll("input[data-pick]")];
    const outs = new Map(
      ticks.filter((tick) => tick.dataset.pick === "out").map((tick) => [tick.value, tick]),
    );
    this.groups = new Map();
    this.things = [];
    for (const tick of ticks) {
      if (tick.dataset.pick === "out") continue;
      const words = tick.closest("label").textContent.trim().replace(/\s+/g, " ");
      const thing = {
        tick,
        words,
        found: ` ${fold(words)} ${fold(tick.dataset.also ?? "")}`,
        isGroup: tick.dataset.pick === "group",
        inside: (tick.dataset.in ?? "").split(" ").filter(Boolean),
        out: outs.get(tick.value),
      };
      if (thing.isGroup) this.groups.set(tick.value, thing);
      this.things.push(thing);
    }
  }

  draw() {
    this.wrap = make("div", "pick-box");
    this.list = make("ul", "pick-c");
    this.list.setAttribute("aria-label", `Đã chọn`);
    this.box = make("input", "govuk-input");
    this.box.id = `${this.id}-box`;
    this.box.type = "text";
    this.box.autocomplete = "off";
    this.box.spellcheck = false;
    this.box.setAttribute("role", "combobox");
    this.box.setAttribute("aria-expanded", "false");
    this.box.setAttribute("aria-autocomplete", "list");
    this.box.setAttribute("aria-controls", `${this.id}-list`);
    const label = make("label", "govuk-label", `Tìm ${this.noun}`);
    label.htmlFor = this.box.id;
    const hint = make("div", "govuk-hint", "Gõ vài chữ, không cần dấu; Enter để chọn hoặc bỏ.");
    hint.id = `${this.id}-hint`;
    this.box.setAttribute("aria-describedby", hint.id);
    this.options = make("ul", "pick-r");
    this.options.id = `${this.id}-list`;
    this.options.hidden = true;
    this.options.setAttribute("role", "listbox");
    this.options.setAttribute("aria-label", this.noun);
    const hold = make("div", "pick-i");
    hold.append(this.box, this.options);
    this.wrap.append(this.list, label, hint, hold);
    this.part.querySelector("legend").after(this.wrap);
    this.part.classList.add("pick-on");
    this.box.addEventListener("input", () => this.search());
    this.box.addEventListener("focus", () => this.box.value && this.search());
    this.box.addEventListener("blur", () => this.close());
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.options.addEventListener("pointerdown", (event) => {
      const option = event.target.closest("[role=option]");
      event.preventDefault();
      if (option) this.take(this.shown[Number(option.dataset.n)]);
    });
  }

  search() {
    const words = fold(this.box.value).split(" ").filter(Boolean);
    this.shown = this.like(words);
    this.options.replaceChildren(
      ...this.shown.map((thing, n) => {
        const option = make("li", "", thing.words);
        option.id = `${this.id}-${n}`;
        option.dataset.n = String(n);
        option.setAttribute("role", "option");
        const note = this.note(thing);
        if (note) option.append(make("small", "meta", note));
        return option;
      }),
    );
    if (words.length && !this.shown.length) {
      const none = make("li", "meta", `Không có ${this.noun} nào như vậy.`);
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.setAttribute("aria-selected", "false");
      this.options.append(none);
    }
    this.options.hidden = !words.length;
    this.box.setAttribute("aria-expanded", String(!this.options.hidden));
    this.go(this.shown.length ? 0 : -1);
  }

  /* Those that hold every word; where none does, those that hold most of them. */
  like(words) {
    const held = (thing) => words.filter((word) => thing.found.includes(` ${word}`)).length;
    const found = this.things.map((thing) => [held(thing), thing]).filter(([count]) => count > 0);
    const most = Math.max(0, ...found.map(([count]) => count));
    if (most < Math.min(words.length, 2)) return [];
    return found.filter(([count]) => count === most).map(([, thing]) => thing).slice(0, MOST);
  }

  note(thing) {
    if (thing.tick.checked) return thing.isGroup ? "đã chọn, Enter để bỏ" : "đã chọn";
    if (thing.out?.checked) return "đã trừ ra, Enter để giao lại";
    const group = this.holder(thing);
    return group && thing.out ? `đã có trong ${group.words}, Enter để trừ ra` : "";
  }

  holder(thing) {
    return thing.inside.map((key) => this.groups.get(key)).find((group) => group?.tick.checked);
  }

  go(n) {
    this.active = n;
    for (const [at, option] of [...this.options.children].entries())
      option.setAttribute("aria-selected", String(at === n));
    if (n < 0) this.box.removeAttribute("aria-activedescendant");
    else {
      this.box.setAttribute("aria-activedescendant", `${this.id}-${n}`);
      this.options.children[n].scrollIntoView({ block: "nearest" });
    }
  }

  key(event) {
    if (event.isComposing) return;
    const open = !this.options.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!this.shown.length) return;
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.go((this.active + step + this.shown.length) % this.shown.length);
    } else if (event.key === "Enter" && this.box.value.trim()) {
      if (!event.ctrlKey && this.active >= 0) this.take(this.shown[this.active]);
      else if (event.ctrlKey) return;
    } else if (event.key === "Escape" && open) {
      this.close();
      event.stopPropagation();
    } else if (event.key === "Backspace" && !this.box.value) {
      const last = this.list.querySelector("li:last-child button");
      if (!last) return;
      last.click();
      this.box.focus();
    } else return;
    event.preventDefault();
  }

  take(thing) {
    if (!thing) return;
    const change = this.turn(thing);
    this.box.value = "";
    this.close();
    change.dispatchEvent(new Event("change", { bubbles: true }));
    say(`${thing.words}: ${this.note(thing) || (thing.tick.checked ? "đã chọn" : "đã bỏ")}.`);
  }

  turn(thing) {
    if (!thing.tick.checked && thing.out && (thing.out.checked || this.holder(thing))) {
      thing.out.checked = !thing.out.checked;
      return thing.out;
    }
    thing.tick.checked = !thing.tick.checked;
    return thing.tick;
  }

  close() {
    this.options.hidden = true;
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
  }

  chips() {
    const chosen = this.things.filter((thing) => !thing.isGroup);
    const marks = [
      ...chosen.filter((thing) => thing.tick.checked).map((thing) => [thing, thing.tick, ""]),
      ...chosen
        .filter((thing) => thing.out?.checked)
        .map((thing) => [thing, thing.out, "Trừ "]),
    ];
    this.list.replaceChildren(
      ...marks.map(([thing, tick, before]) => {
        const chip = make("li", before ? "pick-x" : "", `${before}${thing.words}`);
        const drop = make("button", "", "×");
        drop.type = "button";
        drop.setAttribute("aria-label", `Bỏ: ${before}${thing.words}`);
        drop.addEventListener("click", () => {
          tick.checked = false;
          tick.dispatchEvent(new Event("change", { bubbles: true }));
          this.box.focus();
        });
        chip.append(drop);
        return chip;
      }),
    );
    this.list.hidden = !marks.length;
  }
}

function make(tag, name, words = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (words) element.textContent = words;
  return element;
}
