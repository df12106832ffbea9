"""The page's catalogue: names for every code, in the page's language."""

from queueing.catalogue import Catalogue, Names
from web.names import StandIn, choose_name
from web.places import keep_together
from web.view_types import CatalogueBlock


class PageCatalogue:
    """Builds it once for each configuration and language."""

    def __init__(self) -> None:
        self._built: dict[tuple[str, str], CatalogueBlock] = {}

    def of(self, catalogue: Catalogue, language: str) -> CatalogueBlock:
        """Return names by code; do not change what is returned."""
        key = (catalogue.digest, language)
        if key not in self._built:
            if len(self._built) > len(catalogue.languages):
                self._built.clear()
            self._built[key] = _name_all(catalogue, language)
        return self._built[key]


def _name_all(catalogue: Catalogue, language: str) -> CatalogueBlock:
    def name(names: Names) -> str:
        chosen = choose_name(names, language)
        if isinstance(chosen, StandIn):
            stand_ins[str(chosen)] = chosen.lang
        return chosen

    def name_place(names: Names) -> str:
        return name({code: keep_together(text) for code, text in names.items()})

    stand_ins: dict[str, str] = {}
    return {
        "stand_ins": stand_ins,
        "digest": catalogue.digest,
        "departments": {
            code: {
                "name": name(department.names),
                "short_name": name(department.short_names),
                "about": name(department.about),
                "icon": department.icon,
                "letter": department.letter,
                "floor": department.floor,
            }
            for code, department in catalogue.departments.items()
        },
        "services": {
            code: {
                "name": name(service.names),
                "department": service.department,
                "counters": [each.id for each in catalogue.own_counters_for[code]],
            }
            for code, service in catalogue.services.items()
        },
        "counters": {
            code: {
                "label": counter.label,
                "floor": counter.floor,
                "department": counter.department,
            }
            for code, counter in catalogue.counters.items()
        },
        "floors": {code: name_place(each.names) for code, each in catalogue.floors.items()},
        "zones": {code: name_place(each.names) for code, each in catalogue.zones.items()},
        "priorities": {code: name(each.names) for code, each in catalogue.priorities.items()},
        "outcomes": {code: name(names) for code, names in catalogue.outcomes.items()},
        "pause_reasons": {code: name(names) for code, names in catalogue.pause_reasons.items()},
        "call_reasons": {code: name(names) for code, names in catalogue.call_reasons.items()},
        "kiosks": {code: name(names) for code, names in catalogue.kiosks.items()},
    }
