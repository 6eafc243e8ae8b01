"""Which spaces of pre-tokenised English print would not have.

`Ethiopia 's` → `Ethiopia's`, `two - thirds` → `two-thirds`, `( UN )` → `(UN)`, `U . S .` → `U.S.`
No character but white space is ever taken out and none is put in, so letters, digits and marks stay
as they are and a position has exactly one image.

A paragraph is a list of tokens; each may *cling* to the one before it, to the one after it, or to
both. What a mark does is mostly known from the mark; three kinds need the words around them:

- straight quotes open and close in turn within a paragraph, and where that contradicts what stands
  beside them (a paragraph's first and last token, a comma behind) what stands there wins;
- a curly single quote is an apostrophe before a clitic (`’ s`), a closing one where one is open,
  a plural's possessive after an s, and an apostrophe inside a word otherwise (`O ’ Brien`);
- a hyphen joins unless it looks like a dash: beside a word that does not stand in compounds (`the`,
  `which`, `was`), after punctuation, before a capital where the word before is neither a capital
  nor a prefix, after a dateline.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_CLITICS = _words("s t re ve ll d m S T RE VE LL D M")
_GLUED_CLITIC = re.compile(r"(?:['’](?:s|t|re|ve|ll|d|m|em)|n['’]t)", re.IGNORECASE)
_CLINGS_LEFT = _words(", . ; : ? ! ) ] } » ›› ™ ® º ª ² ³ %")
_CLINGS_RIGHT = _words("( [ { « ‹‹ £ ₹ ¥ ₦ ₱ ₩ ₵ ¡ ¿ # @")
_SINGLE = _words("' ’ ‘ `")
_CLINGS_BOTH = _words("´ ʻ ʼ ‐ ‑")
_OPENING = _words("( [ { “ ‘ « ‹‹ - – — /")
_DOLLARS = _words("US HK NT AU CA NZ TT EC BZ A S N C R Z J")
_TOP_LEVEL = _words("com org net gov edu info co ae au uk de bd za sg in ph my nz na")
_ALSO_WORDS = _words("in my na de co")
_ELISIONS = _words("O D d L l N n C c J j M m Qu qu dell Dell")
_LINE = re.compile(r"[^\n]+")
_TOKEN = re.compile(r"\S+")
_NUMBER = re.compile(r"\d[\d,.]*")
_ABBREVIATED_AMOUNT = _words("m bn tn k M K B")
_MONTHS = _words(
    "January February March April May June July August September October November December"
)
_LETTERED = _words("COP MI AKB")
"""Abbreviations that are printed as one word with their number."""

_FUNCTION = _words("""
    a an the this that these those it its he she they we i you his her their our my him them us
    who whom whose which what when where why how there here
    is are was were am be been has have had do does did will would can could may might must should
    shall said says say told added
    and or but nor yet so as if than because although though while whereas since unless until
    whether despite to of in on at by for from with without into about after before over under
    between through during against among across per via like not no never
    including especially particularly such even both also only just still already often always
    mostly mainly perhaps maybe namely earlier later now today yesterday then instead indeed however
    therefore thus hence ranging citing saying most some many several
    all any each every another other more less either neither one
    """)
"""Words that begin what stands behind a dash; in compounds they are within (`day - to - day`)."""
_BEFORE_DASH = _words("""
    a an the this that these those it he she they we i you is are was were been has have had
    said says and or but who which when where as of with
    him them me himself herself itself themselves
    """)
"""Words that no compound begins with."""
_DETERMINERS = _words("a an the its his her their our this that these those it them him")
_PARTICLES = _words(
    "up off out in on down over through back away around by to for about between after"
)
_BEFORE_PARTICLES = _words("""
    follow build start set back break take make mark run warm clean crack shut slow turn pick hold
    line lock sign stand shake step push pull kick hand buy spin trade lay show drive log roll
    check drop cut knock play walk sit send round clamp fall write cover carry wake wind mix pop
    grown built one well runner passer looker head close face call put throw tip top work
    spill hang cast print stop lead opt phase fly ride full go add pile swearing rooming live hands
    bolt passers
    """)
_PREFIXES = _words("""
    anti pro non ex pre post mid sub co re un de multi inter intra trans super ultra semi pan neo
    pseudo self vice all well so on off in up by over under out down after then much long short high
    low full part half part one two three four five six seven eight nine ten first second third
    top micro macro mini mega bio eco geo cyber counter cross extra hyper infra crypto proto quasi
    zero ante arch bi tri uni e u k x t al el ul ud ur ad as an bin far near late early soon ever
    still once now former north south east west afro euro indo sino franco anglo russo covid sars
    """)
"""Words that join what follows, capitals and numbers too."""
_SUFFIXES = _words("based led born backed owned run style era wide like bound made related only")
"""Words that join what stands before, even a bracket."""
_NOT_ADVERBS = _words(
    "friendly family elderly monthly weekly daily yearly hourly assembly early deadly costly supply"
    " fly reply ally burly nilly"
)
_NO_LONGER = frozenset({"hap"})
"""Beginnings of words that end with a letter the tokeniser split off."""


@dataclass(slots=True)
class _Paragraph:
    tokens: list[str]
    left: list[bool]
    """Whether the token clings to the one before it."""
    right: list[bool]
    """Whether the token clings to the one after it."""

    def at(self, index: int) -> str:
        """The token, "" beyond either end."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else ""

    def cling(self, index: int, *, left: bool = False, right: bool = False) -> None:
        self.left[index] |= left
        self.right[index] |= right


