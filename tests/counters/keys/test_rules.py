"""What the agent makes of keys: pure rules of combinations, presses, the picture, a keypad."""

from io import BytesIO

import pytest

from counters.keys.agent.combinations import NoCombination, read_combination, read_keys
from counters.keys.agent.keypad import EVENT, read_presses
from counters.keys.agent.picture import make_picture
from counters.keys.agent.presses import (
    AWAY,
    LOCK_S,
    NOBODY,
    PressGuard,
    find_hindrance,
    make_body,
)
from counters.keys.agent.windows import find_virtual_key


def view(current=None, state="open", waiting=3):
    return {"counter": "7", "label": "07", "state": state, "current": current, "waiting": waiting}


CALLED = {"id": "t1", "number": "D018", "state": "called"}


def test_keys_are_written_as_people_write_them():
    keys = {
        str(each): action for each, action in read_keys(["recall=F13", "no-show=", "call-next="])
        .items()
    }  # fmt: skip
    assert keys == {"ctrl+alt+2": "finish-and-call-next", "f13": "recall"}
    assert str(read_combination("Alt+CTRL+kp1")) == "ctrl+alt+kp1"


@pytest.mark.parametrize(
    "given", ["recall", "sing=ctrl+1", "recall=1", "recall=f5", "recall=ctrl+", "recall=hyper+1",
              "recall=ctrl+alt+1", "recall=ctrl+f25"]
)  # fmt: skip
def test_what_nobody_could_press_or_would_type_by_chance_is_refused(given):
    with pytest.raises(NoCombination):
        read_keys([given])


def test_windows_knows_the_same_keys_by_its_own_numbers():
    assert [find_virtual_key(key) for key in ("1", "a", "f1", "f13", "kp1")] == [
        0x31, 0x41, 0x70, 0x7C, 0x61,
    ]  # fmt: skip


def test_one_press_at_a_time_and_none_in_a_hurry():
    guard = PressGuard()
    assert guard.begin(0)
    assert not guard.begin(5), "the first is still on its way"
    guard.end(5)
    assert not guard.begin(5 + LOCK_S / 2)
    assert guard.begin(5 + LOCK_S)


def test_a_press_is_about_the_number_that_is_shown_and_about_nobody_without_one():
    assert make_body(view(CALLED)) == {"current": "t1"}
    assert make_body(view()) == {"current": None}
    assert find_hindrance("recall", view(CALLED), in_touch=True) is None
    assert find_hindrance("recall", view(), in_touch=True) == NOBODY
    assert find_hindrance("call-next", view(), in_touch=True) is None
    for seen, in_touch in ((None, True), (view(), False)):
        assert find_hindrance("call-next", seen, in_touch) == AWAY


def test_the_window_never_shows_an_old_number_as_if_it_were_so_now():
    told = [
        (picture.number, picture.state, picture.waiting, picture.tone)
        for picture in (
            make_picture(None, in_touch=True, said=""),
            make_picture(view(CALLED), in_touch=False, said=""),
            make_picture(view(CALLED), in_touch=True, said=""),
            make_picture(view(CALLED | {"state": "serving"}), in_touch=True, said=""),
            make_picture(view(), in_touch=True, said=""),
            make_picture(view(state="paused"), in_touch=True, said=""),
        )
    ]
    assert told == [
        ("–", "Mất liên lạc", "", "away"),
        ("–", "Mất liên lạc", "", "away"),
        ("D018", "Đang gọi", "3 người chờ", "calling"),
        ("D018", "Đang phục vụ", "3 người chờ", "serving"),
        ("–", "Chờ gọi số", "3 người chờ", "free"),
        ("–", "Tạm nghỉ", "3 người chờ", "closed"),
    ]


def test_a_keypad_is_read_by_its_digits_and_a_held_key_is_one_press():
    pressed, released, held, key = 1, 0, 2, 1
    happened = [(key, 2, pressed), (key, 2, held), (key, 2, released), (4, 4, 79),
                (key, 80, pressed), (key, 28, pressed), (key, 82, pressed)]  # fmt: skip
    events = BytesIO(b"".join(EVENT.pack(0, 0, *each) for each in happened) + b"cut")
    assert list(read_presses(events)) == ["1", "2", "0"]
