"""Whether a procedure is offered on a day, and what an import changes."""

from dataclasses import replace
from datetime import date

import pytest

from queueing.procedures import Differences, Offer, Procedure, StoredProcedure

TODAY = date(2026, 11, 23)
YESTERDAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 24)
PERMIT = Procedure("1.01", "Cấp giấy phép xây dựng", "XD", "Xây dựng", "XD", TODAY, TODAY)


@pytest.mark.parametrize(
    ("stored", "offer"),
    [
        (StoredProcedure(PERMIT), Offer.OFFERED),
        (StoredProcedure(PERMIT, off_at="2026-11-20"), Offer.OFF),
        (StoredProcedure(PERMIT, closed_at="2026-11-20", off_at="2026-11-20"), Offer.CLOSED),
        (StoredProcedure(replace(PERMIT, valid_from=TOMORROW, valid_to=None)), Offer.AHEAD),
        (StoredProcedure(replace(PERMIT, valid_from=YESTERDAY, valid_to=YESTERDAY)), Offer.OVER),
    ],
)
def test_a_procedure_is_offered_from_its_first_to_its_last_day(stored, offer):
    assert stored.offer_on(TODAY) is offer


def test_a_procedure_moves_when_it_leads_to_another_queue():
    renamed = (PERMIT, replace(PERMIT, name_vi="Giấy phép"))
    moved = (PERMIT, replace(PERMIT, service="TT"))
    assert Differences(changed=(renamed, moved)).moved == (moved,)
