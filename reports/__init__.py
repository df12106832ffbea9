"""What managers see: wait and service times per department, live and for any period."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.months.reader import FigureReader
    from storage.reading import JournalReader
    from web.site import Site


def install(site: "Site", figures: "FigureReader", journal: "JournalReader") -> None:
    """Serve all reports, see reports.routes.

    That is imported no earlier: the processes that count and that make long files are in this
    package too, and need no web.
    """
    from reports.routes import install as install_routes

    install_routes(site, figures, journal)


__all__ = ["install"]
