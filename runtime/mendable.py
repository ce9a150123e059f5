"""What a person can do something about: the command line tells it in one line, and without a traceback."""


class Mendable(Exception):
    """The message says what is wrong and what to do."""

    code = 1
    """The exit code of a command that ends with it."""

    def told(self) -> str:
        return str(self)
