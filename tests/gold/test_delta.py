"""Real agreements as drafts: an altered article gives exactly its change, and whatever differs sums."""

from __future__ import annotations

import re

import pytest

from scorer import pipeline
from scorer.model.delta import EditKind, Fate
from scorer.scoring import score
from tests.altering import RUBRIC, swap

COURSE = r"through\s+a\s+sustained\s+or\s+recurring\s+course\s+of\s+action\s+or\s+inaction\s+"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def differ(tmp_path_factory):
    folder, rubric, known = tmp_path_factory.mktemp("drafts"), pipeline.load_rubric(RUBRIC), {}

    def card(text):
        if text not in known:
            path = folder / f"draft-{len(known)}.xml"
            path.write_text(text, encoding="utf-8")
            known[text] = score(pipeline.find_in(path), rubric, draws=0)
        return known[text]

    return lambda old, new: pipeline.diff(card(old), card(new), rubric)


@pytest.fixture
def text(shared):
    return lambda name: (shared / "corpus" / "tota" / "xml" / f"{name}.xml").read_text(encoding="utf-8")


def article(text, number):
    return re.search(rf'<article number="ARTICLE {re.escape(number)}".*?</article>\s*', text, re.DOTALL)[0]


def test_an_altered_enforcement_article_is_the_only_edit_and_the_whole_change(differ, text):
    tpp = text("pta_449")
    own = article(tpp, "19.5")
    delta = differ(tpp, swap(tpp, own, re.sub(COURSE, "", own, count=1)))
    assert [(edit.kind, edit.old.cited.article) for edit in delta.edits] == [(EditKind.CHANGED, "19.5")]
    assert [change.id for change in delta.criteria if change.points] == ["labor.enforce.effective"]
    assert {q.id for q in delta.loopholes_removed} == {"L01"}
    assert delta.edits[0].points == pytest.approx(delta.total, abs=1e-9)
    assert delta.total > 0


@pytest.mark.long
def test_two_agreements_are_matched_as_far_as_they_go_and_their_difference_sums(differ, text):
    delta = differ(text("pta_23"), text("pta_156"))
    assert delta.total == pytest.approx(delta.new.overall.score - delta.old.overall.score, abs=1e-9)
    for shares, rest in ((delta.principles, 0.0), (delta.criteria, delta.other), (delta.edits, delta.unexplained)):
        assert sum(share.points for share in shares) + rest == pytest.approx(delta.total, abs=1e-8)
    assert {Fate.CHANGED, Fate.INSERTED, Fate.DELETED} <= {piece.fate for piece in delta.pieces}
    assert all(delta.words(run) for piece in delta.pieces for row in piece.rows for run in row.runs)
