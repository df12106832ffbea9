"""The set of states is whole: every screen is looked at, every state has a name of its own."""

from importlib import import_module

from tests.gallery.index import GROUPS, SCREENS
from tests.looks.measures import ROOT

STATES = [state for group in GROUPS for state in group.states]


def test_every_screen_of_the_gallery_is_looked_at():
    files = (file.stem for file in (ROOT / "tests/looks").glob("test_*.py"))
    looked_at = [getattr(import_module(f"tests.looks.{name}"), "GROUPS", ()) for name in files]
    assert [screen for screen, groups in SCREENS.items() if groups not in looked_at] == []


def test_no_two_states_share_a_name():
    names = [state.name for state in STATES]
    assert len(names) == len(set(names))
