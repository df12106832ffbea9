"""Whose officer is there: the counters whose console is open at whoever opened the counter."""

from collections.abc import Callable, Collection

from web.processes.roll import TOLD_EVERY_S, Roll
from web.site import Site


class Attending:
    """Knows it for all processes of the centre. Others may look at a console: they do not count."""

    def __init__(self, site: Site, list_here: Callable[[], Collection[tuple[str, str]]]) -> None:
        """`list_here`: (counter, name) of everybody who has a console open at this process."""
        self._office = site.office
        self._roll = Roll(site.processes.shared, "consoles", list_here)
        site.background.every(TOLD_EVERY_S, self._roll.tell, "telling which consoles are here")

    def list_counters(self) -> set[str]:
        """Return the counters whose own officer has the console open now."""
        desk = self._office.hall.desk
        return {counter for counter, name in self._roll.list_all() if desk(counter).officer == name}
