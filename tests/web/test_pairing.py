"""Pairing: a device shows a code, somebody who may lets it in, and it goes on by itself."""

import json
import re
from base64 import urlsafe_b64decode
from functools import partial
from itertools import count

import pytest

import display
import kiosk.routes
import rating
from display.settings import DisplayScreen
from display.speech.server import VoiceOptions
from kiosk.printing.server import PaperOptions
from kiosk.settings import KioskScreen
from tests.centre import Centre
from tests.counters.conftest import Directory
from tests.program import PASSWORD, PEOPLE
from tests.web.conftest import Clock
from web.errors import TooMany
from web.guesses import Allowance, Key
from web.pairing_codes import (
    GOOD_FOR_S,
    ROOM,
    SIGNS,
    TRIES,
    Asked,
    Pairings,
    UnknownPairing,
    derive_token,
)
from web.processes.shared_state import OwnState
from web.settings import Limits

BLOCKS = count()


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    """A centre with kiosk, board and rating tablet, without a server."""
    folder = tmp_path_factory.mktemp("pairing")
    with Centre(folder) as made:
        site = made.site(kiosk, display, rating)
        kiosk.routes.install(site, Directory(), KioskScreen, PaperOptions)
        voice = display.install(
            site,
            DisplayScreen,
            VoiceOptions,
            display.MediaFolders(lambda _zone: None, site.runtime.offload),
            folder / "voice",
        )
        rating.install(site)
        site.routes.require_all()
        made.web, site.limits = site, Limits()
        for name, role in PEOPLE.items():
            made.accounts.create_person(name, role, PASSWORD)
        yield made
        site.background.stop()
        voice.close()


class Visitor:
    """A browser at an address of its own, or a program with a token."""

    def __init__(self, centre, address, name=None):
        self._client = centre.web.app.test_client()
        self._from = {"REMOTE_ADDR": address}
        if name is not None:
            self.form("/sign-in", name=name, password=PASSWORD)

    def get(self, path, **headers):
        return self._client.get(path, headers=headers, environ_base=self._from)

    def csrf(self):
        page = self.get("/sign-in").get_data(as_text=True)
        return re.search(r'name="csrf-token" content="([^"]*)"', page)[1]

    def form(self, path, **fields):
        fields["csrf_token"] = self.csrf()
        return self._client.post(path, data=fields, environ_base=self._from)

    def press(self, path, body=None, csrf=None):
        headers = {"X-CSRFToken": self.csrf() if csrf is None else csrf}
        return self._client.post(path, json=body or {}, headers=headers, environ_base=self._from)

    def claim(self, after="/"):
        return self.press(f"/pair/claim?next={after}")

    @property
    def cookie(self):
        return self._client.get_cookie("xinmoi")


@pytest.fixture
def visitor(centre):
    """Make visitors, each test's at addresses of its own."""
    taken, block = iter(range(1, 200)), next(BLOCKS)

    def make(name=None, address=None):
        return Visitor(centre, address or f"10.1.{block}.{next(taken)}", name)

    return make


def code_on(page):
    found = re.search(r'data-part="code">([^<]*)<', page.get_data(as_text=True))
    return found and found[1]


def approve(staff, code, role="kiosk", name="Máy lấy số cửa chính", **place):
    return staff.press(f"/api/pairings/{code}/approve", {"role": role, "name": name, **place})


def test_a_page_of_a_device_shows_a_code_and_the_same_one_when_it_is_loaded_again(visitor):
    device = visitor()
    page = device.get("/kiosk")
    code = code_on(page)
    assert page.status_code == 401
    assert re.fullmatch(f"[{SIGNS}]{{4}}-[{SIGNS}]{{4}}", code)
    assert code_on(device.get("/kiosk")) == code_on(device.get("/pair")) == code
    assert code_on(visitor().get("/kiosk")) != code


@pytest.mark.parametrize("name", ["huong", "quan"])
def test_whoever_may_lets_it_in_and_it_goes_on_to_its_page(centre, visitor, name):
    device, staff = visitor(), visitor(name)
    code = code_on(device.get("/kiosk?lang=en"))
    assert device.claim().json == {"state": "waiting"}
    answer = approve(staff, code, kiosk="k1")
    assert answer.status_code == 201
    made = answer.json["device"]
    assert (made["role"], made["kiosk"], made["counter"]) == ("kiosk", "k1", None)
    assert device.claim("/kiosk%3Flang=en").json == {"state": "approved", "next": "/kiosk?lang=en"}
    assert device.get("/kiosk").status_code == 200
    assert centre.accounts.find_device(int(made["id"])).kiosk == "k1"
    assert device.claim().json == {"state": "over"}


