"""The sentence of a call, as text and as recorded pieces."""

import unicodedata
from dataclasses import replace
from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from display.speech.words.announcing import Facts, make_call_facts, make_sentences
from display.speech.words.spelling import LETTERS
from queueing import commands as c
from queueing.numbering import ticket_number
from tests.display.voice import BOTH, FLOORS, GROUND, PHRASING, SENTENCES, open_desk

kinds = st.sampled_from(["call", "recall", "transfer"])
tickets = st.builds(
    ticket_number, st.sampled_from([*ascii_uppercase, "Đ", "AB", "WM"]), st.integers(1, 9999)
)
labels = st.one_of(
    st.integers(0, 9999).map(str),
    st.integers(0, 99).map("{:02d}".format),
    st.text("0123456789ABCDĐXYabc-./ ²½①٣", min_size=1, max_size=4),
)


def said(facts, phrasing=PHRASING):
    """Language -> text."""
    return {each.language: each.text for each in make_sentences(facts, phrasing, FLOORS)}


def vietnamese(facts, phrasing=PHRASING):
    return said(facts, phrasing)["vi"]


def called(desk, counter="1", floors=GROUND):
    """What is said of the newest call where people wait for the counters of `floors`."""
    desk.do(c.CallNext(counter))
    return make_call_facts(desk.hall, desk.hall.calls[0], floors)


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (Facts("call", "D018", "07"),
         "Xin mời công dân có số thứ tự dê, không, một, tám, đến quầy số bảy."),
        (Facts("call", "B1000", "21", "1"),
         "Xin mời công dân có số thứ tự bê, một, không, không, không, đến quầy số hai mươi mốt, "
         "tầng một."),
        (Facts("recall", "N105", "15"),
         "Xin nhắc lại, mời số thứ tự e-nờ, một, không, năm, đến quầy số mười lăm."),
        (Facts("call", "AB012", "7"),
         "Xin mời công dân có số thứ tự a, bê, không, một, hai, đến quầy số bảy."),
        (Facts("transfer", "X111", "104", "tret"),
         "Mời số thứ tự ích-xì, một, một, một, chuyển đến quầy số một trăm lẻ bốn, tầng trệt."),
    ],
)  # fmt: skip
def test_vietnamese_sentences_are_those_of_the_handbook(facts, text):
    assert said(facts) == {"vi": text}


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (Facts("call", "D018", "07", None, "en"),
         "Ticket D, zero, one, eight, please go to counter seven."),
        (Facts("call", "D018", "21", "1", "en"),
         "Ticket D, zero, one, eight, please go to counter twenty-one, first floor."),
        (Facts("recall", "D018", "07", None, "en"),
         "Second call. Ticket D, zero, one, eight, please go to counter seven."),
        (Facts("transfer", "D018", "07", None, "en"),
         "Ticket D, zero, one, eight, please move to counter seven."),
    ],
)  # fmt: skip
def test_a_ticket_taken_in_english_is_called_in_vietnamese_and_then_in_english(facts, text):
    assert list(said(facts)) == ["vi", "en"]
    assert said(facts)["en"] == text


def test_a_language_that_is_not_spoken_here_adds_nothing():
    assert list(said(Facts("call", "D018", "07", language="km"))) == ["vi"]
    only_vietnamese = replace(PHRASING, sentences={"vi": SENTENCES["vi"]})
    assert list(said(Facts("call", "D018", "07", language="en"), only_vietnamese)) == ["vi"]


def test_khmer_is_said_by_recorded_clips_and_by_no_engine():
    with_clips = replace(PHRASING, patterns={"km": {"call": ("{counter}", "{letter}", "{digits}")}})
    _, khmer = make_sentences(Facts("call", "D018", "07", language="km"), with_clips, FLOORS)
    assert (khmer.language, khmer.text) == ("km", None)
    assert khmer.tokens == ("counter.7", "letter.D", "digit.0", "digit.1", "digit.8")


@given(kinds, tickets, labels, st.sampled_from([None, *FLOORS]), st.sampled_from(["vi", "en"]))
def test_no_figure_is_left_in_any_sentence(kind, number, label, floor, language):
    for text in said(Facts(kind, number, label, floor, language)).values():
        assert not any(sign.isnumeric() for sign in text), text
        assert not set(text) & set("{}[]")
        assert unicodedata.is_normalized("NFC", text)
        assert text == " ".join(text.split())


@given(tickets, labels)
def test_figures_in_the_centres_own_words_are_spelled_too(number, label):
    own = replace(
        PHRASING,
        sentences={"vi": {"call": "Số {number}, quầy {counter}, gọi 1022 hoặc 02923817696."}},
        letters={number[0]: {"vi": "số 1"}},
        pronunciations={"vi": {"quầy": "quầy 5"}},
    )
    text = vietnamese(Facts("call", number, label), own)
    assert not any(sign.isnumeric() for sign in text), text
    assert "gọi một ngàn không trăm hai mươi hai hoặc không, hai, chín, hai" in text


