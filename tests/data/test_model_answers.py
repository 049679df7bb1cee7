"""The just model answers what its README says, article by article; the status-quo model answers next to nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pytest

from scorer import pipeline
from scorer.model import Scorecard
from scorer.paths import data_dir

JUST = data_dir("agreements") / "model-just"
TEXT = (JUST / "text" / "main.md").read_text(encoding="utf-8")
README = (JUST / "README.md").read_text(encoding="utf-8")
ARTICLES = re.findall(r"^### Article (\S+):", TEXT, re.MULTILINE)
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


def without(articles: Iterable[str]) -> str:
    """Return the text with these articles taken out, headings and all."""
    pieces = re.split(r"^(?=##)", TEXT, flags=re.MULTILINE)
    return "".join(piece for piece in pieces if not piece.startswith(tuple(f"### Article {number}:" for number in articles)))


@cache
def whole() -> Scorecard:
    return card(JUST)


def card(folder: Path) -> Scorecard:
    return pipeline.rate(pipeline.find_in(folder), pipeline.load_rubric("just-trade"))


def points(scorecard: Scorecard) -> Mapping[str, float]:
    """Return the points of each criterion; what cannot be told counts as nothing."""
    return {result.id: result.points or 0.0 for result in scorecard.criteria}


def lowered(tmp_path: Path, articles: Iterable[str]) -> set[str]:
    """Return the criteria that are worse answered without these articles."""
    folder = tmp_path / "model"
    shutil.copytree(JUST, folder)
    (folder / "text" / "main.md").write_text(without(articles), encoding="utf-8")
    before, after = points(whole()), points(card(folder))
    return {criterion for criterion in before if after[criterion] < before[criterion]}


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


@pytest.mark.slow
@pytest.mark.parametrize("article", ARTICLES)
def test_an_article_answers_exactly_what_it_is_marked_for(tmp_path: Path, article: str) -> None:
    assert lowered(tmp_path, [article]) == marked()[article]


@pytest.mark.slow
@pytest.mark.parametrize("criterion", together())
def test_a_criterion_with_several_articles_hangs_on_them_together(tmp_path: Path, criterion: str) -> None:
    assert criterion in lowered(tmp_path, together()[criterion])


def test_every_positive_criterion_is_marked_somewhere() -> None:
    answered = set().union(*marked().values(), together())
    asked = {result.id for result in whole().criteria if result.polarity == "positive" and result.status.value == "found"}
    silent = {"clean_industry.procurement.domestic_preference"}  # the best answer is not to touch it
    assert asked - silent == answered
