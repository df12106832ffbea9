"""What a started server is made of."""

from dataclasses import dataclass

import display
from centre.common_settings import CommonSettings
from centre.dossiers import Dossiers
from queueing.office import Office
from reports.months.reader import FigureReader
from settings.loading import Settings
from storage.database import Database
from storage.procedures import Procedures
from web.metrics import Metrics
from web.processes import LastLook
from web.runtime import Runtime
from web.site import Site


@dataclass
class Parts:
    """What a started server is made of; only `settings` is ever replaced, by a changed file."""

    settings: Settings
    database: Database
    office: Office
    metrics: Metrics
    runtime: Runtime
    procedures: Procedures
    figures: FigureReader
    site: Site
    common: CommonSettings
    last_look: LastLook
    dossiers: Dossiers | None = None
    voice: display.Voice | None = None
