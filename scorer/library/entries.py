"""The form of an entry of the catalogue: every key, and what it may hold."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def _is_iso_date(text: str) -> str:
    """Return the text if it is a day of the calendar, written 2016-02-04."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise ValueError(f"'{text}' is not a day written 2016-02-04")
    return text


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=64)]
Name = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
IsoDate = Annotated[str, AfterValidator(_is_iso_date)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Kind = Literal["comprehensive", "goods_only", "framework", "sectoral", "investment", "draft"]
State = Literal["signed", "in_force", "ended"]
Holds = Literal["no_agreement", "changes_only"]


class Strict(BaseModel):
    """What every part of a file has in common: no other keys, no change, no other types."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class CollectionFile(Strict):
    """One file of a published collection of texts: its number there, and the hash of its bytes."""

    number: int = Field(ge=1)
    sha256: Sha256


class Collection(Strict):
    """A published collection: where it is, the version meant, its licence, how to cite it.

    Attributes:
        recorded: Day of that version: a ``status`` is of that day.
        download: Web address below which the files of that version lie; has the place ``{commit}``.
        file: Path of a file below it; has the place ``{number}``.
        terms: What the licence asks of those who pass a text on, in a few words.
    """

    title: Name
    repository: Name
    commit: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}$")]
    recorded: IsoDate
    download: Annotated[str, StringConstraints(pattern=r"\{commit\}/$")]
    file: Annotated[str, StringConstraints(pattern=r"\{number\}")]
    licence: Name
    terms: Name
    cite: Name


class Entry(Strict):
    """Facts about one agreement.

    Attributes:
        id: Name on the command line.
        aliases: Other names on the command line, ``tota-112`` among them.
        short: Name in citations ("TPP").
        parties: ISO 3166-1 alpha-3 codes at signature, sorted; ``EUN`` for the European Union with its Member States.
        signed: ISO date.
        in_force: First day of application, provisional application included; None where it never applied or the day is not known.
        ended: ISO date of its end; None where it has not ended or the day is not known.
        status: As recorded on the day of the collection; None where not recorded.
        type: Kind of agreement as the WTO's database calls it; None where not recorded.
        kind: Kind of agreement of the rubric; None where nobody has judged it.
        region: Regions of the Parties as the WTO's database names them, joined by "; "; None where not recorded.
        wto: Number in the WTO's database of regional trade agreements; None where not recorded.
        official: Where the text is officially published; None where not recorded.
        holds: What the file holds in place of the agreement: another document ("no_agreement"; it is not scored), or only changes to
            another agreement or an act of accession ("changes_only"; nothing is called absent from it). None where it holds the agreement.
        same_as: Alias of another entry whose file holds the same treaty; counted once where many are described.
        note: What a user must know of the file before trusting a score; says what it holds where ``holds`` is given.
    """

    id: Id
    aliases: list[Id] = []
    title: Name
    short: Name
    parties: list[Country] = Field(min_length=1)
    signed: IsoDate
    in_force: IsoDate | None = None
    ended: IsoDate | None = None
    status: State | None = None
    type: Name | None = None
    kind: Kind | None = None
    language: Literal["en", "es", "fr"] = "en"
    region: Name | None = None
    wto: int | None = Field(default=None, ge=1)
    official: Name | None = None
    tota: CollectionFile | None = None
    same_as: Id | None = None
    holds: Holds | None = None
    note: Name | None = None

    @model_validator(mode="after")
    def _says_what_it_holds(self) -> Self:
        if self.holds and not self.note:
            raise ValueError("'holds' needs a 'note' that says what the file holds")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The id and every alias."""
        return (self.id, *self.aliases)


class Rows(Strict):
    """A file of entries."""

    agreements: list[Entry]


class File(Rows):
    """The catalogue itself: entries, and the collection that their files are from."""

    tota: Collection
