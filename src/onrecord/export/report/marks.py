"""The text cut into runs: stretches of words that carry the same marks.

Marks overlap and nest; elements of a page can't overlap. So each block is cut wherever a
mark, a mention or a link starts or ends, and every run names the attributions it belongs to
and whom it means: at most `MOST` for each role, the outermost, so that a page grows no faster
than its article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from onrecord.export.report.named import Meant
from onrecord.export.sourcing import Standing
from onrecord.record import Attribution, Block, Link

Role = Literal["source", "cue", "content"]
MOST = 4
"""How many marks of one role are drawn over the same words."""


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """What the marks of one attribution are drawn from.

    `key` is its id on the page, `depth` how many attributions it stands inside of.
    """

    key: str
    attribution: Attribution
    standing: Standing
    depth: int
    doubtful: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Passage:
    """Words that a reading rests on, such as the evidence of a relation.

    `key`: of the reading, on the page; it may rest on several passages, and a reader is taken
    to the `first`.
    """

    key: str
    start: int
    end: int
    first: bool


@dataclass(slots=True, kw_only=True)
class Run:
    """Words between two cuts, `start` and `end` in code points of the document's text.

    The three lists hold the voices that these words are source, cue or content of, the
    outermost first. `places`: those whose place in the text starts here. `meant`: the mentions
    that these words are of, the outermost first, and `begun` those that begin here; `passages`
    and `opened` the same of passages.
    `link_ends`: the link, if one ends with this run.
    """

    start: int
    end: int
    source: list[Voice] = field(default_factory=list)
    cue: list[Voice] = field(default_factory=list)
    content: list[Voice] = field(default_factory=list)
    places: list[Voice] = field(default_factory=list)
    meant: list[Meant] = field(default_factory=list)
    begun: list[Meant] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    opened: list[Passage] = field(default_factory=list)
    linked: bool = False
    link_ends: Link | None = None

    @property
    def role(self) -> Role | None:
        """What the words are drawn as: source before cue before content."""
        if self.source:
            return "source"
        if self.cue:
            return "cue"
        return "content" if self.content else None

    @property
    def classes(self) -> str:
        """The classes that report.css draws; report.js `paint` makes the same ones."""
        if self.role is None:
            return "linked" if self.linked else ""
        owner = getattr(self, self.role)[-1]
        names = ["m", f"as-{self.role}", f"by-{owner.standing}"]
        if self.content:
            names.append(f"in-{self.content[-1].standing}")
        if len(self.content) > 1:
            names.append("deep")
        return " ".join(names)


@dataclass(frozen=True, slots=True, eq=False)
class _Mark:
    start: int
    end: int
    role: Role
    voice: Voice


def cut(
    blocks: list[Block],
    voices: Iterable[Voice],
    links: Iterable[Link],
    mentions: Iterable[Meant] = (),
    passages: Iterable[Passage] = (),
) -> list[list[Run]]:
    """The runs of each block, in order; joined, the runs of a block are the block's words.

    A mark that starts where `MOST` of its role are open is not drawn, but has its place, and
    so it is with mentions and passages. A link that leaves the block it starts in is cut off there.
    """
    marks: dict[int, list[_Mark]] = defaultdict(list)
    places: dict[int, list[Voice]] = defaultdict(list)
    # Stable order: outer voices come first, so the innermost ends each list of a run.
    for voice in sorted(voices, key=lambda voice: voice.depth):
        found = list(_marks(voice))
        for mark in found:
            marks[mark.start].append(mark)
        places[_place(found)].append(voice)
    mentions_at: dict[int, list[Meant]] = defaultdict(list)
    for one in sorted(mentions, key=lambda one: (one.start, -one.end)):
        mentions_at[one.start].append(one)
    passages_at: dict[int, list[Passage]] = defaultdict(list)
    for passage in sorted(passages, key=lambda one: (one.start, -one.end)):
        passages_at[passage.start].append(passage)
    links_at = {link.start: link for link in links if link.start < link.end}
    starts = sorted({*marks, *mentions_at, *passages_at, *links_at})
    following = 0
    result = []
    for block in blocks:
        first = following
        while following < len(starts) and starts[following] < block.end:
            following += 1
        here = starts[first:following]
        result.append(
            _cut_block(
                block,
                [mark for at in here for mark in marks.get(at, ())],
                [links_at[at] for at in here if at in links_at and at >= block.start],
                {at: mentions_at[at] for at in here if at in mentions_at},
                {at: passages_at[at] for at in here if at in passages_at},
                places,
            )
        )
    return result


def _marks(voice: Voice) -> Iterable[_Mark]:
    attribution = voice.attribution
    if attribution.source:
        yield _Mark(attribution.source.start, attribution.source.end, "source", voice)
    for span in attribution.cue:
        yield _Mark(span.start, span.end, "cue", voice)
    for span in attribution.content:
        yield _Mark(span.start, span.end, "content", voice)


def _place(marks: list[_Mark]) -> int:
    """Where a reader is taken: the first cue, else the first of all the words."""
    return min(mark.start for mark in [m for m in marks if m.role == "cue"] or marks)


def _cut_block(
    block: Block,
    marks: list[_Mark],
    links: list[Link],
    mentions: dict[int, list[Meant]],
    passages: dict[int, list[Passage]],
    places: dict[int, list[Voice]],
) -> list[Run]:
    starting: dict[int, list[_Mark]] = defaultdict(list)
    ends = {mark.end for mark in marks}
    link_starts: dict[int, Link] = {}
    link_ends: dict[int, Link] = {}
    position = block.start
    for mark in marks:
        starting[mark.start].append(mark)
    for link in links:
        if link.start >= position:
            position = min(link.end, block.end)
            link_starts[link.start] = link_ends[position] = link
    ends.update(one.end for begun in mentions.values() for one in begun)
    ends.update(one.end for opened in passages.values() for one in opened)
    ends.update((*link_starts, *link_ends))
    cuts = sorted({block.start, block.end, *starting, *ends, *mentions, *passages})
    meant: list[Meant] = []
    read: list[Passage] = []
    active: dict[Role, list[_Mark]] = {"source": [], "cue": [], "content": []}
    in_link = False
    runs = []
    for start, end in pairwise(cuts):
        for marks_of in active.values():
            marks_of[:] = [mark for mark in marks_of if mark.end > start]
        for mark in starting.get(start, ()):
            if len(active[mark.role]) < MOST:
                active[mark.role].append(mark)
        begun = mentions.get(start, [])
        meant = [one for one in meant if one.end > start]
        meant += begun[: MOST - len(meant)]
        opened = passages.get(start, [])
        read = [one for one in read if one.end > start]
        read += opened[: MOST - len(read)]
        in_link = start in link_starts or (in_link and start not in link_ends)
        run = Run(
            start=start,
            end=end,
            source=_voices(active["source"]),
            cue=_voices(active["cue"]),
            content=_voices(active["content"]),
            places=places.get(start, []),
            meant=meant,
            begun=begun,
            passages=read,
            opened=[one for one in opened if one.first],
            linked=in_link,
            link_ends=link_ends.get(end) if in_link else None,
        )
        runs.append(run)
    return runs


def _voices(marks: list[_Mark]) -> list[Voice]:
    """The voices of the marks, each once, the outermost first."""
    return sorted(dict.fromkeys(mark.voice for mark in marks), key=lambda voice: voice.depth)
