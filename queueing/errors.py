"""Refusals: each has a stable code for programs and fields for a translated message."""

from typing import ClassVar


class Refusal(Exception):
    """The office refused a command; nothing changed. `fields` go into the answer."""

    code: ClassVar[str] = "refused"

    def __init__(self, **fields: str | int | float) -> None:
        """Keep the fields that say what exactly was refused."""
        super().__init__(self.code, fields)
        self.fields = fields


class UnknownThing(Refusal):
    """Something is named that this centre does not have (HTTP 404)."""


class InvalidField(Refusal):
    """A field of the command cannot be right (HTTP 422); `field` names it."""

    code = "invalid_field"


class UnknownService(UnknownThing):
    """No such service is configured."""

    code = "unknown_service"


class UnknownCounter(UnknownThing):
    """No such counter is configured."""

    code = "unknown_counter"


class UnknownKiosk(UnknownThing):
    """No such kiosk is configured."""

    code = "unknown_kiosk"


class UnknownTicket(UnknownThing):
    """No such ticket is in today's hall."""

    code = "unknown_ticket"


class UnknownPrintJob(UnknownThing):
    """No such slip is in today's hall."""

    code = "unknown_print_job"


class UnknownPrinter(UnknownThing):
    """No such printer is configured."""

    code = "unknown_printer"


class PrintJobOver(Refusal):
    """What became of the slip is known already, or somebody else prints it; `state` says it."""

    code = "print_job_over"


class PrintJobLate(Refusal):
    """Nobody waits for the slip any longer: it is not printed."""

    code = "print_job_late"


class PressGivenUp(Refusal):
    """Whoever pressed has left without the answer, and the press was taken back."""

    code = "press_given_up"


class ServiceClosed(Refusal):
    """The service gives no numbers now; `reason` says why."""

    code = "service_closed"


class JustTaken(Refusal):
    """The kiosk gave `number` for this service a moment ago: whoever takes one more confirms it."""

    code = "just_taken"


class DayIsClosed(Refusal):
    """The service day has been closed; numbers begin again tomorrow."""

    code = "day_closed"


class PeopleWaiting(Refusal):
    """So many `people` would lose their numbers; whoever ends the day has to confirm it."""

    code = "people_waiting"


class DayNotReopenable(Refusal):
    """The day was not ended early, or too long ago: there is nothing to go on with."""

    code = "day_not_reopenable"


class CounterIsClosed(Refusal):
    """The counter must be opened first."""

    code = "counter_closed"


class CounterIsPaused(Refusal):
    """The counter is paused; open it to go on."""

    code = "counter_paused"


class CounterBusy(Refusal):
    """The counter still has a ticket; `number` names it."""

    code = "counter_busy"


class NobodyWaiting(Refusal):
    """No citizen waits for this counter."""

    code = "nobody_waiting"


class NoCurrentTicket(Refusal):
    """The counter has no ticket now."""

    code = "no_current_ticket"


class TicketNotWaiting(Refusal):
    """The ticket does not wait: it is elsewhere, or over; `state` says which."""

    code = "ticket_not_waiting"


class TicketNotCalled(Refusal):
    """Only a called ticket can be recalled, started or marked absent; `state` is its own."""

    code = "ticket_not_called"


class TicketNotParked(Refusal):
    """The ticket is not parked."""

    code = "ticket_not_parked"


class TicketNotMissed(Refusal):
    """Only a no-show can be restored."""

    code = "ticket_not_missed"


class TicketOver(Refusal):
    """The ticket is being served or already over; `state` says which."""

    code = "ticket_over"


class NotServedHere(Refusal):
    """This counter's profile does not have the ticket's service."""

    code = "not_served_here"


class RecallTooSoon(Refusal):
    """The last recall was a moment ago; `wait_s` says how long to wait."""

    code = "recall_too_soon"


class RecallLimit(Refusal):
    """The ticket has been recalled as often as allowed."""

    code = "recall_limit"


class NoShowTooSoon(Refusal):
    """The citizen has not been called often or long enough to count as absent."""

    code = "no_show_too_soon"


class NumberHeld(Refusal):
    """The called number is held for `wait_s` yet; giving it up before must be confirmed."""

    code = "number_held"


class TooLateToRestore(Refusal):
    """The call was missed too long ago, or too often; a new number is needed."""

    code = "too_late_to_restore"


class TooLateToTakeBack(Refusal):
    """The service was finished too long ago to be taken back; a new number is needed."""

    code = "too_late_to_take_back"


class TimeIsSure(Refusal):
    """Nobody doubts how long the ticket was served, or it has been said already."""

    code = "time_is_sure"


class PostponeLimit(Refusal):
    """The ticket has stepped back as often as allowed."""

    code = "postpone_limit"


class CopiesLimit(Refusal):
    """A kiosk has printed as many copies of the ticket's slip as allowed; guides print more."""

    code = "copies_limit"


class NobodyBehind(Refusal):
    """Nobody waits behind the ticket whom it could let pass."""

    code = "nobody_behind"


class NotServedYet(Refusal):
    """Only a ticket that was served can be rated; `state` is its own."""

    code = "not_served_yet"


class AlreadyRated(Refusal):
    """The ticket has its rating; there is one only."""

    code = "already_rated"


class TooLateToRate(Refusal):
    """The service was too long ago to be rated."""

    code = "too_late_to_rate"


class TransferToItself(Refusal):
    """The ticket already waits there."""

    code = "transfer_to_itself"


class NothingToUndo(Refusal):
    """This counter has done nothing that can be taken back."""

    code = "nothing_to_undo"


class TooLateToUndo(Refusal):
    """The time for undoing is over, or somebody has gone on with the ticket."""

    code = "too_late_to_undo"


class WouldOrphanTickets(Refusal):
    """The new configuration would leave the tickets in `numbers` without service or counter."""

    code = "would_orphan_tickets"


class TicketInHall(Refusal):
    """The ticket is still in today's hall: what the day needs of it goes when the day is over."""

    code = "ticket_in_hall"


class CannotStore(Exception):
    """Nothing can be written now (disk full, read-only); nothing changed (HTTP 503)."""


class Behind(CannotStore):
    """Another process has stored an entry that this one does not know yet; nothing changed."""


def refusal_from(code: str, fields: dict[str, str | int | float]) -> Refusal:
    """Return the refusal that a stored answer names."""
    kinds = {kind.code: kind for kind in _kinds(Refusal)}
    return kinds.get(code, Refusal)(**fields)


def _kinds(kind: type[Refusal]) -> list[type[Refusal]]:
    return [kind, *(deeper for child in kind.__subclasses__() for deeper in _kinds(child))]
