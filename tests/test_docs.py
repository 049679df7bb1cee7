"""What the documents say is so: commands parse, links resolve, marked code runs, make targets exist."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from scorer.cli import main
from tests.checkout import ROOT, files

README = ROOT / "README.md"

FENCE = re.compile(r"^(?P<fence>```+)(?P<language>[\w-]*)[^\n]*\n(?P<code>.*?)^(?P=fence)\s*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[(?:[^\]\[]|\[[^\]]*\])*\]\((?P<target>[^)\s]+)(?:\s+\"[^\"]*\")?\)")
HEADING = re.compile(r"^#{1,6}\s+(?P<text>.+?)\s*#*$", re.MULTILINE)
SHELL = {"", "sh", "bash", "shell", "console"}


def documents() -> list[Path]:
    """Return every Markdown file of the repository."""
    return [path for path in files() if path.suffix == ".md"]


def ids(value: Any) -> str:
    return str(value.relative_to(ROOT)) if isinstance(value, Path) else str(value)


def code_blocks(path: Path) -> Iterator[tuple[str, str]]:
    """Yield language and code of every fenced block."""
    for match in FENCE.finditer(path.read_text(encoding="utf-8")):
        yield match["language"], match["code"]


def shell_lines(path: Path) -> Iterator[list[str]]:
    """Yield the words of every simple command in the shell blocks of a document: no prompt, comment, pipe or redirection.

    Where a block has prompts, the lines without one are output.
    """
    for language, code in code_blocks(path):
        if language in SHELL:
            lines = code.replace("\\\n", " ").splitlines()
            prompted = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
            for line in prompted or lines:
                yield from simple_commands(line.strip())


def simple_commands(line: str) -> Iterator[list[str]]:
    """Split a shell line into its simple commands; a line that is no shell (output, prose) gives nothing of use.

    >>> list(simple_commands("scorer detect a.txt --format csv | sort > b.csv  # sorted"))
    [['scorer', 'detect', 'a.txt', '--format', 'csv'], ['sort']]
    """
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.commenters = "#"
    words: list[str] = []
    try:
        tokens = list(lexer)
    except ValueError:  # an apostrophe in printed output
        return
    skip = False
    for token in tokens:
        if not words and re.match(r"[A-Z_]+=", token):  # an environment variable for this one command
            continue
        if set(token) <= set("|&;()"):
            yield from [words] if words else []
            words = []
        elif set(token) <= set("<>"):
            skip = True
        elif not skip:
            words.append(token)
        else:
            skip = False
    yield from [words] if words else []


def scorer_commands() -> list[str]:
    """Return every ``scorer ...`` command that a document shows, each once."""
    starts = (["scorer"], ["python", "-m", "scorer"], ["python3", "-m", "scorer"])
    found = {
        shlex.join(words[len(start) :])
        for path in documents()
        for words in shell_lines(path)
        for start in starts
        if words[: len(start)] == start
    }
    return sorted(found)


def make_targets(path: Path) -> Iterator[str]:
    """Yield every target that a document asks make for, in a shell block or between backticks."""
    yield from re.findall(r"`make ([a-z][\w-]*)", path.read_text(encoding="utf-8"))
    for words in shell_lines(path):
        if words[0] == "make":
            yield from (word for word in words[1:] if re.fullmatch(r"[a-z][\w-]*", word))


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the names that lead to each command which is not hidden."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        elif not command.hidden:
            yield (*path, name)


def parse(command: click.Command, name: str, words: list[str], parent: click.Context | None = None) -> None:
    """Parse words as the command line would, without running it or looking for its files.

    Raises:
        click.UsageError: An option or command does not exist, a choice is not among the allowed, an argument is missing or too many.
    """
    context = click.Context(command, info_name=name, parent=parent)
    values, rest, order = command.make_parser(context).parse_args(list(words))
    if any(parameter.is_eager for parameter in order if parameter.name in values):  # --help, --version: nothing else counts
        return
    if isinstance(command, click.Group):
        if not rest:
            raise click.UsageError(f"'{name}' needs a command", context)
        inner, chosen, left = command.resolve_command(context, rest)
        if inner and chosen:
            parse(chosen, inner, left, context)
        return
    if rest:
        raise click.UsageError(f"'{name}' takes no further argument: {rest}", context)
    for parameter in command.params:
        value = values.get(parameter.name or "")
        given = value not in (None, ()) and isinstance(value, str | list | tuple | bool | int)
        if parameter.required and not given:
            raise click.MissingParameter(ctx=context, param=parameter)
        if given and isinstance(parameter.type, click.Choice):
            parameter.type_cast_value(context, value)


def anchors(path: Path) -> set[str]:
    """Return the anchors that a Markdown page gives its headings."""
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    plain = (re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", match["text"]) for match in HEADING.finditer(text))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in plain} | set(re.findall(r'id="([^"]+)"', text))


# --- the tests ------------------------------------------------------------------------------------------------------------------------


def test_the_readme_shows_commands() -> None:
    assert scorer_commands(), "no `scorer ...` command in any code block"


@pytest.mark.parametrize("line", scorer_commands())
def test_a_command_that_is_shown_exists_with_its_options(line: str) -> None:
    try:
        parse(main, "scorer", shlex.split(line))
    except click.UsageError as error:
        pytest.fail(f"`scorer {line}` would not work: {error.format_message()}")


@pytest.mark.parametrize(
    "line",
    ["no-such-command", "score", "score --no-such-option a", "score a --format no-such-format"],
)
def test_a_command_that_does_not_exist_is_noticed(line: str) -> None:
    with pytest.raises(click.UsageError):
        parse(main, "scorer", shlex.split(line))


@pytest.mark.parametrize("names", list(commands(main)), ids=" ".join)
def test_every_command_is_named_in_the_readme(names: tuple[str, ...]) -> None:
    pattern = r"\bscorer " + r"\b[^\n`]*\b".join(map(re.escape, names)) + r"\b"
    assert re.search(pattern, README.read_text(encoding="utf-8")), f"README.md does not name `scorer {' '.join(names)}`"


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z][\w-]*):(?!=)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {(path.name, target) for path in documents() for target in make_targets(path)}
    assert {("README.md", "demo"), ("README.md", "test")} <= named
    assert sorted((page, target) for page, target in named if target not in targets) == []


@pytest.mark.parametrize("path", documents(), ids=ids)
def test_relative_links_resolve(path: Path) -> None:
    broken = []
    for match in LINK.finditer(FENCE.sub("", path.read_text(encoding="utf-8"))):
        place, _, anchor = match["target"].partition("#")
        if "://" in place or place.startswith("mailto:"):
            continue
        target = (path.parent / place).resolve() if place else path
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            broken.append(match["target"])
    assert broken == []


@pytest.mark.parametrize("path", documents(), ids=ids)
def test_marked_python_code_runs_as_it_is_shown(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of ``pycon``, or of ``python`` with prompts, are one session for each page."""
    session = "\n".join(code for language, code in code_blocks(path) if language in {"python", "pycon"} and ">>> " in code)
    test = doctest.DocTestParser().get_doctest(session, {}, path.name, str(path), 0)
    monkeypatch.chdir(tmp_path)
    printed: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE).run(test, out=printed.append)
    assert printed == []


@pytest.mark.parametrize("room", ["scorer", "rubrics", "agreements", "reports", "tests"])
def test_every_room_says_what_lives_there(room: str) -> None:
    text = (ROOT / room / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert len(text.split()) > 50
