"""`./run check` says whether a file can be used, and what to think over."""

from pathlib import Path

import pytest

from settings.checking import check
from tests.settings.files import SHIPPED, line_of, spoilt


def test_the_shipped_file_has_no_faults_and_says_that_it_is_a_sample(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert check(SHIPPED) == 0
    line = line_of(SHIPPED, "profile: cantho-2024")
    assert capsys.readouterr().out == (
        f"{SHIPPED}:{line}: warning: profile: this is the sample cantho-2024 as it is shipped: put "
        "the centre's own in place of what is marked [P] and [V], then give it a name of its own\n"
        f"{SHIPPED}: no faults; profile cantho-2024: 18 departments, 20 services, 23 counters, "
        "2 kiosks\n"
    )


def test_faults_are_printed_one_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    file = spoilt(tmp_path, {"port: 8080": "port: 0", "letter: B": "letter: b"})
    assert check(file) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{file}:{line_of(file, 'port: 0')}: server.port: 0 is too small")
    assert second.startswith(f"{file}:{line_of(file, 'letter: b')}: departments.TNMT.letter: 'b'")


def test_what_is_allowed_but_odd_is_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    file = spoilt(
        tmp_path,
        {
            "serves: [CT]": "serves: [NV]",
            "letter: C": "letter: CO",
            ", en: Meeting}": "}",
            "viewing_m: 8}": "viewing_m: 12}",
            "department: YT, minutes: 7.0": "department: YT",
            "{department: NN, minutes: 6.6}": "{department: NN, on_kiosk: false}",
        },
    )
    assert check(file) == 0
    said = [line.split(": ", 3)[1:] for line in capsys.readouterr().out.splitlines()[:-1]]
    assert said == [
        ["warning", "profile", "this is the sample cantho-2024 as it is shipped: put the centre's"
         " own in place of what is marked [P] and [V], then give it a name of its own"],
        ["warning", "departments.KHĐT.letter", "the letter O is easily read as 0 on a slip"],
        ["warning", "departments.NN", "NN has a tile on the kiosk but no service behind it"],
        ["warning", "services.YT", "no minutes are given: no wait is estimated until 8 calls"
         " have ended"],
        ["warning", "services.CT", "no counter serves CT: it gives no numbers"],
        ["warning", "pause_reasons.meeting", "no words for the language en: the Vietnamese ones"
         " are shown"],
        ["warning", "screens.display.zones.tang1.viewing_m", "on a panel of 55 inches the layout"
         " hero can be read from 8.0 m at most, not from 12 m"],
    ]  # fmt: skip


def test_a_missing_folder_of_pictures_is_a_warning_and_a_file_in_its_place_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    with_media = "viewing_m: 8, media: pictures}"
    file = spoilt(tmp_path, {"viewing_m: 8}": with_media})
    where = f"{file}:{line_of(file, with_media)}"
    key = "screens.display.zones.tang1.media"
    assert check(file) == 0
    assert f"{where}: warning: {key}: the folder {tmp_path}/pictures is not there" in (
        capsys.readouterr().out
    )
    (tmp_path / "pictures").write_text("a file")
    assert check(file) == 1
    assert capsys.readouterr().out.startswith(f"{where}: {key}: 'pictures' is a file; right")
    (tmp_path / "pictures").unlink()
    (tmp_path / "pictures").mkdir()
    assert check(file) == 0
    assert "media" not in capsys.readouterr().out


def test_a_missing_logo_is_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = spoilt(tmp_path, {"logo: null": "logo: logo.png"})
    said = f"{file}:{line_of(file, 'logo: logo.png')}: warning: screens.kiosk.slip.logo: "
    assert check(file) == 0
    assert f"{said}the picture {tmp_path}/logo.png is not there: slips have no logo" in (
        capsys.readouterr().out
    )


def test_a_floor_that_no_board_shows_is_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    file = spoilt(
        tmp_path,
        {
            'area}, floors: ["1"]}': "area}, floors: [tret]}",
            'floors: [tret, "1"]': "floors: [tret]",
        },
    )
    assert check(file) == 0
    assert "floors.1: no zone shows this floor" in capsys.readouterr().out


def test_hours_that_refuse_nobody_are_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(SHIPPED) == 0
    assert "hours.enforced" not in capsys.readouterr().out
    file = spoilt(tmp_path, {"\n  enforced: true": "\n  enforced: false"})
    assert check(file) == 0
    where = f"{file}:{line_of(file, 'enforced: false')}: warning: hours.enforced"
    assert f"{where}: the hours are shown and refuse nobody" in capsys.readouterr().out


def test_hours_that_go_on_until_the_day_ends_are_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = spoilt(tmp_path, {'day_ends: "00:00"': 'day_ends: "16:45"'})
    assert check(file) == 0
    assert "intake until 16:30 leaves less than 30 minutes" in capsys.readouterr().out


def test_what_another_city_has_left_of_the_sample_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = {
        "profile: cantho-2024": "profile: ben-tre",
        "{vi: Thành phố Cần Thơ, en: Cần Thơ City}": "{vi: Tỉnh Bến Tre, en: Bến Tre}",
    }
    assert check(spoilt(tmp_path, changes)) == 0
    said = [line.split(": ")[1:3] for line in capsys.readouterr().out.splitlines()[:-1]]
    assert said == [
        ["warning", "centre.motto"], ["warning", "centre.phone"], ["warning", "centre.notices"],
        ["warning", "screens.kiosk.elsewhere"],
    ]  # fmt: skip
    own = changes | {
        "phone: 0292 3817696": "phone: ''",
        "vi: Chuyên nghiệp, tận tình, chính xác, đúng hẹn": "vi: Đúng hẹn",
        "Số bị lỡ được gọi lại trong 30 phút. Xin báo": "Xin báo",
        "asked: [giấy khai sinh, khai sinh,": "asked: [",
    }
    assert check(spoilt(tmp_path, own)) == 0
    assert "the sample" not in capsys.readouterr().out


def test_the_centre_of_the_sample_names_it_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(spoilt(tmp_path, {"profile: cantho-2024": "profile: cantho-2027"})) == 0
    assert "the sample" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "key", "what"),
    [
        ({"public_url: null": "public_url: http://localhost:8080"}, "public_url", "each phone"),
        ({"public_url: null": 'public_url: "http://[::1]"'}, "public_url", "each phone itself"),
        ({"public_url: null": "public_url: https://so.example"}, "public_url", "is https"),
        (
            {
                "public_url: null": "public_url: http://so.example",
                "trusted_proxies: 0": "trusted_proxies: 1",
            },
            "trusted_proxies",
            "is http",
        ),
        (
            {"first floor}, connection: none}": "first floor}, connection: file, device: x}"},
            "public_url",
            "no code",
        ),
    ],
)
def test_what_keeps_phones_away_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, str], key: str, what: str
) -> None:
    assert check(spoilt(tmp_path, change)) == 0
    said = [line for line in capsys.readouterr().out.splitlines() if f"server.{key}" in line]
    assert len(said) == 1
    assert what in said[0]
