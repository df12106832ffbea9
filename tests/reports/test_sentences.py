"""Every event that a ticket's page shows has a sentence."""

from dataclasses import fields
from typing import get_args

from queueing import events as e
from reports.pages.sentences import SENTENCES


def test_every_event_of_a_ticket_has_its_sentence():
    of_tickets = {k for k in get_args(e.Event) if "ticket" in {f.name for f in fields(k)}}
    assert set(SENTENCES) == of_tickets | {
        e.ActionUndone, e.PrintJobReported, e.BulletinPublished, e.CounterHandedOver,
        e.CounterOpened,
    }  # fmt: skip
