"""Why a counter may not do what is asked of it: beside `queueing.errors`, about its profile."""

from queueing.errors import Refusal


class ServiceNotHere(Refusal):
    """This counter's profile does not have the service."""

    code = "service_not_here"
