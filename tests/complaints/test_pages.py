"""The pages of complaints over an office whose clock the test turns: no waiting, no browser."""

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest

import complaints
import phone
from complaints.settings import ComplaintsScreen
from queueing.catalogue import Department
from storage.citizen_words import CitizenWords
from tests.centre import Centre
from tests.program import PASSWORD
from tests.queueing.centre import named, small_centre
from web.settings import Limits

WORDS = "Ghế chờ ở tầng 1 bị hỏng đã lâu."
ANSWER = "Trung tâm đã thay ghế. Xin cảm ơn Ông/Bà."
PEOPLE = (
    ("giang", "director", None), ("dung", "department-head", "XD"),
    ("tam", "department-head", "TP"), ("kiem", "auditor", None), ("huong", "guide", None),
    ("quan", "admin", None),
)  # fmt: skip


class House:
    """A centre of two departments, its public pages, and its staff."""

    def __init__(self, centre):
        self.centre = centre
        self.words = CitizenWords(centre.database, centre.clock)
        self.site = centre.site(complaints, phone)
        complaints.install(self.site, self.words, ComplaintsScreen)
        phone.install(self.site, self.words)
        for name, role, department in PEOPLE:
            centre.accounts.create_person(name, role, PASSWORD, department)
        self.citizen = self.site.app.test_client()
        self.signed_in = {}

    def file(self, text=WORDS, **fields):
        return self.citizen.post("/complaints", data={"text": text, **fields})

    def filed(self, **fields):
        return code_of(self.file(**fields))

    def read(self, code, query="", **headers):
        return self.citizen.post(f"/complaints/answer{query}", data={"code": code}, headers=headers)

    def staff(self, name):
        if name not in self.signed_in:
            client = self.signed_in[name] = self.site.app.test_client()
            token = csrf_of(client.get("/sign-in"))
            client.post("/sign-in", data={"csrf_token": token, "name": name, "password": PASSWORD})
        return self.signed_in[name]

    def desk(self, name, query=""):
        return self.staff(name).get(f"/complaints/desk{query}")

    def act(self, name, code, what, **fields):
        client = self.staff(name)
        token = csrf_of(client.get("/account"))
        data = {"csrf_token": token, "code": code, **fields}
        return client.post(f"/complaints/desk/{what}", data=data)

    def complaint(self, code):
        return self.centre.office.hall.complaints[code]


def csrf_of(response):
    return re.search(r'name="csrf-token" content="([^"]+)"', response.get_data(as_text=True))[1]


def code_of(response):
    assert response.status_code == 201, response.get_data(as_text=True)
    return re.search(r'class="code num"[^>]*>([A-Z2-9]{4}-[A-Z2-9]{4})<', text_of(response))[1]


def text_of(response):
    return response.get_data(as_text=True)


@contextmanager
def house_in(folder):
    two = {
        code: Department(code, named(name), named(name), named(""), "tret", code[0])
        for code, name in (("XD", "Sở Xây dựng"), ("TP", "Sở Tư pháp"))
    }
    with Centre(folder, small_centre(departments=two)) as centre:
        yield House(centre)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with house_in(tmp_path_factory.mktemp("complaints")) as house:
        yield house


# ── the public pages ──


def test_the_end_of_a_line_is_one_sign_of_the_4000_as_in_the_browser(house):
    lines = ["x" * 39] * 99 + ["x" * 40]
    code_of(house.file(text="\r\n".join(lines)))
    assert house.file(text="\r\n".join([*lines, ""]).replace("\r\n", "x")).status_code == 422


def test_without_a_ticket_somebody_gets_a_code_that_says_how_far_it_is(house):
    page = house.citizen.get("/complaints?lang=en")
    assert "Send a complaint or suggestion" in text_of(page)
    filed = house.file(department="XD")
    code, shown = code_of(filed), text_of(filed)
    assert "30/11/2026" in shown
    assert WORDS not in shown
    assert 'class="code' not in text_of(house.citizen.get(f"/complaints?code={code}"))
    assert f"code={code}" not in shown, "no address has it"
    typed = code.lower().replace("-", " ")
    answer = text_of(house.read(typed, "?lang=en"))
    assert "Received" in answer
    assert "due by 30/11/2026" in answer


