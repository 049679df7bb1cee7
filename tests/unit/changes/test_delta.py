"""An altered model agreement against itself: each edit is found, named rightly, and moves what it should."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest

from scorer import pipeline
from scorer.model import CharSpan, Scorecard
from scorer.model.delta import Delta, Edit, EditKind, Fate, Op
from scorer.scoring import score
from tests.altering import RUBRIC, model_text, swap

TEXT = model_text("model-status-quo")
ENFORCE = "1. Each Party shall endeavour to effectively enforce its labour laws."
LIMITED = (
    " A failure is contrary to this Article only if it occurs through a sustained or recurring course of action or inaction and in a "
    "manner affecting trade between the Parties."
)
TREATMENT = (
    "1. Each Party shall treat services and service suppliers of another Party no less favourably than its own in like circumstances."
)
Differ = Callable[[str, str], Delta]


@pytest.fixture(scope="module")
def differ(tmp_path_factory: pytest.TempPathFactory) -> Differ:
    """Return a function from two texts to their delta; each text is read once."""
    folder = tmp_path_factory.mktemp("drafts")
    rubric = pipeline.load_rubric(RUBRIC)
    found: dict[str, Scorecard] = {}

    def find(text: str) -> Scorecard:
        if text not in found:
            path = folder / f"draft-{len(found)}.md"
            path.write_text(text, encoding="utf-8")
            found[text] = score(pipeline.find_in(path), rubric, draws=0)
        return found[text]

    return lambda old, new: pipeline.diff(find(old), find(new), rubric)


def words_of(delta: Delta, op: Op) -> list[str]:
    """Return the words that the redline inserts or deletes, run by run."""
    drafts = {Op.DEL: delta.old.agreement, Op.INS: delta.new.agreement}
    return [drafts[op].parts[0].slice(run.span).strip() for piece in delta.pieces for row in piece.rows for run in row.runs if run.op is op]


def kinds(delta: Delta) -> list[EditKind]:
    return [edit.kind for edit in delta.edits]


def only(delta: Delta) -> Edit:
    assert len(delta.edits) == 1
    return delta.edits[0]


def moved_criteria(delta: Delta) -> dict[str, tuple[float | None, float | None]]:
    return {change.id: (change.old.level, change.new.level) for change in delta.criteria if change.old.level != change.new.level}


def test_the_same_text_twice_has_no_edits(differ: Differ) -> None:
    delta = differ(TEXT, TEXT)
    assert (delta.identical, delta.total, delta.criteria, delta.findings) == (True, 0.0, (), ())


def test_white_space_is_no_edit(differ: Differ) -> None:
    assert differ(TEXT, TEXT.replace("\n\n### ", "\n\n\n### ").replace(" the Parties ", "  the Parties ")).identical


def test_a_clause_taken_out_is_one_deleted_edit_that_carries_the_change(differ: Differ) -> None:
    delta = differ(TEXT, swap(TEXT, LIMITED, ""))
    assert (only(delta).kind, only(delta).new) == (EditKind.DELETED, None)
    assert only(delta).points == pytest.approx(delta.total)
    assert delta.total > 0
    assert {q.id for q in delta.loopholes_removed} >= {"L01", "L02"}
    assert [line.id for line in delta.cleared] == ["unusable_labor_duty"] or len(delta.cleared) == 1


def test_an_added_loophole_is_named_and_costs_points(differ: Differ) -> None:
    delta = differ(swap(TEXT, LIMITED, ""), TEXT)
    assert {q.id for q in delta.loopholes_added} >= {"L01", "L02"}
    assert delta.total < 0
    assert [change for change in delta.findings if "loophole L01" in change.what and change.edits == (1,)]


@pytest.mark.parametrize(("what", "turn"), [("lost", 1), ("gained", -1)], ids=["lost", "gained"])
def test_a_duty_that_only_one_draft_has_is_lost_or_gained(differ: Differ, what: str, turn: int) -> None:
    delta = differ(*(TEXT, swap(TEXT, ENFORCE + LIMITED, "1. The Parties recall the value of work."))[::turn])
    (change,) = (change for change in delta.findings if change.provision == "labor.effective_enforcement")
    assert (change.what, change.old is None, change.new is None) == ((what,), what == "gained", what == "lost")
    assert change.edits


def test_words_made_weaker_are_two_words_in_the_redline(differ: Differ) -> None:
    delta = differ(swap(TEXT, ENFORCE, ENFORCE.replace("shall endeavour to effectively", "shall effectively")), TEXT)
    assert only(delta).kind is EditKind.CHANGED
    assert (words_of(delta, Op.DEL), words_of(delta, Op.INS)) == ([], ["endeavour to"])
    assert [change.what for change in delta.findings if change.provision == "labor.effective_enforcement"] == [("strength", "loophole L12")]


def test_two_edits_of_one_duty_share_its_points_by_the_orders_in_which_they_could_be_made(differ: Differ) -> None:
    better = swap(swap(TEXT, LIMITED, ""), ENFORCE, ENFORCE.replace("endeavour to ", ""))
    delta = differ(TEXT, better)
    both, first, second = (differ(TEXT, text).total for text in (better, swap(TEXT, LIMITED, ""), swap(TEXT, "endeavour to eff", "eff")))
    points = {edit.kind: edit.points for edit in delta.edits}
    assert points[EditKind.DELETED] == pytest.approx((first + both - second) / 2)
    assert points[EditKind.CHANGED] == pytest.approx((second + both - first) / 2)


def test_a_new_article_renumbers_the_next_and_changes_no_word_of_it(differ: Differ) -> None:
    new = swap(
        TEXT,
        "### Article 2.5: Subsidies",
        "### Article 2.5: Publication\n\nEach Party shall print its tariff.\n\n### Article 2.6: Subsidies",
    )
    delta = differ(TEXT, new)
    assert sorted(kinds(delta)) == [EditKind.INSERTED, EditKind.RENUMBERED]
    piece = next(piece for piece in delta.pieces if piece.renumbered)
    assert (piece.fate, piece.old, piece.new) == (Fate.SAME, piece.old, piece.old.replace("2.5", "2.6"))


def test_an_article_at_another_place_is_moved_and_not_written_anew(differ: Differ) -> None:
    article = re.search(r"### Article 2\.4: .*?(?=###)", TEXT, re.DOTALL)[0]
    new = (
        swap(TEXT, article, "")
        .replace("## Chapter 3", "## Chapter 3", 1)
        .replace("## Chapter 4", article.replace("2.4", "3.2") + "## Chapter 4", 1)
    )
    delta = differ(TEXT, new)
    assert (kinds(delta), delta.total) == ([EditKind.MOVED], 0.0)
    assert [piece.new for piece in delta.pieces if piece.moved] == [delta.edits[0].new.citation]


def test_an_article_in_two_is_split_off_and_its_words_are_not_new(differ: Differ) -> None:
    second = "2. This Chapter applies to all services"
    new = swap(TEXT, second, "### Article 3.2: Coverage\n\n1. This Chapter applies to all services")
    delta = differ(TEXT, new)
    split = [piece for piece in delta.pieces if piece.fate is Fate.SPLIT_OFF]
    assert [piece.other.endswith("art. 3.1") for piece in split] == [True]
    assert words_of(delta, Op.INS) == ["Article 3.2: Coverage"]


def test_two_articles_in_one_are_merged(differ: Differ) -> None:
    old = swap(TEXT, "2. This Chapter applies to all services", "### Article 3.2: Coverage\n\n1. This Chapter applies to all services")
    delta = differ(old, TEXT)
    assert [piece.other.endswith("art. 3.1") for piece in delta.pieces if piece.fate is Fate.MERGED] == [True]


def test_an_edit_elsewhere_is_tied_to_the_duties_that_it_opens_to_dispute_settlement(differ: Differ) -> None:
    just = model_text("model-just")
    bar = "No Party shall have recourse to dispute settlement for any matter arising under this Chapter."
    barred = re.sub(r"(## Chapter \d+: Labou?r.*?)(?=\n## )", rf"\1\n{bar}\n", just, count=1, flags=re.DOTALL)
    delta = differ(just, barred)
    flipped = [change for change in delta.findings if "enforceable" in change.what]
    assert {change.edits for change in flipped} == {(only(delta).number,)}
    assert all("No Party shall have recourse" in change.deciding[0].quote for change in flipped)
    assert only(delta).points == pytest.approx(delta.total)
    assert delta.total < 0


def test_an_edit_of_what_no_question_asks_has_no_effect(differ: Differ) -> None:
    delta = differ(TEXT, swap(TEXT, "whatever its purpose.", "whatever its purpose or its form."))
    assert (only(delta).points, only(delta).findings, delta.total) == (0.0, (), 0.0)


@pytest.mark.parametrize(("old", "new"), [("model-status-quo", "model-just"), ("model-just", "model-status-quo")])
def test_points_of_principles_criteria_and_edits_each_sum_to_the_total(differ: Differ, old: str, new: str) -> None:
    delta = differ(model_text(old), model_text(new))
    assert delta.total == pytest.approx(delta.new.overall.score - delta.old.overall.score, abs=1e-9)
    assert sum(change.points for change in delta.principles) == pytest.approx(delta.total, abs=1e-9)
    assert sum(change.points for change in delta.criteria) + delta.other == pytest.approx(delta.total, abs=1e-9)
    assert sum(edit.points for edit in delta.edits) + delta.unexplained == pytest.approx(delta.total, abs=1e-9)
    for change in delta.criteria:
        assert sum(points for _, points in change.edits) == pytest.approx(change.points, abs=1e-8)


@pytest.mark.parametrize("new", ["altered", "model-just"])
def test_every_run_is_a_slice_and_the_runs_of_an_article_are_its_passages(differ: Differ, new: str) -> None:
    altered = swap(swap(TEXT, LIMITED, ""), TREATMENT, TREATMENT.replace("no less favourably", "as well"))
    delta = differ(TEXT, altered if new == "altered" else model_text(new))
    text = {
        Op.DEL: delta.old.agreement.parts[0].text,
        Op.INS: delta.new.agreement.parts[0].text,
        Op.SAME: delta.new.agreement.parts[0].text,
    }
    for piece in delta.pieces:
        for row in piece.rows:
            assert all(text[run.op][run.span.start : run.span.end] for run in row.runs)
            newer = [run.span for run in row.runs if run.op is not Op.DEL]
            assert [one.end for one in newer[:-1]] == [other.start for other in newer[1:]]
            older = [run.span for run in row.runs if run.op is Op.DEL]
            assert older == sorted(older)
    new_runs = sorted(run.span for piece in delta.pieces for row in piece.rows for run in row.runs if run.op is not Op.DEL)
    assert all(one.end <= other.start for one, other in pairwise(new_runs))
    unread = _left_out(text[Op.INS], new_runs)
    assert not re.search(r"\b(?:shall|may)\b", unread)


def _left_out(text: str, spans: list[CharSpan]) -> str:
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    return " ".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
