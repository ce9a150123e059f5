"""What the hub counts of itself, for Prometheus. No label has more values than are written in the code."""

from collections.abc import Iterator
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.gc_collector import GCCollector
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from runtime.database import Database

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """Of one hub: its requests, the pools of its database, its process."""

    def __init__(self, database: Database) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "hub_requests", "Requests answered.", ("kind", "outcome"), registry=self._registry
        )
        self._seconds = Histogram(
            "hub_request_seconds",
            "From the head of a request to the end of its answer.",
            ("kind",),
            buckets=SECONDS,
            registry=self._registry,
        )
        self._ways = Counter(
            "hub_operations",
            "Operations answered, by the planner's one statement or by the executor, and why.",
            ("way", "why"),
            registry=self._registry,
        )
        # Looking one up by its labels takes longer than counting.
        self._requests_of = cache(self._requests.labels)
        self._seconds_of = cache(self._seconds.labels)
        self._ways_of = cache(self._ways.labels)
        self._registry.register(_Pools(database))
        ProcessCollector(registry=self._registry)
        GCCollector(registry=self._registry)

    def count(self, kind: str, outcome: str, seconds: float) -> None:
        """Both words come from a fixed set of the caller's, never from a request."""
        self._requests_of(kind, outcome).inc()
        self._seconds_of(kind).observe(seconds)

    def count_way(self, way: str, why: str) -> None:
        """Both words are written in the code, as for `count`."""
        self._ways_of(way, why).inc()

    def page(self) -> bytes:
        return generate_latest(self._registry)


class _Pools(Collector):
    """Connections of each database role that has been used, in its pool and its lanes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(self) -> Iterator[Metric]:
        used = GaugeMetricFamily("hub_pool_connections_in_use", "Connections lent out.", labels=["role"])
        most = GaugeMetricFamily("hub_pool_connections_most", "Connections at most.", labels=["role"])
        for role, in_use, size in self._database.pools():
            used.add_metric([role], in_use)
            most.add_metric([role], size)
        yield used
        yield most
        yield from self._of_lanes()

    def _of_lanes(self) -> Iterator[Metric]:
        open_ = GaugeMetricFamily(
            "hub_lanes_open", "Connections of the planner’s that are open.", labels=["role"]
        )
        used = GaugeMetricFamily(
            "hub_lanes_in_use", "Those with a statement, or being opened or closed.", labels=["role"]
        )
        most = GaugeMetricFamily("hub_lanes_most", "Connections of the planner’s at most.", labels=["role"])
        for count in self._database.lanes.counts():
            open_.add_metric([count.role], count.open)
            used.add_metric([count.role], count.in_use)
            most.add_metric([count.role], count.most)
        yield from (open_, used, most)
