"""What to ask for: wording that answers a question better, with its precedent, quoted or adapted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scorer.model import CharSpan, CriterionResult, Evidence, Finding, Node, Scorecard, Status
from scorer.references import Places, references
from scorer.report import words
from scorer.report.answers import searched
from scorer.report.document import Face, Inline, Manner, Paragraph, Quoted, Text
from scorer.report.testimony import evidence, wording
from scorer.report.testimony.authorities import Register
from scorer.report.testimony.given import Given, Treaty
from scorer.report.views import Piece

MOST = 5  # requests: what a hearing can take up
WORDS = 110  # of wording asked for; longer precedents are cut and named
_BEYOND = {"article", "paragraph", "subparagraph", "chapter", "section", "attachment"}


@dataclass(frozen=True, slots=True)
class Request:
    """A question, and the text that answers it better: by a clause, or, with ``finding`` None, by having no clause that does harm."""

    criterion: CriterionResult
    precedent: Scorecard
    answer: CriterionResult
    finding: Finding | None


def requests(given: Given, principles: Sequence[str]) -> tuple[Request, ...]:
    """Return what would add most to the score: the better clause of the other agreements, else of a drafting model."""
    weak = [c for c in given.card.criteria if c.principle in principles and c.outcome in ("not_met", "partly_met") and (c.gain or 0) > 0]
    found = (_request(c, given) for c in sorted(weak, key=lambda c: (-(c.gain or 0), c.id)))
    kept: list[Request] = []
    for request in found:
        if request and all(_place(request, given) != _place(other, given) for other in kept):
            kept.append(request)
    return tuple(kept[:MOST])


def _request(criterion: CriterionResult, given: Given) -> Request | None:
    """Return the best precedent: a compared agreement that answers in full, else a signed one that does, a model, the best compared one."""
    card = given.precedents.get(criterion.id)
    signed = [made] if card and (made := _better(criterion, card)) else []
    able = [made for card in given.others if (made := _better(criterion, card))]
    full = _full(able)
    models = [made for card in given.models if (made := _better(criterion, card))]
    ranked = [*_best(full), *_full(signed), *_best(models), *_best(able)]
    return ranked[0] if ranked else None


def _full(found: Sequence[Request]) -> list[Request]:
    return [request for request in found if request.answer.outcome == "met"]


def _best(found: Sequence[Request]) -> list[Request]:
    return sorted(found, key=lambda request: -(request.answer.points or 0))[:1]


def _place(request: Request, given: Given) -> Evidence:
    """Return what a request is about: the wording asked for, or the clause to be left out."""
    return request.finding.at if request.finding else given.card.findings.findings[request.criterion.findings[0]].at


def _better(criterion: CriterionResult, card: Scorecard) -> Request | None:
    """Return the answer of a card that has more points on a question and needs no check; None where there is none."""
    answer = next((c for c in card.criteria if c.id == criterion.id), None)
    if answer is None or answer.points is None or answer.points <= (criterion.points or 0):
        return None
    if not answer.findings:
        harmless = criterion.polarity == "negative" and answer.status is Status.ABSENT and criterion.findings
        return Request(criterion, card, answer, None) if harmless else None
    finding = card.findings.findings[answer.findings[0]]
    return None if finding.review else Request(criterion, card, answer, finding)


def paragraphs(request: Request, number: int, given: Given, register: Register) -> tuple[Paragraph, ...]:
    """Return a request: the question it answers, what is asked for, the precedent with how it was taken and what is weak in it."""
    gain = f"Answered in full it adds up to {words.points(request.criterion.gain or 0)} to the overall score."
    question, anchor = f"“{request.criterion.question}”", f"request-{number}"
    head = Text(f"Request {number}. ", Face.STRONG)
    if request.finding is None:
        own = _place(request, given).citation
        register.cited(given.card.agreement, own, f"Request {number}")
        return (
            Paragraph((head, Text(f"Leave out {own}, which decides {question} {gain}")), anchor=anchor),
            Paragraph((Text(f"Precedent: no such clause was found in {_named(request, given)}. "
                            f"Searched: {searched(request.precedent.agreement)}."),), Manner.SMALL),
        )  # fmt: skip
    quoted = wording_of(request.finding, request.precedent)
    return (
        Paragraph((head, Text(f"Wording that answers {question} {gain}")), anchor=anchor),
        Paragraph((quoted,), Manner.QUOTE),
        Paragraph(_precedent(request, request.finding, quoted, f"Request {number}", register), Manner.SMALL),
    )


def _named(request: Request, given: Given) -> str:
    """Name the agreement that has no such clause; one that is cited nowhere else, in full and with the file that was read."""
    agreement = request.precedent.agreement
    if agreement.id not in {card.agreement.id for card in given.precedents.values()}:
        return agreement.short
    treaty = given.treaties.get(agreement.id, Treaty())
    files = ", ".join(part.file for part in agreement.parts)
    return f"{agreement.title} ({agreement.short}), signed {words.day(agreement.signed)} ({files}, {treaty.published or 'not published'})"


def _precedent(request: Request, finding: Finding, quoted: Quoted, where: str, register: Register) -> tuple[Inline, ...]:
    """Return where the wording comes from, whether it is quoted or adapted, and what limits it there."""
    agreement, citation = request.precedent.agreement, finding.at.citation
    register.cited(agreement, citation, where)
    beside = wording.further(request.precedent, request.answer, finding, register, where)
    adapted = any(piece.reference for pieces in quoted.slices for piece in pieces)
    taken = "adapted: places in brackets need the numbers of the new text" if adapted else "quoted"
    cut = ", shortened" if quoted.after or quoted.before else ""
    weak = wording.numbers(request.answer.loopholes)
    limits = f" Limits in it: {weak}." if weak else ""
    told = f"Precedent: {citation}, {taken}{cut}.{f' {beside}' if beside else ''}{limits}"
    return (Text(told), *wording.first_mention(agreement, citation, register))


def on_models(asked: Sequence[Request]) -> str:
    """Say of which precedents nobody has signed the text; nothing where all are treaties."""
    names = dict.fromkeys(request.precedent.agreement.short for request in asked if request.precedent.agreement.model)
    return " ".join(f"{name} is a drafting model; nobody has signed it." for name in names)


def wording_of(finding: Finding, precedent: Scorecard) -> Quoted:
    """Return the wording asked for: slices of the precedent, with its own cross-references in brackets."""
    quoted = evidence.whole(precedent.findings, finding.at, most=WORDS)
    tree = precedent.findings.trees[finding.at.part]
    slices = tuple(tuple(_bracketed("".join(piece.text for piece in pieces), tree, finding.at.eid)) for pieces in quoted.slices)
    return replace(quoted, slices=slices)


def _bracketed(text: str, tree: Node, eid: str) -> list[Piece]:
    """Cut a text at its references to other places of the same agreement."""
    spans = [
        CharSpan(r.start, r.end) for r in references(text, eid, Places(tree)) if r.nodes and r.kind in _BEYOND and not _this(text, r.start)
    ]
    pieces, at = [], 0
    for span in spans:
        pieces += [Piece(text[at : span.start]), Piece(text[span.start : span.end], reference=True)]
        at = span.end
    return [piece for piece in (*pieces, Piece(text[at:])) if piece.text]


def _this(text: str, start: int) -> bool:
    """Tell whether a reference names the place it stands in, which any text has: "this Article"."""
    return text[start : start + 5].lower() == "this "
