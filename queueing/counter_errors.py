"""Why a counter may not do what is asked of it: what it serves, what it says was done."""

from queueing.errors import Refusal


class ServiceNotHere(Refusal):
    """This counter's profile does not have the service."""

    code = "service_not_here"


class ReasonNeeded(Refusal):
    """A number is called before others whose turn it is, and nobody said why."""

    code = "reason_needed"


class JustCalled(Refusal):
    """The number was called a moment ago: a press that ends its call is a second one of that."""

    code = "just_called"


class SecondSupplement(Refusal):
    """Papers were asked for of this dossier on `day` already; asked only with `unless_again`."""

    code = "second_supplement"


class CounterTaken(Refusal):
    """Another officer works at this counter now."""

    code = "counter_taken"


class CounterHandedOver(Refusal):
    """The `officer` has handed the counter over; nothing is done there until somebody takes it."""

    code = "counter_handed_over"


class HelpJustCalled(Refusal):
    """Whoever called for help ends that only after `wait_s` seconds more."""

    code = "help_just_called"
