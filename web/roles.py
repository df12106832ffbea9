"""Roles and rights: who may do what. The one table; what stands in no line of it is refused."""

from collections.abc import Mapping, Sequence
from enum import StrEnum


class Role(StrEnum):
    """What a device, an integration or a person is."""

    KIOSK = "kiosk"
    DISPLAY = "display"
    COUNTER = "counter"
    RATING = "rating"
    KEYS = "keys"
    PRINTER = "printer"
    API = "api"
    OFFICER = "officer"
    GUIDE = "guide"
    DEPARTMENT_HEAD = "department-head"
    DIRECTOR = "director"
    AUDITOR = "auditor"
    ADMIN = "admin"


ROLE_API = Role.API
"""Integrations, monitoring and checks: a token of this role has every right of the table but
those of OF_PEOPLE_ALONE, or those of its scopes."""
DEVICE_ROLES = (
    Role.KIOSK, Role.DISPLAY, Role.COUNTER, Role.RATING, Role.KEYS, Role.PRINTER, ROLE_API,
)  # fmt: skip
"""Roles of tokens; people have the others."""
PLACES: Mapping[str, tuple[Role, ...]] = {
    "counter": (Role.COUNTER, Role.RATING, Role.KEYS),
    "kiosk": (Role.KIOSK, Role.PRINTER),
    "zone": (Role.DISPLAY,),
}
"""Where a device may stand -> the roles that may stand there."""
ANYWHERE = (Role.DISPLAY, Role.PRINTER)
"""Roles of which a device may also be let in for no place: another one would have all of them."""
TOKEN_IN_ADDRESS = (Role.KIOSK, Role.DISPLAY, Role.RATING, Role.COUNTER)
"""Roles whose token a page takes from its address: they can do little. A counter's, since tablets
were enrolled by it before they had a role of their own."""
PEOPLE_ROLES = tuple(role for role in Role if role not in DEVICE_ROLES)


class Right(StrEnum):
    """What a role allows. Every address and every namespace asks for one right, or is `Open`."""

    TAKE_NUMBERS = "take numbers"
    CANCEL_NUMBERS = "cancel numbers"
    RESTORE_NUMBERS = "restore numbers"
    GUIDE_CITIZENS = "guide citizens"
    MIND_ALARMS = "mind alarms"
    INFORM_CITIZENS = "inform citizens"
    HELP_COUNTERS = "help counters"
    MIND_PRINTERS = "mind printers"
    PRINT_SLIPS = "print slips"
    WORK_AT_COUNTER = "work at a counter"
    SEE_COUNTERS = "see counters"
    PRESS_KEYS = "press the keys of a counter"
    ASK_FOR_RATINGS = "ask for ratings"
    SEE_COUNTER_DISPLAY = "see what a counter shows to citizens"
    SEE_BOARD = "see the board"
    PLAY_CALLS = "play calls"
    READ_REPORTS = "read reports"
    READ_FIGURES = "read figures"
    READ_OWN_FIGURES = "read own figures"
    READ_COMPLAINTS = "read complaints"
    ASSIGN_COMPLAINTS = "assign complaints"
    ANSWER_COMPLAINTS = "answer complaints"
    FILE_COMPLAINTS = "write down complaints"
    READ_METRICS = "read the figures of monitoring"
    PAIR_DEVICES = "pair devices"
    MANAGE_DEVICES = "manage devices"
    OWN_ACCOUNT = "mind the own account"
    RUN_CENTRE = "run the centre"
    MANAGE_PEOPLE = "manage people"


class Open(StrEnum):
    """What needs no role: who may use such an address is checked by its own route."""

    TO_ALL = "to all"
    TO_TICKET_HOLDER = "to whoever knows the ticket's address"
    TO_NEW_DEVICE = "to a device that is to be let in"
    TO_OWN_FORM = "to a form of this server's own page"
    TO_OPERATOR = "to whoever can read the data folder"
    TO_THIS_COMPUTER = "to this computer, to others with a right"


