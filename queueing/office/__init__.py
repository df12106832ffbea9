"""The office: the one door for every change; what it stores it then publishes."""

from queueing.office.office import Journal, KeyedAnswer, Office

__all__ = ["Journal", "KeyedAnswer", "Office"]
