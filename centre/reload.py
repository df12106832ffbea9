"""Takes a changed configuration while the server runs, or keeps the old one."""

import json

from centre.parts import Parts
from queueing.decisions.adopting import Changes
from queueing.errors import Refusal
from queueing.office.office import CONFIGURATION
from settings.changing import as_json, compare
from settings.faults import SettingsFaults
from settings.loading import Settings, load

OTHER_DATABASE = (
    "server.database cannot change while the centre is served: stop every process, then "
    "./run migrate-data moves it"
)


class ConfigurationFaulty(Refusal):
    """The changed configuration cannot be taken; `faults` says why, one a line."""

    code = "configuration_faulty"


def reload(parts: Parts) -> None:
    """Take the changed configuration; raise a Refusal or CannotStore, and keep the old one then."""
    try:
        fresh = load(parts.settings.file)
    except SettingsFaults as faults:
        raise ConfigurationFaulty(faults=str(faults))
    take(parts, fresh)


def take(parts: Parts, fresh: Settings, actor: str = CONFIGURATION) -> None:
    """Let these settings be in force and record what differs; raise and keep the old ones."""
    before = parts.settings
    if fresh.server.database != before.server.database:
        raise ConfigurationFaulty(faults=OTHER_DATABASE)
    # First: once the office has told the screens, they ask for their pages anew
    put_in_force(parts, fresh)
    try:
        parts.office.reconfigure(parts.common.keep(fresh), list_changes(before, fresh), actor)
    except BaseException:
        put_in_force(parts, before)
        raise


def list_changes(before: Settings, after: Settings) -> Changes:
    """Return what differs between two configurations, as the journal keeps it."""
    return tuple(
        (json.dumps(path, ensure_ascii=False), as_json(old), as_json(new))
        for path, old, new in compare(before.tree, after.tree)
    )


def put_in_force(parts: Parts, chosen: Settings) -> None:
    """Let these settings be those of every part but the office."""
    parts.settings, parts.site.centre = chosen, chosen.centre
    parts.site.guard.signed_in.settings = chosen.sign_in
    parts.site.limits = chosen.limits
