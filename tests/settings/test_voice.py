"""The section `voice`: its defaults, its faults by line, and what to think over."""

from pathlib import Path

import pytest

from queueing.announcement_timing import AnnouncementTiming
from settings.advice import advice
from settings.loading import load
from tests.settings.files import SHIPPED, faults_of, line_of, spoilt, written

FAULTS = {
    "engine: pyttsx3": ("engine: pyttsx", "voice.engine", "did you mean 'pyttsx3'?"),
    "fallbacks: [espeak-ng, clips]": (
        "fallbacks: [clips, clips]",
        "voice.fallbacks",
        "list each engine once",
    ),
    "  rate: 150": ("  rate: 1500", "voice.rate", "words a minute, 80 to 300"),
    "style: south": ("style: western", "voice.style", "'western' is not known"),
    "honorific: công dân": ("honorific: anh chị", "voice.honorific", "khách hàng"),
    'call: "Ticket {number}, please go to counter {counter}[, {floor}]."': (
        'call: "Ticket {number}, please come."',
        "voice.sentences.en.call",
        "the sentence must say {counter} once",
    ),
    'transfer: "Mời số thứ tự {number}, chuyển đến quầy số {counter}[, {floor}]."': (
        'transfer: "Mời {name}, số {number}, đến quầy {counter}."',
        "voice.sentences.vi.transfer",
        "{name} is unknown; known here: {honorific}, {number}, {counter}, {floor}",
    ),
    'recall: "Xin nhắc lại, mời số thứ tự {number}, đến quầy số {counter}[, {floor}]."': (
        'recall: "Mời số {number}, quầy {counter}, {floor}."',
        "voice.sentences.vi.recall",
        "write the floor like [, {floor}]",
    ),
    'closing: "No more tickets today. Everyone with a ticket will be served. Thank you."': (
        'closing: "No more tickets after {number}."',
        "voice.sentences.en.closing",
        "it is said of no number",
    ),
    "pronunciations: {}": (
        "pronunciations: {fr: {VN: Viêt-Nam}}",
        "voice.pronunciations.fr",
        "'fr' is not known",
    ),
    "  repeats: 2": ("  repeats: 0", "voice.repeats", "a whole number, 1 to 3"),
    "  gap_ms: 600": ("  gap_ms: 9000", "voice.gap_ms", "milliseconds, 0 to 5000"),
    "tret: {lobbies: [tret]}": (
        "tret: {lobbies: [tret, tang1]}",
        "voice.loudspeakers.tang1.lobbies[0]",
        "a zone hears one group of loudspeakers",
    ),
    "all: {lobbies: [all]}": (
        "all: {lobbies: [al]}",
        "voice.loudspeakers.all.lobbies[0]",
        "did you mean 'all'?",
    ),
    "tang1: {lobbies: [tang1]}": (
        'tang1: {lobbies: [tang1], quiet: ["13:00-11:30"]}',
        "voice.loudspeakers.tang1.quiet[0]",
        "ends before it begins",
    ),
    "cache_mb: 200": ("cache_mb: 1", "voice.cache_mb", "megabytes, 10 to 10000"),
    "output: lobby": ("output: cellar", "voice.output", "'cellar' is not known"),
    "letter: B\n": ("letter: B\n    spoken: {fr: bé}\n", "departments.TNMT.spoken.fr", "'fr'"),
}


@pytest.mark.parametrize("right", FAULTS)
def test_each_fault_is_named_alone_by_its_key_and_what_is_right(tmp_path: Path, right: str):
    wrong, path, what = FAULTS[right]
    faults = faults_of(spoilt(tmp_path, {right: wrong}))
    assert list(faults) == [path]
    assert what in faults[path][1]


@pytest.mark.parametrize("brackets", ["[, floor]", "[, {floor}", "{{floor}}", "[[, {floor}]]"])
def test_brackets_that_hold_no_floor_are_a_fault(tmp_path: Path, brackets: str):
    whole = '  recall: "Second call. Ticket {number}, please go to counter {counter}[, {floor}]."'
    spoiled = whole.replace("[, {floor}]", brackets)
    file = spoilt(tmp_path, {whole: spoiled})
    [(line, _)] = faults_of(file).values()
    assert line == line_of(file, spoiled)


@pytest.mark.parametrize(("engine", "key"), [("clips", "clips"), ("piper", "models")])
def test_an_engine_that_needs_files_is_refused_without_them(tmp_path: Path, engine: str, key: str):
    changes = {"engine: pyttsx3": f"engine: {engine}"}
    file = spoilt(tmp_path, changes)
    line, what = faults_of(file)["voice.engine"]
    assert (line, f"{engine} cannot speak without the key {key}" in what) == (
        line_of(file, f"engine: {engine}"),
        True,
    )
    assert load(spoilt(tmp_path, changes | {f"  {key}: {{}}": f"  {key}: {{vi: giong}}"}))


