"""Numbers and hours in prose, in three languages."""

import pytest

from juncture.sources.numbers import equal, stated_numbers, stated_times


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
        ("en", "at 4:30 pm", {16.5}),
        ("en", "at 4:30 am, and at 10.15 p.m.", {4.5, 22.25}),
        ("en", "at 4:30 in the afternoon, then at 5:00", {16.5, 5}),
        ("en", "at 12 am", {0}),
        ("en", "at 12:15 a.m.", {0.25}),
        ("en", "at 12 pm", {12}),
        ("en", "at 12 at night", {0}),
        ("ru", "в 12 часов ночи", {0}),
        ("ru", "в 12 часов дня", {12}),
        ("en", "at 16:30 in the afternoon", {16.5}),
        ("en", "paragraph 9:75", set()),
        ("en", "4 votes", set()),
    ],
)
def test_hours_are_found_with_their_part_of_the_day(language, passage, expected):
    assert {round(time / 3600, 6) for time in stated_times(passage, language)} == {round(hour, 6) for hour in expected}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [(45, 100 * (45 * 0.01), True), (0, 0, True), (45, 0.45, False), (0.45, 45, False), (1e6, 1e6 + 1, False)],
)
def test_numbers_are_equal_as_far_as_arithmetic_keeps_them_and_never_at_a_hundred_times(one, other, same):
    assert equal(one, other) == same
