// The article's words: from places in the page to code points of its text, and back.
import { index, points } from "./offsets.js";

/** The runs of an article in order, and the blocks that they stand in. */
export class Words {
  constructor(article) {
    this.article = article;
    this.runs = [...article.querySelectorAll("[data-s]")].map((element) => ({
      element,
      start: Number(element.dataset.s),
      end: Number(element.dataset.e),
      block: element.parentElement,
    }));
  }

  /** The run that a code point is in; `before`: that it ends, where it is between two. */
  run(point, before = false) {
    const { runs } = this;
    let low = 0;
    let high = runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (runs[middle].start < point || (!before && runs[middle].start === point)) low = middle;
      else high = middle - 1;
    }
    return runs[low] ?? null;
  }

  /** The code point at a place of the page, or null where that is outside of the article. */
  point(node, offset) {
    const inside = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-s]");
    const run = this.runs.find(({ element }) => element === inside);
    if (!run) return null;
    if (node.nodeType !== Node.TEXT_NODE) return offset ? run.end : run.start;
    // Where unseen characters are written out, the printed words are longer than the text's.
    if (points(node.data) !== run.end - run.start) return offset * 2 < node.data.length ? run.start : run.end;
    return run.start + points(node.data, offset);
  }

  /** The DOM range of the words between two code points. */
  range(start, end) {
    const range = document.createRange();
    range.setStart(...this.#spot(start, false));
    range.setEnd(...this.#spot(end, true));
    return range;
  }

  #spot(point, before) {
    const run = this.run(point, before);
    const node = run.element.firstChild;
    const at = Math.max(0, Math.min(point, run.end) - run.start);
    if (points(node.data) !== run.end - run.start) return [node, at ? node.data.length : 0];
    return [node, index(node.data, at)];
  }

  /** The block that a code point is in: its code points, and where it starts. */
  block(point, before = false) {
    const { block } = this.run(point, before);
    const runs = this.runs.filter((run) => run.block === block);
    const letters = runs.flatMap(({ element, start, end }) => {
      const printed = [...element.textContent];
      return printed.length === end - start ? printed : Array(end - start).fill("\ufffd");
    });
    return { start: runs[0].start, end: runs.at(-1).end, letters };
  }

  /** The block after (1) or before (-1) the one that a code point is in; null: there is none. */
  beside(point, by) {
    const blocks = [...new Set(this.runs.map((run) => run.block))];
    const next = blocks[blocks.indexOf(this.run(point).block) + by];
    return next ? this.block(this.runs.find((run) => run.block === next).start) : null;
  }

  /** The whole words that are selected in the article, of the first block of several; or null. */
  selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!this.article.contains(range.commonAncestorContainer)) return null;
    const from = this.point(range.startContainer, range.startOffset);
    if (from === null) return null;
    const block = this.block(from);
    // A selection of whole paragraphs ends before the first letter of the next.
    const to = this.point(range.endContainer, range.endOffset) ?? block.end;
    const start = this.snap(from, "start", block);
    const end = Math.min(this.snap(Math.min(to, block.end), "end", block), block.end);
    return start < end ? { start, end } : null;
  }

  /** The words of a block from the first to the last. */
  whole(block) {
    return { start: this.snap(block.start, "start", block), end: this.snap(block.end, "end", block) };
  }

  /** The text between two code points of one block, as printed. */
  text(start, end) {
    const block = this.block(start);
    return block.letters.slice(start - block.start, end - block.start).join("");
  }

  /** The nearest place where a word starts (`edge` "start") or ends ("end"). */
  snap(point, edge, block = this.block(point, edge === "end")) {
    let best = null;
    for (let at = block.start; at <= block.end; at += 1) {
      if (!this.#isEdge(block, at, edge)) continue;
      if (best === null || Math.abs(at - point) < Math.abs(best - point)) best = at;
    }
    return best ?? point;
  }

  /** The next place, to the right (1) or left (-1), where a word starts or ends. */
  step(point, by, edge, block) {
    for (let at = point + by; at >= block.start && at <= block.end; at += by) {
      if (this.#isEdge(block, at, edge)) return at;
    }
    return point;
  }

  #isEdge({ start, letters }, point, edge) {
    const before = isWord(letters[point - start - 1]);
    const after = isWord(letters[point - start]);
    if (edge === "start") return after ? !before : isOpening(letters[point - start]) && !before;
    return before ? !after : isClosing(letters[point - start - 1]);
  }
}

const isWord = (letter) => letter !== undefined && /[\p{L}\p{N}\p{M}'’\-]/u.test(letter);
// Quotation marks may belong to what is said.
const isOpening = (letter) => letter !== undefined && /["“‘«(]/u.test(letter);
const isClosing = (letter) => letter !== undefined && /["”’».,;:!?)…]/u.test(letter);
