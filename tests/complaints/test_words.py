"""Every text of the pages about complaints is there in English, and none is left over."""

from complaints.desk import DONE
from complaints.public import NO_TEXT
from complaints.refusals import REFUSALS
from tests.phone.test_words import texts
from tests.program import ROOT
from web.i18n import Translations


def test_every_text_is_there_in_english():
    spoken = texts("complaints") | set(DONE.values()) | {NO_TEXT, *REFUSALS.values()}
    assert len(spoken) > 50
    shared = set(Translations([ROOT / "web"]).texts_for_browser("en", "web"))
    english = set(Translations([ROOT / "complaints"]).texts_for_browser("en", "complaints"))
    assert spoken - shared <= english
    assert english <= spoken
