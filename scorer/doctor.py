"""What is installed here, what is missing, and what to type for it. Looks at this machine and changes nothing."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from scorer import __version__
from scorer.errors import ScorerError

OLDEST_PYTHON = (3, 11)
ANSWER_WITHIN = 10  # seconds that a program may take to tell its version
State = Literal["ok", "missing", "broken"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: What it is.
        state: ``missing`` for an optional part that is not there, ``broken`` for a required one or one that does not work.
        found: Version, place or size.
        use: What it is for.
        fix: What to type, or to do; empty where nothing is to be done.
    """

    name: str
    state: State
    found: str = ""
    use: str = ""
    fix: str = ""


@dataclass(frozen=True, slots=True)
class _Extra:
    """An optional part: the packages that pip installs with it, and what they are for."""

    name: str
    packages: tuple[str, ...]
    use: str


@dataclass(frozen=True, slots=True)
class _Program:
    """A program of the system: the names it may have, what it is for, and the package that has it (Debian's, Homebrew's)."""

    name: str
    commands: tuple[str, ...]
    use: str
    apt: str
    brew: str


EXTRAS = (
    _Extra("pdf", ("pypdfium2",), "reads PDF"),
    _Extra("docx", ("python-docx",), "reads DOCX"),
    _Extra("html", ("selectolax",), "reads HTML"),
    _Extra("testimony", ("python-docx", "weasyprint"), "writes testimony as DOCX and PDF"),
    _Extra("fetch", ("pooch",), "downloads published texts"),
    _Extra("xlsx", ("xlsxwriter",), "writes XLSX"),
    _Extra("parquet", ("pyarrow",), "writes Parquet"),
    _Extra("scale", ("dask", "distributed", "fsspec"), "scores on several machines"),
)
PROGRAMS = (
    _Program("tesseract", ("tesseract",), "reads scanned pages (--ocr)", "tesseract-ocr", "tesseract"),
    _Program("chromium", ("chromium", "chromium-browser", "google-chrome"), "checks pages (developers)", "chromium", "--cask chromium"),
    _Program("libreoffice", ("libreoffice", "soffice"), "checks office files (developers)", "libreoffice-writer", "--cask libreoffice"),
)
_PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")
_FONTS = "DejaVu Sans"  # has every letter that the catalogue's titles need


def examine(library: Path, cache: Path | None, required: Sequence[tuple[str, Callable[[], str]]]) -> tuple[Check, ...]:
    """Return every check, what is required first.

    Args:
        library: Folder of the user's agreements.
        cache: Folder of what is kept between runs; None where nothing is.
        required: Name of each thing without which nothing works, and what loads it and returns a word on what it found.
    """
    return (
        Check("scorer", "ok", __version__),
        _python(),
        _package("spacy", "splits texts into words"),
        *(_loaded(name, load) for name, load in required),
        _folder("library", library),
        _cache(cache),
        *(_extra(extra) for extra in EXTRAS),
        *(_program(program) for program in PROGRAMS),
        _pango(),
        _fonts(),
    )


def broken(checks: Sequence[Check]) -> bool:
    """Tell whether something that is required does not work."""
    return any(check.state == "broken" for check in checks)


def as_lines(checks: Sequence[Check]) -> list[str]:
    """Return one line for each check, with what to type below what is missing."""
    width = max(len(check.name) for check in checks)
    lines = []
    for check in checks:
        told = " - ".join(part for part in (check.found, check.use) if part)
        lines.append(f"{check.state:<8} {check.name:<{width}}  {told}".rstrip())
        if check.fix:
            lines.append(f"{'':<8} {'':<{width}}  to mend: {check.fix}")
    return lines


def as_data(checks: Sequence[Check]) -> dict[str, object]:
    """Return the checks as doctor/1."""
    return {"schema": "doctor/1", "ok": not broken(checks), "system": platform.platform(), "checks": [asdict(check) for check in checks]}


def _python() -> Check:
    if sys.version_info[:2] >= OLDEST_PYTHON:
        return Check("python", "ok", platform.python_version())
    return Check("python", "broken", platform.python_version(), fix=f"install Python {'.'.join(map(str, OLDEST_PYTHON))} or newer")


