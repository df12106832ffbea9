"""What `/results`, kiosks and administrators are told; no code stays anywhere."""

import io
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from queueing import commands as c
from tests.admin.pages import Administration, Browser, words_of
from tests.results.service import Service
from tests.waiting import wait_until
from web.rate_limits import DAY_S
from web.settings import NO_LIMITS
from web.turns import TURN, Turns

CODE, LATE = "H13.16-261120-0001", "H13.16-261120-0005"
TABLE = """Mã hồ sơ,Trạng thái,Ngày hẹn trả,Ngày có kết quả,Giấy tờ cần bổ sung,Cơ quan
H13.16-261120-0001,Đã có kết quả,,25/11/2026,,Sở Xây dựng
H13.16-261120-0002,Đang xử lý,05/12/2099,,,XD
H13.17-261120-0003,Yêu cầu bổ sung,20/11/2020,,Bản vẽ hoàn công,
H13.16-261120-0004,Đã trả kết quả,,24/11/2026,,XD
H13.16-261120-0005,Đang xử lý,20/11/2020,,,XD
"""
SAID = {
    CODE: ("Hồ sơ đã có kết quả", "25/11/2026", "Sở Xây dựng"),
    "h13.16 261120 0002": ("Hồ sơ chưa có kết quả", "05/12/2099", "Sở Xây dựng"),
    "H13.17-261120-0003": ("Hồ sơ cần bổ sung giấy tờ", "Bản vẽ hoàn công", "Sở Giao thông"),
    "H13.16-261120-0004": ("Kết quả của hồ sơ này đã được trả", "Sở Xây dựng"),
    LATE: ("Hồ sơ đã quá hẹn trả", "20/11/2020", "Trung tâm xin lỗi Ông/Bà", "nhân viên hướng dẫn"),
    "H13.16-261120-0009": ("Không tìm thấy mã này", "nhân viên hướng dẫn", ""),
    "xin chào": ("Mã này không đúng dạng", "H13.16-240226-0123", ""),
}


def telling(settings):
    settings["results"] = {"on": True, "agencies": {"H13": "XD", "H13.17": "GTVT"}}
    settings["results"]["file"] = {"path": "dossiers.csv"}


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    with Administration(tmp_path_factory.mktemp("results"), telling) as centre:
        yield centre


@pytest.fixture(scope="module")
def admin(centre):
    return centre.person()


def save(centre, text=TABLE):
    """Let the office save its file; return when it was looked at."""
    file = centre.config.parent / "dossiers.csv"
    file.write_text(text, encoding="utf-8")
    centre.now += timedelta(minutes=11)
    os.utime(file, (centre.now.timestamp(),) * 2)
    centre.parts.dossiers.keep_up()


def browser(centre):
    return Browser(centre.pages.app.test_client())


def ask(citizen, code, address="/results"):
    return words_of(citizen.send(address, {"code": code}))


def test_without_a_table_the_page_says_that_nobody_can_tell(centre):
    assert "Không tra cứu được lúc này" in ask(browser(centre), CODE)


def test_each_state_is_told_on_the_public_page_and_the_code_is_not_said_again(centre):
    save(centre)
    citizen = browser(centre)
    for code, said in SAID.items():
        answer = citizen.send("/results", {"code": code})
        assert all(text in words_of(answer) for text in said), (code, words_of(answer))
        if code != "xin chào":
            assert code not in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
    missing, returned = (ask(citizen, code) for code in list(SAID)[2:4])
    assert "Hạn bổ sung" not in missing
    assert "Đã trả ngày" not in returned
    assert "The result is ready" in ask(citizen, CODE, "/results?lang=en")


def test_who_learns_at_home_that_there_is_no_way_to_make_is_counted_once_a_day_and_apart(centre):
    save(centre)
    counted = []
    centre.office.subscribe(lambda _, entries: counted.extend(each.event for each in entries))
    centre.issue()
    centre.office.submit(c.CloseDay(), actor="test", reply=lambda *_: None)
    counted.clear()
    for code in ("H13.16-261120-0002", "h13.16 261120 0002", CODE, LATE, "H13.17-261120-0003"):
        ask(browser(centre), code)
    assert [(each.reason, each.channel) for each in counted] == [
        ("result_not_ready", "page"), ("missing_papers", "page"),
    ]  # fmt: skip


def test_guessing_is_slowed_down_and_right_codes_are_not(centre):
    save(centre)
    citizen = browser(centre)
    for _ in range(15):
        assert "đã có kết quả" in ask(citizen, CODE)
    for number in range(11):
        last = citizen.send("/results", {"code": f"H13.16-261120-1{number:03}"})
    assert last.status_code == 429
    assert "Đã thử quá nhiều mã" in words_of(last)