@given(tickets, tickets)
def test_two_numbers_never_sound_the_same(one, other):
    heard = [vietnamese(Facts("call", number, "1")) for number in (one, other)]
    assert (heard[0] == heard[1]) == (one == other)


def test_every_letter_has_a_name_of_its_own():
    assert set(ascii_uppercase) < set(LETTERS)
    assert len(set(LETTERS.values())) == len(LETTERS)


def test_a_centre_may_read_its_letters_otherwise():
    own = replace(PHRASING, letters={"D": {"vi": "dờ"}})
    facts = Facts("call", "D018", "D2", language="en")
    assert "số thứ tự dờ, không, một, tám, đến quầy số dờ hai." in vietnamese(facts, own)
    assert "Ticket D, zero" in said(facts, own)["en"]
    both = replace(PHRASING, letters={"A": {"vi": "a"}, "AB": {"vi": "an bình"}})
    assert "số thứ tự an bình, không, một, hai," in vietnamese(Facts("call", "AB012", "7"), both)
    assert "số thứ tự a, xê, không, một, hai," in vietnamese(Facts("call", "AC012", "7"), both)


def test_a_counter_with_a_letter_says_both():
    assert vietnamese(Facts("call", "A001", "A12")).endswith("đến quầy số a mười hai.")
    assert vietnamese(Facts("call", "A001", "a-3")).endswith("đến quầy số a ba.")


def test_citizens_are_addressed_as_the_centre_wishes_and_numbers_said_as_in_the_north():
    own = replace(PHRASING, honorific="quý khách", style="north")
    assert vietnamese(Facts("call", "A001", "101"), own) == (
        "Xin mời quý khách có số thứ tự a, không, không, một, đến quầy số một trăm linh một."
    )


def test_whole_words_are_said_as_the_centre_pronounces_them_the_longest_first():
    own = replace(
        PHRASING,
        sentences={"vi": {"call": "Quầy VNeID mức VN, VN số, VNA: {number}, {counter}"}},
        pronunciations={
            "vi": {"VN": "Việt Nam", "VN số": "Việt Nam mới", "VNeID": "vi en ai đi", "a": "-"}
        },
    )
    assert vietnamese(Facts("call", "A001", "7"), own) == (
        "Quầy vi en ai đi mức Việt Nam, Việt Nam mới, VNA: a, không, không, một, bảy"
    )


def test_the_facts_of_a_call_are_those_of_the_board():
    desk = open_desk()
    desk.issue("A", language="en")
    assert called(desk) == Facts("call", "A001", "07", None, "en")
    desk.do(c.Recall("1"), after_s=30)
    assert make_call_facts(desk.hall, desk.hall.calls[0], GROUND).kind == "recall"


def test_the_floor_is_said_where_people_of_several_floors_wait():
    desk = open_desk()
    desk.issue("A")
    assert called(desk, floors=BOTH).floor == "tret"


def test_whoever_was_sent_from_another_counter_is_told_so_until_called_again():
    desk = open_desk()
    desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.do(c.TransferTicket("1", service="C"))
    assert called(desk, "21", BOTH) == Facts("transfer", "A001", "21", "1")
    desk.do(c.Recall("21"), after_s=30)
    assert make_call_facts(desk.hall, desk.hall.calls[0], BOTH).kind == "recall"


def test_text_and_clips_say_the_same_call():
    [each] = make_sentences(Facts("recall", "D018", "07", "1"), PHRASING, FLOORS)
    assert each.tokens == (
        "again", "letter.D", "digit.0", "digit.1", "digit.8", "to_counter", "counter.7", "floor.1",
    )  # fmt: skip


@given(kinds, tickets, labels, st.sampled_from([None, *FLOORS]))
def test_the_pieces_hold_every_sign_of_the_number_in_its_order(kind, number, label, floor):
    [each] = make_sentences(Facts(kind, number, label, floor), PHRASING, FLOORS)
    signs = [t.partition(".")[2] for t in each.tokens if t.startswith(("letter.", "digit."))]
    assert "".join(signs) == number
    assert any(token.startswith("counter.") for token in each.tokens)
    assert (f"floor.{floor}" in each.tokens) == (floor is not None)


def test_a_bank_has_an_order_of_its_own_and_may_say_the_floor_in_its_words():
    patterns = {
        "call": ("{letter}", "{digits}", "{counter}"),
        "floor": ("on.{floor}", "floor.{floor}"),
    }
    own = replace(PHRASING, patterns={"vi": patterns})
    [call] = make_sentences(Facts("call", "D0", "07", "1"), own, FLOORS)
    assert call.tokens == ("letter.D", "digit.0", "counter.7", "on.1", "floor.1")
    [recall] = make_sentences(Facts("recall", "D0", "07"), own, FLOORS)
    assert recall.tokens[0] == "again"
