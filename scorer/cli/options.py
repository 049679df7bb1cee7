"""Options that several commands share, and writing a result whole or not at all."""

from __future__ import annotations

import datetime
import functools
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer import writing
from scorer.errors import ReportError

if TYPE_CHECKING:
    from scorer.store import Folder

Command = Callable[..., None]

# Endings of files where they are not the format's name.
_ENDINGS = {
    "text": ("txt",),
    "table": ("txt",),
    "outline": ("txt",),
    "akn": ("xml", "akn"),
    "html": ("html", "htm"),
    "review": ("yaml", "yml"),
}


@dataclass(frozen=True, slots=True)
class Inputs:
    """Where agreements are looked up, under which rubric they are scored, and where findings are kept (None: nowhere)."""

    library_dir: Path | None
    rubric: str = "just-trade"
    ocr: bool = False
    reviews: tuple[str, ...] = ()
    store: Folder | None = None

    @property
    def told(self) -> dict[str, object]:
        """What a manifest says of them: names only, so that the same inputs give the same bytes on every machine."""
        return {"rubric": Path(self.rubric).name, "ocr": self.ocr}

    def review_of(self, source: str) -> Path | None:
        """Return the file of verdicts on a SOURCE: one given as SOURCE=FILE, or as FILE alone."""
        told = [entry.rpartition("=") for entry in self.reviews]
        return next((Path(file) for name, _, file in told if name in ("", source)), None)

    def check_reviews(self, sources: Sequence[str]) -> None:
        """Refuse a review that is about none of the sources, or may be about any of several."""
        for entry in self.reviews:
            name = entry.rpartition("=")[0]
            if name not in sources and (name or len(sources) > 1):
                raise click.UsageError(f"--review {entry}: say which source it is about, as SOURCE=FILE; sources: {', '.join(sources)}")


@dataclass(frozen=True, slots=True)
class Output:
    """Where a result goes, in which format, and the date printed on it."""

    path: Path | None
    force: bool
    form: str | None = None
    date: str = ""

    def format(self, default: str, known: Sequence[str]) -> str:
        """Return the format asked for, else what the file's ending says, else the default.

        Raises:
            click.UsageError: The ending stands for no format of the command.
        """
        ending = self.path.suffix.lstrip(".").lower() if self.path else ""
        if self.form or not ending:
            return self.form or default
        meant = next((form for form in known if ending == form or ending in _ENDINGS.get(form, ())), None)
        if meant is None:
            endings = ", ".join(f".{_ENDINGS.get(form, (form,))[0]}" for form in known)
            raise click.UsageError(f"'.{ending}' stands for no format of this command: end the file in {endings}, or give --format")
        return meant

    @property
    def to_terminal(self) -> bool:
        """Tell whether the result goes to somebody who looks at it, not to a file or a pipe."""
        return self.path is None and sys.stdout.isatty()

    def check(self) -> None:
        """Refuse a place that cannot be written, before long work is done for it."""
        if self.path is None:
            return
        target = self.path.resolve()
        if target.exists() and not target.is_file():
            raise ReportError(f"{self.path} is no file; choose a file with -o")
        if target.exists() and not self.force:
            raise ReportError(f"{self.path} exists; use --force to replace it")

    def write(self, content: str | bytes) -> None:
        """Print, or write the file whole or not at all; a file that is no text is not printed on a terminal."""
        if isinstance(content, str):
            content = (content if content.endswith("\n") else content + "\n").encode()
        elif self.to_terminal:
            raise ReportError(f"a {(self.form or 'file').upper()} cannot be shown on a terminal; name a file with -o")
        if self.path is None:
            click.echo(content, nl=False)
            return
        self.check()
        target = self.path.resolve()
        try:
            with writing.whole(target) as file:
                file.write_bytes(content)
        except OSError as error:
            raise ReportError(f"{self.path} cannot be written ({error.strerror}); choose another place with -o") from None
        click.echo(f"wrote {self.path}", err=True)


