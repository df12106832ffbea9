"""`./run privacy`: what the data folder holds of people, given out or erased for one of them."""

from pathlib import Path

import click
import orjson

from centre.erasing import erase_ticket
from cli.data_folder import alone_in_office
from cli.folders import data_option
from cli.options import config_option, load_for
from storage.database import open_database
from storage.personal import count_personal, find_kept
from web.admin_api import ACTOR, Declined, ask_server

HOLDS = {
    "tickets": "numbers in the journal, each with the address of its phone page, priority class, "
    "language and procedure; no name. Kept for ever, or until erased.",
    "words": "remarks, complaints and answers, who wrote a complaint is not stored. Remarks are "
    "erased after {days} days, the others {answers} days after the last day for an answer.",
    "answers": "answers to presses, for a press that is repeated. Erased the day after next.",
    "people": "people who sign in: name, role, department. Kept while the account is.",
}


@click.group()
def privacy() -> None:
    """What is kept of people: what there is, all of one ticket, its erasure.

    TICKET is its day and number like 2026-11-30/A012, the address of its phone page, or its id.
    """


@privacy.command()
@config_option
@data_option
def report(config: Path, data: Path) -> None:
    """Print what the data folder holds of people, since when, and until when."""
    screens = load_for(config, data).screens
    days, answers = screens.phone.words_kept_days, screens.complaints.kept_days
    with open_database(data, create=False) as database:
        counted = count_personal(database)
    for name, (count, oldest) in counted.items():
        since = f", the oldest of {oldest[:10]}" if oldest else ""
        text = HOLDS[name].format(days=days, answers=answers)
        click.echo(f"{count:>9} {text}{since and ' Now' + since + '.'}")
    click.echo("Figures (reports/) are counted from the journal; backups hold what it held then.")


@privacy.command()
@click.argument("ticket")
@data_option
def export(ticket: str, data: Path) -> None:
    """Print all that is kept of one ticket as JSON."""
    with open_database(data, create=False) as database:
        kept = find_kept(database, ticket)
    if kept is None:
        raise Declined(f"There is no ticket {ticket}.")
    events = [
        {name: row[name] for name in ("seq", "at", "kind", "actor")}
        | {"data": orjson.loads(row["data"])}
        for row in kept.entries
    ]
    whole = {"number": kept.number, "day": kept.day, "events": events, "words": list(kept.words)}
    click.echo(orjson.dumps(whole, option=orjson.OPT_INDENT_2).decode())


@privacy.command()
@click.argument("ticket")
@config_option
@data_option
def erase(ticket: str, config: Path, data: Path) -> None:
    """Erase what is kept of one ticket's holder, in the running server if there is one.

    Its times stay in the figures; backups and files that were taken away are not reached.
    """
    told = ask_server(data, "erase-ticket", {"ticket": ticket})
    if told is None:
        with alone_in_office(config, data) as office, open_database(data, create=False) as database:
            number = erase_ticket(office, database, data, ticket, ACTOR).number
    else:
        number = str(told["number"])
    click.echo(f"Nothing is kept any more of who had number {number}; its times stay in figures.")
    click.echo("Backups made before hold it until they are replaced.")
