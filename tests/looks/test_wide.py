"""The widest numbers can be read by everybody wherever a number is large."""

from tests.gallery.wide import GROUPS
from tests.looks.every_state import test_a_state_is_usable_and_readable_in_each_language

__all__ = ["GROUPS", "test_a_state_is_usable_and_readable_in_each_language"]
