"""What each of the 256 bytes a printer may send is taken for."""

from itertools import product

import pytest

from kiosk.printing.agent.status import (
    Condition,
    begins_report,
    is_answer,
    is_paper_low,
    is_proof,
    read_condition,
)

FINE = 0x12
BYTES = range(256)


def test_an_answer_to_a_question_has_its_four_fixed_bits():
    fixed = [byte for byte in BYTES if f"{byte:08b}"[::7] == "00" and f"{byte:08b}"[3] == "1"]
    assert [byte for byte in BYTES if is_answer(byte)] == [b for b in fixed if f"{b:08b}"[6] == "1"]
    assert all(is_answer(byte) for byte in (0x12, 0x16, 0x1A, 0x1E, 0x32, 0x72, 0x7E))


def test_no_byte_can_be_taken_for_an_answer_of_another_kind():
    kinds = [(is_answer(byte), is_proof(byte), begins_report(byte)) for byte in BYTES]
    assert max(map(sum, kinds)) == 1
    assert [sum(kind) for kind in zip(*kinds, strict=True)] == [16, 64, 16]


@pytest.mark.parametrize("byte", [0x11, 0x13, 0xFF])
def test_flow_control_and_noise_prove_nothing(byte):
    assert [kind(byte) for kind in (is_answer, is_proof, begins_report)] == [False] * 3


@pytest.mark.parametrize(
    ("cause", "paper", "online", "found"),
    [
        (0x12, 0x12, 0x12, Condition.READY),
        (0x12, 0x1E, 0x12, Condition.NEAR_END),
        (0x16, 0x12, 0x1A, Condition.COVER_OPEN),
        (0x32, 0x7E, 0x1A, Condition.PAPER_OUT),
        (0x12, 0x72, 0x12, Condition.PAPER_OUT),
        (0x52, 0x12, 0x1A, Condition.ERROR),
        (0x12, 0x12, 0x1A, Condition.OFFLINE),
        (0x36, 0x7E, 0x1A, Condition.COVER_OPEN),
        (0x1A, 0x12, 0x12, Condition.READY),  # somebody holds the feed button
    ],
)
def test_the_most_useful_fault_is_told(cause, paper, online, found):
    assert read_condition(cause, paper, online) is found


def test_a_printer_can_print_only_when_no_bit_says_otherwise():
    valid = [byte for byte in BYTES if is_answer(byte)]
    for cause, paper, online in product(valid, repeat=3):
        trouble = cause & 0x64 or paper & 0x60 or online & 0x08
        assert read_condition(cause, paper, online).can_print == (not trouble)


def test_the_answer_behind_a_job_tells_whether_the_paper_ends_soon():
    assert [byte for byte in range(16) if not is_paper_low(byte)] == [0]
    assert not is_paper_low(0x60)
