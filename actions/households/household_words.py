"""The words by which the holder of a household is found: kept beside `members.search`, made of it."""

from sqlalchemy import Insert, func, insert, select

from models.members import MemberRow, MemberWordRow


def words_of(member_id: int) -> Insert:
    """Write the words of a household that has none yet."""
    word = func.regexp_split_to_table(MemberRow.search, " ")
    found = select(MemberRow.member_id, word, MemberRow.broker_ids).where(MemberRow.member_id == member_id)
    columns = [MemberWordRow.member_id, MemberWordRow.word, MemberWordRow.broker_ids]
    return insert(MemberWordRow).from_select(columns, found.distinct())