def dropped(text: str, *, joined: Sequence[tuple[int, int]] = ()) -> Iterator[tuple[int, int]]:
    """The stretches of white space (code points, in order) that print would not have.

    Hyphens inside `joined` stretches (names, say) are never dashes.
    """
    inside = bytearray(len(text) + 1)
    for start, end in joined:
        inside[start:end] = b"\x01" * (end - start)
    for line in _LINE.finditer(text):
        spans = (
            [match.span() for match in re.finditer(r"\S+", text[: line.end()])]
            if False
            else [
                match.span()
                for match in re.compile(r"\S+").finditer(text, line.start(), line.end())
            ]
        )
        if not spans:
            continue
        names = [bool(inside[start]) for start, _ in spans]
        closed = _closed([text[start:end] for start, end in spans], names)
        for index, close in enumerate(closed):
            gap = spans[index][1], spans[index + 1][0]
            if close and gap[0] < gap[1]:
                yield gap


def _closed(tokens: list[str], names: list[bool]) -> list[bool]:
    """For each gap between two tokens of a paragraph: whether it is closed."""
    words = _Paragraph(tokens, [False] * len(tokens), [False] * len(tokens))
    _marks(words)
    _letters(words)
    _double_quotes(words)
    _single_quotes(words)
    _hyphens(words, names)
    return [words.right[i] or words.left[i + 1] for i in range(len(tokens) - 1)]


def _marks(words: _Paragraph) -> None:
    """Marks whose side is known, or hangs on digits beside them."""
    for i, mark in enumerate(words.tokens):
        before, after = words.at(i - 1), words.at(i + 1)
        if mark in _CLINGS_BOTH:
            words.cling(i, left=True, right=True)
        elif mark in _CLINGS_LEFT or mark == "…" or re.fullmatch(r"[,;:?!.)\]]{2,}", mark):
            words.cling(i, left=before not in {"-", "–", "—"} or mark in {")", "]"})
        elif mark in _CLINGS_RIGHT:
            words.cling(i, right=True)
        if mark == ".":
            words.cling(i, right=_inside_abbreviation(words, i))
        elif mark == ":":
            words.cling(i, right=bool(re.search(r"\d$", before) and re.match(r"\d", after)))
        elif mark in {"$", "€"}:
            words.cling(i, left=mark == "$" and before in _DOLLARS, right=after[:1].isdigit())
            words.cling(i, left=mark == "€" and before[-1:].isdigit() and not words.right[i])
        elif mark == "°":
            words.cling(i, left=True, right=after in {"C", "F", "N", "S", "E", "W"})
        elif mark == "/":
            words.cling(i, left=before[-1:].isalnum() and after[:1].isalnum())
            words.cling(i, right=words.left[i])
        elif mark == "&":
            initials = bool(re.fullmatch(r"[A-Z]{1,2} [A-Z]", f"{before} {after}"))
            words.cling(i, left=initials, right=initials)
        elif mark == "+":
            name = before[:1].isupper() and after[:1].isupper()  # `Travel + Leisure`
            words.cling(i, left=before[-1:].isalnum() and not name, right=after[:1].isdigit())
        elif mark == "–":
            range_ = before[-1:].isdigit() and after[:1].isdigit()
            words.cling(i, left=range_, right=range_)
        elif mark == "*":
            words.cling(i, left=before[-1:].isalpha() and after != "*")


def _inside_abbreviation(words: _Paragraph, i: int) -> bool:
    """Whether the full stop at `i` is followed by the rest of its word: `U . S .`, `ips . org`."""
    before, after = words.at(i - 1), words.at(i + 1)
    if before.isdigit() and after[:1].isdigit():
        return True
    if len(before) == 1 and before.isalpha() and len(after) == 1 and after.isalpha():
        return words.at(i + 2) == "." and before.isupper() == after.isupper()
    if (before, after) == ("Ph", "D"):
        return True
    if before == "www":
        return True
    if words.at(i - 2) == "." and words.right[i - 2]:
        return words.at(i - 3) == "www" or (after in _TOP_LEVEL and len(before) > 1)
    return after in _TOP_LEVEL - _ALSO_WORDS and before[-1:].isalnum()


