"""What a contender and its database use: seconds of processor, bytes of memory."""

from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of processor since each began to run."""

    server: float
    database: float

    def __sub__(self, before: "Spent") -> "Spent":
        return Spent(self.server - before.server, self.database - before.database)


class Usage:
    """Of one contender at a time: the others are idle, so that the database works for it alone."""

    def __init__(self, backend: int) -> None:
        """`backend` is any process of the server: all of them are children of one."""
        self._database = psutil.Process(psutil.Process(backend).ppid())

    def spent(self, server: psutil.Process) -> Spent:
        backends = self._database.children()
        return Spent(_seconds(server), sum(_seconds(each) for each in backends))


def _seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)


def memory(server: psutil.Process) -> int:
    """Resident bytes, of its child processes too."""
    return sum(int(each.memory_info().rss) for each in [server, *server.children(recursive=True)])
