"""What the centre aims at, as every page for managers reads it."""

from queueing.catalogue import Limits
from reports.view_types import Targets

SHARE = 0.9
"""Of all calls so many are to come within the target."""
FAR_BELOW = 0.75
"""A share under this is shown as missed by far."""


def targets(limits: Limits) -> Targets:
    """Return the targets for a page: seconds of waiting, shares of 0…1."""
    return {
        "target_s": limits.target_wait_s,
        "red_line_s": limits.red_line_wait_s,
        "target_share": SHARE,
        "poor_share": FAR_BELOW,
    }
