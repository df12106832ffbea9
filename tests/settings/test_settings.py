"""What the parts of the program get from a configuration."""

from pathlib import Path

from settings.loading import load
from tests.settings.files import SHIPPED, spoilt


def test_the_digest_is_the_same_for_the_same_content(tmp_path: Path) -> None:
    digest = load(SHIPPED).catalogue().digest
    assert len(digest) == 16
    commented = spoilt(tmp_path, {"# Name of this configuration.": "# The name:"})
    assert load(commented).catalogue().digest == digest
    other_port = spoilt(tmp_path, {"port: 8080": "port: 8081"})
    assert load(other_port).catalogue().digest == digest


def test_the_digest_follows_rules_names_and_screens(tmp_path: Path) -> None:
    digests = {
        load(spoilt(tmp_path, change)).catalogue().digest
        for change in (
            {},
            {"recalls: 3": "recalls: 4"},
            {"vi: Họp": "vi: Đi họp"},
            {"serves: [TNMT-DD, TNMT-MT]": "serves: [TNMT-MT, TNMT-DD]"},
            {"days: {}": "days: {2027-02-05: []}"},
            {"hero_s: 6": "hero_s: 7"},
        )
    }
    assert len(digests) == 6


def test_a_counter_stands_on_its_departments_floor_unless_it_says_otherwise(tmp_path: Path) -> None:
    file = spoilt(
        tmp_path, {"{department: NgV, serves": "{department: NgV, floor: tret, label: A1, serves"}
    )
    counters = load(file).catalogue().counters
    assert (counters["26"].floor, counters["26"].label) == ("1", "26")
    assert (counters["27"].floor, counters["27"].label) == ("tret", "A1")


def test_a_service_that_is_not_given_is_closed(tmp_path: Path) -> None:
    file = spoilt(tmp_path, {"minutes: 4.5}": "minutes: 4.5, given: false}"})
    assert load(file).catalogue().services["GDĐT"].closed_reason == "closed"


def test_screens_and_server_have_their_options(tmp_path: Path) -> None:
    settings = load(spoilt(tmp_path, {"public_url: null": "public_url: https://so.cantho.gov.vn"}))
    assert (settings.server.host, settings.server.port) == ("0.0.0.0", 8080)
    assert settings.server.public_url == "https://so.cantho.gov.vn"
    assert settings.screens.kiosk.idle_s == 45
    assert settings.board("tang1").layout == "hero"
    assert settings.board("elsewhere").layout == "board"
    assert settings.centre.phone == "0292 3817696"
    assert len(settings.centre.notices) == 3


def test_sections_that_may_be_left_out_have_the_values_of_the_handbook(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    shortened = text[: text.index("\nrules:")]
    file = tmp_path / "config.yaml"
    file.write_text(shortened, encoding="utf-8")
    assert load(file).catalogue().limits == load(SHIPPED).catalogue().limits
    assert load(file).screens.display.hero_s == load(SHIPPED).screens.display.hero_s
