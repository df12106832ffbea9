"""The office: the one door for every change; what it stores it then publishes."""

from queueing.office.journal import Journal, KeyedAnswer
from queueing.office.office import Office

__all__ = ["Journal", "KeyedAnswer", "Office"]
