"""The one layout of all pages below `/admin`: navigation by a table, messages, forms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Response, request

from admin.pages.door import SettingsDoor
from admin.pages.hall_parts import HallParts
from admin.pages.works import Works
from queueing.errors import Refusal
from queueing.numbering import service_day
from web.callers import Caller
from web.roles import Right, roles_with
from web.site import Site

ACTORS = {"configuration": "trong tệp config.yaml", "command-line": "dòng lệnh"}
"""Who has done something, where it was no person."""


@dataclass(frozen=True)
class Entry:
    """A line of the navigation: its address, its Vietnamese name, a drawing of `icons.svg`.

    `install(frame)` serves the page. Whoever has not the right does not see the line.
    """

    address: str
    name: str
    symbol: str
    install: Callable[["Frame"], None]
    right: Right = Right.RUN_CENTRE


@dataclass(frozen=True)
class Frame:
    """What each page gets: site, works, the way to the settings, the navigation, the hall."""

    site: Site
    works: Works
    door: SettingsDoor
    entries: Sequence[Entry]
    hall: HallParts

    def page(
        self, caller: Caller, active: str, template: str, *, status: int = 200, **context: Any
    ) -> Response:
        """Return a page in the frame; `active`: the address of its line in the navigation.

        The template extends `admin.html`. `context` may have `done`, a sentence about what was
        just done, and `faults`, sentences about what was refused: both stand above the page.
        """
        language = self.site.language()
        response = self.site.render_page(
            template,
            language=language,
            screen="admin",
            active=active,
            name=caller.name,
            entries=[each for each in self.entries if caller.role in roles_with(each.right)],
            moment=self.write_moment,
            finds_numbers=caller.role in roles_with(Right.READ_FIGURES),
            query=f"?lang={language}" if request.args.get("lang") == language else "",
            **context,
        )
        response.status_code = status
        return response

    def translator(self) -> Callable[..., str]:
        """Return what says a Vietnamese text in the language of the present request."""
        return self.site.words.make_translator(self.site.language(), "admin")

    def say_refusal(self, refusal: Refusal) -> str:
        """Return a refusal's sentence in the language of the present request."""
        return self.site.words.say_refusal(self.site.language(), refusal.code, refusal.fields)

    def write_actor(self, actor: str) -> str:
        """Return who has done something, as people read it."""
        return self.translator()(ACTORS.get(actor, actor.removeprefix("user:")))

    def find_today(self) -> date:
        """Return the centre's day."""
        office = self.site.office
        return service_day(office.now(), office.hall.catalogue.zone_info)

    def write_moment(self, at: datetime) -> str:
        """Return a moment as the centre's people write it: 07:05, 23/11/2026."""
        return f"{at.astimezone(self.site.office.hall.catalogue.zone_info):%H:%M, %d/%m/%Y}"
