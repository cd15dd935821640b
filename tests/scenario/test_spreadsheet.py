"""Reading a chronicle saved as CSV: every spelling of the columns, every mistake at its place, all at once."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juncture.calendar import Calendar
from juncture.language import ProblemsFound
from juncture.scenario.spreadsheet import cells_of, read_rows

GREGORIAN = Calendar.parse("gregorian")


def rows_of(text: str | bytes, calendar: Calendar = GREGORIAN):
    return read_rows(text if isinstance(text, bytes) else text.encode(), "c.csv", calendar)


def problems(text: str | bytes, calendar: Calendar = GREGORIAN) -> list[str]:
    with pytest.raises(ProblemsFound) as caught:
        rows_of(text, calendar)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        "date,event,who,source,page\n1789-07-14,The Bastille falls,Crowd,Paper,3\n",
        "Date;What happened;By;Sources;Pages\r\n14.07.1789;The Bastille falls;Crowd;Paper;3\r\n",
        "\ufeffWHEN\tTitle\tActor\tSource\tp.\n14 July 1789\tThe Bastille falls\tCrowd\tPaper\t3",
        "sep=;\nwho;page;source;day (Gregorian);what;mood\nCrowd;3;Paper;14/7/1789;The Bastille falls;hot\n",
        '"date","event","who","source","page"\n\n"1789-07-14","The  Bastille\nfalls","Crowd","Paper","3"\n,,,,\n',
    ],
)
def test_columns_are_found_whatever_their_order_names_and_signs(text):
    (row,) = rows_of(text).rows
    assert (row.date, row.event, row.who, row.sources) == (
        "1789-07-14",
        "The Bastille falls",
        ("Crowd",),
        (("Paper", "3"),),
    )


def test_the_unicode_text_of_excel_is_read():
    (row,) = rows_of("date\tevent\n1917-10-25\tВзятие Зимнего\n".encode("utf-16")).rows
    assert row.event == "Взятие Зимнего"


def test_rows_come_in_the_order_of_their_dates_and_equal_ones_in_their_own():
    text = "date,event\n1789-07-14,b\n1789-07-12,a\n1789-07-14,c\n"
    assert [row.event for row in rows_of(text).rows] == ["a", "b", "c"]


def test_several_sources_pages_actors_and_numbers_stand_in_one_cell():
    text = "date,event,who,source,page,numbers,place,note\n1989-10-09,March,A; B,S1; S2,4,people = 70000; share: 12.5%,Leipzig,cold\n"
    (row,) = rows_of(text).rows
    assert row.who == ("A", "B") and row.sources == (("S1", "4"), ("S2", ""))
    assert row.numbers == {"people": 70000, "share": 0.125} and (row.place, row.note) == ("Leipzig", "cold")


def test_the_hour_may_stand_in_a_column_of_its_own_and_other_columns_are_named():
    found = rows_of("date,time,event,colour\n1989-11-09,18:53,x,red\n1989-11-08,,y,blue\n")
    assert [row.date for row in found.rows] == ["1989-11-08", "1989-11-09 18:53"] and found.ignored == ("colour",)


def test_dates_are_those_of_the_calendar():
    text = "date,event\n1917-10-25,x\n"
    julian = rows_of(text, Calendar.parse("julian until 1918-01-31")).rows[0]
    assert julian.when.first - rows_of(text).rows[0].when.first == 13 * 86400


def test_every_mistake_of_every_row_is_told_at_its_place_at_once():
    found = problems('date,event,numbers\n1789-02-30,One,\n,"Two",\n1789-07-14,,"ayes = many"\nJuly 1789,Four,\n')
    assert [line.split(": ")[0] for line in found] == [
        "c.csv:2:1",
        "c.csv:3:1",
        "c.csv:4:12",
        "c.csv:4:14",
        "c.csv:5:1",
    ]
    assert "February 1789 has 28 days; expected a day from 01 to 28" in found[0]
    assert (
        found[1]
        == "c.csv:3:1: date: nothing; expected a text in this cell; write about when, such as 'about 1789-07-14' or a range of days"
    )
    assert "'ayes = many'" in found[3] and "ayes = 237" in found[3]
    assert "is not a date" in found[4]


def test_dates_that_can_be_read_in_two_ways_are_told_once():
    (line,) = problems("date,event\n09/11/1989,x\n10/11/1989,y\n")
    assert line == (
        "c.csv:2:1: date: '09/11/1989' can be read in two ways; expected the year first, 1989-11-09 or 1989-09-11; "
        "format the column of dates as yyyy-mm-dd and save it again"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no rows of events"),
        ("date,event\n", "no rows of events"),
        ("dates,event\n1789-07-14,x\n", "did you mean 'date'?"),
        ("date,who\n1789-07-14,x\n", "no column of what happened among 'date', 'who'"),
        (b"PK\x03\x04....", "CSV UTF-8"),
        ("date,event\n1789-07-14,Prise caf\xe9\n".encode("latin-1"), "expected UTF-8 text"),
        ('date,event\n1789-07-14,"x\n', "a quote without its end"),
        ("date,event\n1789-07-14,x\0\n", "the control character NUL"),
    ],
)
def test_a_file_that_is_no_chronicle_is_refused_in_plain_words(text, words):
    (line,) = problems(text)
    assert words in line and "expected" in line


texts = st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\u2028\u2029\ufeff"), max_size=8)


@given(st.lists(st.lists(texts, min_size=2, max_size=4), min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_cells_are_those_that_the_csv_library_reads(table, sign):
    """An independent reader of the same form; only white space is made single."""
    table = [["date", "event"], *table]
    file = io.StringIO()
    csv.writer(file, delimiter=sign, quoting=csv.QUOTE_ALL).writerows(table)
    ours = [[cell.text for cell in row] for row in cells_of(file.getvalue(), "c.csv")]
    theirs = [
        [" ".join(cell.split()) for cell in row] for row in csv.reader(io.StringIO(file.getvalue()), delimiter=sign)
    ]
    assert ours[:-1] == theirs and ours[-1] == [""]