def test_without_scripts_it_goes_on_when_the_page_is_loaded_again(visitor):
    device = visitor()
    approve(visitor("quan"), code_on(device.get("/kiosk")), kiosk="k1")
    gone_on = device.get("/kiosk?lang=vi")
    assert (gone_on.status_code, gone_on.headers["Location"]) == (303, "/kiosk?lang=vi")
    assert device.get("/kiosk").status_code == 200


def test_it_goes_to_the_page_of_what_it_was_made_not_of_what_it_asked_for(visitor):
    device = visitor()
    code = code_on(device.get("/kiosk"))
    approve(visitor("quan"), code, "display", "Màn hình sảnh", zone="tret")
    assert device.claim("/kiosk").json["next"] == "/display"
    other = visitor()
    approve(visitor("quan"), code_on(other.get("/pair")), "display", "Màn hình", zone="tret")
    after = "/display/basic%3Fzone=other%26margin=3"
    assert other.claim(after).json["next"] == "/display/basic?margin=3"


@pytest.mark.parametrize("name", [None, "lan", "dung", "giang", "kiem"])
def test_nobody_else_lets_devices_in(visitor, name):
    device, other = visitor(), visitor(name)
    code = code_on(device.get("/kiosk"))
    assert approve(other, code, kiosk="k1").status_code == (403 if name else 401)
    assert device.claim().json == {"state": "waiting"}


def test_a_code_is_typed_as_people_type(visitor):
    device = visitor()
    code = code_on(device.get("/kiosk"))
    typed = f" {code.lower().replace('-', ' ')} "
    assert approve(visitor("quan"), typed, kiosk="k1").status_code == 201


def test_a_code_lets_one_device_in_once(visitor):
    device, admin = visitor(), visitor("quan")
    code = code_on(device.get("/kiosk"))
    assert approve(admin, code, kiosk="k1").status_code == 201
    assert approve(admin, code, kiosk="k1").json["error"] == "unknown_pairing"


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("role", {"role": "api"}),
        ("role", {"role": "admin"}),
        ("kiosk", {"kiosk": "K9"}),
        ("counter", {"counter": "1"}),
        ("zone", {"zone": "tret", "kiosk": "k1"}),
        ("kiosk", {}),
        ("counter", {"role": "counter"}),
        ("counter", {"role": "rating"}),
        ("name", {"name": "a\nb"}),
        ("name", {"name": ""}),
    ],
)
def test_what_a_device_cannot_be_is_refused_by_its_field(visitor, field, given):
    code = code_on(visitor().get("/kiosk"))
    answer = approve(visitor("quan"), code, **given)
    assert (answer.status_code, answer.json["field"]) == (422, field)


def test_a_code_bears_five_tries(visitor):
    code, admin = code_on(visitor().get("/kiosk")), visitor("quan")
    faults = [approve(admin, code, kiosk="K9").json["error"] for _ in range(TRIES + 1)]
    assert faults == ["invalid_field"] * TRIES + ["unknown_pairing"]


def test_who_types_wrong_codes_has_to_pause_and_the_right_one_is_not_told(visitor):
    code, guide = code_on(visitor().get("/kiosk")), visitor("huong")
    answers = [approve(guide, "CCCC-CCCC") for _ in range(5)]
    assert {answer.json["error"] for answer in answers} == {"unknown_pairing"}
    late = approve(guide, code, kiosk="k1")
    assert (late.status_code, late.json["error"]) == (429, "too_many")
    assert int(late.headers["Retry-After"]) > 30


PER_ADDRESS, IN_ALL = Limits().codes_per_address, Limits().codes


def test_one_address_shows_so_many_codes_and_then_waits(visitor):
    address = "10.9.9.9"
    pages = [visitor(address=address).get("/pair") for _ in range(PER_ADDRESS + 1)]
    codes = [code_on(page) for page in pages]
    assert len(set(codes)) == PER_ADDRESS + 1
    assert codes[-1] is None
    assert "quá nhiều thiết bị" in pages[-1].get_data(as_text=True)
    assert code_on(visitor().get("/pair"))


def test_a_program_gets_a_code_its_secret_and_then_its_token(centre, visitor):
    program = visitor()
    shown = program.press("/api/pairings", {"role": "printer"})
    assert shown.status_code == 201
    assert program.press("/api/pairings/claim", {"secret": "another"}).status_code == 404
    secret = {"secret": shown.json["secret"]}
    assert program.press("/api/pairings/claim", secret).json == {"state": "waiting"}
    assert shown.json["approve_at"].endswith(shown.json["code"].replace("-", ""))
    approve(visitor("quan"), shown.json["code"], "printer", "Máy in K1", kiosk="k1")
    claimed = program.press("/api/pairings/claim", secret).json
    assert (claimed["state"], claimed["role"]) == ("approved", "printer")
    assert centre.accounts.find_token(claimed["token"]).kiosk == "k1"
    # The answer may have been lost on the way
    assert program.press("/api/pairings/claim", secret).json == claimed


