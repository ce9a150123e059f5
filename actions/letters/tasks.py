"""The tasks of the queue that write letters, by the names that `enqueue` is given."""

from collections.abc import Mapping
from functools import partial

from actions.letters.letter_send import Desk
from actions.letters.notice_send import NOTICES, notice_send
from runtime.worker import Task


def tasks_of(desk: Desk) -> Mapping[str, Task]:
    return {name: partial(notice_send, desk, name) for name in NOTICES}
