"""The mapping of a day's tickets: like a dictionary; no copy hears of another's changes."""

from hypothesis import given
from hypothesis import strategies as st

from queueing.hall.cow_dict import MERGE_AT, CowDict

keys = st.integers(0, 30)
steps = st.lists(
    st.one_of(st.tuples(st.just("set"), keys), st.just(("copy", 0)), st.just(("look", 0))),
    max_size=60,
)


@given(steps)
def test_every_copy_is_the_dictionary_it_was_taken_from(taken):
    growing, model = CowDict({7: -1}), {7: -1}
    earlier = []
    for n, (step, key) in enumerate(taken):
        if step == "set":
            growing[key] = n
            model[key] = n
        elif step == "look":
            assert list(growing.items()) == list(model.items())
        else:
            earlier.append((growing, dict(model)))
            growing = growing.copy()
    for one, then in [*earlier, (growing, model)]:
        assert one == then
        assert list(one) == list(then)
        assert list(one.values()) == list(then.values())
        assert len(one) == len(then)
        for key in range(31):
            assert (key in one) == (key in then)
            assert one.get(key) == then.get(key)
            assert one.get(key, "none") == then.get(key, "none")


def test_many_changes_are_put_together_and_copies_stay_what_they_were():
    growing = CowDict()
    for n in range(MERGE_AT):
        growing[n] = n
    first = growing.copy()
    growing[0] = "changed"
    second = growing.copy()
    assert first[0] == 0
    assert second[0] == "changed"
    assert len(first) == len(second) == MERGE_AT
