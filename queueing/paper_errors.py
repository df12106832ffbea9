"""Why numbers of slips that were printed in advance are not entered, see queueing.errors."""

from queueing.errors import Refusal


class NotOnPaper(Refusal):
    """`number` is none of the slips for this service, which go from `first` to `last`."""

    code = "not_on_paper"


class PaperOrder(Refusal):
    """The number `first` comes after `last`."""

    code = "paper_order"


class OutsideRoll(Refusal):
    """The roll has nothing but the numbers from `first` to `last`."""

    code = "outside_roll"


class OtherRoll(Refusal):
    """The slips `first` and `last` are of two rolls."""

    code = "other_roll"


class NotHandedOut(Refusal):
    """`number` is none of those that were handed out, from `first` to `last`."""

    code = "not_handed_out"


class OutageTimes(Refusal):
    """The time without numbers did not end before now, or after it began, or was another day's."""

    code = "outage_times"
