"""What managers see: wait and service times per department, live and for any period."""

from reports.routes import install

__all__ = ["install"]