def test_programs_get_the_same_as_json(house):
    filed = house.citizen.post("/complaints", json={"text": WORDS})
    assert (filed.status_code, filed.json["due"]) == (201, "2026-11-30")
    shown = house.citizen.post("/complaints/answer", json={"code": filed.json["code"]}).json
    assert (shown["state"], shown["overdue"], shown["answer"]) == ("received", False, None)


def test_what_cannot_be_right_is_said_and_what_was_typed_stays(house):
    wrong = house.file(text=WORDS, department="nowhere", key="k1")
    assert wrong.status_code == 422
    assert WORDS in text_of(wrong)
    assert 'value="k1"' in text_of(wrong)
    empty = house.file(text="   ")
    assert (empty.status_code, "Xin Ông/Bà ghi nội dung" in text_of(empty)) == (422, True)
    assert house.citizen.post("/complaints", json={"text": ""}).json["field"] == "text"
    unknown = house.read("ABCD-2345")
    assert (unknown.status_code, "Không có phản ánh nào" in text_of(unknown)) == (404, True)
    assert house.citizen.post("/complaints/answer", json={"code": "x"}).status_code == 404
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert house.read(house.filed(), **elsewhere).status_code == 403


def test_a_lost_answer_files_once(house):
    before = len(house.centre.office.hall.complaints)
    first = code_of(house.file(key="press-1"))
    assert code_of(house.file(key="press-1")) == first
    assert code_of(house.file(key="press-2")) != first
    assert code_of(house.file(key="press-1", text="Thêm nữa: quạt cũng hỏng.")) != first
    assert len(house.centre.office.hall.complaints) == before + 3
    texts = [each for each in house.words.written("complaint") if each.id == first]
    assert len(texts) == 1


def test_codes_are_not_guessed_and_nobody_files_without_end(tmp_path):
    with house_in(tmp_path) as house:
        code = house.filed()
        assert [house.read("ABCD-2345").status_code for _ in range(32)][-2:] == [429, 429]
        told = house.read(code)
        assert (told.status_code, int(told.headers["Retry-After"]) > 0) == (429, True)
        house.site.limits = Limits()
        asked = [house.file().status_code for _ in range(101)]
        assert (asked[0], asked[-1]) == (201, 429)


# ── from hand to hand ──


def test_the_director_assigns_the_head_answers_and_the_code_shows_it(house):
    code = house.filed()
    assert code not in text_of(house.desk("dung"))
    desk = text_of(house.desk("giang", "?show=received"))
    assert WORDS in desk
    assert house.act("giang", code, "assign", department="XD").status_code == 303
    assert "/complaints/desk/assign" in desk
    assert "/complaints/desk/assign" not in text_of(house.desk("dung"))
    assert code not in text_of(house.desk("tam"))
    elsewhere = house.act("tam", code, "answer", text=ANSWER)
    assert (elsewhere.status_code, ANSWER in text_of(elsewhere)) == (409, False)
    done = house.act("dung", code, "answer", text=ANSWER, key="answer-1")
    assert done.headers["Location"].endswith("/complaints/desk"), "no address has the code"
    shown = [text_of(house.desk("dung", "?show=answered")) for _ in range(2)]
    assert [f"Đã trả lời phản ánh {code}" in each for each in shown] == [True, False]
    again = house.act("dung", code, "answer", text=ANSWER, key="answer-1")
    assert again.status_code == 303
    assert house.act("dung", code, "answer", text="khác", key="answer-2").status_code == 409
    assert [each.text for each in house.words.written("answer")].count(ANSWER) == 1
    assert "khác" not in [each.text for each in house.words.written("answer")]
    shown = text_of(house.read(code))
    assert ANSWER in shown
    assert "Sở Xây dựng" in shown
    assert house.act("giang", code, "reopen").status_code == 303
    assert ANSWER not in text_of(house.read(code))
    assert house.act("giang", code, "answer", text="Trả lời lần hai").status_code == 303
    assert "Trả lời lần hai" in text_of(house.read(code))
    assert "Trả lời lần hai" in text_of(house.desk("kiem", "?show=answered&department=XD"))


