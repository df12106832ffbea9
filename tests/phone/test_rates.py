"""How often phones may ask: one uses up nothing of what others may."""

from tests.phone.centre import house_in
from web.settings import NO_LIMITS


def test_one_ticket_does_not_use_up_what_its_address_may_ask(tmp_path):
    with house_in(tmp_path) as house:
        limits = {"actions_per_ticket_per_min": 3, "actions_per_address_per_min": 5}
        house.site.limits = NO_LIMITS.model_copy(update=limits)
        greedy, other, third = (house.issue() for _ in range(3))

        def ask(ticket, times):
            address, said = f"/t/{ticket.follow}/rate", {"level": "neutral"}
            return [house.client.post(address, json=said).status_code for _ in range(times)]

        assert ask(greedy, 20) == [409] * 3 + [429] * 17
        assert ask(other, 2) == [409] * 2
        assert ask(third, 1) == [429]
