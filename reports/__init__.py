"""What managers see: wait and service times per department, live and for any period."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.projector import Projector
    from storage.reading import JournalReader
    from web.site import Site


def install(site: "Site", projector: "Projector", journal: "JournalReader") -> None:
    """Serve all reports, see reports.routes.

    That is imported no earlier: the process that makes long files is in this package too, and
    needs no web.
    """
    from reports.routes import install as install_routes

    install_routes(site, projector, journal)


__all__ = ["install"]
