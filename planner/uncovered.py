"""What the planner leaves to the executor, and why."""

from dataclasses import dataclass

Path = tuple[str, ...]
"""Response names from the root."""


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Why an operation is left to the executor, whole. Nothing of it has been shown to anybody."""

    path: Path
    reason: str


class Unplannable(Exception):
    """Inside the planner: it stops here, and answers with the `Uncovered`; `once`, for what was asked now."""

    def __init__(self, path: Path, reason: str, *, once: bool = False) -> None:
        self.uncovered = Uncovered(path, reason)
        self.once = once
        super().__init__(reason)
