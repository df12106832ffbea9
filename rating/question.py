"""What both pages at a counter share: whose counter it is, in which language, what is asked."""

from typing import Any

from flask import request

from queueing.decisions.citizens import asks_for_reasons
from queueing.hall import Hall
from queueing.hall.tickets import LEVELS
from web.callers import Caller
from web.errors import NotAllowed
from web.site import Site


def find_own_counter(hall: Hall, caller: Caller, wanted: str | None) -> str:
    """Return the counter that is asked about; raise NotAllowed for a device of another one."""
    counter_id = hall.counter(wanted or caller.counter or "").id
    if caller.counter not in (None, counter_id):
        raise NotAllowed
    return counter_id


def choose_language(site: Site) -> str:
    """Return the page's language: the device's own says nothing of the citizen's."""
    wanted, languages = request.args.get("lang"), site.words.languages
    return wanted if wanted in languages else languages[0]


def make_question(site: Site, counter_id: str, language: str) -> dict[str, Any]:
    """Return what `asking.html` is made of."""
    hall = site.office.hall
    return {
        "label": hall.counter(counter_id).label,
        "levels": LEVELS,
        "asking_why": [level for level in LEVELS if asks_for_reasons(hall, level)],
        "reasons": {
            code: site.words.pick_name(language, names)
            for code, names in hall.catalogue.rating_reasons.items()
        },
    }
