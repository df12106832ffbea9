"""The command for whoever translates the screens into a language of the country."""

from pathlib import Path
from secrets import token_urlsafe

import click
from werkzeug.serving import make_server

from cli.folders import DATA, ROOT, data_option
from cli.options import port_option
from cli.translating import make_page
from cli.translating.catalogue import Catalogue
from cli.translating.pictures import GROUPS_OF, NEEDS, Shown, can_look, look_at, read_shown
from web.i18n import REFERENCE
from web.languages import LANGUAGES, SOURCE

PICTURES = "translating"
"""The folder in the data folder that keeps the pictures."""
OTHERS = [code for code in LANGUAGES if code not in (SOURCE, REFERENCE)]


@click.command()
@click.argument("language", type=click.Choice(OTHERS))
@click.option("--room", type=click.Choice(list(GROUPS_OF)), default="kiosk", help="Which screen.")
@click.option(
    "--look", is_flag=True, help="First take pictures of the screen, and measure what fits."
)
@port_option
@data_option
def translate(language: str, room: str, look: bool, port: int | None, data: Path = DATA) -> None:
    """Write a language's texts beside the pictures of the screens, in this computer's browser."""
    catalogues = {each: Catalogue(ROOT / each, language) for each in GROUPS_OF}
    folder = data / PICTURES / room
    if look and not can_look():
        raise click.ClickException(NEEDS)
    if look:
        click.echo("Looking at every state of the screen; this takes some minutes …")
        words = {each.text: each.words for each in catalogues[room].list_entries()}
        found = look_at(room, language, words, folder)
        _tell(found, len(words))
    secret = token_urlsafe(16)
    app = make_page(catalogues, language, secret, read_shown(folder))
    with make_server("127.0.0.1", port or 0, app, threaded=True) as server:
        click.echo(f"Open http://127.0.0.1:{server.server_port}/{secret}/{room}")
        click.echo("Every text is saved at once. Ctrl+C ends the page.")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("")


def _tell(found: Shown, texts: int) -> None:
    faults = [f"{text}\n    {each}" for text, many in found.faults.items() for each in many]
    click.echo(f"{len(found.pictures)} of {texts} texts were seen; {len(faults)} do not fit.")
    for fault in faults:
        click.echo(f"  {fault}")
