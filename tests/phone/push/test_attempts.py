"""Who is told next: what is never taken waits ever longer, and holds up nobody."""

from phone.push.attempts import FIRST_PAUSE_S, LONGEST_PAUSE_S, Attempts
from phone.push.keys import find_public_key, is_point
from phone.push.sending import Outcome, Sender
from phone.settings import Push
from queueing.phone_alerts import Subscription

ZEROS = "BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


def occasions(name, count):
    return [(f"{name} {n}", "https://push.example/x", "near 0 0") for n in range(count)]


def test_who_was_tried_in_vain_comes_after_everybody_who_was_not():
    attempts, bad, good = Attempts(16), occasions("bad", 19), occasions("good", 1)
    for each in attempts.begin(bad, 0):
        attempts.fail(each, 0)
    first = attempts.begin(bad + good, FIRST_PAUSE_S)
    assert first == bad[16:] + good + bad[:12]
    assert attempts.begin(bad + good, FIRST_PAUSE_S) == [], "so many are under way"
    attempts.fail(bad[16], FIRST_PAUSE_S)
    attempts.end(good[0])
    for each in bad[:12]:
        attempts.fail(each, FIRST_PAUSE_S + 1)
    assert attempts.begin(bad, 100) == [*bad[12:16], bad[16], *bad[:9]]


def test_pauses_double_up_to_a_minute_and_end_with_the_occasion():
    attempts, one = Attempts(16), occasions("x", 1)
    now_s, pauses = 0.0, []
    for _ in range(7):
        assert attempts.begin(one, now_s) == one
        attempts.fail(one[0], now_s)
        began_s = now_s
        while not attempts.begin(one, now_s):
            now_s += 1
        attempts.end(one[0])
        pauses.append(now_s - began_s)
    assert pauses == [2, 4, 8, 16, 32, LONGEST_PAUSE_S, LONGEST_PAUSE_S]
    attempts.begin(one, now_s)
    attempts.fail(one[0], now_s)
    assert attempts.begin([], now_s) == []
    assert attempts.begin(one, now_s) == one


def test_a_key_that_lies_on_no_curve_is_gone_and_no_service_is_asked():
    assert is_point(find_public_key(b"anybody's"))
    assert not any(map(is_point, (ZEROS, "", "A", "ừ", "BAAA", f"@{ZEROS}")))
    subscription = Subscription("t", "https://push.example/x", ZEROS, "A" * 22, 1)
    assert Sender(b"", find_nobody).send(subscription, {}, Push()) is Outcome.GONE


def find_nobody(host, _port):
    raise AssertionError(host)
