// Putting a statement right, or adding one that was missed: its parts are chosen in a form, and their
// ends moved in the article.
import { get, post } from "./http.js";
import { element, icon, say } from "./say.js";

const LABELS = { source: "Source", cue: "Cue", content: "Content" };
const PARTS = Object.keys(LABELS);

/** The form for one statement, in its card; `done` is told when it ends, with the entry if saved. */
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

  /** The form of a statement that nobody has read yet; its content are words from `start` to `end`. */
  static add(words, card, content, place, done) {
    const nothing = { id: null, kind: "statement", source_kind: "", source: null, cue: [], entities: [] };
    return new Fixing(words, card, { ...nothing, content: [content] }, place, done);
  }

  get isNew() {
    return this.statement.id === null;
  }

  close(saved = null) {
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
    if (!this.isNew) for (const option of this.form.querySelectorAll("[data-new]")) option.remove();
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
    for (const part of PARTS) {
      this.form.querySelector(`.add-${part}`).addEventListener("click", ({ detail }) => this.#await(part, !detail), { signal });
    }
    this.form.elements.source_kind.addEventListener("change", ({ target }) => this.#ownVoice(target.value === "own"), { signal });
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

  /** Wait for words of a new part to be selected; by keyboard it begins as the first word there. */
  #await(part, byKeyboard) {
    if (byKeyboard) {
      const block = this.words.block((this.chosen ?? this.pieces[0]).start);
      const start = this.words.snap(block.start, "start", block);
      this.#take(part, { start, end: this.words.step(start, 1, "end", block) });
      this.form.querySelector("input[name=part]:checked").focus();
      return;
    }
    this.awaited = part;
    this.chosen = null;
    this.#list();
    say(`Select the words of the ${part} in the article`);
  }

  /** A further part, of these words. */
  #take(part, { start, end }) {
    this.chosen = { part, start, end };
    this.pieces.push(this.chosen);
    this.awaited = null;
    this.#named();
    this.#list();
  }

  /** Of a new statement whose source was chosen: tick whom its words name. */
  #named() {
    if (!this.isNew || this.chosen?.part !== "source") return;
    const { start, end } = this.chosen;
    const within = this.words.runs.filter((run) => run.start < end && run.end > start);
    const named = new Set(within.flatMap(({ element: run }) => (run.dataset.whom ?? "").split(" ")).map((id) => id.split("@")[0]));
    for (const box of this.#boxes()) box.checked = named.has(box.value);
  }

  /** What the outlet says in its own voice has no source. */
  #ownVoice(own) {
    this.form.querySelector(".speakers").hidden = own;
    if (own) {
      for (const box of this.#boxes()) box.checked = false;
      this.pieces = this.pieces.filter(({ part }) => part !== "source");
      if (!this.pieces.includes(this.chosen)) [this.chosen] = this.pieces;
      this.awaited = null;
    }
    this.#list();
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
    const own = this.form.elements.source_kind.value === "own";
    this.form.querySelector(".add-source").hidden = own || this.#has("source");
    this.form.querySelector(".add-cue").hidden = !this.isNew || this.#has("cue");
    this.#draw();
  }

  #has(wanted) {
    return this.awaited === wanted || this.pieces.some(({ part }) => part === wanted);
  }

  // A statement has a content; one that was read has a cue; a source it may have.
  #mayGo(piece) {
    return piece.part === "source" || (this.isNew && piece.part === "cue") || this.pieces.filter(({ part }) => part === piece.part).length > 1;
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
      const paragraph = { PageDown: 1, PageUp: -1 }[event.key];
      if (paragraph) this.#toBlock(paragraph);
      if (by || paragraph || event.key === "Enter" || event.key === "Escape") event.preventDefault();
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

  /** Go on to the next paragraph (1) or back (-1), whose words are taken whole. */
  #toBlock(by) {
    const block = this.words.beside(this.chosen.start, by);
    if (!block) return;
    Object.assign(this.chosen, this.words.whole(block));
    this.#list();
    this.grips.find((grip) => grip === document.activeElement)?.scrollIntoView({ block: "center" });
    say(this.words.text(this.chosen.start, this.chosen.end));
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
    const selected = this.dragging ? null : this.words.selected();
    if (!selected) return;
    getSelection().removeAllRanges();
    if (this.awaited) return this.#take(this.awaited, selected);
    if (this.chosen) Object.assign(this.chosen, selected);
    this.#named();
    this.#list();
  }

  #places(part) {
    return this.pieces.filter((piece) => piece.part === part).map(({ start, end }) => [start, end]).sort((a, b) => a[0] - b[0]);
  }

  /** All that a new statement says. */
  #attribution() {
    const { kind, source_kind: sourceKind } = this.form.elements;
    return {
      content: this.#places("content"),
      cue: this.#places("cue"),
      source: this.#places("source")[0] ?? null,
      kind: kind.value,
      source_kind: sourceKind.value === "own" ? "outlet" : sourceKind.value || null,
      entities: this.#boxes().filter((box) => box.checked).map((box) => box.value),
    };
  }

  /** What is not as it was; null: all is. */
  #correction() {
    const found = {};
    for (const part of PARTS) {
      const before = spans(this.statement, part).map(({ start, end }) => [start, end]);
      const after = this.#places(part);
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
    const said = this.isNew ? this.#attribution() : this.#correction();
    if (!said) return this.#complain("Nothing is other than it was read. To say that it is right, accept it.");
    const why = this.form.elements.why.value.trim() || null;
    const decision = this.isNew ? { action: "attribute" } : { action: "correct", id: this.statement.id };
    let saved;
    try {
      saved = await post("/decide", { ...decision, document: this.document, why, ...said });
    } catch (error) {
      return this.#complain(error.message);
    }
    this.close(saved.entry);
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
