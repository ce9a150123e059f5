"""What a client asks of one field by its arguments, and the one function a field has that says so.

Both ways of reading call it: the executor's resolver with what strawberry hands it, the planner with the
same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from planner.choices import NOTHING, Choice
from planner.keyset import Wanted

ASK = "ask"
"""Under this name a field's metadata holds its `Ask`, if it has arguments."""

ROLES = "roles"
"""Under this name it holds the roles that may ask it at all, if not everybody may."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was chosen; of a page, which part of it is wanted; of ids, their tags and keys."""

    choice: Choice = NOTHING
    wanted: Wanted | None = None
    keys: tuple[tuple[str, tuple[int, ...]], ...] = ()

    @property
    def shape(self) -> tuple[object, ...]:
        """All that an SQL text depends on: values come as its parameters."""
        names = tuple(name for name, _ in self.choice.given)
        tags = tuple((tag, len(key)) for tag, key in self.keys)
        if self.wanted is None:
            return names, self.choice.order, tags
        wanted = self.wanted
        ends = (wanted.after is not None, wanted.before is not None)
        return names, self.choice.order, tags, wanted.size, wanted.backward, *ends


Ask = Callable[[Mapping[str, Any]], Asked]
"""Takes the arguments by their Python names; `BadArgument` names the one that is wrong."""
