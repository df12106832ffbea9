"""Entering slips of paper on the guide's tablet: every state, by measures and by axe."""

from tests.gallery.paper_entry import GROUPS
from tests.looks.every_state import test_a_state_is_usable_and_readable_in_each_language

__all__ = ["GROUPS", "test_a_state_is_usable_and_readable_in_each_language"]
