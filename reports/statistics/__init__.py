"""The statistics: every figure of any span, by whatever a row shall stand for."""

from reports.statistics.answering import answer, half_of
from reports.statistics.routes import install_statistics

__all__ = ["answer", "half_of", "install_statistics"]
