"""The set of states is whole: every screen is looked at, every state has a name and a picture."""

from importlib import import_module

from tests.looks.measures import ROOT
from tools.gallery.index import GROUPS, SCREENS

STATES = [state for group in GROUPS for state in group.states]


def test_every_screen_of_the_gallery_is_looked_at():
    files = (file.stem for file in (ROOT / "tests/looks").glob("test_*.py"))
    looked_at = [getattr(import_module(f"tests.looks.{name}"), "GROUPS", ()) for name in files]
    assert [screen for screen, groups in SCREENS.items() if groups not in looked_at] == []


def test_no_two_states_share_a_name():
    names = [state.name for state in STATES]
    assert len(names) == len(set(names))


def test_every_state_has_its_picture_and_no_picture_is_of_something_else():
    pictures = {file.stem for file in (ROOT / "docs/screens").glob("*.png")}
    assert pictures == {state.name for state in STATES}
