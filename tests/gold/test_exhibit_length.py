"""An exhibit on the longest reference agreements keeps the lengths that the command promises."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from scorer import pipeline
from scorer.model import Findings, Scorecard
from scorer.report.testimony.fitting import fitted, pages
from scorer.report.testimony.given import Cover, Length
from tests.testimonies import an_order

pytest.importorskip("weasyprint", reason="pages are counted in the PDF, which needs the extra 'testimony'")

MOST = {Length.SHORT: 2, Length.STANDARD: 8}
COVER = Cover(body="the Committee on Examples, hearing of January 5, 2026", by="Jo Doe", organisation="Example Union", docket="EX-2026-1")


@cache
def card(shared: Path, number: str) -> Scorecard:
    agreement = pipeline.read(shared / "corpus" / "tota" / "xml" / f"pta_{number}.xml")
    return pipeline.rate(pipeline.find(agreement), pipeline.load_rubric("just-trade"))


@cache
def _models() -> tuple[Findings, ...]:
    return (pipeline.find(pipeline.read("model-just")),)  # the wording that the command offers where no other agreement has better


@pytest.mark.slow
@pytest.mark.parametrize("length", MOST, ids=str)
@pytest.mark.parametrize("number", ["449", "112"])
def test_all_principles_of_a_long_agreement_fit_the_pages_promised(shared: Path, number: str, length: Length) -> None:
    other = {"449": "112", "112": "449"}[number]
    order = an_order(length=length, cover=COVER, command=f"scorer testimony tota-{number} tota-{other} --length {length.value}")
    given = pipeline.testimony(
        card(shared, number), (card(shared, other),), pipeline.Lent(_models()), pipeline.load_rubric("just-trade"), order
    )
    assert pages(fitted(given, "pdf"), "pdf") <= MOST[length]
