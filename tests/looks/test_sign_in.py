"""Every state of the pages that belong to no screen can be used and read by everybody."""

from tests.gallery.sign_in import GROUPS
from tests.looks.every_state import test_a_state_is_usable_and_readable_in_each_language

__all__ = ["GROUPS", "test_a_state_is_usable_and_readable_in_each_language"]