def test_only_steps_that_were_made_are_told(house):
    code = house.filed(department="TP")
    assert "chưa giao" in text_of(house.read(code))
    assert house.act("giang", code, "answer", text=ANSWER).status_code == 303
    shown = text_of(house.read(code)).partition("<main>")[2].partition("</main>")[0]
    assert ANSWER in shown
    assert "Giao cơ quan trả lời" not in shown
    assert "Sở Tư pháp" not in shown


def test_the_desk_tells_the_lobby_from_the_page_and_has_the_menu_of_managers(house):
    lobby, page = house.filed(at="hall"), house.filed()
    assert [house.complaint(code).channel for code in (lobby, page)] == ["lobby", "web"]
    assert 'name="at" value="hall"' in text_of(house.citizen.get("/complaints?at=hall"))
    desk = text_of(house.desk("giang"))
    assert "từ mã QR ở sảnh" in desk
    assert "từ trang phản ánh" in desk
    menu = desk.partition('class="entries"')[2].partition("</ul>")[0]
    assert "/reports/opinions" in menu
    assert "/complaints/poster" not in menu


def test_nobody_else_reads_or_changes_complaints(house):
    code = house.filed()
    for name in ("huong", "quan"):
        assert house.desk(name).status_code == 403
    assert "/complaints/desk/answer" not in text_of(house.desk("kiem"))
    assert house.act("kiem", code, "answer", text=ANSWER).status_code == 403
    assert house.act("dung", code, "assign", department="XD").status_code == 403
    assert house.act("giang", "AAAA-BBBB", "assign", department="XD").status_code == 404
    assert house.act("giang", code, "answer", text=" ").status_code == 422
    assert house.citizen.get("/complaints/desk").status_code == 303


def test_a_guide_writes_it_down_and_hands_over_the_code(house):
    client = house.staff("huong")
    token = csrf_of(client.get("/complaints/for-somebody"))
    data = {"csrf_token": token, "department": "TP", "text": WORDS}
    code = code_of(client.post("/complaints/for-somebody", data=data))
    assert code not in text_of(client.get(f"/complaints/for-somebody?code={code}"))
    filed = house.complaint(code)
    assert (filed.channel, filed.department) == ("guide", "TP")
    wrong = client.post("/complaints/for-somebody", data=data | {"department": "x"})
    assert (wrong.status_code, WORDS in text_of(wrong)) == (422, True)
    assert "data:image/svg+xml" in text_of(client.get("/complaints/poster"))


def test_a_complaint_from_a_ticket_is_answered_by_the_same_code(house):
    issued = house.centre.issue()
    sent = house.citizen.post(f"/t/{issued.follow}/complain", json={"text": WORDS})
    shown = house.citizen.post("/complaints/answer", json=sent.json).json
    assert (shown["state"], shown["department"]) == ("received", "XD")


def test_an_overdue_one_comes_first_and_is_owned_up_to(tmp_path):
    with house_in(tmp_path) as house:
        late = house.filed()
        house.centre.now += timedelta(days=8)
        fresh = house.filed()
        desk = text_of(house.desk("giang"))
        assert 0 < desk.index(late) < desk.index(fresh)
        only = text_of(house.desk("giang", "?show=overdue"))
        assert (late in only, fresh in only) == (True, False)
        assert "xin lỗi" in text_of(house.read(late))
        assert "Không có phản ánh nào" in text_of(house.desk("dung", "?show=overdue&page=0"))


def test_once_the_words_are_erased_the_code_says_so_and_no_file_has_them(tmp_path):
    with house_in(tmp_path) as house:
        code = house.filed(text="Tên tôi là BIETDANH")
        house.act("giang", code, "answer", text="Thưa ông BIETDANH")
        house.centre.now += timedelta(days=7 + 366)
        house.words.forget_due(365)
        assert "đã được xóa" in text_of(house.read(code))
        house.signed_in.clear()
        assert "đã được xóa" in text_of(house.desk("giang", "?show=answered"))
        house.centre.database.close()
        files = [file for file in tmp_path.rglob("*") if file.is_file()]
        assert files
        assert all(b"BIETDANH" not in file.read_bytes() for file in files)
