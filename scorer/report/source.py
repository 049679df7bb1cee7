"""Parts of agreements → a copy to read and link into: every character of the text, with the quoted clauses marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from scorer.model import Agreement, CharSpan, Evidence, Findings, Node, Scorecard, SourceText
from scorer.report import words
from scorer.report.behind import SAID, wordings
from scorer.report.highlights import answering
from scorer.report.pictures import tribunals
from scorer.report.quotes import anchor_of

_UNITS = ("article", "preface", "preamble", "conclusions")  # what folds as one; what holds articles folds around them
_TITLE = 120  # characters of a first line that stands as the title of what has no heading


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of a copied source: whether it is quoted somewhere, whether it decided, and the anchor where a quotation begins."""

    text: str
    quoted: bool
    decides: bool
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Fold:
    """A chapter or an article of a copied source under its heading. ``holds`` tells that articles are folded inside it."""

    holds: bool
    heading: tuple[Passage, ...]
    inside: tuple[Fold | Passage, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A source text to read and link into. All passages in order, joined, are the stored text; ``credit`` is owed to its collection."""

    anchor: str
    name: str
    file: str
    lang: str
    credit: str | None
    pieces: tuple[Fold | Passage, ...]


def copies(cards: Sequence[Scorecard], names: Sequence[str]) -> tuple[Copy, ...]:
    """Return a copy of every part that was read, a text that several agreements share once."""
    made: dict[tuple[str, str], Copy] = {}
    for card, name in zip(cards, names, strict=True):
        for part in card.agreement.parts:
            made.setdefault((part.sha256, part.text), _copy(card, part, part.short or name))
    return tuple(made.values())


def shown(card: Scorecard) -> Iterator[Evidence]:
    """Yield the evidence that this card's page quotes or links to."""
    found = card.findings
    for index in (*answering(card.criteria), *(index for line in card.red_lines for index in line.findings)):
        yield from (found.findings[index].at, *(limit.at for limit in found.findings[index].qualifiers))
    for finding in found.findings:
        listed = finding.review or finding.provision.startswith(f"{tribunals.PRINCIPLE}.")
        yield from (*finding.regime.because, *((finding.at,) if listed else ()))
    for row in found.regimes:
        yield from row.because
    yield from found.undecided
    for steps in wordings(found).values():
        yield from (step.at for step in steps[:SAID])
    for criterion in card.criteria:
        yield from (limit.at for limit in criterion.loopholes)


def _copy(card: Scorecard, part: SourceText, name: str) -> Copy:
    """Fold one part by its tree and mark what is quoted from it."""
    marked = _Marked.of(card, part)
    tree = card.findings.trees.get(part.id)
    pieces = tuple(_inside(tree, CharSpan(0, len(part.text)), marked)) if tree else marked.passages(CharSpan(0, len(part.text)))
    credit = words.published(part.published) if part.published else None
    return Copy(f"source-{part.sha256[:4]}-{part.id}", name, part.file, card.agreement.language, credit, pieces)


class _Marked:
    """A text with the places where quotations begin, and the words that decided."""

    def __init__(self, part: SourceText, agreement: Agreement, quoted: Sequence[Evidence], decides: Sequence[CharSpan]) -> None:
        self.text = part.text
        self._anchors = {at.spans[0].start: anchor_of(agreement, at) for at in quoted if at.spans}
        self._quoted = _merged([span for at in quoted for span in at.spans])
        self._decides = _merged(decides)
        edges = {edge for span in (*self._quoted, *self._decides) for edge in span}
        self._cuts = sorted(edges | set(self._anchors))

    @classmethod
    def of(cls, card: Scorecard, part: SourceText) -> _Marked:
        """Mark what the page of ``card`` quotes from ``part``."""
        quoted = [at for at in shown(card) if at.part == part.id]
        found: Findings = card.findings
        deciding = [found.findings[index] for index in answering(card.criteria)]
        return cls(part, card.agreement, quoted, [span for finding in deciding if finding.at.part == part.id for span in finding.marks])

    def passages(self, span: CharSpan) -> tuple[Passage, ...]:
        """Return the characters of ``span``, cut where a mark begins or ends."""
        if span.start >= span.end:
            return ()
        inner = self._cuts[bisect_right(self._cuts, span.start) : bisect_left(self._cuts, span.end)]
        return tuple(
            Passage(self.text[start:end], _in(self._quoted, start), _in(self._decides, start), self._anchors.get(start))
            for start, end in pairwise((span.start, *inner, span.end))
        )


def _merged(spans: Sequence[CharSpan]) -> list[CharSpan]:
    """Return spans that do not overlap and cover the same characters, in order."""
    ordered = sorted(spans)
    reach = list(accumulate((span.end for span in ordered), max))
    fresh = [n for n, span in enumerate(ordered) if n == 0 or span.start > reach[n - 1]]
    return [CharSpan(ordered[first].start, reach[after - 1]) for first, after in pairwise((*fresh, len(ordered)))]


def _in(spans: Sequence[CharSpan], offset: int) -> bool:
    """Tell whether one of the ordered, separate spans holds the character at ``offset``."""
    turn = bisect_right(spans, offset, key=lambda span: span.start)
    return turn > 0 and offset < spans[turn - 1].end


def _inside(node: Node, span: CharSpan, marked: _Marked) -> Iterator[Fold | Passage]:
    """Yield what lies in ``span`` of a node that holds articles: its children folded, the text between them as it is."""
    at = span.start
    for child in node.children:
        yield from marked.passages(CharSpan(at, child.span.start))
        yield from _fold(child, marked)
        at = child.span.end
    yield from marked.passages(CharSpan(at, span.end))


def _fold(node: Node, marked: _Marked) -> Iterator[Fold | Passage]:
    """Yield a node under its heading; one without is headed by its first line, and one without words is not folded."""
    whole = node.span
    head_end = node.body.start if node.body.start > whole.start else _first_line(marked.text, whole)
    holds = node.kind not in _UNITS and any(child.kind == "article" for child in node.walk())
    if holds:
        head_end = min(head_end, node.children[0].span.start)
    body = CharSpan(head_end, whole.end)
    inside = tuple(_inside(node, body, marked)) if holds else marked.passages(body)
    heading = marked.passages(CharSpan(whole.start, head_end))
    if marked.text[whole.start : head_end].strip():
        yield Fold(holds, heading, inside)
    else:
        yield from (*heading, *inside)


def _first_line(text: str, span: CharSpan) -> int:
    """Return where the first line of a span ends, or where its title would be too long."""
    most = min(span.end, span.start + _TITLE)
    end = text.find("\n", span.start, most)
    return end if end > span.start else most
