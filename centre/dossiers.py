"""Dossiers for kiosks and phones: the source that the configuration names, followed for ever."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock

from admin.sheets.reader import TOO_MUCH
from admin.sheets.sentences import translate
from admin.sheets.vietnamese import VIETNAMESE
from queueing.numbering import service_day
from queueing.procedures import Procedure
from results.look_up import DossierLookUp
from results.settings import Results, Service, TableFile
from results.sources.digests import Digests
from results.sources.file import FOLLOW_S, FileSource
from results.sources.http import HttpSource
from results.sources.table import DossierTable, Fault, TableOptions
from results.status import DossierStatus
from settings.loading import Settings
from web.administrator_views import DossiersForAdministrators, KeptDossiers, TableFault
from web.child import FAULTS, ask_child
from web.site import Site
from web.tickets import utc

MODULE = "centre.dossier_reading"
LIMIT_S = 120.0


class Dossiers:
    """The source that the configuration names at present, and the table that is kept."""

    def __init__(
        self, site: Site, settings: Callable[[], Settings], data: Path, secret: bytes
    ) -> None:
        """Read files and services as configured now; `secret`: the installation's own."""
        self._site, self._settings = site, settings
        self._digests, self._lock = Digests(secret), Lock()
        self._asked: tuple[Results, HttpSource] | None = None
        self.table = FileSource(
            data, self._digests, self._find_file, self._read, site.office.now, site.runtime
        )

    @property
    def options(self) -> Results:
        """The section as it is now."""
        return self._settings().configuration.results

    def look_up(self, procedure_of: Callable[[str], Procedure | None]) -> DossierLookUp:
        """Return what answers codes."""
        office = self._site.office
        return DossierLookUp(
            lambda: self.options,
            self.find_source,
            lambda: office.hall.catalogue,
            procedure_of,
            lambda: service_day(office.now(), office.hall.catalogue.zone_info),
        )

    def find_source(self) -> DossierStatus:
        """Return the source in force."""
        options = self.options
        return self.table if options.http is None or options.source == "file" else self.service()

    def service(self) -> HttpSource:
        """Return the configured service; another one where the section has changed."""
        options = self.options
        with self._lock:
            if self._asked is None or self._asked[0] is not options:
                self._asked = options, self._make_service(options)
            return self._asked[1]

    def keep_up(self) -> None:
        """Follow the table, where it is the source; while it is off one may be sent by hand."""
        if self.options.source == "file":
            self.table.keep_up(reading=self.options.on)

    def make_administrator_view(self) -> DossiersForAdministrators:
        """Return what administrators see; see `admin.pages.hall_parts`."""
        options, look = self.options, self.table.last_look()
        return {
            "on": options.on,
            "source": options.source,
            "path": options.file.path,
            "every_min": options.file.every_min,
            "table": self._describe_table(),
            "looked_at": utc(look.at) if look else None,
            "looked_file": look.file if look else "",
            "fault": _describe_fault(look.fault) if look else None,
            "service_url": options.http.url if options.http else "",
            "service_fault": self.service().fault if options.http else "",
        }

    def take_file(self, name: str, content: bytes) -> TableFault | None:
        """Put a table in force; return why it is not taken."""
        return _describe_fault(self.table.take(name, content).fault)

    def _describe_table(self) -> KeptDossiers | None:
        table = self.table.table()
        if table is None:
            return None
        return {
            "file": table.file,
            "read_at": utc(table.at),
            "saved_at": utc(table.saved_at),
            "old": self.table.is_old(),
            "counts": table.counts,
            "passed": table.passed,
            "first_passed": _describe_fault(table.first_passed),
        }

    def _make_service(self, options: Results) -> HttpSource:
        service = options.http or Service(url="https://localhost")
        named = service.token_file
        token = None if named is None else self._settings().place(named)
        words = options.standing_words()
        return HttpSource(service, words, self._digests, self._site.runtime, token)

    def _find_file(self) -> tuple[Path | None, TableFile]:
        chosen = self.options.file
        return self._settings().place(chosen.path) if chosen.path else None, chosen

    def _read(self, content: bytes) -> DossierTable:
        options = self.options
        asked = TableOptions(self._digests.key, tuple(options.patterns), options.standing_words())
        try:
            table: DossierTable = ask_child(self._site.runtime, MODULE, (content, asked), LIMIT_S)
        except FAULTS:
            return DossierTable(
                fault=Fault("unreadable", 0, TOO_MUCH, translate(TOO_MUCH, VIETNAMESE))
            )
        return table


def _describe_fault(fault: Fault | None) -> TableFault | None:
    if fault is None:
        return None
    return {
        "what": fault.what,
        "line": fault.line,
        "said": fault.said,
        "said_vi": fault.said_vi,
    }


def keep_dossiers(dossiers: Dossiers, site: Site) -> None:
    """Follow the office's table from now on."""
    site.background.every(FOLLOW_S, dossiers.keep_up, "reading the table of dossiers")
