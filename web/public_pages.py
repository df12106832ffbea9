"""What pages for people at home share: one head, and pages that are the same for all readers."""

from typing import Any

from web.front_links import list_public
from web.languages import NAMES, SOURCE
from web.page_blocks import make_centre_block
from web.site import Site


def render_public_page(
    site: Site, template: str, *, language: str, screen: str, **context: Any
) -> bytes:
    """Return a page that caches may keep, nothing in it is of who asks: it extends `public.html`.

    `screen` is the folder whose words, style sheet and script it has.
    """
    say = site.words.make_translator(language, screen)
    zone = site.office.hall.catalogue.zone_info
    page = site.app.jinja_env.get_template(template)
    return page.render(
        language=language,
        screen=screen,
        _=say,
        gettext=say,
        centre=make_centre_block(site.centre, site.words, language, zone),
        languages=site.words.languages,
        language_names=NAMES,
        public_links=make_public_links(site, language),
        **context,
    ).encode()


def make_public_links(site: Site, language: str) -> list[tuple[str, str]]:
    """Return (address, name) of all pages for people at home, as `public_top.html` shows them."""
    pick, more = site.words.pick_name, f"?lang={language}" if language != SOURCE else ""
    return [
        (f"{link.url}{more}", pick(language, link.short or link.names))
        for link in list_public(site.front_page_links)
    ]
