"""The configuration as the demo runs it: printers that print into files, hours, holidays."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any

from cli.demo_dossiers import write_dossiers
from settings.changing import draft
from settings.faults import KeyPath
from settings.loading import Settings
from settings.models import Configuration
from settings.places import FILES, FOLDERS
from settings.references import find_matches
from simulation import WEEKS, holiday_before
from web.spans import write_span


def with_hours(chosen: Settings, today: date) -> Settings:
    """Return the settings of a centre that is open today, and was closed on a holiday lately.

    Whoever tries the kiosk in the demo's evening gets a number all the same, and is told that
    nobody may call it. Where the configured week has today's weekday off, the centre is open on it
    like on its first day, also in the weeks before: else a demo on Sunday would have nothing to
    compare with.
    """
    c = chosen.configuration
    days = {holiday_before(today): [], **c.hours.days}
    spans = chosen.catalogue().hours.spans(today)
    if not spans and c.hours.week:
        usual = next(iter(c.hours.week.values()))
        days |= {today - timedelta(weeks=ago): usual for ago in range(WEEKS + 1)}
    return _changed(chosen, {"hours": c.hours.model_copy(update={"days": days, "enforced": False})})


def with_printers(chosen: Settings, data: Path) -> Settings:
    """Return the settings with a printer at every kiosk that prints into a file."""
    printers = {
        code: printer.model_copy(update={"connection": "file", "device": f"{data / code}.escpos"})
        for code, printer in chosen.configuration.printers.items()
    }
    return _changed(chosen, {"printers": printers})


def with_slow_hands(chosen: Settings, speed: float) -> Settings:
    """Return the settings of a demo at this speed.

    People wait for a slip in the demo's own time, printers do not hurry; nor does whoever looks
    for the key that takes an action back, or presses twice.
    """
    c, slower = chosen.configuration, max(1.0, speed)
    slip = c.screens.kiosk.slip
    slip = slip.model_copy(update={"within_s": slip.within_s * slower})
    kiosk = c.screens.kiosk.model_copy(update={"slip": slip})
    screens = c.screens.model_copy(update={"kiosk": kiosk})
    hands = {name: getattr(c.rules, name) * slower for name in ("undo_s", "second_press_s")}
    rules = c.rules.model_copy(update=hands)
    return _changed(chosen, {"screens": screens, "rules": rules})


def with_dossiers(chosen: Settings, data: Path, today: date) -> Settings:
    """Return the settings with a table of dossiers, so that picking up a result can be tried.

    A configuration that tells of dossiers keeps its own source.
    """
    if chosen.configuration.results.on:
        return chosen
    file = write_dossiers(data, chosen.catalogue().departments.values(), today)
    results = chosen.configuration.results
    table = results.file.model_copy(update={"path": str(file)})
    own = {"on": True, "source": "file", "file": table}
    return _changed(chosen, {"results": results.model_copy(update=own)})


def own_copy(chosen: Settings, data: Path) -> Settings:
    """Write the settings into a file of the data folder, for pages to change; return what it says.

    Comments are those of the configuration that was chosen, which stays as it is. Paths lead from
    the copy to where they led before.
    """
    file = data / "config.yaml"
    copyfile(chosen.file, file)
    drafted = draft(file, dict(_list_changes(chosen)))
    drafted.put_in_place(lambda _: None)
    return drafted.settings


def _list_changes(chosen: Settings) -> Iterator[tuple[KeyPath, Any]]:
    """Yield hours, printers and dossiers of these settings, and paths that lead where they did."""
    c = chosen.configuration
    yield ("hours", "enforced"), c.hours.enforced
    yield (
        ("hours", "days"),
        {
            day.isoformat(): [write_span(each) for each in spans]
            for day, spans in c.hours.days.items()
        },
    )
    for code, printer in c.printers.items():
        yield ("printers", code, "connection"), printer.connection
        yield ("printers", code, "device"), printer.device
    for pattern, _ in (*FOLDERS, *FILES):
        for path, named in find_matches(chosen.tree, pattern):
            if isinstance(named, str) and named:
                yield path, str(chosen.place(named))
    yield ("results", "on"), c.results.on
    yield ("results", "source"), c.results.source
    if c.results.file.path:
        yield ("results", "file", "path"), str(chosen.place(c.results.file.path))


def _changed(chosen: Settings, parts: dict[str, object]) -> Settings:
    changed: Configuration = chosen.configuration.model_copy(update=parts)
    return replace(chosen, configuration=changed)
