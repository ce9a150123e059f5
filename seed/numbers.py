"""What generated households are called."""


def member_number(number: int) -> str:
    """Of a generated household: no other has a number of this form."""
    return str(20_000_000 + number)