def _letters(words: _Paragraph) -> None:
    """What the tokeniser took apart between letters and digits, or at a letter it did not know."""
    for i, mark in enumerate(words.tokens):
        before, after = words.at(i - 1), words.at(i + 1)
        if _GLUED_CLITIC.fullmatch(mark):
            words.cling(i, left=i > 0)
        elif _NUMBER.fullmatch(mark):
            _number(words, i)
        elif len(mark) <= 2 and all("Ā" <= c <= "ʯ" or "Ḁ" <= c <= "ỿ" for c in mark):
            known = before in _NO_LONGER or after in _FUNCTION or not after.islower()
            words.cling(i, left=before[-1:].isalpha(), right=not known)
        elif all(unicodedata.category(c) == "Mn" for c in mark):
            words.cling(i, left=True, right=after.islower())


def _number(words: _Paragraph, i: int) -> None:
    before, after = words.at(i - 1), words.at(i + 1)
    lettered = re.fullmatch(r"[B-HJ-Z]", before) and words.at(i - 2) != "."
    quarter = before == "Q" and words.at(i - 2).isdigit()
    if (lettered and not quarter) or (before in _LETTERED and len(words.at(i)) <= 3):
        words.cling(i, left=True)
    if (
        after == "s"
        or (re.fullmatch(r"[B-HJ-Z]", after) and len(words.at(i)) <= 3 and words.at(i + 2) != ".")
        or (after in _ABBREVIATED_AMOUNT and before in {"$", "£", "€", "¥", "₹"})
        or after in {"st", "nd", "rd", "th"}
    ):
        words.cling(i, right=True)


def _double_quotes(words: _Paragraph) -> None:
    """Double quotes, and two single ones that stand for one double."""
    opened = False
    last = -1
    for i, mark in enumerate(words.tokens):
        end = i + 1 if mark in _SINGLE and words.at(i + 1) in _SINGLE else i
        if i <= last or (end == i and mark not in {'"', "“", "”"}):
            continue
        words.cling(i, right=end > i)
        opened = _opens(words, i, end, opened)
        words.cling(end, right=opened)
        words.cling(i, left=not opened)
        last = end


def _opens(words: _Paragraph, start: int, end: int, opened: bool) -> bool:
    """Whether the quote over tokens `start` to `end` is an opening one."""
    mark, before, after = words.at(start), words.at(start - 1), words.at(end + 1)
    if not before:
        return True
    if not after or after in {",", ".", ";", "?", "!", ")"}:
        return mark == "“" and bool(after)
    if mark == "“":
        return not (opened and before in {",", ".", "?", "!"})
    if mark == "”" or (mark == "’" and before in {",", ".", "?", "!"}):
        return False
    return not opened


def _single_quotes(words: _Paragraph) -> None:
    """Single quotes, straight and curly, and apostrophes."""
    opened = False
    for i, mark in enumerate(words.tokens):
        if mark not in _SINGLE:
            if opened and len(mark) > 1 and mark.endswith(("'", "’")):
                opened = False
            continue
        before, after = words.at(i - 1), words.at(i + 1)
        if before in _SINGLE or after in _SINGLE:
            continue
        if after in _CLITICS and (before[-1:].isalnum() or before in {")", ".", '"', "”", "®"}):
            words.cling(i, left=True, right=True)
        elif re.fullmatch(r"\d\ds?", after) and not opened and words.at(i + 2) not in _SINGLE:
            words.cling(i, right=True)  # `' 94`
        elif (mark in {"`", "‘"} or not opened) and _opens_single(words, i):
            opened = True
            words.cling(i, right=True)
        elif before in _ELISIONS and after[:1].isalpha():
            words.cling(i, left=True, right=True)
        elif opened and not (before[-1:] == "s" and after.islower() and _closes_later(words, i)):
            opened = False
            words.cling(i, left=True)
        else:
            words.cling(i, left=True, right=_inside_word(before, after))


def _inside_word(before: str, after: str) -> bool:
    """Whether an apostrophe between these is within a word: `Ge ’ ez`, not `factories ’ low`."""
    if before[-1:] in {"s", "S", "z", "x"} or not (before[-1:].isalpha() and after[:1].isalpha()):
        return False
    return len(before) < 4 or len(after) < 3 or not after.islower()


def _opens_single(words: _Paragraph, i: int) -> bool:
    """Whether the single quote at `i` opens: a straight one if no possessive, and one closes it."""
    mark, before, after = words.at(i), words.at(i - 1), words.at(i + 1)
    if mark in {"`", "‘"}:
        return after not in {"", ",", "."}
    if mark == "’" or not after or (before[-1:] == "s" and after.islower()):
        return False
    if not before or before in _OPENING or not before[-1:].isalnum() or before in _FUNCTION:
        return True
    return _closes_later(words, i)


