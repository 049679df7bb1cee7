"""Every noun of the project, frozen. Imports nothing of ours.

Four words are kept apart: a *provision* is a kind of rule we look for; a *clause* is a piece of one agreement's text; a *finding* says
this clause contains that provision; a *criterion* says what findings are worth.

All offsets count characters of ``SourceText.text`` and are half-open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

QUOTE_JOINT = " … "  # between the slices of one quotation (contract of findings/1)


class CharSpan(NamedTuple):
    """Half-open range of characters in one part's stored text."""

    start: int
    end: int

    def covers(self, other: CharSpan) -> bool:
        """Tell whether ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


# --- text -------------------------------------------------------------------------------------------------------------------------


class CoverageStatus(StrEnum):
    """How much of an agreement the text at hand holds."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    UNREADABLE = "unreadable"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    NOT_AN_AGREEMENT = "not_an_agreement"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read, and why it may be less than the whole agreement."""

    status: CoverageStatus
    reasons: tuple[str, ...] = ()

    @property
    def can_be_scored(self) -> bool:
        """True where absence of words may be read as absence of a provision."""
        return self.status in (CoverageStatus.COMPLETE, CoverageStatus.PARTIAL)


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading or footnote that the file format itself declares (an XML element, a Markdown ``#``, a footnote of a word processor).

    ``span`` covers the heading's own characters in the stored text, or a footnote's mark and text (kind ``authorialNote``); ``num`` is
    the number as printed, without its label ("19.5").
    """

    kind: str
    span: CharSpan
    num: str | None = None
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a run of stored characters came from: they begin at ``start`` and, in the original, on ``page`` at character ``place``.

    A run ends where the next begins. ``page`` counts from 1, None where the original has no pages; ``place`` counts the original's
    characters from the start of the page (or of the file), before any cleaning. ``file`` names the file that the page is in, where a
    text was put together from several.
    """

    start: int
    page: int | None
    place: int
    file: str | None = None


class Stance(StrEnum):
    """What those named in a bracket of a draft want: the words in it, or not; none is named in an open bracket."""

    PROPOSE = "propose"
    OPPOSE = "oppose"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Bracket:
    """An alternative in a draft: "[XX/YY propose: shall]".

    Attributes:
        span: The whole, with its brackets.
        words: What is proposed or opposed, without attribution and brackets.
        parties: Who, as printed ("XX", "YY"); empty in an open bracket.
        stance: What they want.
    """

    span: CharSpan
    words: CharSpan
    parties: tuple[str, ...] = ()
    stance: Stance = Stance.OPEN


@dataclass(frozen=True, slots=True)
class Deletion:
    """Words that a tracked change took out of a draft: what they were, before which stored character they stood, and who did it."""

    at: int
    text: str
    author: str | None = None


@dataclass(frozen=True, slots=True)
class SourceText:
    """One part of an agreement, stored once and never altered.

    Attributes:
        id: ``main``, or the part's id in ``agreement.yaml``.
        kind: ``main_text``, ``annex``, ``side_agreement``, ``letter``.
        text: What was read. Every quotation is a slice of it.
        file: Name of the file the text came from.
        sha256: Hash of that file's bytes.
        marks: Headings and footnotes declared by the format, in order; empty for plain text.
        origins: Where the characters came from, in order; empty where the stored text is the original's.
        short: How citations name this part; None for the agreement's own short name.
        brackets: Alternatives that a draft sets in brackets, in order of their beginnings.
        deletions: What tracked changes took out, in order; the stored text is the one proposed.
        declared: The tree, where the format declares all of it (Akoma Ntoso); structure then has nothing to find.
    """

    id: str
    text: str
    file: str
    sha256: str
    kind: str = "main_text"
    marks: tuple[Mark, ...] = ()
    short: str | None = None
    origins: tuple[Origin, ...] = ()
    brackets: tuple[Bracket, ...] = ()
    deletions: tuple[Deletion, ...] = ()
    declared: Node | None = None

    def page_at(self, offset: int) -> int | None:
        """Return the original's page that holds the character at ``offset``; None where there are no pages."""
        origin = self.origin_at(offset)
        return origin.page if origin else None

    def origin_at(self, offset: int) -> Origin | None:
        """Return where the run of characters that holds ``offset`` came from; None where the stored text is the original's."""
        run = bisect_right(self.origins, offset, key=lambda origin: origin.start)
        return self.origins[run - 1] if run else None

    def slice(self, span: CharSpan) -> str:
        """Return the characters of ``span``."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What one SOURCE stands for: facts about an agreement and the parts of it that were read.

    ``signed`` and ``in_force`` are ISO dates or None where unknown. ``model`` marks drafting models, which nobody signed.
    """

    id: str
    title: str
    short: str
    parts: tuple[SourceText, ...]
    language: str = "en"
    coverage: Coverage = Coverage(CoverageStatus.COMPLETE)
    parties: tuple[str, ...] = ()
    signed: str | None = None
    in_force: str | None = None
    kind: str | None = None
    model: bool = False

    def part(self, part_id: str) -> SourceText:
        """Return the part with this id."""
        return next(part for part in self.parts if part.id == part_id)


# --- structure --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of structure, named after Akoma Ntoso 3.0.

    Attributes:
        kind: Akoma Ntoso element name: ``body``, ``chapter``, ``section``, ``article``, ``paragraph`` (1.), ``subparagraph`` ((a)),
            ``point`` ((i)), ``indent`` ((A)), ``preamble``, ``conclusions``, ``attachment``, ``authorialNote``.
        eid: Unique in the part, by the Akoma Ntoso Naming Convention: ``chp_19__art_19-5__para_1``.
        num: Number as printed, without label or punctuation; None where there is none.
        heading: Title as printed; None where there is none.
        span: The whole node with heading and children.
        body: The node's text after its own number and heading, children included.
    """

    kind: str
    eid: str
    span: CharSpan
    body: CharSpan
    num: str | None = None
    heading: str | None = None
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


class Place(StrEnum):
    """Where in an agreement a clause stands."""

    PREAMBLE = "preamble"
    BODY = "body"
    NOTE = "note"
    ANNEX = "annex"
    CONCLUSIONS = "conclusions"


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest text that can carry a rule of its own: a sentence, or a list item with its lead-in.

    Attributes:
        part: Id of the part it stands in.
        eid: The deepest node that holds it.
        unit: eId of the article (or preamble, conclusions, note, attachment) around it.
        paragraph: eId of the first-level paragraph around it, or of the unit where there is none.
        place: Where it stands.
        pieces: Slices of the source, in reading order (lead-in first, then the item, then closing words).
        text: The pieces joined by one space, with every run of white space made one space and apostrophes made straight.
        starts: For each piece, its offset in ``text``.
    """

    part: str
    eid: str
    unit: str
    paragraph: str
    place: Place
    pieces: tuple[CharSpan, ...]
    text: str
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an agreement as lawyers write it.

    ``text`` is the short form ("TPP art. 19.5(1)"); ``article`` and ``paragraph`` are numbers as printed.
    """

    text: str
    article: str | None
    paragraph: str | None
    headings: tuple[str, ...]


# --- legal reading ----------------------------------------------------------------------------------------------------------------


class Strength(StrEnum):
    """Force of the governing words. The five values of findings/1."""

    BINDING_SHALL = "binding_shall"
    BEST_ENDEAVOURS = "best_endeavours"
    RECOGNITION = "recognition"
    PERMISSIVE = "permissive"
    EXCLUSION = "exclusion"


class Bearer(StrEnum):
    """Who is bound or entitled."""

    EACH_PARTY = "each_party"
    PARTIES = "parties"
    NAMED_PARTY = "named_party"
    INVESTOR = "investor"
    COMMITTEE = "committee"
    PANEL = "panel"
    OTHER = "other"


class Enforceable(StrEnum):
    """What stands behind an obligation. The values of findings/1."""

    SANCTIONS = "sanctions"
    BINDING_PANEL = "binding_panel_no_sanctions"
    EXPERT_PANEL = "expert_panel_nonbinding"
    CONSULTATIONS = "consultations_only"
    INVESTOR_ARBITRATION = "investor_arbitration"
    EXCLUDED = "excluded"
    NOT_APPLICABLE = "n/a"


@dataclass(frozen=True, slots=True)
class Force:
    """Strength read from words: the value, who bears it, the cue's place in the clause text, the rule that decided, and doubt."""

    strength: Strength
    bearer: Bearer
    cue: tuple[int, int] | None
    rule: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Quoted words that decide something: slices of one part, joined in ``quote`` by ``QUOTE_JOINT``, with their citation."""

    part: str
    eid: str
    spans: tuple[CharSpan, ...]
    cited: Citation
    quote: str

    @property
    def citation(self) -> str:
        """The short citation: "TPP art. 19.5(1)"."""
        return self.cited.text


@dataclass(frozen=True, slots=True)
class Regime:
    """What stands behind the duties of one article, and the sentences that say so."""

    value: Enforceable
    because: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class RegimeRow:
    """One line of the enforceability map: a chapter, or a smaller place that differs from its chapter."""

    part: str
    eid: str
    heading: str
    value: Enforceable
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A loophole that weakens a finding. ``id`` is its number in the loophole catalogue ("L01")."""

    id: str
    name: str
    at: Evidence


# --- findings ---------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """Evidence that a clause contains a provision. Carries no points.

    Attributes:
        provision: ``labor.effective_enforcement``.
        at: Part, eId, spans, quotation and citation.
        strength: Force of the governing words.
        bearer: Who is bound.
        qualifiers: Loopholes that govern this finding.
        regime: What stands behind it, with the sentences that decide.
        confidence: [0, 1]; None from rules that have not been calibrated.
        detectors: Names of the detectors that found it.
        review: Reasons why a person should look; empty where the reading is clear.
        tags: What the clause covers, as named by the provision's scope patterns ("association", "wages").
        marks: Slices inside ``at.spans`` that decided, for display.
        rank: Place of the wording in the provision's list, which names the most explicit first; 0 is the most explicit.
    """

    provision: str
    at: Evidence
    strength: Strength
    bearer: Bearer
    qualifiers: tuple[Qualifier, ...] = ()
    regime: Regime = Regime(Enforceable.NOT_APPLICABLE)
    confidence: float | None = None
    detectors: tuple[str, ...] = ("rules",)
    review: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    marks: tuple[CharSpan, ...] = ()
    rank: int = 0

    @property
    def quote(self) -> str:
        """The quoted slices, joined."""
        return self.at.quote

    @property
    def citation(self) -> Citation:
        """The citation taken apart."""
        return self.at.cited


class NotFoundStatus(StrEnum):
    """Searched and not there, or not decidable from the text at hand."""

    ABSENT = "absent"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True)
class NotFound:
    """A provision without a finding. ``reason`` says why it could not be assessed; None where it is absent."""

    provision: str
    status: NotFoundStatus
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one agreement, in order of provision and text.

    ``trees`` maps part ids to structure; ``provisions_sha256`` names the provision library that was searched for; ``regimes`` is the
    enforceability map as a table.
    """

    agreement: Agreement
    trees: Mapping[str, Node]
    findings: tuple[Finding, ...]
    not_found: tuple[NotFound, ...]
    provisions_sha256: str
    regimes: tuple[RegimeRow, ...] = ()


# --- scores -----------------------------------------------------------------------------------------------------------------------


class Status(StrEnum):
    """State of the answer to a criterion."""

    FOUND = "found"
    ABSENT = "absent"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASSESSED = "not_assessed"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class Components:
    """What a duty level is made of (rubric.md 4.2): force 0-3, scope 0-2, breach 0-4, sum of deductions 0-2.25."""

    F: int
    S: int
    E: int
    Q: float


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """The answer to one question about one agreement.

    Attributes:
        level: 0-4 on the criterion's scale; None unless found or absent.
        points: [0, 1], higher is better whatever the polarity; None unless found or absent.
        outcome: ``met``, ``partly_met``, ``not_met``, ``not_applicable`` or ``not_assessed``.
        components: For duties that were found; else None.
        findings: Indexes into ``Findings.findings``, the deciding one first.
        loopholes: Qualifiers that lowered the level.
        rule: The anchor or formula that set the level, in words.
        reason: Why there is no level; None where there is one.
        gain: Points of the overall score that the best level would add; None where not scored.
    """

    id: str
    principle: str
    question: str
    polarity: str
    scale: str
    role: str
    weight: float
    status: Status
    outcome: str
    level: float | None = None
    points: float | None = None
    components: Components | None = None
    findings: tuple[int, ...] = ()
    loopholes: tuple[Qualifier, ...] = ()
    rule: str = ""
    reason: str | None = None
    gain: float | None = None


@dataclass(frozen=True, slots=True)
class PrincipleResult:
    """Score of one principle, 0-100, or the reason why there is none.

    ``interval`` holds 90 per cent of the scores that doubtful readings, unanswered criteria and the rubric's choices allow;
    ``coverage`` is the share of weight answered, 0-1.
    """

    id: str
    title: str
    tier: int
    weight: float
    statement: str
    score: float | None
    interval: tuple[float, float]
    coverage: float
    status: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Overall:
    """Weighted mean of the principles that have a score, with how much of the rubric stands behind it.

    Attributes:
        score: 0-100; None where too little was assessed or the text cannot be scored.
        coverage: Share of all principle weight that was assessed, 0-1.
        geometric: Geometric mean, 0-100 (imbalance lowers it).
        protections_index: 0-100, positive criteria only, higher is better.
        harms_index: 0-100, negative criteria only, higher is worse.
        silence_share: Share of the score earned by saying nothing, 0-1.
        label: Reading aid ("Weak"); None without a score.
        status: ``assessed``, ``partial_rubric`` or ``not_assessed``.
    """

    score: float | None
    interval: tuple[float, float]
    coverage: float
    geometric: float | None
    protections_index: float | None
    harms_index: float | None
    silence_share: float | None
    label: str | None
    status: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class RedLine:
    """A condition printed first, whatever the score."""

    id: str
    title: str
    criterion: str
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RubricRef:
    """Which rubric made a score."""

    id: str
    title: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How far a score hangs on doubtful readings and on choices of the rubric.

    Attributes:
        draws: How many times all doubtful choices were made anew.
        seed: What the draws are repeated with.
        median: Middle of the drawn overall scores; None without an overall score.
        labels: Share of draws per label, best first.
        sources: Standard deviation of the overall score when one source of doubt varies alone, by its name.
        alternatives: (kind, title, overall score) under other weights and rules.
        without: Change of the overall score when one criterion is left out, largest first.
        sample: The drawn overall scores. Draw n of two agreements under one rubric has the same weights and formula numbers.
        samples: The drawn scores of each principle.
        indistinct: Two agreements whose order holds in a share of joint draws between these are not ordered.
    """

    draws: int
    seed: int
    median: float | None
    labels: tuple[tuple[str, float], ...] = ()
    sources: tuple[tuple[str, float], ...] = ()
    alternatives: tuple[tuple[str, str, float], ...] = ()
    without: tuple[tuple[str, float], ...] = ()
    sample: tuple[float, ...] = ()
    samples: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    indistinct: tuple[float, float] = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All answers, scores and red lines for one agreement."""

    findings: Findings
    rubric: RubricRef
    overall: Overall
    principles: tuple[PrincipleResult, ...]
    criteria: tuple[CriterionResult, ...]
    red_lines: tuple[RedLine, ...]
    manifest: Mapping[str, object] = field(default_factory=dict)
    sensitivity: Sensitivity | None = None

    @property
    def agreement(self) -> Agreement:
        """The agreement that was scored."""
        return self.findings.agreement
