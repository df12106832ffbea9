"""The section `screens.counters` of config.yaml: what officers see at their counters."""

from pydantic import Field

from queueing.catalogue import Sight
from web.section import Part


class CountersScreen(Part):
    """The counters' consoles. `see`: what officers see of who waits."""

    see: Sight = Field(default="all", description="all, next or counts")
