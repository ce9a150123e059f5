"""Which e-mail addresses are taken, and how they are written."""

import pytest

from rules.email_addresses import can_be_an_address, normal_address


@pytest.mark.parametrize("typed", ["a@b.fr", " Camille.Martin+hub@Example.ORG ", "x_1@sub.domain.example"])
def test_an_address_is_taken_and_kept_in_lower_case(typed: str) -> None:
    assert can_be_an_address(typed) is None
    assert normal_address(typed) == typed.strip().lower()


@pytest.mark.parametrize(
    "typed",
    ["", "a", "a@b", "@b.fr", "a@.fr", "a b@c.fr", "a@b.fr, c@d.fr", "a@b.fr\nBcc: c@d.fr", "é@b.fr", "a@bé.fr",
     "<a@b.fr>", "a@@b.fr", "a@b.f", "a@-b.fr", f"{'a' * 65}@b.fr", f"a@{'b' * 260}.fr", "\x00@b.fr"],
)  # fmt: skip
def test_what_no_server_takes_is_refused_with_its_field(typed: str) -> None:
    refusal = can_be_an_address(typed, "input", "email")
    assert refusal is not None
    assert refusal.field == ("input", "email")
