"""The just model answers what its README says, article by article; the status-quo model answers next to nothing."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from scorer import pipeline, wordings
from scorer.model import Scorecard
from scorer.paths import data_dir

JUST = data_dir("agreements") / "model-just"
README = (JUST / "README.md").read_text(encoding="utf-8")
CRITERION = re.compile(r"[a-z_]+\.[a-z_]+\.[a-z_]+")

# What no wording of this model can lift: it grants investors national treatment, so something is opened.
BELOW_THE_TOP = {"sovereignty.liberalisation.ratchet"}


def marked() -> dict[str, set[str]]:
    """Return the criteria that each article is marked for."""
    rows = re.findall(r"^\| (\d+\.\d+) \| (.*) \|$", README, re.MULTILINE)
    return {article: set(CRITERION.findall(cell)) for article, cell in rows}


def together() -> dict[str, list[str]]:
    """Return the criteria that several articles answer, with these articles."""
    rows = re.findall(rf"^\| ({CRITERION.pattern}) \| ([\d., ]+) \|$", README, re.MULTILINE)
    return {criterion: articles.split(", ") for criterion, articles in rows}


@cache
def whole() -> Scorecard:
    return card(JUST)


def card(folder: Path) -> Scorecard:
    return pipeline.rate(pipeline.find_in(folder), pipeline.load_rubric("just-trade"))


def test_every_criterion_of_the_just_model_that_a_text_can_meet_is_at_its_best() -> None:
    short = {result.id for result in whole().criteria if result.points is not None and result.points < 1}
    assert short == BELOW_THE_TOP


def test_the_just_model_scores_above_95_under_every_principle() -> None:
    scores = {result.id: result.score for result in whole().principles}
    assert all(score is not None and score > 95 for score in scores.values()), scores
    assert whole().overall.score is not None
    assert whole().overall.score > 95


def test_the_status_quo_model_scores_below_15() -> None:
    overall = card(data_dir("agreements") / "model-status-quo").overall
    assert overall.score is not None
    assert overall.score < 15
    assert overall.coverage > 0.9


def test_the_table_of_articles_names_what_their_clauses_are_marked_for() -> None:
    for criterion, entry in wordings.marks(JUST).items():
        for place in entry.needs:
            article = place.removeprefix("art. ").partition("(")[0]
            assert criterion in marked()[article], f"README.md: article {article} answers {criterion}"


def test_every_positive_criterion_is_marked_somewhere() -> None:
    answered = set().union(*marked().values(), together())
    asked = {result.id for result in whole().criteria if result.polarity == "positive" and result.status.value == "found"}
    silent = {"clean_industry.procurement.domestic_preference"}  # the best answer is not to touch it
    assert asked - silent == answered
