"""Behaviour that must hold whatever the weights: the model agreements, altered."""

from __future__ import annotations

import re

import pytest

from tests.altering import card_of, duties, levels, model_text, score_of, scorer_of, swap

JUST, USUAL = model_text("model-just"), model_text("model-status-quo")
ENFORCE = "No Party shall fail to effectively enforce its labour laws"
COURSE = ", through a recurring course of conduct"
NEXUS = ", in a manner affecting trade between the Parties"
EXCLUSION = "No Party shall have recourse to dispute settlement under Chapter 10 for any matter arising under this Chapter"


@pytest.fixture(scope="module")
def scored(tmp_path_factory):
    return scorer_of(tmp_path_factory.mktemp("altered"), ".md")


@pytest.fixture(scope="module")
def level(scored):
    """Return a function from a text and a criterion to its level."""
    return lambda text, criterion="labor.enforce.effective": levels(scored(text))[criterion]


def with_words(words):
    return swap(JUST, ENFORCE, ENFORCE + words)


def closing(sentence):
    """Put a sentence at the end of the labor chapter."""
    return swap(JUST, "\n## Chapter 4: Environment", f"\n### Article 3.9: Closing Rules\n\n{sentence}\n\n## Chapter 4: Environment")


def test_a_recurring_course_and_a_trade_nexus_lower_the_level_each_and_more_together(level):
    plain, course, nexus, both = level(JUST), level(with_words(COURSE)), level(with_words(NEXUS)), level(with_words(COURSE + NEXUS))
    assert plain > course > both
    assert plain > nexus > both


def test_striving_in_place_of_doing_lowers_the_level_by_one_or_more(level):
    striving = swap(JUST, ENFORCE, "Each Party shall strive to effectively enforce its labour laws")
    assert level(striving) <= level(JUST) - 1


def test_an_exclusion_lowers_every_duty_of_its_chapter_and_a_precondition_none(scored):
    before = {c.id: c.level for c in duties(scored(JUST), "labor")}
    excluded = levels(scored(closing(EXCLUSION + ".")))
    first = levels(scored(closing(EXCLUSION + " without first seeking to resolve the matter in accordance with this Article.")))
    assert len(before) >= 5
    assert all(excluded[criterion] < before[criterion] for criterion in before), (before, excluded)
    assert {criterion: first[criterion] for criterion in before} == before


@pytest.mark.parametrize("words", [COURSE, NEXUS], ids=["course", "nexus"])
@pytest.mark.parametrize(
    "elsewhere",
    [
        (ENFORCE + ".", ENFORCE + ". A failure is contrary to this Article only if it took place{words}."),
        ("(c) **ILO** means", "(c) **failure to enforce labour laws** means a failure{words};\n\n(d) **ILO** means"),
        (
            "\n2. A single act",
            "\n2. To establish a violation of paragraph 1, a Party must show that it took place{words}.\n\n2. A single act",
        ),
    ],
    ids=["next_sentence", "definitions", "next_paragraph"],
)
def test_a_qualifier_counts_alike_wherever_it_stands(words, elsewhere, level):
    old, new = elsewhere
    assert level(JUST.replace(old, new.format(words=words), 1)) == level(with_words(words))


def test_without_investor_claims_the_principle_on_them_is_nearly_met_and_others_stay(scored):
    start, end = USUAL.index("### Article 4.6"), USUAL.index("## Chapter 5")
    before, after = scored(USUAL), scored(USUAL[:start] + USUAL[end:])
    assert score_of(before, "isds") < 50
    assert score_of(after, "isds") >= 90
    named = {c.id for c in before.criteria if levels(after)[c.id] != c.level and c.principle != "isds"}
    assert {criterion.split(".")[0] for criterion in named} <= {"clean_industry", "sovereignty", "climate"}, named


SHIELD = "Nothing in this Agreement shall prevent a Party from adopting measures{words} to mitigate climate change."


def test_a_circular_carve_out_is_worth_at_most_one_level_more_than_none(level):
    def with_shield(words):
        return swap(
            USUAL, "## Chapter 5: Government", f"### Article 4.7: Climate\n\n{SHIELD.format(words=words)}\n\n## Chapter 5: Government"
        )

    criterion = "climate.policy_shield.carveout"
    none, plain, circular = (
        level(USUAL, criterion),
        level(with_shield(""), criterion),
        level(with_shield(", otherwise consistent with this Agreement,"), criterion),
    )
    assert plain > circular
    assert circular <= none + 1


