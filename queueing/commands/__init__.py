"""What people ask the office to do; one class per button."""

from queueing.commands.alarms import *
from queueing.commands.bookings import *
from queueing.commands.bulletins import *
from queueing.commands.complaints import *
from queueing.commands.counters import *
from queueing.commands.day import *
from queueing.commands.help_calls import *
from queueing.commands.paper import *
from queueing.commands.print_jobs import *
from queueing.commands.saved_visits import *
from queueing.commands.tickets import *

Command = (
    CounterCommand
    | TicketCommand
    | PrintCommand
    | DayCommand
    | AlarmCommand
    | BookingCommand
    | SavedVisitCommand
    | ComplaintCommand
    | PaperCommand
    | BulletinCommand
    | HelpCommand
)
"""Every kind; each module says which are its own."""
