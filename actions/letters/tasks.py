"""The tasks of the queue that write letters and messages, by the names that `enqueue` is given."""

from collections.abc import Mapping
from functools import partial

from actions.letters.access_send import LETTERS, access_send
from actions.letters.activation_send import activation_send
from actions.letters.email_change_send import ADDRESSES, email_change_send, email_link_send
from actions.letters.letter_send import Desk
from actions.letters.link_send import LINKS, link_send
from actions.letters.notice_send import NOTICES, notice_send
from actions.letters.sms_send import phone_code_send, phone_replaced_send
from runtime.worker import Task


def tasks_of(desk: Desk) -> Mapping[str, Task]:
    return {
        **{name: partial(notice_send, desk, name) for name in NOTICES},
        **{name: partial(link_send, desk, name) for name in LINKS},
        **{name: partial(email_change_send, desk, name) for name in ADDRESSES},
        **{name: partial(access_send, desk, name) for name in LETTERS},
        "activation_id": partial(activation_send, desk),
        "email_link": partial(email_link_send, desk),
        "phone_code": partial(phone_code_send, desk),
        "phone_replaced": partial(phone_replaced_send, desk),
    }
