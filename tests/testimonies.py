"""What testimonies are made from, for tests: from factories, and from the two model agreements."""

from __future__ import annotations

from functools import cache
from typing import Any

from scorer import pipeline
from scorer.model import Bearer, Scorecard
from scorer.report.document import Document
from scorer.report.testimony.fitting import fitted
from scorer.report.testimony.given import Cover, Given, Length, Order, Treaty, Yardstick
from tests import factories as make

DATE = "2026-01-02"


def an_order(**changes: Any) -> Order:
    """All principles, standard length, no page limit."""
    return Order(**{"date": DATE, **changes})


def a_given(card: Scorecard | None = None, **changes: Any) -> Given:
    """Alpha, with Beta beside it and no drafting model."""
    defaults: dict[str, Any] = {
        "card": card or make.a_scorecard(),
        "others": (make.another_scorecard(),),
        "models": (),
        "treaties": {"alpha": Treaty(official="https://example.org/alpha", note="The letters are not in this file.")},
        "yardstick": Yardstick(
            "Principles of somebody", "people with a position", criteria={"labor.enforce.effective": ("Source A, p. 2",)}
        ),
        "order": an_order(),
    }
    return Given(**{**defaults, **changes})


@cache
def model_cards() -> tuple[Scorecard, Scorecard]:
    """Return the scorecards of the two model agreements: the one that puts investors first, then the just one."""
    rubric = pipeline.load_rubric("just-trade")
    status_quo, just = (pipeline.rate(pipeline.find(pipeline.read(name)), rubric) for name in ("model-status-quo", "model-just"))
    return status_quo, just


def models_given(length: Length = Length.STANDARD, **changes: Any) -> Given:
    """Return what the command would make a testimony on the status quo model from."""
    card, just = model_cards()
    cover = Cover(
        body="the Committee on Examples, hearing of January 5, 2026", by="Jo Doe", organisation="Example Union", docket="EX-2026-1"
    )
    order = an_order(length=length, cover=cover, command="scorer testimony model-status-quo model-just", **changes)
    return pipeline.testimony(card, (just,), pipeline.Lent(), pipeline.load_rubric("just-trade"), order)


@cache
def models_document(length: Length = Length.STANDARD) -> Document:
    """Return the document of ``models_given``."""
    return fitted(models_given(length), "html")


def doubtful_bearer() -> Scorecard:
    """Return a card whose only clause binds nobody in particular."""
    findings = make.some_findings(findings=(make.a_finding(bearer=Bearer.OTHER, confidence=0.99), make.a_consent()))
    return make.a_scorecard(findings=findings, criteria=(make.a_criterion(),), red_lines=())
