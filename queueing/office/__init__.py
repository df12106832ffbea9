"""The office: the one door for every change; what it stores it then publishes."""

from queueing.office.batch import Stopping
from queueing.office.journal import Journal, KeyedAnswer
from queueing.office.office import Office

__all__ = ["Journal", "KeyedAnswer", "Office", "Stopping"]
