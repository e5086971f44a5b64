"""Times for people: everywhere else they are integers, nanoseconds since 1970-01-01T00:00:00Z."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def datetime_of(nanoseconds: int) -> datetime:
    """The moment as a `datetime` in UTC, which has microseconds: what is finer is cut off.

    >>> datetime_of(1_700_000_000_123_456_789)
    datetime.datetime(2023, 11, 14, 22, 13, 20, 123456, tzinfo=datetime.timezone.utc)
    """
    return EPOCH + timedelta(microseconds=nanoseconds // 1000)