def takes_inputs(*, rubric: bool, source: bool = False, reviewed: bool = False, kept: bool = False) -> Callable[[Command], Command]:
    """Add --library to a command, which receives it in ``inputs``.

    Beside it come --rubric, --ocr for those that read a ``source``, --review for those whose findings people may have ``reviewed``, --cache
    and --no-cache for those whose findings are ``kept``.
    """

    def add(command: Command) -> Command:
        @functools.wraps(command)
        def bundled(
            *args: object,
            library_dir: Path | None,
            rubric: str = "just-trade",
            ocr: bool = False,
            reviews: tuple[str, ...] = (),
            cache_dir: Path | None = None,
            keep: bool = False,
            **options: object,
        ) -> None:
            inputs = Inputs(library_dir, rubric, ocr, reviews, _store(cache_dir) if keep else None)
            command(*args, inputs=inputs, **options)

        wrapped: Command = click.option(
            "--library",
            "library_dir",
            type=click.Path(path_type=Path, file_okay=False),
            envvar="SCORER_LIBRARY",
            help="Folder of your agreements (default: SCORER_LIBRARY, else the user's data folder).",
        )(bundled)
        if source:
            told = "Recognise the text of scanned pages of a PDF (with tesseract; takes seconds a page)."
            wrapped = click.option("--ocr", is_flag=True, help=told)(wrapped)
        if reviewed:
            told = "File of people's verdicts (review/1) beside those of a dossier; with several sources as SOURCE=FILE."
            wrapped = click.option("--review", "reviews", multiple=True, metavar="FILE", help=told)(wrapped)
        if kept:
            wrapped = _takes_store(wrapped)
        if rubric:
            wrapped = click.option("--rubric", default="just-trade", show_default=True, help="Bundled rubric or a file.")(wrapped)
        return wrapped

    return add


def _takes_store(command: Command) -> Command:
    told = "Keep findings for later runs in this folder, those in your own texts too (default: only those in published texts)."
    wrapped = click.option("--no-cache", "keep", flag_value=False, default=True, type=bool, help="Keep no findings and use none.")(command)
    return click.option("--cache", "cache_dir", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help=told)(wrapped)


def _store(named: Path | None) -> Folder | None:
    """Return where findings are kept: the folder that was named, else SCORER_CACHE, else the user's cache folder."""
    from scorer import cache
    from scorer.store import Folder

    usual = cache.folder()
    return Folder(named, named=True) if named else Folder(usual) if usual else None


def takes_wanted(command: Command) -> Command:
    """Add --party and --signed to a command, which receives the agreements that are looked for as ``wanted``."""

    @functools.wraps(command)
    def bundled(*args: object, parties: tuple[str, ...], years: tuple[int, int] | None, **options: object) -> None:
        from scorer.library import Wanted

        command(*args, wanted=Wanted(parties=tuple(code.upper() for code in parties), years=years), **options)

    told = "Only signed in these years: 1994, 1990-1999, 2010-, -1980."
    wrapped = click.option("--signed", "years", metavar="YEARS", callback=_years, help=told)(bundled)
    told = "Only agreements with this party (CHL, USA, EUN); given twice, with both."
    return click.option("--party", "parties", multiple=True, metavar="CODE", help=told)(wrapped)


def _years(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """Return the first and the last year of a range, either of which may be left open."""
    if value is None:
        return None
    match = re.fullmatch(r"(\d{4})|(\d{4})?-(\d{4})?", value)
    if match is None or value == "-":
        raise click.BadParameter(f"'{value}' is neither a year nor years like 1990-1999, 2010- or -1980")
    first, last = (match[1], match[1]) if match[1] else (match[2], match[3])
    return int(first or 0), int(last or 9999)


def lays_out(command: Command) -> Command:
    """Add --no-source and --unfolded to a command that can write a page, which receives them as ``layout``."""

    @functools.wraps(command)
    def bundled(*args: object, no_source: bool, unfolded: bool, **options: object) -> None:
        from scorer.report.views import Layout

        command(*args, layout=Layout(source=not no_source, unfolded=unfolded), **options)

    told = "Open every answer of the HTML page, so that all evidence is printed."
    wrapped = click.option("--unfolded", is_flag=True, help=told)(bundled)
    return click.option("--no-source", is_flag=True, help="Leave the copy of the source text out of the HTML page.")(wrapped)


def gives_output(*formats: str, default: str, dated: bool = False) -> Callable[[Command], Command]:
    """Add -o, --force, --format (and --date) to a command, which receives them as ``out``."""

    def add(command: Command) -> Command:
        @functools.wraps(command)
        def bundled(*args: object, output: Path | None, force: bool, form: str | None, date: str = "", **options: object) -> None:
            out = Output(output, force, form, date)
            command(*args, out=replace(out, form=out.format(default, formats)), **options)

        told = f"Default: {default}, or what the ending of the output file says."
        wrapped = click.option("--format", "form", type=click.Choice(formats), help=told)(bundled)
        wrapped = click.option("--force", is_flag=True, help="Replace an existing output file.")(wrapped)
        if dated:
            told = "Date printed in the report, YYYY-MM-DD (default: today)."
            wrapped = click.option("--date", callback=_iso_date, help=told)(wrapped)
        return click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file instead of stdout.")(wrapped)

    return add


def _iso_date(_context: click.Context, _option: click.Parameter, value: str | None) -> str:
    try:
        return datetime.date.fromisoformat(value).isoformat() if value else datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    except ValueError:
        raise click.BadParameter(f"'{value}' is not a date like 2026-01-31") from None
