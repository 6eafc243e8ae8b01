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
_CLINGS_LEFT = _words(", . ; : ? ! ) ] } ” » ›› ™ ® º ª ² ³ %")
_CLINGS_RIGHT = _words("( [ { “ « ‹‹ £ ₹ ¥ ₦ ₱ ₩ ₵ ¡ ¿ # @")
_CLINGS_BOTH = _words("´ ʻ ʼ ‐ ‑")
_OPENING = _words("( [ { “ ‘ « ‹‹ - – — /")
_DOLLARS = _words("US HK NT AU CA NZ TT EC BZ A S N C R Z J")
_TOP_LEVEL = _words("com org net gov edu info co ae au uk de bd za sg in ph my nz na")
_ELISIONS = _words("O D d L l N n C c J j M m Qu qu dell Dell")
_LINE = re.compile(r"[^\n]+")
_TOKEN = re.compile(r"\S+")
_NUMBER = re.compile(r"\d[\d,.]*")
_ABBREVIATED_AMOUNT = _words("m bn tn k M K B")
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
    """)
"""Words that stand beside a dash, hardly ever in a compound (but in a chain: `day - to - day`)."""
_ADVERBS = _words("""
    including especially particularly such even both also only just still already often always
    mostly mainly perhaps maybe namely earlier later now today yesterday then instead indeed however
    therefore thus hence ranging citing saying adding calling seeing having most some many several
    all any each every another other more less either neither one
    """)
"""Words that begin what stands behind a dash."""
_PARTICLES = _words(
    "up off out in on down over through back away around by to for about between after"
)
_BEFORE_PARTICLES = _words("""
    follow build start set back break take make mark run warm clean crack shut slow turn pick hold
    line lock sign stand shake step push pull kick hand buy spin trade lay show drive log roll
    check drop cut knock play walk sit send round clamp fall write cover carry wake wind mix pop
    grown built one well runner passer looker head close face call put throw tip top work
    spill hang cast print stop lead opt phase
    """)
_PREFIXES = _words("""
    anti pro non ex pre post mid sub co re un de multi inter intra trans super ultra semi pan neo
    pseudo self vice all well so on off in up by over under out down after then much long short high
    low full part half part one two three four five six seven eight nine ten first second third
    top micro macro mini mega bio eco geo cyber counter cross extra hyper infra crypto proto quasi
    ante arch bi tri uni e u k x t al el ul ud ur ad as an bin far near late early soon ever still
    once now former north south east west non- afro euro indo sino franco anglo russo
    """)
"""Words that join what follows, capitals and numbers too."""
_SUFFIXES = _words("based led born backed owned run style era wide like bound made related only")
"""Words that join what stands before, even a bracket."""
_NOT_ADVERBS = _words(
    "friendly family elderly monthly weekly daily yearly hourly assembly early deadly costly"
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
            words.cling(i, left=before not in {"-", "–", "—"} or mark in {")", "]", "”"})
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
            number = after[:1].isdigit()
            left = before[-1:].isdigit() or before.isupper()
            words.cling(i, left=left, right=number)
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
    return (after in _TOP_LEVEL - {"in", "my", "na", "de", "co"} and before[-1:].isalnum()) or (
        after in _TOP_LEVEL and words.right[i - 2 if i > 1 else 0] and words.at(i - 2) == "."
    )


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
    """Straight double quotes, and two single ones that stand for one double."""
    opened = False
    skip = -1
    for i, mark in enumerate(words.tokens):
        if i <= skip:
            continue
        end = i
        if mark in {"'", "’", "‘", "`"} and words.at(i + 1) in {"'", "’", "‘", "`"}:
            end = skip = i + 1
            words.cling(i, right=True)
        elif mark != '"':
            continue
        opened = _opens(words, i, end, opened)
        words.cling(end, right=opened)
        words.cling(i, left=not opened)


def _opens(words: _Paragraph, start: int, end: int, opened: bool) -> bool:
    """Whether the straight quote over tokens `start` to `end` is an opening one."""
    before, after = words.at(start - 1), words.at(end + 1)
    if not before:
        return True
    if not after or after in {",", ".", ";", "?", "!", ")"}:
        return False
    if before in {"(", "[", ":"} and not opened:
        return True
    return not opened


def _single_quotes(words: _Paragraph) -> None:
    """Single quotes, straight and curly, and apostrophes."""
    opened = False
    for i, mark in enumerate(words.tokens):
        if mark not in {"'", "’", "‘", "`"}:
            if opened and len(mark) > 1 and mark.endswith(("'", "’")):
                opened = False
            continue
        before, after = words.at(i - 1), words.at(i + 1)
        if before in {"'", "’", "‘", "`"} or after in {"'", "’", "‘", "`"}:
            continue
        word = before[-1:].isalnum() or before in {")", ".", '"', "”"}
        if mark == "`" or (mark == "‘" and after and after not in {",", "."}):
            opened = True
            words.cling(i, right=True)
        elif word and after in _CLITICS:
            words.cling(i, left=True, right=True)
        elif mark == "'" and not opened and _opens_single(words, i):
            opened = True
            words.cling(i, right=True)
        elif re.fullmatch(r"\d\ds?", after) and not opened:
            words.cling(i, right=True)
        elif before in _ELISIONS and after[:1].isalpha():
            words.cling(i, left=True, right=True)
        elif opened and not (before[-1:] == "s" and after.islower() and _closes_later(words, i)):
            opened = False
            words.cling(i, left=True)
        elif before[-1:] in {"s", "S", "z", "x"} or not after[:1].isalpha():
            words.cling(i, left=True)
        else:
            words.cling(i, left=True, right=before[-1:].isalpha())


def _opens_single(words: _Paragraph, i: int) -> bool:
    """Whether the straight single quote at `i` opens: it is not a possessive, and one closes it."""
    before, after = words.at(i - 1), words.at(i + 1)
    if not after or (before[-1:] == "s" and after.islower()):
        return False
    return not before or before in _OPENING or not before[-1:].isalnum() or _closes_later(words, i)


def _closes_later(words: _Paragraph, i: int) -> bool:
    return any(mark.endswith(("'", "’")) for mark in words.tokens[i + 1 : i + 60])


def _hyphens(words: _Paragraph, names: list[bool]) -> None:
    for i, mark in enumerate(words.tokens):
        if mark == "-":
            if words.at(i + 1) == "-":
                words.cling(i, right=True)
            elif words.at(i - 1) != "-":
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
    low_before, low_after = before.lower(), after.lower()
    if after in {"and", "or", "to"} and words.at(i + 3) == "-" and words.at(i + 2).isalnum():
        return True, False
    joins = _joins(words, i, low_before, low_after)
    return joins, joins


def _joins(words: _Paragraph, i: int, before: str, after: str) -> bool:
    printed_before, printed_after = words.at(i - 1), words.at(i + 1)
    if not before[-1:].isalnum():
        initial = before == "." and re.fullmatch(r"[A-Z]", words.at(i - 2))
        amount = before == "%" and after[:1].isdigit()
        return bool(initial and after not in _FUNCTION) or amount or after in _SUFFIXES
    if not after[:1].isalnum():
        return after == "$" and before[-1:].isdigit()
    if i < 4 and len(before) > 3 and printed_before.isupper() and not printed_after.isdigit():
        return after in _SUFFIXES or before == "covid"
    if after in _FUNCTION | _ADVERBS or after == "a":
        chain = words.at(i + 2) == "-"
        particle = after in _PARTICLES and before in _BEFORE_PARTICLES
        modal = after in {"be", "have", "been", "not"} and before in {
            "would",
            "must",
            "has",
            "should",
        }
        return chain or particle or modal or after in _SUFFIXES
    if before in _FUNCTION and before not in _PREFIXES:
        return words.at(i - 2) == "-" and words.left[i - 2]
    if after.endswith("ly") and after not in _NOT_ADVERBS and printed_after.islower():
        return False
    if before[-1:].isdigit() or before in _PREFIXES:
        return True
    if after[:1].isdigit():
        return not printed_before.islower()
    return not (printed_before.islower() and not printed_after.islower())
