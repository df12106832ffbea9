"""Today's page: the day as it comes, what needs a look now, and what is usual at this hour."""

from reports.live.reading import LOOK_S, Live
from reports.live.view import View

__all__ = ["LOOK_S", "Live", "View"]
