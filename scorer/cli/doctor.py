"""doctor: what is installed, what is missing, what to type."""

from __future__ import annotations

import json

import click

from scorer.cli.options import Inputs, Output, gives_output, takes_inputs

SOMETHING_BROKEN = 1  # exit code of the contract: the answer is no


@click.command()
@takes_inputs(rubric=True)
@gives_output("text", "json", default="text")
@click.pass_context
def doctor(context: click.Context, inputs: Inputs, out: Output) -> None:
    """Tell what is installed, which optional parts are missing, and what to type for them.

    Exit code 1 only where something required does not work; optional parts may be missing.
    """
    from scorer import cache, library, rubrics, shipped
    from scorer import doctor as checkup

    checks = checkup.examine(
        library.open_store(inputs.library_dir).root,
        cache.folder(),
        (
            ("provisions", lambda: f"{len(shipped.provision_library().provisions)} provisions"),
            ("rubric", lambda: rubrics.lines(inputs.rubric)[0]),
            ("catalogue", lambda: f"{len(library.shipped_catalogue().entries)} agreements"),
        ),
    )
    told = {
        "json": lambda: json.dumps(checkup.as_data(checks), ensure_ascii=False, indent=2),
        "text": lambda: "\n".join(checkup.as_lines(checks)),
    }
    out.write(told[str(out.form)]())
    if checkup.broken(checks):
        context.exit(SOMETHING_BROKEN)
