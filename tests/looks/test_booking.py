"""Every state of the pages of bookings can be used and read by everybody."""

from tests.gallery.booking import GROUPS
from tests.looks.every_state import test_a_state_is_usable_and_readable_in_each_language

__all__ = ["GROUPS", "test_a_state_is_usable_and_readable_in_each_language"]
