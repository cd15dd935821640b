"""Whatever a text holds, reading its dates and numbers ends well."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juncture.calendar import Calendar
from juncture.sources.dates import Context, stated_dates
from juncture.sources.numbers import stated_numbers, stated_times

WRITTEN = (
    "12-1 November|12 (1) XI|31/2 мая|0|1|12|25|29|31|32|99|1917|1918|0000|9999| |-|–|/|(|)|[|]|.|,|:|XI|II|X|ноября|февраля"
    "|февраль|February|Feb.|May|may|mid|listopada|luty|по|to|do|г.|девять|nine|and a half|утра|at night|rano|\u00a0|i\u0307"
)
PIECES = st.sampled_from(WRITTEN.split("|"))
TEXTS = st.one_of(
    st.lists(PIECES, max_size=14).map("".join), st.lists(PIECES, max_size=14).map(" ".join), st.text(max_size=60)
)


@pytest.mark.parametrize("calendar", ["gregorian", "julian", "julian until 1918-01-31", "gregorian until 1918-02-13"])
@settings(max_examples=400, deadline=None)
@given(text=TEXTS, language=st.sampled_from(["en", "ru", "pl", "de", "", "zz"]))
def test_any_text_can_be_read(calendar, text, language):
    style = Calendar.parse(calendar)
    context = Context(style, 2_421_500, 2_421_750)
    dates = stated_dates(text, language, context)
    for date in dates:
        assert 0 <= date.start < date.end <= len(text)
        assert all(first <= last for first, last in date.readings)
    assert [date.start for date in dates] == sorted(date.start for date in dates)
    assert all(number == number for number in stated_numbers(text, language, [(d.start, d.end) for d in dates]))
    assert all(0 <= time < 86_400 for time in stated_times(text, language))
