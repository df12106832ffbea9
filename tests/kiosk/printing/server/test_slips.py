"""What stands on a slip: the facts of its ticket as the journal has them, in the ticket's words."""

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest

from kiosk.printing.server import PaperOptions
from kiosk.printing.server.slips import make_slip
from kiosk.printing.settings import PaperSlip
from kiosk.printing.slip import Slip
from kiosk.printing.slip.picture import draw_slip
from kiosk.printing.slip.slip_json import read_slip_json, write_slip_json
from queueing import commands as c
from queueing.catalogue import Floor
from tests.kiosk.printing.slips import SLIPS
from tests.queueing.centre import Desk, named, small_centre
from web.section import Text
from web.settings import Centre

CENTRE = Centre(
    names=Text(vi="Trung tâm", en="Centre"),
    city=Text(vi="Thành phố Cần Thơ", en="Cần Thơ City"),
    motto=Text(vi="Đúng hẹn", en="On time"),
)
LICENCE = SimpleNamespace(
    names={"vi": "Đổi giấy phép lái xe", "en": "Renewal of a licence"}, documents=("Căn cước",)
)
OPTIONS = PaperOptions(
    slip=PaperSlip(header=[Text(vi="Ủy ban", en="Committee")], footer=[Text(vi="Hết")])
)


@pytest.fixture
def desk():
    desk = Desk(small_centre(languages=("vi", "en", "km")))
    desk.open()
    return desk


def slip(desk, ticket, copy=0, procedure=None):
    job = desk.hall.job(f"{ticket.id}-p{copy}")
    address = "https://so.cantho.gov.vn"
    return make_slip(desk.hall, job, CENTRE, OPTIONS, lambda _code: procedure, address)


def test_a_slip_says_what_the_journal_says(desk):
    desk.issue(kiosk="k1")
    ticket = desk.issue(kiosk="k1", procedure="1.002", priority="elderly")
    said = slip(desk, ticket, procedure=LICENCE)
    assert said == Slip(
        language="vi",
        centre="Trung tâm",
        city="Thành phố Cần Thơ",
        department="Xây dựng",
        service="Đổi giấy phép lái xe",
        number="A002",
        priority=True,
        counters=("01", "02"),
        floor="",
        ahead=0,
        wait=(ticket.low_min, ticket.high_min),
        papers=("Căn cước",),
        issued_at=ticket.arrival.astimezone(desk.hall.catalogue.zone_info),
        kiosk="Máy 1",
        follow_url=f"https://so.cantho.gov.vn/t/{ticket.follow}",
        motto="Đúng hẹn",
        header=("Ủy ban",),
        footer=("Hết",),
    )
    assert said.issued_at.hour == 8


def test_it_speaks_the_language_of_its_ticket_as_far_as_it_has_letters(desk):
    english = slip(desk, desk.issue(kiosk="k1", language="en", procedure="1"), procedure=LICENCE)
    assert (english.centre, english.service) == ("Centre", "Renewal of a licence")
    assert english.footer == ("Hết",)
    khmer = slip(desk, desk.issue(kiosk="k1", language="km"))
    assert (khmer.language, khmer.centre) == ("vi", "Trung tâm")


def test_it_names_the_counter_the_ticket_was_sent_to_and_each_floor(desk):
    counters = small_centre().counters
    floors = {**small_centre().floors, "1": Floor("1", named("Tầng 1"))}
    upstairs = {**counters, "2": replace(counters["2"], floor="1")}
    desk.hall.catalogue = small_centre(counters=upstairs, floors=floors)
    ticket = desk.issue(kiosk="k1")
    assert slip(desk, ticket).counters == ("01 (tầng trệt), 02 (tầng\xa01)",)
    desk.open("2")
    desk.do(c.CallNext("1"))
    desk.do(c.TransferTicket("1", to_counter="2"))
    said = slip(desk, desk.ticket("A001"))
    assert (said.counters, said.floor) == (("02",), "Tầng 1")


def test_what_happened_since_changes_nothing_that_was_promised(desk):
    desk.issue(kiosk="k1")
    second = desk.issue(kiosk="k1")
    before = slip(desk, second)
    desk.do(c.CallNext("1"), after_s=300)
    assert slip(desk, desk.ticket("A002")) == before
    assert before.ahead == 1


def test_a_copy_says_that_it_is_one_and_how_many_are_before_it_now(desk):
    desk.issue(kiosk="k1")
    second = desk.issue(kiosk="k1")
    desk.do(c.CallNext("1"), after_s=60)
    desk.do(c.ReprintTicket(second.id, "k1"))
    copy = slip(desk, desk.ticket("A002"), copy=1)
    assert (copy.reprint.times, copy.reprint.at.minute) == (1, 1)
    assert (copy.ahead, copy.wait) == (0, None)
    assert copy.follow_url == slip(desk, second).follow_url


def test_where_phones_know_no_address_of_the_server_there_is_no_code(desk):
    ticket = desk.issue(kiosk="k1")
    job = desk.hall.job(f"{ticket.id}-p0")
    said = make_slip(desk.hall, job, CENTRE, OPTIONS, lambda _code: None, None)
    assert said.follow_url == ""
    assert draw_slip(said, 576).height < draw_slip(slip(desk, ticket), 576).height


def test_where_no_range_was_promised_none_is_printed(desk):
    desk.issue("C", kiosk="k1")
    assert slip(desk, desk.issue("C", kiosk="k1")).wait is None


def test_a_slip_outlives_what_the_configuration_drops(desk):
    ticket = desk.issue(kiosk="k1")
    desk.hall.catalogue = small_centre(
        services={}, departments={}, counters={}, kiosks={}, floors={}
    )
    said = slip(desk, ticket)
    assert (said.number, said.service, said.counters, said.floor) == ("A001", "", (), "")


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_arrives_at_the_agent_as_it_was_sent(name):
    sent = json.loads(json.dumps(write_slip_json(SLIPS[name])))
    assert read_slip_json(sent | {"newer": 1}) == SLIPS[name]


def test_what_is_no_slip_is_not_taken_for_one():
    content = write_slip_json(replace(SLIPS["plain"]))
    for missing in ("number", "papers", "issued_at", "reprint"):
        with pytest.raises((KeyError, TypeError)):
            read_slip_json({name: value for name, value in content.items() if name != missing})


def test_a_slip_says_that_no_counter_is_open_and_does_not_call_its_holder_the_next(desk):
    ticket = desk.issue(kiosk="k1")
    assert slip(desk, ticket).no_counter is None
    for counter in ("1", "2"):
        desk.do(c.PauseCounter(counter, "meeting"))
    assert slip(desk, ticket).no_counter == "paused"