def _closes_later(words: _Paragraph, i: int) -> bool:
    """Whether a single quote that can close what opens at `i` comes within a long sentence."""
    for j in range(i + 1, min(i + 60, len(words.tokens))):
        mark, before, after = words.at(j), words.at(j - 1), words.at(j + 1)
        possessive = before.endswith("s") and after[:1].isalpha()
        clitic = after in _CLITICS
        if mark in {"'", "’"} and not possessive and not clitic:
            return True
        if len(mark) > 1 and mark.endswith(("'", "’")):
            return True
    return False


def _hyphens(words: _Paragraph, names: list[bool]) -> None:
    for i, mark in enumerate(words.tokens):
        if mark == "-":
            if words.at(i + 1) == "-":
                words.cling(i, right=True)
            elif words.at(i - 1) != "-":
                if i == 1 and names[0] and not names[1] and words.at(2)[:1].isupper():
                    continue  # a place and the story's first word: `Oslo - Two sailors`
                left, right = _hyphen(words, i, inside_name=names[i] and i > 0 and names[i - 1])
                words.cling(i, left=left, right=right)


def _hyphen(words: _Paragraph, i: int, *, inside_name: bool) -> tuple[bool, bool]:
    """Whether the hyphen at `i` clings to the word before it, to the one after it."""
    before, after = words.at(i - 1), words.at(i + 1)
    if not before or not after:
        return False, False
    if after == ",":
        return True, False
    if inside_name:
        return True, True
    if after in {"and", "or", "to"} and words.at(i + 3) == "-" and words.at(i + 2).isalnum():
        return True, False  # `short- and medium-term`
    if before[-1:].isalnum() and after[:1].isalnum():
        joins = _joins(words, i)
    else:
        joins = _joins_mark(words, i)
    minus = after[:1].isdigit() and (before.lower() in _FUNCTION or before == "(")
    return joins, joins or minus


def _joins_mark(words: _Paragraph, i: int) -> bool:
    """Whether the hyphen at `i`, beside a mark, joins: `U . S . - China`, `5 % - 6 %`."""
    before, after = words.at(i - 1), words.at(i + 1)
    if not after[:1].isalnum():
        return after == "$" and before[-1:].isdigit()
    if before == "." and re.fullmatch(r"[A-Z]", words.at(i - 2)):
        return after.lower() not in _FUNCTION
    participle = before == ")" and after.islower() and after.endswith("ed")
    return (before == "%" and after[:1].isdigit()) or after in _SUFFIXES or participle


def _joins(words: _Paragraph, i: int) -> bool:
    """Whether the hyphen at `i`, between two words, joins them."""
    before, after = words.at(i - 1), words.at(i + 1)
    low_before, low_after = (w if _is_acronym(w) else w.lower() for w in (before, after))
    if _ends_dateline(words, i):
        return False
    if words.at(i - 2) == "-" and words.left[i - 2] and low_before in _FUNCTION:
        return True
    if low_after in _FUNCTION and after != "May":
        return _joins_function_word(words, i, low_before)
    if low_before in _PREFIXES or before[:1].isdigit():
        return True
    if low_before in _BEFORE_DASH and (before != "A" or i == 1):
        return False
    if after[:1].isdigit():
        return low_before not in _FUNCTION
    if before.islower() and not after.islower():
        return False
    adverb = after.endswith("ly") and after not in _NOT_ADVERBS
    participle = after.endswith("ing") and words.at(i + 2) in _DETERMINERS
    return not (adverb or participle)


def _joins_function_word(words: _Paragraph, i: int, before: str) -> bool:
    """Whether the hyphen at `i`, before a word that mostly begins a clause, joins nevertheless."""
    after = words.at(i + 1)
    if words.at(i + 2) == "-" or after in _SUFFIXES:
        return True
    if after in _PARTICLES and before in _BEFORE_PARTICLES:
        return True
    if after in {"be", "have", "been", "not"} and before in {"would", "must", "has", "should"}:
        return True
    return (before, after) in {("know", "how"), ("vis", "a"), ("no", "one"), ("to", "be")}


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _ends_dateline(words: _Paragraph, i: int) -> bool:
    """Whether the hyphen at `i` ends `CAIRO` or `afrol News , 26 June` at a paragraph's head."""
    before, after = words.at(i - 1), words.at(i + 1)
    if i < 4 and len(before) > 3 and before.isupper():
        return before != "COVID" and after not in _SUFFIXES
    return i < 10 and before in _MONTHS and words.at(i - 2).isdigit()
