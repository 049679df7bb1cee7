"""eIds are unique, whatever numbers a text prints."""

from __future__ import annotations

from scorer.structure import eid


def test_a_number_that_comes_again_gets_another_eid() -> None:
    eids = eid.EidMaker()
    assert [eids.make("", "article", "5") for _ in range(3)] == ["art_5", "art_5_2", "art_5_3"]


def test_elements_without_a_number_are_counted() -> None:
    eids = eid.EidMaker()
    assert [eids.make("chp_1", "article", None) for _ in range(2)] == ["chp_1__art_nn_1", "chp_1__art_nn_2"]
