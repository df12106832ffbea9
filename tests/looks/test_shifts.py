"""Every state of a counter that changes hands, or calls by itself, is usable and readable."""

from tests.gallery.shifts import GROUPS
from tests.looks.every_state import test_a_state_is_usable_and_readable_in_each_language

__all__ = ["GROUPS", "test_a_state_is_usable_and_readable_in_each_language"]
