"""How deep a marker lies follows from the markers around it."""

from __future__ import annotations

import pytest

from scorer.structure.depth import depths


@pytest.mark.parametrize(
    ("markers", "expected"),
    [
        pytest.param("1. 2. 3.", [0, 0, 0], id="paragraphs"),
        pytest.param("1. (a) (b) 2. (a)", [0, 1, 1, 0, 1], id="letters_begin_again_under_each_paragraph"),
        pytest.param("(a) (b) (i) (ii) (c)", [0, 0, 1, 1, 0], id="roman_inside_letters"),
        pytest.param("(g) (h) (i) (j)", [0, 0, 0, 0], id="i_after_h_is_a_letter"),
        pytest.param("(g) (h) (i) (ii)", [0, 0, 1, 1], id="i_before_ii_is_a_numeral"),
        pytest.param("(h) (i) (i) (ii) (j)", [0, 0, 1, 1, 0], id="i_under_i"),
        pytest.param("(u) (v) (w)", [0, 0, 0], id="v_after_u_is_a_letter"),
        pytest.param("(a) (i) (ii) (iii) (iv) (v) (b)", [0, 1, 1, 1, 1, 1, 0], id="v_after_iv_is_a_numeral"),
        pytest.param("(a) (i) (A) (B) (ii)", [0, 1, 2, 2, 1], id="capitals_below_numerals"),
        pytest.param("1. 2. 1. 4.", [0, 0, 0, 0], id="paragraphs_out_of_order_stay_paragraphs"),
        pytest.param("(a) (b) 2. (a)", [0, 0, 0, 1], id="paragraph_after_a_list_without_paragraph_1"),
        pytest.param("(a) 1. 2. (b) 1.", [0, 1, 1, 0, 1], id="figures_below_letters_that_go_on"),
        pytest.param("1. - - 2. -", [0, 1, 1, 0, 1], id="dashes"),
        pytest.param("1.1 1.2 (a) 1.3", [0, 0, 1, 0], id="decimal_paragraphs"),
        pytest.param("(y) (z) (aa) (bb)", [0, 0, 0, 0], id="doubled_letters_follow_z"),
        pytest.param("(c) (d)", [0, 0], id="a_list_may_begin_late"),
    ],
)
def test_depth_follows_the_sequence_of_markers(markers: str, expected: list[int]) -> None:
    assert [placed.depth for placed in depths(markers.split())] == expected
