"""Standard statements: cover, method, limits, sources, manifest. Facts that are not known are left out, never left blank."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.model import Agreement, PrincipleResult, Scorecard
from scorer.report import build, reviews, words
from scorer.report.answers import Sheet, searched
from scorer.report.document import Face, Manner, Paragraph, Table, Text
from scorer.report.method import LICENCE, versions
from scorer.report.testimony.authorities import Register
from scorer.report.testimony.given import Given, Length, Treaty
from scorer.report.testimony.grids import cell

NOT_REVIEWED = "Answers were produced automatically and have not been reviewed."
DRAFT = "Draft, not reviewed"
_OTHER_PARTS = (("annex", "annexes"), ("side_agreement", "side agreements"), ("letter", "letters"))


def body(*texts: str, manner: Manner = Manner.BODY) -> tuple[Paragraph, ...]:
    """Return one paragraph for each text that is not empty."""
    return tuple(Paragraph((Text(text),), manner) for text in texts if text)


def cover(given: Given, read: Sequence[Scorecard]) -> tuple[Paragraph, ...]:
    """Return the cover block: whose exhibit, before whom, on what text, and that nobody reviewed it."""
    facts, agreement = given.order.cover, given.card.agreement
    whose = ", ".join(fact for fact in (facts.by, facts.organisation) if fact)
    statement = f"{facts.exhibit}{f' to the statement of {whose}' if whose else ''}"
    before = f"before {facts.body}" if facts.body else ""
    docket = f"docket {facts.docket}" if facts.docket else ""
    lines = [", ".join(part for part in (statement, before, docket) if part) + "."] if whose or before or docket else []
    rubric = f"{given.card.rubric.title} {given.card.rubric.version}"
    lines.append(f"Prepared with {rubric}, {words.day(given.order.date)}.{f' Contact: {facts.contact}.' if facts.contact else ''}")
    status = f"{NOT_REVIEWED} " if not given.card.reviewed else ""
    about = f"{status}This exhibit reads the text of {agreement.title} ({agreement.short}). {build.TEXT_NOT_EFFECT}"
    return (*body(about, manner=Manner.LEAD), *body(" ".join(lines), missing(given, read), manner=Manner.SMALL))


def method(given: Given, read: Sequence[Scorecard], *, with_manifest: bool) -> tuple[Paragraph, ...]:
    """Return the method statement, with what people reviewed and which parts were not there."""
    card, rubric = given.card, given.card.rubric
    answered = sum(c.outcome in ("met", "partly_met", "not_met") for c in card.criteria)
    reviewed = " ".join(reviews.counted(card))
    text = (
        f"This exhibit reads the text of {card.agreement.title}, {_version(card.agreement)}, against "
        f"{words.count(len(card.principles), 'principle')} taken from published statements ({given.yardstick.name}; {rubric.title}, "
        f"version {rubric.version}). Each of {words.count(len(card.criteria), 'question')} was put to the text; {words.small(answered)} "
        "were answered from quoted clauses, or from their absence, on a five-step scale that considers whether a duty exists, the force "
        f"of its words, its scope, qualifiers, and what follows a breach. {reviewed} Scores combine the answers by published weights; the "
        "ranges show how far they move when readings and weights vary within stated bounds. A finding is stated only where the clause, "
        "its bearer and its force are read without doubt."
    )
    again = f"The text, answers and calculation can be reproduced{' from the manifest' if with_manifest else f': {given.order.command}'}."
    return body(text, *(_gaps(card) for card in read), again)


def _version(agreement: Agreement) -> str:
    """Return which version was read, as far as it is known."""
    if agreement.model:
        return "a drafting model that nobody has signed"
    return f"as signed on {words.day(agreement.signed)}" if agreement.signed else "the version in the file named under Sources"


def missing(given: Given, read: Sequence[Scorecard]) -> str:
    """Say what was read of every agreement and what was not; never left out."""
    return " ".join(_read(card, given.treaties.get(card.agreement.id, Treaty())) for card in read)


def _read(card: Scorecard, treaty: Treaty) -> str:
    agreement = card.agreement
    kinds = {part.kind for part in agreement.parts}
    unread = [name for kind, name in _OTHER_PARTS if kind not in kinds]
    beyond = f" Not read: {words.joined(unread)} outside this text." if unread else ""
    note = f" {words.sentence(treaty.note)}" if treaty.note else ""
    return f"Read of {agreement.short}: {searched(agreement)}.{beyond}{note}"


def _gaps(card: Scorecard) -> str:
    """Return which parts were missing and which questions stayed open for that or another reason."""
    gaps = words.joined([words.plain(reason) for reason in card.agreement.coverage.reasons])
    reasons = dict.fromkeys(c.reason for c in card.criteria if c.outcome == "not_assessed" and c.reason)
    told = f"Of {card.agreement.short} the following was not available and was not scored: {gaps}." if gaps else ""
    open_ = f"Questions on {card.agreement.short} not assessed: {'; '.join(reasons)}." if reasons else ""
    return " ".join(text for text in (told, open_) if text)


def limits(given: Given) -> tuple[Paragraph, ...]:
    """Return limits and interests."""
    contact = given.order.cover.contact
    contest = (
        f"Readings may be contested: {contact}."
        if contact
        else "Readings may be contested: name the label of the quotation, the level you propose, and why."
    )
    return body(
        "The scores measure text against stated principles. They do not measure the agreement's effects on jobs, wages, emissions or "
        f"trade, nor compliance. They are not legal advice. The principles are those of {given.yardstick.interests}; other principles "
        f"would give other scores. {contest}"
    )


def sources(given: Given, read: Sequence[Scorecard], register: Register, shown: Sequence[PrincipleResult]) -> tuple[Paragraph, ...]:
    """Return every text used, in full citation, with where it is published and which file was read."""
    cards = (*read, *(card for card in given.lenders if register.rows(card.agreement)))
    texts = [_source(card.agreement, given.treaties.get(card.agreement.id, Treaty()), register) for card in cards]
    datasets = dict.fromkeys(t.collection for card in cards if (t := given.treaties.get(card.agreement.id)) and t.collection)
    asked = [reference for principle in shown for reference in given.yardstick.principles.get(principle.id, ())]
    principles = [f"Principles: {'; '.join(_references(given, asked))}."] if asked else []
    compare = "Converted texts: compare quotations with the official ones."
    converted = f"Collection: {'; '.join(datasets)} {compare} " if datasets else ""
    return body(*dict.fromkeys(texts), f"{converted}Day of retrieval: not recorded.", *principles)


def _references(given: Given, asked: Sequence[str]) -> list[str]:
    """Return source references with the full title of what their short names stand for; in the short form titles only, each once."""
    titles = given.yardstick.titles
    told = []
    for reference in asked:
        short = next((name for name in titles if reference.startswith(name)), None)
        place = "" if given.order.length is Length.SHORT else reference.removeprefix(short or "")
        told.append(f"{titles[short]}{place}" if short else reference)
    return list(dict.fromkeys(told))


def _source(agreement: Agreement, treaty: Treaty, register: Register) -> str:
    """Return one agreement: full citation, official address, file read."""
    files = "; ".join(f"{part.file}" for part in agreement.parts)
    official = f" Official text: {treaty.official}." if treaty.official else ""
    published = f" Text read: {files}, published at {treaty.published}." if treaty.published else f" Text read: {files}."
    return f"{register.in_full(agreement)}.{official}{published}"


def manifest(given: Given, sheets: Sequence[Sheet], pages: str) -> tuple[Table, ...]:
    """Return versions, hashes, options and the command that makes this document again; collections and licences stand under sources."""
    rows = [
        *(row for row in versions(sheets, given.order.date) if not row[0].startswith(LICENCE)),
        ("Length", pages),
        ("Run it again", given.order.command),
    ]
    return (
        Table(
            "Manifest",
            ("What", "Value"),
            tuple(
                (cell(name), cell(value, face=Face.CODE if "SHA-256" in value or name == "Run it again" else Face.PLAIN))
                for name, value in rows
            ),
            (30, 70),
            "manifest-table",
        ),
    )