def test_files_that_are_not_there_are_a_warning_and_of_another_kind_a_fault(tmp_path: Path):
    file = spoilt(
        tmp_path,
        {"  clips: {}": "  clips: {vi: clips}", "  models: {}": "  models: {en: en.onnx}"},
    )
    assert [(fault.path, fault.what) for fault in advice(load(file))[1:]] == [
        ("voice.clips.vi", f"{tmp_path}/clips is not there: it is passed over"),
        ("voice.models.en", f"{tmp_path}/en.onnx is not there: it is passed over"),
    ]
    (tmp_path / "clips").write_text("a file")
    (tmp_path / "en.onnx").mkdir()
    faults = {path: what for path, (_, what) in faults_of(file).items()}
    assert faults["voice.clips.vi"].startswith("'clips' is a file; right would be: the folder")
    assert faults["voice.models.en"] == "'en.onnx' is a folder; right would be: a model file"


def test_a_file_without_the_section_speaks_as_the_shipped_one(tmp_path: Path):
    text = SHIPPED.read_text(encoding="utf-8")
    without = load(written(tmp_path, text[: text.index("\nvoice:")].encode()))
    shipped = load(SHIPPED)
    assert without.voice.model_copy(
        update={"loudspeakers": shipped.voice.loudspeakers}
    ) == shipped.voice  # fmt: skip
    assert without.loudspeakers() == shipped.loudspeakers()
    assert shipped.voice.rhythm == AnnouncementTiming()


def test_english_can_be_left_out(tmp_path: Path):
    text = SHIPPED.read_text(encoding="utf-8")
    start, end = text.index("    en:\n      call:"), text.index("  # Words that the voice")
    file = written(tmp_path, f"{text[:start]}    en: null\n{text[end:]}".encode())
    assert set(load(file).voice.sentences.templates()) == {"vi"}


def test_a_centre_chooses_how_its_letters_are_said(tmp_path: Path):
    assert load(SHIPPED).letters == {}
    file = spoilt(tmp_path, {"letter: D\n": "letter: D\n    spoken: {vi: dờ}\n"})
    assert load(file).letters == {"D": {"vi": "dờ"}}


def test_loudspeakers_call_to_the_counters_of_all_their_lobbies(tmp_path: Path):
    heard = load(SHIPPED).loudspeakers()
    assert {code: floors for code, (_, floors) in heard.items()} == {
        "tret": {"tret"}, "tang1": {"1"}, "all": {"tret", "1"},
    }  # fmt: skip


def test_a_zone_that_is_named_nowhere_belongs_to_the_loudspeakers_of_its_own_code(tmp_path: Path):
    file = spoilt(
        tmp_path,
        {
            "    tret: {lobbies: [tret]}\n": "    hall: {lobbies: [tret], volume: 60}\n",
            "    tang1: {lobbies: [tang1]}\n": "",
            "    all: {lobbies: [all]}\n": "    all: {lobbies: [tang1], mute: true}\n",
        },
    )
    heard = load(file).loudspeakers()
    assert {code: each.lobbies for code, (each, _) in heard.items()} == {
        "hall": ["tret"], "all": ["tang1", "all"],
    }  # fmt: skip
    assert (heard["hall"][0].volume, heard["all"][0].mute) == (60, True)


def thirty_counters(folder: Path, changes: dict[str, str]) -> Path:
    """The shipped centre with thirty counters of one service of six minutes, all below."""
    text = spoilt(folder, changes).read_text(encoding="utf-8")
    start, end = text.index("\ncounters:\n"), text.index("\n# Machines that give numbers")
    counters = "".join(f'  "{n:02d}": {{department: CT, serves: [CT]}}\n' for n in range(1, 31))
    served = text[:start] + f"\ncounters:\n{counters}" + text[end:]
    return written(folder, served.encode())


def warnings(file: Path) -> dict[str, str]:
    found = advice(load(file))
    return {fault.path: fault.what for fault in found if fault.path.startswith("voice")}


def test_thirty_counters_in_one_zone_cannot_be_spoken_twice(tmp_path: Path):
    said = (
        "30 counters in one zone cannot be spoken twice: they call about 300 numbers an hour, and "
        "3600 s ÷ 13.05 s a call = 275; set repeats: 1 (500 an hour), or share its lobbies out "
        "among more loudspeakers"
    )
    assert warnings(thirty_counters(tmp_path, {})) == {
        "voice.loudspeakers.tret": said,
        "voice.loudspeakers.all": said,
    }


def test_they_can_be_spoken_once_or_not_at_all(tmp_path: Path):
    assert warnings(thirty_counters(tmp_path, {"  repeats: 2": "  repeats: 1"})) == {}
    assert warnings(thirty_counters(tmp_path, {"engine: pyttsx3": "engine: none"})) == {}
    mute = {"tret: {lobbies: [tret]}": "tret: {lobbies: [tret, all], mute: true}",
            "    all: {lobbies: [all]}\n": ""}  # fmt: skip
    assert warnings(thirty_counters(tmp_path, mute)) == {}


def test_where_even_once_is_too_often_only_more_loudspeakers_help(tmp_path: Path):
    file = thirty_counters(
        tmp_path,
        {"{department: CT, minutes: 6.0}": "{department: CT, minutes: 3}",
         "  repeats: 2": "  repeats: 1"},
    )  # fmt: skip
    assert warnings(file)["voice.loudspeakers.tret"] == (
        "30 counters in one zone cannot be spoken once: they call about 600 numbers an hour, and "
        "3600 s ÷ 7.2 s a call = 500; share its lobbies out among more loudspeakers"
    )
