"""All states, and the page that shows them: docs/screens/README.md."""

from pathlib import Path

from tools.gallery import kiosk
from tools.gallery.states import Group

GROUPS: tuple[Group, ...] = (*kiosk.GROUPS,)


def write_index(folder: Path) -> None:
    """Write the page of all pictures."""
    pass
