// Positions are code points everywhere but in JavaScript's strings, which count UTF-16 units.

/** How many code points a string has before one of its UTF-16 indices. */
export function points(text, index = text.length) {
  let count = 0;
  for (let at = 0; at < index; at += 1) {
    const unit = text.charCodeAt(at);
    // The second half of a pair is no code point of its own.
    const second = unit >= 0xdc00 && unit <= 0xdfff && at > 0 && isFirst(text.charCodeAt(at - 1));
    if (!second) count += 1;
  }
  return count;
}

/** The UTF-16 index in a string of its code point with that number. */
export function index(text, point) {
  let at = 0;
  for (let count = 0; count < point && at < text.length; count += 1) {
    at += isFirst(text.charCodeAt(at)) && at + 1 < text.length && isSecond(text.charCodeAt(at + 1)) ? 2 : 1;
  }
  return at;
}

/** The words between two code points. */
export const slice = (text, start, end) => text.slice(index(text, start), index(text, end));

const isFirst = (unit) => unit >= 0xd800 && unit <= 0xdbff;
const isSecond = (unit) => unit >= 0xdc00 && unit <= 0xdfff;
