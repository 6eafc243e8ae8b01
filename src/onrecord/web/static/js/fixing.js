// Putting a statement right: its parts are chosen in a form, and their ends moved in the article.
import { get, post } from "./http.js";
import { element, icon, say } from "./say.js";

const LABELS = { source: "Source", cue: "Cue", content: "Content" };
const PARTS = Object.keys(LABELS);

/** The form for one statement, in its card; `done` is told when it ends (true: saved). */
export class Fixing {
  constructor(words, card, statement, place, done) {
    this.words = words;
    this.card = card;
    this.statement = statement;
    this.document = place;
    this.done = done;
    this.pieces = PARTS.flatMap((part) => spans(statement, part).map(({ start, end }) => ({ part, start, end })));
    this.chosen = this.pieces.find(({ part }) => part === "content") ?? this.pieces[0];
    this.stop = new AbortController();
    this.#open();
  }

  /** The form of a statement whose data are fetched first. */
  static async open(words, card, address, place, done) {
    const { article } = await get(address);
    const statement = article.statements.find(({ id }) => id === card.dataset.id);
    return new Fixing(words, card, statement, place, done);
  }

  close(saved = false) {
    this.stop.abort();
    this.form.remove();
    for (const grip of this.grips) grip.remove();
    for (const name of ["fixing", "fixing-chosen"]) globalThis.CSS?.highlights?.delete(name);
    document.documentElement.classList.remove("fixing");
    this.done(saved);
  }

  #open() {
    const template = document.getElementById("fix").content.cloneNode(true);
    this.form = template.querySelector("form");
    const { kind, source_kind: sourceKind, entities } = this.statement;
    this.form.elements.kind.value = kind;
    this.form.elements.source_kind.value = sourceKind;
    for (const box of this.#boxes()) box.checked = entities.includes(box.value);
    this.card.append(this.form);
    this.grips = ["start", "end"].map((edge) => this.#grip(edge));
    this.words.article.append(...this.grips);
    document.documentElement.classList.add("fixing");
    const { signal } = this.stop;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    }, { signal });
    this.form.querySelector(".cancel").addEventListener("click", () => this.close(), { signal });
    this.form.querySelector(".add-content").addEventListener("click", () => this.#await("content"), { signal });
    this.form.querySelector(".add-source").addEventListener("click", () => this.#await("source"), { signal });
    document.addEventListener("pointerup", () => setTimeout(() => this.#select()), { signal });
    addEventListener("resize", () => this.#draw(), { signal });
    this.form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
      event.stopPropagation();
    }, { signal });
    this.#list();
    this.form.querySelector("input[name=part]:checked")?.focus();
    this.form.scrollIntoView({ block: "nearest" });
  }

  #boxes() {
    return [...this.form.querySelectorAll("input[name=entities]")];
  }

  /** Wait for words of a new part to be selected. */
  #await(part) {
    this.awaited = part;
    this.chosen = null;
    this.#list();
    say(`Select the words of the ${part} in the article`);
  }

