"""What is wrong with a file of the catalogue, whoever reads it."""


class CatalogueFault(Exception):
    """A file of the catalogue is not as it should be: which file, which entry, which field, and why."""

    def __init__(self, file: str, entry: str, field: str, why: str) -> None:
        super().__init__(f"{file}: {entry}: {field}: {why}")
        self.file, self.entry, self.field, self.why = file, entry, field, why
