"""Write agreements/tota.csv: the facts that the ToTA collection itself records of each of its texts.

    python scripts/tota_facts.py FOLDER_OF_XML [OUT.csv]

The folder holds the collection's ``pta_<number>.xml`` at the commit that agreements/catalogue.yaml names. One row a file, ordered by
number; nothing of the texts but their SHA-256 is written. What the collection gets wrong is put right by hand in agreements/catalogue.yaml,
never here: run again, this script gives the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

TARGET = Path(__file__).resolve().parent.parent / "agreements" / "tota.csv"
COLUMNS = (
    "number",
    "id",
    "title",
    "short",
    "parties",
    "signed",
    "in_force",
    "ended",
    "status",
    "type",
    "kind",
    "language",
    "region",
    "wto",
    "sha256",
)

# Countries of the European Union with the year of their accession: the collection lists them one by one, citations name the Union.
UNION = {
    **dict.fromkeys(("BEL", "DEU", "FRA", "ITA", "LUX", "NLD"), 1958),
    **dict.fromkeys(("DNK", "GBR", "IRL"), 1973),
    "GRC": 1981,
    **dict.fromkeys(("ESP", "PRT"), 1986),
    **dict.fromkeys(("AUT", "FIN", "SWE"), 1995),
    **dict.fromkeys(("CYP", "CZE", "EST", "HUN", "LTU", "LVA", "MLT", "POL", "SVK", "SVN"), 2004),
    **dict.fromkeys(("BGR", "ROU"), 2007),
    "HRV": 2013,
}
FOUNDERS = frozenset(country for country, year in UNION.items() if year == 1958)
AMONG_ITSELF = re.compile(r"^EC Treaty|Enlargement")  # here the Union's members are Parties to each other

# What a label of the collection says more shortly in a list of names.
PLAIN = {
    "Korea, Republic of": "Korea",
    "Rep. of Korea": "Korea",
    "Rep. of Moldova": "Moldova",
    "Republic of Moldova": "Moldova",
    "Moldova, Republic of": "Moldova",
    "Hong Kong, China": "Hong Kong",
    "Macao, China": "Macao",
    "Former Yugoslav Republic of Macedonia": "FYR Macedonia",
    "Lao People's Democratic Republic": "Lao PDR",
    "Viet Nam": "Vietnam",
    "Brunei Darussalam": "Brunei",
    "Russian Federation": "Russia",
    "Faeroe Islands": "Faroe Islands",
    "Cote d'Ivoire": "Côte d'Ivoire",
    "Overseas Countries and Territories (OCT)": "OCT",
    "Southern Common Market (MERCOSUR)": "MERCOSUR",
    "Southern African Customs Union (SACU)": "SACU",
    "Gulf Cooperation Council (GCC)": "GCC",
    "Eurasian Economic Union (EAEU)": "EAEU",
    "Central European Free Trade Agreement (CEFTA)": "CEFTA",
    "East African Community (EAC)": "EAC",
}
NAMED = re.compile(r"agreement|area|union|treaty|protocol|convention|community|association|zone|market|arrangement|system|epa\b", re.I)
LATER = re.compile(r" - (?:Accession|Enlargement)")
MEMBERS = re.compile(r" \([^)]*(?:, | and )[^)]*\)")  # "Central America (Costa Rica and Panama)"
ACRONYM = re.compile(r"\(([A-Z][A-Za-z-]{2,9})\)")


def main(folder: Path, target: Path) -> None:
    """Write the table."""
    rows = [row(path) for path in sorted(folder.glob("pta_*.xml"), key=number)]
    tell_apart(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    target.write_text(out.getvalue(), encoding="utf-8")
    print(f"{len(rows)} agreements")


def number(path: Path) -> int:
    """Return the number in a file's name."""
    return int(path.stem.removeprefix("pta_"))


