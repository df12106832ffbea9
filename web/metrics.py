"""Figures for monitoring: what is done and refused, the disk's time, the loop's lateness."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from time import perf_counter

from flask import Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from prometheus_client.samples import Sample

from queueing.events import Entry
from queueing.hall import Hall
from queueing.office import Journal, KeyedAnswer, Office
from web.background import Background
from web.callers import Guard
from web.requests import is_from_here
from web.roles import Open, Right
from web.routes import Routes

LATENESS_EVERY_S = 0.05
DISK_S = (0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2)
LATE_S = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2)


class Metrics:
    """The program's figures, in one registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._events: dict[type, int] = {}
        self._process = ""
        self.refusals = Counter(
            "xinmoi_refusals", "Requests answered with an error, by code", ["code"],
            registry=self.registry,
        )  # fmt: skip
        self.append_seconds = Histogram(
            "xinmoi_append_seconds", "Time to store a batch", buckets=DISK_S, registry=self.registry
        )
        self.loop_late_seconds = Histogram(
            "xinmoi_loop_late_seconds", "How late a timer came", buckets=LATE_S,
            registry=self.registry,
        )  # fmt: skip
        self.sockets = Gauge("xinmoi_sockets", "Live sockets", registry=self.registry)

    def name_process(self, name: str) -> None:
        """Let each figure say which of several processes it is of, by a label."""
        self._process = name

    def count_refusal(self, code: str) -> None:
        """Count an error answer."""
        self.refusals.labels(code).inc()

    def count_events(self, _hall: Hall, entries: tuple[Entry, ...]) -> None:
        """Count stored events; a listener of the office."""
        for entry in entries:
            kind = type(entry.event)
            self._events[kind] = self._events.get(kind, 0) + 1

    def watch_loop(self, background: Background) -> None:
        """Keep measuring how late timers come."""
        due = perf_counter()

        def measure() -> None:
            nonlocal due
            now = perf_counter()
            self.loop_late_seconds.observe(max(0.0, now - due))
            due = now + LATENESS_EVERY_S

        background.every(LATENESS_EVERY_S, measure, "measuring the event loop")

    def install(
        self, routes: Routes, guard: Guard, office: Office, sockets: Callable[[], int]
    ) -> None:
        """Serve `GET /metrics`, to this computer without a token."""
        office.subscribe(self.count_events)
        self.sockets.set_function(sockets)
        self.registry.register(_Hall(office, self._events))

        @routes.open("GET", "/metrics", Open.TO_THIS_COMPUTER)
        def metrics() -> Response:
            if not is_from_here():
                guard.require_caller(Right.READ_METRICS)
            told = generate_latest(_Labelled(self.registry, self._process))
            return Response(told, content_type=CONTENT_TYPE_PLAIN_0_0_4)


class _Labelled(CollectorRegistry):
    """The figures of another registry, with the process in their labels, where it has a name."""

    def __init__(self, registry: CollectorRegistry, process: str) -> None:
        super().__init__()
        self._registry, self._process = registry, process

    def collect(self) -> Iterable[Metric]:
        """Return the figures."""
        for metric in self._registry.collect():
            if self._process:
                metric.samples = [
                    Sample(each.name, {"process": self._process, **each.labels}, each.value)
                    for each in metric.samples
                ]
            yield metric


class _Hall(Collector):
    """Queue lengths, the journal's number and events by kind, read when asked for."""

    def __init__(self, office: Office, events: Mapping[type, int]) -> None:
        """Read the newest hall of `office`; `events` counts what was stored."""
        self._office, self._events = office, events

    def collect(self) -> Iterable[Metric]:
        """Return the figures."""
        hall = self._office.hall
        waiting = GaugeMetricFamily("xinmoi_waiting", "Waiting tickets", labels=["service"])
        for service, count in hall.waiting_counts().items():
            waiting.add_metric([service], count)
        events = CounterMetricFamily("xinmoi_events", "Stored events by kind", labels=["kind"])
        for kind, count in list(self._events.items()):
            events.add_metric([kind.__name__], count)
        return waiting, events, GaugeMetricFamily("xinmoi_seq", "Journal number", value=hall.seq)


class MeasuredJournal:
    """A journal whose appends are timed."""

    def __init__(self, journal: Journal, metrics: Metrics) -> None:
        """Pass everything on to `journal`."""
        self._journal, self._observe = journal, metrics.append_seconds.observe
        self.replay, self.follow = journal.replay, journal.follow
        self.find_given, self.answer = journal.find_given, journal.answer
        self.let_go = journal.let_go
        self.find_complaints = journal.find_complaints

    def append(
        self, expected_seq: int, entries: Sequence[Entry], answers: Sequence[KeyedAnswer]
    ) -> None:
        """As the journal's."""
        begun = perf_counter()
        self._journal.append(expected_seq, entries, answers)
        self._observe(perf_counter() - begun)
