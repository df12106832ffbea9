"""The kiosk of a centre of any size can be used and read by everybody."""

from tests.gallery.sizes import GROUPS
from tests.looks.every_state import test_a_state_is_usable_and_readable_in_each_language

__all__ = ["GROUPS", "test_a_state_is_usable_and_readable_in_each_language"]
