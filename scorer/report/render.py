"""Pages → one self-contained HTML text each: no script, no remote resource, one stylesheet allowed by its hash."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from scorer.model import Scorecard
from scorer.model.delta import Delta
from scorer.model.survey import Survey
from scorer.report import build
from scorer.report.corpus.build import page as corpus_page
from scorer.report.corpus.views import CorpusPage
from scorer.report.delta.build import page as delta_page
from scorer.report.delta.views import DeltaPage
from scorer.report.views import WHOLE, Layout, Page


def write_scorecard(card: Scorecard, *, date: str, layout: Layout = WHOLE) -> str:
    """Return the HTML scorecard of one agreement.

    Args:
        card: What to show.
        date: Printed as the report's date.
        layout: Whether the source text is folded in, and whether every answer is open.
    """
    return _render(build.scorecard_page(card, date=date, layout=layout))


def write_comparison(cards: Sequence[Scorecard], *, date: str, only: str | None = None, layout: Layout = WHOLE) -> str:
    """Return the HTML comparison of two to six agreements.

    Args:
        cards: In any order; the page orders them by date of signature.
        date: Printed as the report's date.
        only: Id of the one principle to show, or None for all.
        layout: Whether the source texts are folded in, and whether every answer is open.

    Raises:
        ReportError: The cards cannot be compared, or ``only`` is unknown.
    """
    return _render(build.comparison_page(cards, date=date, only=only, layout=layout))


def write_figures(template: str, **figures: object) -> str:
    """Fill a template that holds tables of figures and no scorecard."""
    style, policy = _style()
    return _environment().get_template(template).render(style=style, policy=policy, **figures) + "\n"


def write_delta(delta: Delta, *, date: str, command: str) -> str:
    """Return the HTML page on two drafts; ``command`` is the command line that makes it again."""
    return _render(delta_page(delta, date=date, command=command))


def write_corpus(survey: Survey, *, date: str, command: str) -> str:
    """Return the HTML page on many agreements; ``command`` is the command line that makes it again."""
    return _render(corpus_page(survey, date=date, command=command))


def write_page(template: str, *stylesheets: str, **given: object) -> str:
    """Fill a template that has stylesheets of its own."""
    style, policy = _style(*stylesheets)
    return _environment().get_template(template).render(style=style, policy=policy, **given) + "\n"


def _render(page: Page | DeltaPage | CorpusPage) -> str:
    """Fill the template of a page's kind."""
    style, policy = _style()
    return (
        _environment().get_template(f"{page.kind}.html").render(page=page, style=style, policy=policy, tagline=build.TEXT_NOT_EFFECT) + "\n"
    )


@cache
def _environment() -> Environment:
    """Return the template environment: everything escaped, nothing undefined."""
    environment = Environment(
        loader=PackageLoader("scorer.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )  # fmt: skip
    environment.filters["words"] = _between_tags
    return environment


def _between_tags(text: str) -> Markup:
    """Escape a text that stands between tags, never in an attribute: quotation marks and apostrophes stay as they are."""
    return Markup(html.escape(text, quote=False))  # noqa: S704 - escaped


@cache
def _style(*names: str) -> tuple[Markup, str]:
    """Return the stylesheets as one and the content security policy that allows it and nothing else."""
    folder = files("scorer.report").joinpath("templates")
    css = "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names or ("report.css",))
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return Markup(css), policy  # noqa: S704 - our own file
