"""`./run words`: prints what citizens wrote to the centre, for whoever answers for it."""

from typing import Literal

import click

from storage.citizen_words import CitizenWords


def print_words(words: CitizenWords, kind: Literal["remark", "complaint"]) -> None:
    """Print the texts of one kind, newest first: when, for which department, under which code."""
    written = words.written(kind)
    for each in written:
        code = f"  {each.id}" if kind == "complaint" else ""
        click.echo(f"{each.at[:16].replace('T', ' ')} UTC  {each.department}{code}")
        click.echo("".join(f"    {line}\n" for line in each.text.splitlines()))
    click.echo(f"{len(written)} {kind}{'s' * (len(written) != 1)}")
