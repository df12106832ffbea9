"""Names of people: one form for what people cannot tell apart."""

import unicodedata

import pytest

from queueing.accounts import LONGEST_NAME, digest_token, find_sign_in_id, fold_name, is_name


@pytest.mark.parametrize(
    "same",
    ["Nguyễn Thị Lan", " NGUYỄN THỊ LAN ", unicodedata.normalize("NFD", "Nguyễn Thị Lan"),
     "Nguyễn Thị Ｌan"],
)  # fmt: skip
def test_names_that_look_or_sound_the_same_are_one(same):
    assert fold_name(same) == "nguyễn thị lan"


@pytest.mark.parametrize("other", ["Nguyen Thi Lan", "Nguyễn Thị Lân", "Nguyễn  Thị Lan"])
def test_marks_of_tone_and_letters_tell_people_apart(other):
    assert fold_name(other) != "nguyễn thị lan"


@pytest.mark.parametrize("name", ["lan", "Nguyễn Thị Lan", "may.1", "a-b_c@d", "x" * LONGEST_NAME])
def test_letters_digits_and_a_few_signs_are_a_name(name):
    assert is_name(name) is True


@pytest.mark.parametrize("name", ["", " lan", "lan ", "a  b", "a\nb", "-a", "a/b", "x" * 65])
def test_what_could_not_be_typed_or_seen_is_no_name(name):
    assert is_name(name) is False


def test_the_id_of_a_sign_in_is_of_its_secret_alone():
    assert find_sign_in_id("one") == find_sign_in_id("one") != find_sign_in_id("two")
    assert len(find_sign_in_id("\ud800")) == 64


def test_what_is_stored_of_a_token_is_its_digest_whatever_somebody_sends():
    assert digest_token("one") == digest_token("one") != digest_token("two")
    assert len(digest_token("\ud800")) == 32
