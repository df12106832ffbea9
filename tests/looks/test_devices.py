"""Every state of a device that is let in, and of whoever lets it in, can be used and read."""

from tests.gallery.devices import GROUPS
from tests.looks.every_state import test_a_state_is_usable_and_readable_in_each_language

__all__ = ["GROUPS", "test_a_state_is_usable_and_readable_in_each_language"]
