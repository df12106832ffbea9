"""What all who wait are told, and who calls for help, can be read by everybody concerned."""

from tests.gallery.bulletins import GROUPS
from tests.looks.every_state import test_a_state_is_usable_and_readable_in_each_language

__all__ = ["GROUPS", "test_a_state_is_usable_and_readable_in_each_language"]