def row(path: Path) -> dict[str, str]:
    """Return the facts of one file; ids and short names are not yet told apart."""
    data = path.read_bytes()
    treaty = etree.fromstring(data)

    def of(name: str) -> str:
        return " ".join((treaty.findtext(f"meta/{name}") or "").split())

    label, kind = plain(of("name")), of("type")
    title, short = names(label, kind)
    applied = of("date_into_force")
    return {
        "number": str(number(path)),
        "id": slug(short),
        "title": title,
        "short": short,
        "parties": " ".join(parties(treaty, of("name"), max(of("date_signed"), applied))),
        "signed": of("date_signed"),
        "in_force": applied,
        "ended": of("date_inactive"),
        "status": "ended" if of("status") == "Inactive" else "in_force" if applied else "signed",
        "type": kind,
        "kind": "comprehensive" if "Economic Integration" in kind else "",  # notified for goods and services; of the rest, not known
        "language": of("language"),
        "region": "; ".join(sorted(set(filter(None, of("region").split("; "))))),
        "wto": of("wto_rta_id"),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def plain(label: str) -> str:
    """Return a label with its names in their short forms and one kind of dash between the Parties."""
    label = re.sub(r"\s*(?:–|\s-|-\s)\s*", " - ", label)
    for long, brief in PLAIN.items():
        if label != long:
            label = label.replace(long, brief)
    return " ".join(label.split())


def names(label: str, kind: str) -> tuple[str, str]:
    """Return a descriptive title and a short name: "Egypt - Turkey" → "Egypt-Turkey Free Trade Agreement", "Egypt-Turkey FTA".

    What the European Union concludes is called an agreement, for most of it is an association.
    """
    acronym = ACRONYM.search(label)
    if acronym and (acronym.end() == len(label) or " - " not in label):
        return label, acronym[1] + label[acronym.end() :]
    if LATER.search(label):
        return label, label
    joined = MEMBERS.sub("", label).replace(" - ", "-")
    if NAMED.search(label) or " - " not in label:
        return joined, re.sub(r"Free[ -]Trade Agreement$", "FTA", joined)
    if kind.startswith("Free Trade") and not re.match(r"(?:EU|EC|EEC) - ", label):
        return f"{joined} Free Trade Agreement", f"{joined} FTA"
    return f"{joined} Agreement", f"{joined} Agreement"


def slug(short: str) -> str:
    """Return an id made of a short name, without the words that most names share.

    >>> [slug(short) for short in ("Egypt-Turkey FTA", "EU-Côte d'Ivoire Agreement", "Yaoundé I")]
    ['egypt-turkey', 'eu-cote-d-ivoire', 'yaounde-i']
    """
    bare = re.sub(r"\s+(?:FTA|(?:free[ -]trade )?agreement)$", "", short, flags=re.IGNORECASE)
    plain_letters = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain_letters.lower()).strip("-")


def parties(treaty: etree._Element, label: str, day: str) -> list[str]:
    """Return the original Parties, sorted; the European Union with its members of that day is EUN."""
    codes = {code for element in treaty.iterfind("meta/parties_original/partyisocode") if (code := (element.text or "").strip())}
    if codes >= FOUNDERS and not AMONG_ITSELF.search(label):
        codes = {code for code in codes if UNION.get(code, 9999) > int(day[:4])} | {"EUN"}
    return sorted(codes)


def tell_apart(rows: list[dict[str, str]]) -> None:
    """Add the year of signature to ids and short names that two agreements share, then the language."""
    for key, marks in (("short", (" {year}", " ({language})")), ("id", ("-{year}", "-{language}"))):
        for mark in marks:
            for twin in shared(rows, key):
                twin[key] += mark.format(year=twin["signed"][:4], language=twin["language"])


def shared(rows: list[dict[str, str]], key: str) -> Iterator[dict[str, str]]:
    """Yield the rows whose value is also another row's."""
    counted = Counter(row[key] for row in rows)
    yield from [row for row in rows if counted[row[key]] > 1]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else TARGET)
