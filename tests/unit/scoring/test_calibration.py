"""The place of a score among comparable agreements."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scorer.model import Scorecard
from scorer.scoring import calibration
from tests import factories as make


def card(name: str, score: float, signed: str | None = "2012-05-01", kind: str | None = "comprehensive") -> Scorecard:
    agreement = make.an_agreement(id=name, signed=signed, kind=kind)
    return make.a_scorecard(findings=make.some_findings(agreement), overall=make.an_overall(score=score))


@pytest.fixture
def known(tmp_path: Path) -> calibration.Calibration:
    cards = [card(f"pact-{n}", 10.0 * n) for n in range(1, 11)]
    path = tmp_path / "table.csv"
    path.write_text(calibration.table([*cards, card("undated", 50, signed=None), card("older", 50, signed="1999-01-01")]))
    read = calibration.load(path)
    assert read is not None
    return read


def test_a_percentile_is_the_share_of_lower_scores(known: calibration.Calibration) -> None:
    peers = known.peers(card("new", 50))
    assert peers is not None
    assert (peers.count, peers.decade, peers.percentile, peers.median) == (10, 2010, 45.0, 55.0)


def test_an_agreement_is_not_its_own_peer(known: calibration.Calibration) -> None:
    assert known.peers(card("pact-3", 30)) is None  # nine are left, too few


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"signed": None}, id="no_date"),
        pytest.param({"signed": "1999-06-01"}, id="too_few_of_the_decade"),
        pytest.param({"kind": "goods_only"}, id="another_kind"),
    ],
)
def test_without_enough_peers_there_is_no_figure(known: calibration.Calibration, changes: dict[str, str]) -> None:
    assert known.peers(card("new", 50, **changes)) is None


def test_a_table_of_another_version_is_not_used(known: calibration.Calibration) -> None:
    new = card("new", 50)
    assert known.peers(replace(new, rubric=replace(new.rubric, sha256="0" * 64))) is None


def test_no_file_is_no_table(tmp_path: Path) -> None:
    assert calibration.load(tmp_path / "none.csv") is None


def test_the_table_does_not_hang_on_the_order_of_the_cards() -> None:
    cards = [card("b", 20), card("a", 10)]
    assert calibration.table(cards) == calibration.table(cards[::-1])