def test_a_slow_source_holds_up_no_other_page_and_a_crowd_is_told_so(tmp_path):
    service = Service()
    service.answers = {f"H13.16-261120-000{n}": {"status": "ready"} for n in range(3)}
    service.free.clear()

    def asking(settings):
        settings["results"] = {"on": True, "source": "http"}
        settings["results"]["http"] = {"url": service.url, "timeout_s": 10}

    turns = Turns(lambda: NO_LIMITS.model_copy(update={"requests_of_strangers": 1}))
    with Administration(tmp_path, asking) as centre, ThreadPoolExecutor(2) as crowd:

        def ask_in_turn(code):
            citizen = browser(centre)
            fields = {"code": code, "csrf_token": citizen.csrf()}
            turn = turns.find({"REMOTE_ADDR": "127.0.0.1"})
            with turn:
                return citizen.client.post("/results", data=fields, environ_overrides={TURN: turn})

        *two, third = service.answers
        waiting = [crowd.submit(ask_in_turn, code) for code in two]
        wait_until("both wait for the source", lambda: len(service.asked) == 2)
        refused = ask_in_turn(third)
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
        assert "Hệ thống đang bận" in words_of(refused)
        service.free.set()
        assert all("đã có kết quả" in words_of(each.result()) for each in waiting)
    service.stop()


def test_codes_that_a_service_will_not_tell_of_are_guesses_too(tmp_path):
    service = Service()
    service.answers = {f"H13.16-261120-1{n:03}": 400 for n in range(11)}

    def asking(settings):
        settings["results"] = {"on": True, "source": "http", "http": {"url": service.url}}

    with Administration(tmp_path, asking) as centre:
        citizen = browser(centre)
        told = [citizen.send("/results", {"code": code}) for code in service.answers]
    service.stop()
    assert [each.status_code for each in told] == [200] * 10 + [429]
    assert "Không tra cứu được lúc này" in words_of(told[0])


def test_while_it_is_off_there_is_no_page_and_a_page_switches_it_on(tmp_path):
    with Administration(tmp_path) as centre:
        citizen, admin = browser(centre), centre.person()
        assert citizen.open("/results").status_code == 404
        assert "Tra cứu kết quả" not in citizen.read("/")
        assert "Đang tắt" in admin.read("/admin/results")
        on = {"f-results-on": "on", "f-screens-kiosk-card-on": "on"}
        admin.confirm(admin.fill("/admin/public", "collecting", on))
        assert "Tra cứu kết quả" in citizen.read("/results")
        chosen = centre.parts.settings.screens.kiosk.card
        assert (chosen.on, chosen.numbers_per_day) == (True, None)


def test_a_form_of_another_page_is_refused(centre):
    assert browser(centre).send("/results", {"code": CODE}, csrf="x").status_code in (400, 403)


def test_a_damaged_file_is_one_sentence_and_the_old_table_stays(centre, admin):
    save(centre)
    assert "5 hồ sơ" in admin.read("/admin/results")
    save(centre, "<html>")
    page = admin.read("/admin/results")
    assert "Không đọc được tệp" in page
    assert "Bảng trước vẫn được dùng" in page
    assert "đã có kết quả" in ask(browser(centre), CODE)
    (centre.config.parent / "dossiers.csv").unlink()
    centre.now += timedelta(hours=25)
    centre.parts.dossiers.keep_up()
    page = admin.read("/admin/results?lang=en")
    assert "The file cannot be opened" in page
    assert "it is old" in page


def test_a_table_is_sent_by_hand(centre, admin):
    sent = admin.client.post(
        "/admin/results/file",
        data={"csrf_token": admin.csrf(), "file": (io.BytesIO(TABLE.encode()), "tay.csv")},
    )
    assert sent.status_code == 303
    page = admin.read(sent.location)
    assert "Đã nhận bảng mới" in page
    assert "tay.csv" in page
    assert "đã có kết quả" in ask(browser(centre), CODE)
    refused = admin.client.post(
        "/admin/results/file",
        data={"csrf_token": admin.csrf(), "file": (io.BytesIO(b"a,b\n1,2\n"), "sai.csv")},
    )
    assert refused.status_code == 422
    assert "Không đọc được tệp" in words_of(refused)


def test_what_was_kept_is_there_after_a_restart_and_is_of_this_installation_alone(tmp_path):
    with Administration(tmp_path, telling) as centre:
        save(centre)
        (centre.config.parent / "dossiers.csv").unlink()
    with Administration(tmp_path, telling) as centre:
        centre.parts.dossiers.keep_up()
        assert "đã có kết quả" in ask(browser(centre), CODE)
    (tmp_path / "data/secret.key").write_bytes(b"x" * 32)
    with Administration(tmp_path, telling) as centre:
        centre.parts.dossiers.keep_up()
        assert "Không tra cứu được lúc này" in ask(browser(centre), CODE)


def test_no_file_of_the_data_folder_has_a_code_after_use_and_the_days_close(centre):
    save(centre)
    citizen = browser(centre)
    for code in SAID:
        citizen.send("/results", {"code": code})
    centre.issue()
    centre.office.submit(c.CloseDay(), actor="test", reply=lambda *_: None)
    centre.now += timedelta(seconds=DAY_S)
    kept = [file.read_bytes() for file in centre.folder.rglob("*") if file.is_file()]
    assert len(kept) > 3
    for trace in (b"261120-0001", b"2611200001", b"261120-0009", b"H13.16-2611"):
        assert not any(trace in content for content in kept), trace
