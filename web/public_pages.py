"""Pages that are the same for all readers: caches may keep them, nothing in them is of who asks."""

from typing import Any

from web.languages import NAMES
from web.page_blocks import make_centre_block
from web.site import Site


def render_public_page(
    site: Site, template: str, *, language: str, screen: str, **context: Any
) -> bytes:
    """Return a page: a template that extends `public.html`.

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
        **context,
    ).encode()
