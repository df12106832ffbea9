"""Citizens and counters of a made-up day: who they are, and how often they do what."""

from dataclasses import dataclass, field

from queueing.catalogue import Counter

WALK_S, PAUSE_S, BREATH_S = (15.0, 55.0), (150.0, 480.0), (3.0, 12.0)
PRIORITY, NO_SHOW, COMES_BACK, RECALL, NO_START = 0.13, 0.05, 0.4, 0.07, 0.03
PARK, PARKED_FOR_GOOD, TRANSFER, PAUSE, RATED = 0.03, 0.05, 0.02, 0.012, 0.3
GIVES_UP, TAKEN_BACK, BY_STAFF = 0.025, 0.004, 0.04
OUTCOMES, OUTCOME_WEIGHTS = ("accepted", "supplement", "returned", "guided"), (62, 16, 12, 10)
LEVELS, LEVEL_WEIGHTS = ("very_satisfied", "satisfied", "neutral", "dissatisfied"), (52, 37, 8, 3)
PROCEDURES = 5
SPREAD = 0.5545  # of a log-normal time with coefficient of variation 0.6


@dataclass(slots=True)
class Citizen:
    """Somebody with a ticket. `due`: the key of the calling order, seconds of the day."""

    ticket: str
    service: str
    due: float
    waiting: bool = True
    over: bool = False
    missed: bool = False


@dataclass(slots=True)
class Desk:
    """A counter with its officer of this half-day; `back`: parked citizens who came again."""

    counter: Counter
    officer: str
    open: bool = False
    idle: bool = False
    back: list[Citizen] = field(default_factory=list)