def _package(name: str, use: str) -> Check:
    """Return whether a package that is required is there."""
    version = _version(name)
    return Check(name, "ok", version, use) if version else Check(name, "broken", "", use, f"{_pip()} install {name}")


def _version(package: str) -> str:
    """Return the version of an installed package; empty where it is not installed."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _pip() -> str:
    return f"{Path(sys.executable).name} -m pip"


def _loaded(name: str, load: Callable[[], str]) -> Check:
    try:
        return Check(name, "ok", load())
    except ScorerError as error:
        first, *more = str(error).splitlines()
        return Check(name, "broken", first + (f" (and {len(more)} more)" if more else ""), fix="scorer rubric check tells every fault")


def _folder(name: str, path: Path) -> Check:
    """Return size of a folder and whether it can be written; one that is not there yet counts as its nearest parent."""
    there = path if path.exists() else next(parent for parent in path.absolute().parents if parent.exists())
    if not os.access(there, os.W_OK) or not there.is_dir():
        return Check(name, "broken", f"{path} cannot be written", fix=f"let your user write to {there}, or name another folder")
    return Check(name, "ok", f"{path} ({_size(path)})" if path.exists() else f"{path} (not made yet)")


def _cache(path: Path | None) -> Check:
    """Return place and size of what is kept between runs; without it everything works, and takes longer."""
    use = "what is kept between runs; scorer corpus clean deletes what is stale"
    if path is None:
        return Check("cache", "missing", "SCORER_CACHE is empty: nothing is kept between runs")
    check = _folder("cache", path)
    return replace(check, use=use, state="missing" if check.state == "broken" else check.state)


def _size(folder: Path) -> str:
    files = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return f"{len(files)} files, {sum(files) / 1e6:.1f} MB"


def _extra(extra: _Extra) -> Check:
    versions = {package: _version(package) for package in extra.packages}
    found = ", ".join(f"{package} {version or 'missing'}" for package, version in versions.items())
    if all(versions.values()):
        return Check(f"extra {extra.name}", "ok", found, extra.use)
    return Check(f"extra {extra.name}", "missing", found, extra.use, f"{_pip()} install 'scorer[{extra.name}]'")


def _program(program: _Program) -> Check:
    place = next((found for command in program.commands if (found := shutil.which(command))), None)
    if place is None:
        return Check(program.name, "missing", "", program.use, _install(program.apt, program.brew))
    return Check(program.name, "ok", _told(place), program.use)


def _told(place: str) -> str:
    """Return what a program says of its version, in one line; its place where it says nothing."""
    return _answer(place, "--version").partition("\n")[0] or place


def _answer(*words: str) -> str:
    """Return what a program prints; nothing where it does not run or takes too long."""
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=ANSWER_WITHIN, check=False, stdin=subprocess.DEVNULL)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout or done.stderr).strip()


def _install(apt: str, brew: str) -> str:
    """Return what to type to install a program on this system."""
    if sys.platform == "darwin":
        return f"brew install {brew}"
    if shutil.which("apt-get"):
        return f"sudo apt-get install {apt}"
    return f"install {apt} with your system's package manager"


def _pango() -> Check:
    """Look for the library that lays out the text of a PDF."""
    import ctypes

    use = "lays out PDF (testimony)"
    for name in _PANGO:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return Check("pango", "ok", name, use)
    return Check("pango", "missing", "", use, _install("libpango-1.0-0 libpangoft2-1.0-0", "pango"))


def _fonts() -> Check:
    """Look for a font with the letters that titles need, where fontconfig can tell."""
    use = "letters of PDF and pictures"
    place = shutil.which("fc-match")
    if place is None:
        return Check(
            "fonts", "missing", "fontconfig is not installed", use, _install("fontconfig fonts-dejavu-core", "fontconfig font-dejavu")
        )
    told = " ".join(_answer(place, _FONTS).split())
    if _FONTS in told:
        return Check("fonts", "ok", told, use)
    return Check("fonts", "missing", f"{told} instead of {_FONTS}", use, _install("fonts-dejavu-core", "font-dejavu"))
