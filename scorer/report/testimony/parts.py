"""The parts of a testimony in their order, as one document. Which parts it has depends on its length and on the pages there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scorer import __version__
from scorer.errors import ReportError
from scorer.model import PrincipleResult, Scorecard
from scorer.report import columns, words
from scorer.report.answers import Sheet
from scorer.report.document import Block, Document, Face, Heading, Manner, Paragraph, Part, Text, numbered
from scorer.report.testimony import claims, grids, requests, statements, texts, wording
from scorer.report.testimony.authorities import Register
from scorer.report.testimony.given import Given, Length

TITLES = {
    "cover": "",
    "summary": "Summary of findings",
    "principles": "Principles",
    "evidence": "Evidence",
    "comparison": "Comparison",
    "requests": "Requests",
    "method": "Method",
    "limits": "Limits and interests",
    "sources": "Sources",
    "manifest": "Manifest",
    "texts": "Texts relied on",
    "authorities": "Table of authorities",
}
PARTS = {
    Length.SHORT: ("cover", "summary", "principles", "method", "limits", "sources"),
    Length.STANDARD: tuple(key for key in TITLES if key != "texts"),
    Length.FULL: tuple(TITLES),
}
FINDINGS = {Length.SHORT: claims.FEWEST, Length.STANDARD: 7, Length.FULL: claims.MOST}  # what the pages of each length have room for
NEVER_DROPPED = frozenset({"cover", "summary", "method", "limits", "sources"})  # citations, limits and what was missing stand in these


@dataclass(frozen=True, slots=True)
class Scope:
    """How much of a testimony is written: its parts, its findings, what was left out to keep a page budget, and how long it is."""

    parts: tuple[str, ...]
    findings: int
    left_out: tuple[str, ...] = ()
    pages: str = "no page limit was set"


def chosen(given: Given) -> tuple[PrincipleResult, ...]:
    """Return the principles that were asked for, in the order of the rubric.

    Raises:
        ReportError: No such principle, or the text cannot be scored.
    """
    card = given.card
    if not card.agreement.coverage.can_be_scored:
        raise ReportError(f"{card.agreement.short} cannot be scored, so there is nothing to testify on")
    known = [principle.id for principle in card.principles]
    unknown = [id_ for id_ in given.order.principles if id_ not in known]
    if unknown:
        raise ReportError(f"no principle '{unknown[0]}' in this rubric; expected one of: {', '.join(known)}")
    return tuple(principle for principle in card.principles if not given.order.principles or principle.id in given.order.principles)


@dataclass(slots=True)
class _Work:
    """What the parts share while a document is written."""

    given: Given
    scope: Scope
    shown: tuple[PrincipleResult, ...]
    sheets: tuple[Sheet, ...]
    found: tuple[claims.Claim | claims.Silence, ...]
    asked: tuple[requests.Request, ...]
    register: Register

    @property
    def read(self) -> tuple[Scorecard, ...]:
        """The scorecards that this document shows something of: those of other agreements only where they are compared or lend wording."""
        beside = {"comparison", "requests"} & set(self.scope.parts)
        return (self.given.card, *self.given.others) if beside else (self.given.card,)


def written(given: Given, scope: Scope) -> Document:
    """Return the document with the parts of ``scope``."""
    shown = chosen(given)
    ids = [principle.id for principle in shown]
    cards = (given.card, *given.others)
    names = columns.short_names(cards)
    sheets = tuple(Sheet.of(card, f"a{n}", name) for n, (card, name) in enumerate(zip(cards, names, strict=True), 1))
    work = _Work(
        given,
        scope,
        shown,
        sheets,
        claims.claims(given.card, ids, scope.findings),
        requests.requests(given, ids),
        Register(given.order.citations, dict(given.treaties)),
    )
    parts = tuple(Part(key, TITLES[key], blocks) for key in scope.parts if (blocks := _BLOCKS[key](work)))
    return numbered(_document(work, parts))


def _document(work: _Work, parts: tuple[Part, ...]) -> Document:
    given, agreement = work.given, work.given.card.agreement
    return Document(
        title=f"{agreement.short}: {_subject(work.shown, given)}",
        label=given.order.cover.exhibit,
        running=agreement.short,
        status=None if work.given.card.reviewed else statements.DRAFT,
        foot=f"{given.card.rubric.title} {given.card.rubric.version}, {given.order.date}",
        date=given.order.date,
        author=", ".join(fact for fact in (given.order.cover.by, given.order.cover.organisation) if fact) or f"scorer {__version__}",
        paper=given.order.paper,
        parts=parts,
    )


def _subject(shown: Sequence[PrincipleResult], given: Given) -> str:
    """Return what the exhibit is about."""
    if len(shown) == len(given.card.principles):
        return f"the text read against {words.count(len(shown), 'principle')}"
    return words.joined([principle.title[:1].lower() + principle.title[1:] for principle in shown])


def _headed(key: str, blocks: Sequence[Block], title: str | None = None) -> tuple[Block, ...]:
    return (Heading(2, title or TITLES[key], key), *blocks) if blocks else ()


def _cover(work: _Work) -> tuple[Block, ...]:
    left = f"Left out to keep the page limit: {words.joined(work.scope.left_out)}." if work.scope.left_out else ""
    return (*statements.cover(work.given, work.read), *statements.body(left, manner=Manner.SMALL))


def _summary(work: _Work) -> tuple[Block, ...]:
    card = work.given.card
    findings = [
        Paragraph(
            (
                Text(f"Finding {number}. {wording.heading(claim, card)} ", Face.STRONG),
                *wording.sentence(claim, card, work.register, f"Finding {number}"),
            ),
            Manner.FINDING,
            f"finding-{number}",
        )
        for number, claim in enumerate(work.found, 1)
    ]
    if not findings:
        findings = list(
            statements.body("No finding is stated: no clause on these principles is read without doubt, and none is known to be missing.")
        )
    closing = (
        f"Method: {words.count(len(card.criteria), 'question')} were put to the text by rules; each answer rests on quoted clauses or on "
        "their absence. Limits: effects, compliance and texts not named on this page were not looked at."
    )
    told = () if work.given.order.length is Length.SHORT else statements.body(closing, manner=Manner.SMALL)  # there both follow at once
    return _headed("summary", (*_red_lines(work), *findings, *told))


def _red_lines(work: _Work) -> tuple[Paragraph, ...]:
    """Say which red lines the agreement crosses, and its total with range and coverage."""
    card, short = work.given.card, work.given.card.agreement.short
    criteria = {c.id for c in card.criteria if c.principle in {p.id for p in work.shown}}
    crossed = [line.title for line in card.red_lines if line.criterion in criteria]
    lines = f"Red lines crossed: {'; '.join(crossed)}." if crossed else "No red line is crossed on these principles."
    score = card.overall.score
    total = (
        f"{short} scores {words.score(score)} ({words.interval(card.overall.interval)}); {columns.behind(card)}."
        if score is not None
        else ""
    )
    return statements.body(" ".join(text for text in (total, lines) if text))


def _principles(work: _Work) -> tuple[Block, ...]:
    return _headed("principles", (grids.principles(work.given, work.shown, work.register),))


def _evidence(work: _Work) -> tuple[Block, ...]:
    return _headed("evidence", (grids.proof(work.given, work.sheets[0], work.found, work.register),)) if work.found else ()


def _comparison(work: _Work) -> tuple[Block, ...]:
    if not work.given.others or not work.found:
        return ()
    table, told = grids.comparison(work.given, work.found, work.register)
    return _headed("comparison", (table, *told))


def _requests(work: _Work) -> tuple[Block, ...]:
    blocks = [
        paragraph
        for number, request in enumerate(work.asked, 1)
        for paragraph in requests.paragraphs(request, number, work.given, work.register)
    ]
    return _headed("requests", (*blocks, *statements.body(requests.on_models(work.asked), manner=Manner.SMALL)))


def _sources(work: _Work) -> tuple[Block, ...]:
    return _headed("sources", statements.sources(work.given, work.read, work.register, work.shown))


def _manifest(work: _Work) -> tuple[Block, ...]:
    sheets = [sheet for sheet in work.sheets if sheet.card in work.read]
    return _headed("manifest", statements.manifest(work.given, sheets, work.scope.pages))


def _texts(work: _Work) -> tuple[Block, ...]:
    label = f"{work.given.order.cover.exhibit}-1: {TITLES['texts'].lower()}"
    return _headed("texts", texts.relied_on(work.given.card, work.found), label)


def _authorities(work: _Work) -> tuple[Block, ...]:
    printed = [f"finding-{n}" for n in range(1, len(work.found) + 1)]
    printed += ["table-1"] * ("principles" in work.scope.parts) + ["table-2"] * ("evidence" in work.scope.parts)
    printed += ["table-3"] * ("comparison" in work.scope.parts and bool(work.given.others))
    printed += [f"request-{n}" for n in range(1, len(work.asked) + 1)] if "requests" in work.scope.parts else []
    return _headed("authorities", texts.authorities(work.given, work.register, frozenset(printed)))


_BLOCKS: dict[str, Callable[[_Work], tuple[Block, ...]]] = {
    "cover": _cover,
    "summary": _summary,
    "principles": _principles,
    "evidence": _evidence,
    "comparison": _comparison,
    "requests": _requests,
    "method": lambda work: _headed("method", statements.method(work.given, work.read, with_manifest="manifest" in work.scope.parts)),
    "limits": lambda work: _headed("limits", statements.limits(work.given)),
    "sources": _sources,
    "manifest": _manifest,
    "texts": _texts,
    "authorities": _authorities,
}
