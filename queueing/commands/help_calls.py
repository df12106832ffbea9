"""Asking for help at a counter, and answering it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallForHelp:
    """The officer of a counter needs somebody there; `test`: it is only tried."""

    counter: str
    by: str
    test: bool = False


@dataclass(frozen=True, slots=True)
class ComeToHelp:
    """Somebody is on the way to a counter that called."""

    counter: str
    by: str


@dataclass(frozen=True, slots=True)
class EndHelp:
    """The call of a counter is over."""

    counter: str
    by: str


HelpCommand = CallForHelp | ComeToHelp | EndHelp
