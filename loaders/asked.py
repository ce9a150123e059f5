"""What an argument asked for, or null: for SQL that has something usual to say where nothing was asked."""

from typing import Any

from sqlalchemy import BindParameter, Date, Integer, bindparam

from planner.choices import PREFIX


def _asked(name: str, type_: Any) -> BindParameter[Any]:
    return bindparam(PREFIX + name, value=None, type_=type_)


ON_DATE = _asked("on_date", Date())
YEAR = _asked("year", Integer())
