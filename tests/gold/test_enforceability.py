"""The enforceability map of real agreements."""

import csv
import re
from pathlib import Path

import pytest

from scorer import clauses, pipeline, shipped
from scorer.detection.corpus import ClauseIndex
from scorer.detection.enforceability import regimes
from scorer.detection.rules import search


@pytest.fixture(scope="module")
def read(shared: Path):
    """Return a function from the number of a text to its map."""

    def mapped(number):
        agreement = pipeline.read(shared / "corpus" / "tota" / "xml" / f"pta_{number}.xml")
        trees = pipeline.parse(agreement)
        library = shipped.provision_library()
        pieces = [clause for part in agreement.parts for clause in clauses.segment(part, trees[part.id])]
        index = ClauseIndex(pieces, trees, library)
        readers = pipeline.readers(agreement, trees)
        return regimes(index, trees, search(index, library), agreement, library, readers)

    return mapped


def values(found):
    return {row.eid: row.value.value for row in found.rows}


def test_preconditions_leave_labor_and_environment_under_sanctions(read):
    found = read(449)
    rows = values(found)
    assert (rows["chp_19"], rows["chp_20"]) == ("sanctions", "sanctions")
    assert found.at("main", "chp_19__art_19-5", "labor.effective_enforcement").because[0].cited.article == "19.15"
    assert found.exclusion_at("main", "chp_19__art_19-5") is None
    assert rows["chp_16"] == "consultations_only"
    assert rows["chp_21"] == "excluded"
    assert rows["chp_26__art_26-9"] == "excluded"


@pytest.mark.parametrize(
    ("number", "chapter", "article"),
    [
        (141, "chp_12", "12.11"),  # "the provisions in Chapter N shall not apply"
        (416, "chp_9", "9.10"),  # no recourse, in the last article of the chapter
        (160, "chp_15", "20.3"),  # a list in the scope article of the dispute chapter
        (145, "chp_13", "13.16"),  # only the chapter's own procedures
    ],
)
def test_exclusions_are_read_with_the_sentence_that_makes_them(read, number, chapter, article):
    found = read(number)
    assert values(found)[chapter] in {"excluded", "consultations_only", "expert_panel_nonbinding"}
    exclusion = found.exclusion_at("main", chapter)
    assert exclusion is not None
    assert exclusion.cited.article.endswith(article) or exclusion.cited.article == article.split(".")[1]


def test_what_is_spared_stays_under_sanctions(read):
    found = read(23)
    assert values(found)["chp_16"] != "sanctions"
    assert found.at("main", "chp_16__art_16-2__para_1__subpara_a", "labor.effective_enforcement").value.value == "sanctions"


def test_chapters_shut_out_but_for_their_own_talks(read):
    found = read(436)
    rows = values(found)
    assert (rows["chp_16"], rows["chp_17"]) == ("consultations_only", "consultations_only")
    assert rows["chp_18"] == "excluded"
    investor = found.at("main", "chp_12__art_20", "isds.uncitral")
    assert investor.value.value == "investor_arbitration"
    assert any("condition of its consent" in each.quote for each in investor.because)  # given case by case


def test_a_bar_on_suspension_reaches_the_chapters_it_is_about_where_numbers_restart(read):
    found = read(368)
    assert {row.heading for row in found.rows if row.value.value == "binding_panel_no_sanctions"} == {
        "Chapter 4 Environment",
        "Chapter 5 Social Aspects",
    }


def test_a_dispute_chapter_under_another_heading_is_found(read):
    assert read(104).base.value.value == "sanctions"


def sheet():
    with (Path(__file__).parent / "enforceability_map.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_of_the_last_sample_of_maps_enough_were_right_when_first_read():
    """Each sample of twenty was drawn and read after the faults of the one before were mended."""
    rows = sheet()
    samples = {name: [row for row in rows if row["sample"] == name] for name in ("first", "second", "third", "fourth")}
    assert [len(sample) for sample in samples.values()] == [20, 20, 20, 20]
    assert sum(row["first_look"] == "right" for row in samples["fourth"]) >= 17


@pytest.mark.slow
@pytest.mark.parametrize("row", [row for row in sheet() if row["after"] == "right"][::4], ids=lambda row: row["tota"])
def test_a_map_has_the_base_and_the_excluded_chapters_that_were_read(row, read):
    found = read(int(row["tota"]))
    assert found.base.value.value == row["base"]
    chapters = re.findall(
        r"(?<![\d.])(\d+|[IVX]+)(?=;|$| but)",
        re.sub(r"art\. [\d.()a-z]+(?: and [\d.]+)?(?:; [\d.()]+(?=$|;))*|none", "", row["excluded_or_limited"]),
    )
    limited = {node.eid.rpartition("_")[2] for node in found.rows if node.value is not found.base.value and "__" not in node.eid}
    assert set(chapters) == limited
