"""What citizens choose from."""

from dataclasses import replace

from queueing.catalogue import list_offered
from tests.queueing.centre import small_centre


def test_what_only_staff_may_issue_is_not_offered():
    parts = small_centre().services
    hidden = {code: replace(each, on_kiosk=code == "C") for code, each in parts.items()}
    [(_, services)] = list_offered(small_centre(services=hidden))
    assert [each.code for each in services] == ["C"]
    departments = {"XD": replace(small_centre().departments["XD"], on_kiosk=False)}
    assert list_offered(small_centre(departments=departments)) == []
