"""Numbers and hours in prose, in three languages."""

import pytest

from juncture.sources.numbers import stated_numbers, stated_times


@pytest.mark.parametrize(
    ("language", "passage", "expected"),
    [
        ("en", "1,647 delegates, 37.6 percent, 20 000 men and 45’879’381 votes", {1647, 37.6, 20000, 45879381}),
        ("ru", "45 879 381 голос, 2,5 года и 20.000 штыков", {45879381, 2.5, 20000}),
        ("en", "nine members, twenty-one votes, three hundred men", {9, 21, 300}),
        ("ru", "девять членов, подписи девяти, две газеты, триста человек", {9, 2, 300}),
        ("pl", "dwa dekrety i dziewięć podpisów", {2, 9}),
        ("ru", "Три с половиной года", {3.5}),
        ("en", "two and a half years", {2.5}),
        ("en", "a note12 and room B7", set()),
        ("fr", "vingt et un votes", {21}),
        ("", "nine", {9}),
    ],
)
def test_numbers_are_found_in_digits_and_in_words(language, passage, expected):
    assert stated_numbers(passage, language) == expected


def test_the_digits_of_a_date_are_no_numbers():
    passage = "on 26 November 400 men"
    assert stated_numbers(passage, "en", [(3, 14)]) == {400}


@pytest.mark.parametrize(
    ("language", "passage", "expected"),
    [
        ("ru", "в 4 часа утра", {4}),
        ("ru", "в 9 часов вечера", {21}),
        ("ru", "в 11 часов ночи", {23}),
        ("ru", "в 2 часа ночи", {2}),
        ("pl", "o 4 rano i o 9 wieczorem", {4, 21}),
        ("en", "at 4 in the morning, by 9 o'clock in the evening, at 11 p.m.", {4, 21, 23}),
        ("de", "um 4 Uhr morgens", {4}),
        ("en", "at 22:40", {22 + 40 / 60}),
        ("en", "4 votes", set()),
    ],
)
def test_hours_are_found_with_their_part_of_the_day(language, passage, expected):
    assert {round(time / 3600, 6) for time in stated_times(passage, language)} == {round(hour, 6) for hour in expected}