  #list() {
    const rows = this.pieces.map((piece) => {
      const choice = element("input", { type: "radio", name: "part", checked: piece === this.chosen });
      choice.addEventListener("change", () => {
        this.chosen = piece;
        this.awaited = null;
        this.#list();
        this.form.querySelector("input[name=part]:checked").focus();
      });
      const label = element("label", {}, choice, element("b", {}, LABELS[piece.part]), element("q", {}, this.words.text(piece.start, piece.end)));
      const row = element("div", { class: piece === this.chosen ? "part chosen" : "part" }, label);
      if (this.#mayGo(piece)) {
        const gone = element("button", { type: "button", class: "plain" }, icon("reject"), element("span", { class: "unseen" }, `Take this ${piece.part} out`));
        gone.addEventListener("click", () => {
          this.pieces = this.pieces.filter((other) => other !== piece);
          if (this.chosen === piece) this.chosen = this.pieces[0];
          this.#list();
        });
        row.append(gone);
      }
      return row;
    });
    if (this.awaited) rows.push(element("p", { class: "part chosen" }, `${LABELS[this.awaited]}: select the words in the article`));
    this.form.querySelector(".part-list").replaceChildren(...rows);
    this.form.querySelector(".add-source").hidden = this.pieces.some(({ part }) => part === "source") || this.awaited === "source";
    this.#draw();
  }

  // A statement has a cue and a content; a source it may have.
  #mayGo(piece) {
    return piece.part === "source" || this.pieces.filter(({ part }) => part === piece.part).length > 1;
  }

  #draw() {
    if (globalThis.CSS?.highlights) {
      const range = ({ start, end }) => this.words.range(start, end);
      CSS.highlights.set("fixing", new Highlight(...this.pieces.filter((piece) => piece !== this.chosen).map(range)));
      CSS.highlights.set("fixing-chosen", new Highlight(...(this.chosen ? [range(this.chosen)] : [])));
    }
    const frame = this.words.article.getBoundingClientRect();
    for (const [at, grip] of this.grips.entries()) {
      grip.hidden = !this.chosen;
      if (!this.chosen) continue;
      const { start, end, part } = this.chosen;
      const rects = this.words.range(start, end).getClientRects();
      const rect = at ? rects[rects.length - 1] : rects[0];
      grip.style.left = `calc(${(at ? rect.right : rect.left) - frame.left}px - 0.75rem)`;
      grip.style.top = `${rect.top - frame.top}px`;
      grip.style.height = `${rect.height}px`;
      const block = this.words.block(at ? end : start, Boolean(at));
      grip.setAttribute("aria-label", `${at ? "End" : "Start"} of the ${part}`);
      grip.setAttribute("aria-valuemin", block.start);
      grip.setAttribute("aria-valuemax", block.end);
      grip.setAttribute("aria-valuenow", at ? end : start);
      grip.setAttribute("aria-valuetext", this.words.text(start, end));
    }
  }

  #grip(edge) {
    const grip = element("button", { type: "button", role: "slider", class: edge === "start" ? "grip first" : "grip", "data-edge": edge });
    const { signal } = this.stop;
    grip.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") this.close();
      if (event.key === "Enter") this.form.requestSubmit();
      if (by) {
        const { start, end } = this.chosen;
        const block = this.words.block(start);
        const point = edge === "start" ? start : end;
        this.#move(edge, event.shiftKey ? point + by : this.words.step(point, by, edge, block));
      }
      if (by || event.key === "Enter" || event.key === "Escape") event.preventDefault();
      event.stopPropagation();
    }, { signal });
    grip.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      grip.focus();
      this.dragging = true;
      for (const one of this.grips) one.style.pointerEvents = "none";
      const drag = new AbortController();
      document.addEventListener("pointermove", (move) => {
        const point = this.#under(move);
        if (point !== null) this.#move(edge, move.altKey ? point : this.words.snap(point, edge, this.words.block(this.chosen.start)));
      }, { signal: drag.signal });
      const end = () => {
        drag.abort();
        for (const one of this.grips) one.style.pointerEvents = "";
        setTimeout(() => {
          this.dragging = false;
        });
      };
      document.addEventListener("pointerup", end, { signal: drag.signal });
      document.addEventListener("pointercancel", end, { signal: drag.signal });
    }, { signal });
    return grip;
  }

  #under({ clientX, clientY }) {
    if (document.caretPositionFromPoint) {
      const at = document.caretPositionFromPoint(clientX, clientY);
      return at && this.words.point(at.offsetNode, at.offset);
    }
    const range = document.caretRangeFromPoint?.(clientX, clientY);
    return range ? this.words.point(range.startContainer, range.startOffset) : null;
  }

  // A part lies in one block and has a letter at least.
  #move(edge, point) {
    const block = this.words.block(this.chosen.start);
    if (edge === "start") this.chosen.start = Math.max(block.start, Math.min(point, this.chosen.end - 1));
    else this.chosen.end = Math.min(block.end, Math.max(point, this.chosen.start + 1));
    const row = this.form.querySelector(".part.chosen q");
    if (row) row.textContent = this.words.text(this.chosen.start, this.chosen.end);
    this.#draw();
  }

  /** Words that were selected in the article become the part that is chosen. */
  #select() {
    const selection = getSelection();
    if (this.dragging || !selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!this.words.article.contains(range.commonAncestorContainer)) return;
    const from = this.words.point(range.startContainer, range.startOffset);
    const to = this.words.point(range.endContainer, range.endOffset);
    if (from === null || to === null || from >= to) return;
    const block = this.words.block(from);
    const start = this.words.snap(from, "start", block);
    const end = Math.min(this.words.snap(to, "end", block), block.end);
    if (start >= end) return;
    if (this.awaited) {
      this.chosen = { part: this.awaited, start, end };
      this.pieces.push(this.chosen);
      this.awaited = null;
    } else if (this.chosen) Object.assign(this.chosen, { start, end });
    selection.removeAllRanges();
    this.#list();
  }

  /** What is not as it was; null: all is. */
  #correction() {
    const found = {};
    for (const part of PARTS) {
      const before = spans(this.statement, part).map(({ start, end }) => [start, end]);
      const after = this.pieces.filter((piece) => piece.part === part).map(({ start, end }) => [start, end]).sort((a, b) => a[0] - b[0]);
      if (JSON.stringify(before) === JSON.stringify(after)) continue;
      found[part] = part === "source" ? after[0] ?? false : after;
    }
    for (const name of ["kind", "source_kind"]) {
      const { value } = this.form.elements[name];
      if (value !== this.statement[name]) found[name] = value;
    }
    const entities = this.#boxes().filter((box) => box.checked).map((box) => box.value);
    if ([...entities].sort().join() !== [...this.statement.entities].sort().join()) found.entities = entities;
    return Object.keys(found).length ? found : null;
  }

  async #save() {
    const correction = this.#correction();
    if (!correction) return this.#complain("Nothing is other than it was read. To say that it is right, accept it.");
    const why = this.form.elements.why.value.trim() || null;
    try {
      await post("/decide", { action: "correct", document: this.document, id: this.statement.id, why, ...correction });
    } catch (error) {
      return this.#complain(error.message);
    }
    this.close(true);
  }

  #complain(words) {
    const wrong = this.form.querySelector(".wrong");
    wrong.textContent = words;
    wrong.hidden = false;
  }
}

function spans(statement, part) {
  const held = statement[part];
  if (!held) return [];
  return Array.isArray(held) ? held : [held];
}