def test_the_secret_of_a_page_is_no_program_s(visitor):
    """It stands in a cookie, and most halls have no https."""
    page = visitor()
    approve(visitor("quan"), code_on(page.get("/kiosk")), kiosk="k1")
    content = page.cookie.value.split(".")[0]
    secret = json.loads(urlsafe_b64decode(content + "=" * (-len(content) % 4)))["pairing"]
    assert visitor().press("/api/pairings/claim", {"secret": secret}).status_code == 404
    assert page.claim().json["state"] == "approved"


def test_pair_tells_a_program_its_code(visitor):
    answer = visitor().get("/pair", Accept="application/json")
    assert re.fullmatch(f"[{SIGNS}]{{4}}-[{SIGNS}]{{4}}", answer.json["code"])


def test_only_the_device_itself_learns_that_it_was_let_in(visitor):
    device, other = visitor(), visitor()
    approve(visitor("quan"), code_on(device.get("/kiosk")), kiosk="k1")
    assert other.claim().json == {"state": "over"}
    assert device.press("/pair/claim", csrf="wrong").status_code == 403
    assert device.claim().json["state"] == "approved"


def test_the_cookie_is_for_this_server_alone_and_kept_by_the_browser_s_clock(visitor):
    device = visitor()
    approve(visitor("quan"), code_on(device.get("/kiosk")), kiosk="k1")
    device.claim()
    cookie = device.cookie
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert cookie.max_age == 400 * 24 * 3600


def test_a_cookie_does_not_tell_the_code(visitor):
    device = visitor()
    code = code_on(device.get("/kiosk"))
    approve(visitor("quan"), code, kiosk="k1")
    device.claim()
    assert code.replace("-", "") not in device.cookie.value


def test_the_token_of_who_may_do_much_is_not_taken_from_an_address(centre, visitor):
    for role, after in (("kiosk", "/kiosk"), ("api", "/pair?refused=1&next=%2Fkiosk")):
        token = centre.accounts.create_token(role, "máy")
        answer = visitor().get(f"/kiosk?token={token}")
        assert (answer.status_code, answer.headers["Location"]) == (303, after)
    refused = visitor().get(after)
    assert "đã bị thu hồi" in refused.get_data(as_text=True)
    assert code_on(refused)


@pytest.fixture
def pairings():
    clock = Clock()
    pairings = Pairings(OwnState(clock))
    pairings.clock = clock
    return pairings


def test_a_code_ends_after_five_minutes(pairings):
    secret, shown = pairings.open(Asked("10.0.0.1"))
    pairings.clock.now = GOOD_FOR_S - 1
    assert pairings.find_waiting(shown.code) == shown
    pairings.clock.now = GOOD_FOR_S
    assert pairings.find(secret) is None
    with pytest.raises(UnknownPairing):
        pairings.find_waiting(shown.code)


def test_a_code_of_one_process_is_approved_once_at_any_and_the_token_stands_nowhere(centre):
    shared = OwnState()
    one, other = Pairings(shared), Pairings(shared)
    secret, shown = one.open(Asked("10.0.0.1"))
    make = partial(centre.accounts.create_device, role="printer", name="máy in", actor="user:lan")
    device = other.approve(shown.code, make)
    for pairings in (one, other):
        with pytest.raises(UnknownPairing):
            pairings.approve(shown.code, make)
        assert pairings.find(secret).device_id == device.id
    token = derive_token(secret)
    assert centre.accounts.find_token(token) == device
    stored = repr(shared.read(ROOM))
    assert secret not in stored
    assert token not in stored


def test_who_reads_the_cookie_of_a_page_cannot_tell_its_token(centre):
    pairings = Pairings(OwnState())
    secret, shown = pairings.open(Asked("10.0.0.1", browser=True))
    make = partial(centre.accounts.create_device, role="kiosk", name="máy", actor="user:lan")
    pairings.approve(shown.code, make)
    assert centre.accounts.find_token(derive_token(secret)) is None


def test_who_fills_the_table_ends_codes_of_its_own(pairings):
    limits = PER_ADDRESS, IN_ALL
    secret, kiosk_s = pairings.open(Asked("10.0.0.1"), *limits)
    for number in range(IN_ALL):
        pairings.open(Asked(f"10.0.1.{number // PER_ADDRESS}"), *limits)
    assert pairings.find(secret) == kiosk_s


def test_guesses_of_all_are_bounded_together(pairings):
    key = Key(Allowance(2, 60, 60, 600), ("all",))
    for _ in range(2):
        with pytest.raises(UnknownPairing):
            pairings.guess("CCCCCCCC", key)
    with pytest.raises(TooMany):
        pairings.guess("CCCCCCCC", key)
