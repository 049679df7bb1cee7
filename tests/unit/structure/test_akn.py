"""Akoma Ntoso as it is written."""

from __future__ import annotations

from click.testing import CliRunner
from lxml import etree

from scorer import structure
from scorer.akn import AKN
from scorer.cli import main
from scorer.model import Agreement, Node, SourceText
from scorer.sources import formats

TEXT = """PREAMBLE

The Parties, wishing to trade, have agreed as follows:

CHAPTER 1
Labour

Article 1.1: Scope

1. Each Party shall:

(a) pay wages;3 and

(b) set hours,

as it sees fit.

3 Wages means pay.

2. No Party shall <wait> & see.

Article 1.2
Closing

Words without a number.

Done at Alpha, in two copies.

ANNEX I
Lists

The lists of the Parties.
"""
NS = {"a": AKN}


def xml_of(text: str) -> etree._Element:
    source = SourceText("main", text, "a.txt", "")
    agreement = Agreement("pact", "A & B Pact", "ABP", (source,), signed="2001-02-03")
    return etree.fromstring(structure.akn.write(agreement, {"main": structure.build(source)}).encode())


def test_elements_are_named_and_nested_by_the_vocabulary() -> None:
    root = xml_of(TEXT)
    shape = [
        (etree.QName(element).localname, element.get("eId"))
        for element in root.iter()
        if element.get("eId") and etree.QName(element).localname not in ("TLCOrganization", "hcontainer")
    ]
    assert shape == [
        ("preamble", "preamble"),
        ("chapter", "chp_1"),
        ("article", "chp_1__art_1-1"),
        ("paragraph", "chp_1__art_1-1__para_1"),
        ("subparagraph", "chp_1__art_1-1__para_1__subpara_a"),
        ("subparagraph", "chp_1__art_1-1__para_1__subpara_b"),
        ("authorialNote", "chp_1__art_1-1__authorialNote_3"),
        ("paragraph", "chp_1__art_1-1__para_2"),
        ("article", "chp_1__art_1-2"),
        ("conclusions", "conclusions"),
        ("attachment", "att_I"),
    ]


def test_numbers_headings_and_words_are_where_the_vocabulary_wants_them() -> None:
    root = xml_of(TEXT)
    article = root.find(".//a:article", NS)
    paragraph = root.find(".//a:paragraph", NS)
    assert article is not None
    assert paragraph is not None
    assert [article.findtext("a:num", namespaces=NS), article.findtext("a:heading", namespaces=NS)] == ["Article 1.1:", "Scope"]
    assert paragraph.findtext("a:intro/a:p", namespaces=NS) == "Each Party shall:"
    assert root.findtext(".//a:authorialNote/a:p", namespaces=NS) == "Wages means pay."
    assert root.xpath("string(.//a:FRBRWork/a:FRBRdate/@date)", namespaces=NS) == "2001-02-03"


def test_what_is_written_is_read_back_whole() -> None:
    source = SourceText("main", TEXT, "a.txt", "")
    agreement = Agreement("pact", "A & B Pact", "ABP", (source,), signed="2001-02-03")
    again = formats.read(structure.akn.write(agreement, {"main": structure.build(source)}).encode(), file="pact.xml", sha256="")
    assert (again.title, again.short, again.signed, again.language) == ("A & B Pact", "ABP", "2001-02-03", "en")
    assert again.parts[0].text == TEXT
    assert again.parts[0].declared == structure.build(source)


def test_parts_become_components_and_parts_again() -> None:
    parts = (SourceText("main", TEXT, "a.txt", ""), SourceText("side", "Article 1\n\nA duty.", "b.txt", "", kind="side_agreement"))
    agreement = Agreement("pact", "Pact", "P", parts)
    xml = structure.akn.write(agreement, {part.id: structure.build(part) for part in parts})
    again = formats.read(xml.encode(), file="pact.xml", sha256="")
    assert [(part.id, part.kind, part.text) for part in again.parts] == [(part.id, part.kind, part.text) for part in parts]


FOREIGN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
<act name="treaty"><meta><identification source="#x"><FRBRWork>
<FRBRthis value="x"/><FRBRalias value="Beta Pact" name="alias"/><FRBRdate date="1999-01-01" name="signature"/></FRBRWork>
</identification></meta>
<preamble><p>The   Parties
   agree:</p></preamble>
<body><chapter eId="chp_1"><num>Chapter 1</num><heading>Work</heading><article eId="art_1"><num>Article 1</num><heading>Pay</heading>
<paragraph eId="art_1__para_1"><num>1.</num><content><p>Each <b>Party</b> pays<authorialNote marker="2"><p>In cash.</p>
</authorialNote> wages.</p></content></paragraph><paragraph><num>2.</num><list><intro><p>It pays:</p></intro>
<point><num>(a)</num><content><p>well;</p></content></point>
</list></paragraph></article></chapter></body></act></akomaNtoso>"""


def outline(node: Node, text: str) -> list[tuple[str, str | None, str]]:
    return [(inner.kind, inner.num, " ".join(text[inner.body.start : inner.body.end].split())) for inner in node.walk()][1:]


def test_documents_of_others_are_read_with_their_structure() -> None:
    agreement = formats.read(FOREIGN.encode(), file="beta.xml", sha256="")
    (part,) = agreement.parts
    assert (agreement.title, agreement.signed) == ("Beta Pact", "1999-01-01")
    assert part.text == (
        "The Parties agree:\n\nChapter 1\nWork\n\nArticle 1\nPay\n\n1. Each Party pays2 wages.\n\n2 In cash.\n\n2.\n\nIt pays:\n\n(a) well;"
    ).replace("2.\n\nIt", "2. It")
    assert outline(structure.build(part), part.text)[3:] == [
        ("paragraph", "1", "Each Party pays2 wages. 2 In cash."),
        ("authorialNote", "2", "In cash."),
        ("paragraph", "2", "It pays: (a) well;"),
        ("subparagraph", "a", "well;"),
    ]


def test_where_only_articles_are_declared_their_paragraphs_are_found() -> None:
    xml = (
        FOREIGN[: FOREIGN.index("<paragraph")]
        + "<content><p>1. Each Party pays.</p><p>2. It pays well.</p></content></article></chapter></body></act></akomaNtoso>"
    )
    part = formats.read(xml.encode(), file="beta.xml", sha256="").parts[0]
    assert [node.eid for node in structure.build(part).walk() if node.kind == "paragraph"] == [
        "chp_1__art_1__para_1",
        "chp_1__art_1__para_2",
    ]


def test_the_command_line_writes_it() -> None:
    done = CliRunner().invoke(main, ["parse", "model-just", "--format", "akn"])
    assert done.exit_code == 0
    assert etree.fromstring(done.stdout.encode()).tag == f"{{{AKN}}}akomaNtoso"