RIGHTS: Mapping[Right, tuple[Role, ...]] = {
    Right.TAKE_NUMBERS: (Role.KIOSK, Role.GUIDE, Role.ADMIN),
    Right.CANCEL_NUMBERS: (Role.KIOSK, Role.GUIDE, Role.OFFICER, Role.COUNTER, Role.ADMIN),
    Right.RESTORE_NUMBERS: (Role.GUIDE, Role.OFFICER, Role.COUNTER, Role.ADMIN),
    Right.GUIDE_CITIZENS: (Role.GUIDE, Role.ADMIN),
    Right.MIND_ALARMS: (Role.GUIDE, Role.DIRECTOR, Role.DEPARTMENT_HEAD, Role.ADMIN),
    Right.INFORM_CITIZENS: (Role.GUIDE, Role.DIRECTOR, Role.ADMIN),
    Right.HELP_COUNTERS: (
        Role.GUIDE, Role.DIRECTOR, Role.DEPARTMENT_HEAD, Role.ADMIN, Role.OFFICER, Role.COUNTER,
    ),
    Right.MIND_PRINTERS: (Role.GUIDE, Role.ADMIN),
    Right.PRINT_SLIPS: (Role.PRINTER,),
    Right.WORK_AT_COUNTER: (Role.OFFICER, Role.ADMIN, Role.COUNTER),
    Right.SEE_COUNTERS: (
        Role.OFFICER, Role.ADMIN, Role.COUNTER, Role.GUIDE, Role.DEPARTMENT_HEAD, Role.DIRECTOR,
        Role.AUDITOR,
    ),
    Right.PRESS_KEYS: (Role.KEYS,),
    Right.ASK_FOR_RATINGS: (Role.RATING, Role.COUNTER),
    Right.SEE_COUNTER_DISPLAY: (Role.RATING, Role.COUNTER, Role.DISPLAY, *PEOPLE_ROLES),
    Right.SEE_BOARD: (Role.DISPLAY, *PEOPLE_ROLES),
    Right.PLAY_CALLS: (Role.DISPLAY,),
    Right.READ_REPORTS: (Role.DIRECTOR, Role.AUDITOR, Role.ADMIN, Role.DEPARTMENT_HEAD),
    Right.READ_FIGURES: (
        Role.DIRECTOR, Role.AUDITOR, Role.ADMIN, Role.DEPARTMENT_HEAD, Role.OFFICER,
    ),
    Right.READ_OWN_FIGURES: (Role.OFFICER,),
    Right.READ_COMPLAINTS: (Role.DIRECTOR, Role.DEPARTMENT_HEAD, Role.AUDITOR),
    Right.ASSIGN_COMPLAINTS: (Role.DIRECTOR,),
    Right.ANSWER_COMPLAINTS: (Role.DIRECTOR, Role.DEPARTMENT_HEAD),
    Right.FILE_COMPLAINTS: (Role.GUIDE, Role.DIRECTOR, Role.ADMIN),
    Right.READ_METRICS: (Role.ADMIN,),
    Right.PAIR_DEVICES: (Role.GUIDE, Role.ADMIN),
    Right.MANAGE_DEVICES: (Role.ADMIN,),
    Right.OWN_ACCOUNT: PEOPLE_ROLES,
    Right.RUN_CENTRE: (Role.ADMIN,),
    Right.MANAGE_PEOPLE: (Role.ADMIN,),
}  # fmt: skip
"""Right -> the roles that have it. A browser may be several devices and a person at once: it acts
as the first of these that it is, or else with a token of ROLE_API."""
OF_PEOPLE_ALONE = frozenset({
    Right.OWN_ACCOUNT, Right.RUN_CENTRE, Right.MANAGE_PEOPLE, Right.READ_COMPLAINTS,
    Right.ASSIGN_COMPLAINTS, Right.ANSWER_COMPLAINTS,
})  # fmt: skip
"""Rights that no token has: each is somebody's who can be asked why."""
SCOPES: Mapping[str, frozenset[Right]] = {
    "read": frozenset(
        {
            Right.SEE_BOARD, Right.SEE_COUNTER_DISPLAY, Right.SEE_COUNTERS, Right.READ_REPORTS,
            Right.READ_FIGURES,
        }
    ),
    "numbers": frozenset(
        {Right.TAKE_NUMBERS, Right.CANCEL_NUMBERS, Right.RESTORE_NUMBERS, Right.GUIDE_CITIZENS}
    ),
    "counters": frozenset(
        {Right.WORK_AT_COUNTER, Right.SEE_COUNTERS, Right.PRESS_KEYS, Right.ASK_FOR_RATINGS}
    ),
    "boards": frozenset({Right.SEE_BOARD, Right.SEE_COUNTER_DISPLAY, Right.PLAY_CALLS}),
    "printers": frozenset({Right.MIND_PRINTERS, Right.PRINT_SLIPS}),
    "metrics": frozenset({Right.READ_METRICS}),
}  # fmt: skip
"""What a token of ROLE_API may be limited to; it may have several."""


def roles_with(right: Right) -> tuple[Role, ...]:
    """Return the roles that have a right, in the order in which they are tried."""
    return RIGHTS[right] if right in OF_PEOPLE_ALONE else (*RIGHTS[right], ROLE_API)


def is_in_scopes(right: Right, scopes: Sequence[str]) -> bool:
    """Say whether a token that is limited to these scopes has the right; no scopes: it has all."""
    return not scopes or any(right in SCOPES.get(scope, ()) for scope in scopes)
