"""Answers of a one-stop system: two dialects, kept for a while, and never waited for in vain."""

from datetime import date

import pytest

from results.settings import Results
from results.sources.digests import Digests
from results.sources.http import MOST_AT_ONCE, PAUSE_S, HttpSource
from results.status import ODD, UNAVAILABLE, UNKNOWN, DossierAnswer, Standing
from tests.results.service import Service
from web.runtime import runtime

CODE, OTHER = "H13.16-261120-0001", "H13.16-261120-0002"
PORTAL = {
    "ask": {"service": "TraCuuHoSo", "mahoso": "{code}"},
    "answer": {
        "status": "data.0.TrangThaiHoSo",
        "due": "data.0.NgayHenTra",
        "handed_out": "data.0.NgayTra",
        "department": "data.0.DonViXuLy",
        "procedure": "data.0.MaTTHC",
    },
}


@pytest.fixture
def service():
    service = Service()
    yield service
    service.stop()


class Clock:
    now_s = 0.0

    def __call__(self):
        return self.now_s


def source_of(service, token_file=None, clock=None, **section):
    chosen = Results(source="http", http={"url": service.url, "timeout_s": 0.5, **section})
    words, own = chosen.standing_words(), Digests(b"secret")
    green = runtime("threading")
    return HttpSource(chosen.http, words, own, green, token_file, clock or Clock())


def test_each_state_is_told_and_the_code_goes_in_the_body_alone(service, tmp_path):
    service.answers[CODE] = {"status": "ready", "since": "2026-11-25", "department": "XD"}
    service.answers[OTHER] = {
        "status": "Yêu cầu bổ sung", "due": "1/12/2026", "papers_by": "20/12/2026",
        "missing": ["Bản vẽ"],
    }  # fmt: skip
    token = tmp_path / "token"
    token.write_text("abc\r\n", encoding="utf-16")  # as a terminal of Windows writes it
    source = source_of(service, token)
    assert source.find(CODE) == DossierAnswer(Standing.READY, date(2026, 11, 25), (), "XD")
    assert source.find(OTHER) == DossierAnswer(
        Standing.PAPER_MISSING, date(2026, 12, 20), ("Bản vẽ",)
    )
    assert source.find("H13.16-261120-0009") == UNKNOWN
    assert service.asked[0] == ("/tra-cuu", {"code": CODE}, "Bearer abc")


def test_the_national_portals_dialect_is_a_matter_of_configuration(service):
    service.answers[CODE] = {
        "error_code": "0",
        "data": [{
            "MaHoSo": CODE, "TrangThaiHoSo": 4, "NgayHenTra": "20261205163000", "NgayTra": "",
            "DonViXuLy": "Sở Xây dựng", "MaTTHC": "1.002",
        }],
    }  # fmt: skip
    service.answers[OTHER] = {"error_code": "0", "data": []}
    source = source_of(service, **PORTAL)
    assert source.find(CODE) == DossierAnswer(
        Standing.NOT_YET, date(2026, 12, 5), (), "Sở Xây dựng", "1.002"
    )
    assert source.find(OTHER) == UNKNOWN
    assert service.asked[0][1] == {"service": "TraCuuHoSo", "mahoso": CODE}


def test_an_answer_is_kept_for_a_while_by_the_hash_of_its_code(service):
    service.answers[CODE] = {"status": "ready"}
    clock = Clock()
    source = source_of(service, clock=clock, kept_s=120)
    source.find(CODE)
    source.find(CODE)
    assert len(service.asked) == 1
    assert CODE not in repr(vars(source))
    clock.now_s = 121
    source.find(CODE)
    assert len(service.asked) == 2


@pytest.mark.parametrize("said", [b"", b"<html>", b"[", 401, 403, 429, 500, 503])
def test_half_an_answer_is_none_and_the_next_one_does_not_wait_for_it(service, said):
    clock = Clock()
    service.answers[CODE] = said
    source = source_of(service, clock=clock)
    assert source.find(CODE) == source.find(OTHER) == UNAVAILABLE
    assert len(service.asked) == 1
    assert source.fault
    clock.now_s, service.answers[CODE] = PAUSE_S + 1, {"status": "ready"}
    assert source.find(CODE).standing is Standing.READY
    assert source.fault == ""


@pytest.mark.parametrize("said", [{"status": "chờ ký"}, 400, 422])
def test_an_odd_answer_is_of_its_code_alone_and_kept_for_a_moment(service, said):
    clock = Clock()
    service.answers |= {CODE: said, OTHER: {"status": "ready"}}
    source = source_of(service, clock=clock)
    assert source.find(CODE) == source.find(CODE) == ODD
    assert source.find(OTHER).standing is Standing.READY
    assert len(service.asked) == 2
    assert source.fault, "what is to be configured stays to be read"
    clock.now_s, service.answers[CODE] = PAUSE_S + 1, {"status": "ready"}
    assert source.find(CODE).standing is Standing.READY


def test_a_service_that_is_in_trouble_hangs_or_is_gone_is_given_up(service):
    service.answers[CODE] = {"status": "ready"}
    service.status = 500
    assert source_of(service).find(CODE) == UNAVAILABLE
    service.free.clear()
    assert source_of(service).find(CODE) == UNAVAILABLE
    service.stop()
    assert source_of(service).find(CODE) == UNAVAILABLE


def test_only_so_many_ask_at_once(service):
    source = source_of(service)
    for _ in range(MOST_AT_ONCE):
        assert source._room.acquire(blocking=False)
    assert source.find(CODE) == UNAVAILABLE
    assert service.asked == []
