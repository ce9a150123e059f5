"""Values at the ends of what columns hold, as Postgres is told them; `beyond` what Python or the scalar holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Boolean, Date, DateTime, Integer, Numeric, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

CONTROLS = "".join(chr(i) for i in range(1, 32)) + "\x7f\x80\x9f"
TEXTS = [
    "", " ", "null", "é", "Œuvre d’« État »", "e\u0301", '"', "'", "''", "\\", "\\\\", "\\u0041", "\\n", "/", "</script>",
    CONTROLS, "\u2028\u2029\u00a0\ufeff", "😀👨‍👩‍👧", "\U0010ffff", "\ufffe\uffff", ", \n ", '", \n "', "[{}, \n {}]", "},\n {",
    '"$seen":"0,1,2"', '"$seen" : "0,1,", ', '\\"$seen":"0,1,"', '","$":0,', '"$seen":"0,1,","$":0,', ":%(x)s $1 %% ;--", "a" * 10_000,
]  # fmt: skip
DAYS = [
    "0001-01-01", "0099-12-31", "1582-10-15", "1900-02-28", "1969-12-31", "1970-01-01", "2000-02-29", "9999-01-01",
    "9999-12-30", "9999-12-31",
]  # fmt: skip
INSTANTS = [
    "0001-01-01 00:00Z", "0044-03-15 12:00Z", "1969-12-31 23:59:59.999999Z", "1970-01-01 00:00Z", "1883-11-18 12:00:00.1Z",
    "2026-03-29 00:59:59.999999Z", "2026-03-29 01:00Z", "2026-10-25 00:30+02", "2026-10-25 02:30+01",
    "2026-05-04 08:00:00.000001Z", "2026-05-04 08:00:00.5Z", "2026-05-04 10:00:00.000000+02", "9999-12-31 23:59:59.999999Z",
]  # fmt: skip
AMOUNTS = [
    "0", "-0.00", "0.01", "-0.01", "0.10", "1", "1.5", "12.50", "-0.99", "1000000.00", "9999999999.99", "-9999999999.99",
]  # fmt: skip
INTS = ["0", "-1", "2147483647", "-2147483648"]
LARGE = ["2147483648", "-2147483649", "9223372036854775807", "-9223372036854775808", "4294967296"]
LISTS = ["{}", '{""}', "{a,b}", '{"a, \n b","c\\"d","\\\\e"}', "{é,😀,\u2028}", '{"null"}']


@dataclass(frozen=True, slots=True)
class Ends:
    """Of one column type, as the tables have it."""

    type: TypeEngine[Any]
    values: list[str]
    beyond: tuple[str, ...] = ()


ENDS: Mapping[type[TypeEngine[Any]], Ends] = {
    Text: Ends(Text(), TEXTS),
    Boolean: Ends(Boolean(), ["true", "false"]),
    Integer: Ends(Integer(), INTS),
    BigInteger: Ends(BigInteger(), INTS, tuple(LARGE)),
    Numeric: Ends(Numeric(12, 2), AMOUNTS, ("NaN",)),
    Date: Ends(Date(), DAYS, ("infinity", "-infinity", "0001-12-31 BC", "0044-03-15 BC", "10000-01-01")),
    DateTime: Ends(
        DateTime(timezone=True), INSTANTS, ("infinity", "-infinity", "0044-03-15 12:00Z BC", "10000-01-01 00:00Z")
    ),
    ARRAY: Ends(ARRAY(Text), LISTS, ("{a,NULL}", "{NULL}", "{{a,b},{c,d}}")),
    JSONB: Ends(JSONB(), ['{"a": [1, null, "é\\u2028"]}', "[]", '"\\\\, \\n "', "1.5"]),
}  # fmt: skip

RATES = Ends(Numeric(5, 4), ["0", "1", "0.7", "0.6500", "0.0001", "0.9999", "0.1", "0.3333"])
"""What a constraint of the table lets a rate be: the one Float."""

FLOATS = Ends(
    Numeric(40, 22),
    ["0", "-0", "5", "-5", "100", "0.5", "-12.25", "0.0001", "0.00001", "-0.0000000001", "0.1234567890123456789",
     "0.99999999999999999999", "123456789012345.6", "999999999999999", "-999999999999999", "99999999999999.99"],
    ("1000000000000000", "-1000000000000000", "1234567890123456.5", "999999999999999.99999999", "10000000000000000",
     "123456789012345678", "NaN"),
)  # fmt: skip
"""What another Float could be."""