def american(text):
    return re.sub(r"\b([Ll])abour", r"\1abor", text).replace("ise ", "ize ").replace("isation", "ization").replace("endeavour", "endeavor")


def reordered(text):
    """Put the labor chapter after the environment chapter."""
    head, labor, nature, tail = (
        text[: text.index("## Chapter 3:")],
        text[text.index("## Chapter 3:") : text.index("## Chapter 4:")],
        text[text.index("## Chapter 4:") : text.index("## Chapter 5:")],
        text[text.index("## Chapter 5:") :],
    )
    return head + nature + labor + tail


def renumbered(text):
    """Count chapters from 21 on, and their articles with them."""
    shifted = re.sub(r"\b(\d{1,2})\.(\d{1,2})\b", lambda found: f"{int(found[1]) + 20}.{found[2]}", text)

    def chapters(run):
        return run[1] + re.sub(r"\d+", lambda number: str(int(number[0]) + 20), run[2])

    return re.sub(r"(Chapters? )((?:\d+(?:, | and | or )?)+)", chapters, shifted)


@pytest.mark.parametrize("model", [JUST, USUAL], ids=["just", "usual"])
@pytest.mark.parametrize("alter", [american, renumbered], ids=["spelling", "numbers"])
def test_spelling_and_numbers_change_nothing(alter, model, scored):
    altered = alter(model)
    assert altered != model
    assert levels(scored(altered)) == levels(scored(model))


def test_the_order_of_chapters_changes_nothing(scored):
    assert levels(scored(reordered(JUST))) == levels(scored(JUST))


def test_what_an_annex_held_is_not_assessed_without_it(scored):
    before, card = levels(scored(JUST)), scored(JUST[: JUST.index("## Annex A")])
    assert "annexes_mentioned_but_absent" in card.agreement.coverage.reasons
    fallen = [c for c in card.criteria if c.level is not None and before[c.id] is not None and c.level < before[c.id]]
    assert [(c.id, c.level) for c in fallen if not c.level] == []


def test_a_wish_in_the_preamble_raises_nothing_above_one(scored):
    wish = (
        "RESOLVED that each Party shall effectively enforce its labour laws, shall adopt and maintain the fundamental labour rights, shall "
        "implement the Paris Agreement and shall not weaken its environmental laws;\n"
    )
    altered = USUAL.replace("The Parties,\n", f"The Parties,\n\n{wish}", 1)
    assert altered != USUAL
    before = {c.id: c for c in scored(USUAL).criteria}
    for criterion in scored(altered).criteria:
        was = before[criterion.id].level
        if criterion.level != was and criterion.polarity == "positive":
            assert criterion.level is not None
            assert criterion.level <= max(1, was or 0), criterion.id


def test_a_doubled_clause_changes_nothing(scored):
    sentence = f"1. {ENFORCE}.\n"
    assert levels(scored(swap(JUST, sentence, f"{sentence}\n1. {ENFORCE}.\n"))) == levels(scored(JUST))


def test_an_annex_widens_nothing_and_changes_no_answer(tmp_path):
    """An annex that speaks of other things leaves every level as it is, and makes no range wider."""

    def card(folder, *, annex):
        folder.mkdir()
        (folder / "main.md").write_text(USUAL, encoding="utf-8")
        (folder / "annex.md").write_text(
            "# Annex 9\n\n## Schedule\n\n1. The staging of duties on textiles is set out below.\n", encoding="utf-8"
        )
        parts = "[{id: main, file: main.md}" + (", {id: annex9, kind: annex, file: annex.md}]" if annex else "]")
        (folder / "agreement.yaml").write_text(f"id: trial\ntitle: Trial\nkind: comprehensive\nparts: {parts}\n", encoding="utf-8")
        return card_of(folder)

    without, with_annex = card(tmp_path / "one", annex=False), card(tmp_path / "two", annex=True)
    known = {criterion: level for criterion, level in levels(without).items() if level is not None}
    assert {criterion: levels(with_annex)[criterion] for criterion in known} == known
    for before, after in zip(without.principles, with_annex.principles, strict=True):
        assert after.interval[0] >= before.interval[0] - 1e-9, before.id
        assert after.interval[1] <= before.interval[1] + 1e-9, before.id
