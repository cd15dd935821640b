"""What an author reads when a scenario does not fit its form: one line for each mistake, without pydantic's words."""

from __future__ import annotations

import enum
import time
from typing import Annotated, Any, Literal

import pytest
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from juncture.language import LanguageError, ProblemsFound
from juncture.scenario.tree import read_tree
from juncture.scenario.validation import dotted, validate


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid")


def read_quantity(value: Any) -> Any:
    if isinstance(value, str):
        at = value.find("dayz")
        if at >= 0:
            raise LanguageError(at, "unknown unit 'dayz'", "expected a unit", "did you mean 'days'?")
        return 1.0
    return value


def even(value: int) -> int:
    if value % 2:
        raise ValueError("expected an even number")
    return value


class Sourced(Form):
    value: Annotated[float, BeforeValidator(read_quantity)]
    because: str = Field(description="the reason for the assumption")


Quantity = Annotated[float, BeforeValidator(read_quantity)] | Sourced
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]


class Kind(enum.Enum):
    ASSEMBLY = "assembly"
    CABINET = "cabinet"


class Act(Form):
    title: str = Field(description="what it is, in words that stand alone")
    requires: str | None = None
    pace: Quantity | Literal["at once"] = 1.0
    seats: dict[str, Quantity] = {}
    times: int = Field(1, ge=1, le=10)
    share: float = Field(0.5, gt=0, lt=1)
    pair: Annotated[int, AfterValidator(even)] = 2
    lasting: bool = False
    kind: Literal["assembly", "cabinet"] = "assembly"
    sort: Kind = Kind.ASSEMBLY
    cite: str | list[str] = ""
    by: list[str] = Field([], min_length=1, max_length=2)
    span: tuple[int, int] = (0, 1)
    aim: str = Field("", alias="for", min_length=2, max_length=5)


class Decree(Form):
    verb: Literal["decree"]
    number: int


class Vote(Form):
    verb: Literal["vote", "roll_call"]
    majority: str = "of votes cast"


class ScenarioForm(Form):
    acts: dict[Name, Act] = {}
    told: list[Annotated[Decree | Vote, Field(discriminator="verb")]] = []
    untold: list[Decree | Vote] = []
    drivers: dict[str, float] = {}
    entry: Any = None

    @field_validator("drivers")
    @classmethod
    def _drivers_name_a_reference(cls, drivers: dict[str, float]) -> dict[str, float]:
        for text in drivers:
            if "from" not in text:
                error = LanguageError(len(text), "the end", "expected 'from' and the reference")
                error.path = (text, "[key]")  # type: ignore[attr-defined]
                raise error
        return drivers

    @field_validator("entry")
    @classmethod
    def _entry_is_sound(cls, entry: Any) -> Any:
        if isinstance(entry, dict):
            error = LanguageError(4, "a bad value", "expected a good one")
            error.path = ("value",)  # type: ignore[attr-defined]
            raise error
        return entry


def messages(text: str, form: type[BaseModel] = ScenarioForm, **options: Any) -> list[str]:
    tree = read_tree(text, "f.yaml")
    with pytest.raises(ProblemsFound) as caught:
        validate(form, tree, **options)
    for word in ("pydantic", "http", "Input", "input", "field", "dict", "str ", "function", "valid"):
        assert word not in str(caught.value)
    return [str(problem).removeprefix("f.yaml:") for problem in caught.value.problems]


def act(line: str) -> str:
    return f"acts:\n  decree:\n    title: x\n    {line}\n"


def test_a_tree_that_fits_becomes_the_model():
    tree = read_tree(act("pace: {value: 6 days, because: seen}"), "f.yaml")
    model = validate(ScenarioForm, tree)
    assert model.acts["decree"].pace == Sourced(value=1.0, because="seen")


def test_an_unknown_key_is_told_at_the_key_with_the_nearest_valid_one():
    assert messages(act("requries: y")) == [
        "4:5: acts.decree: unknown key 'requries'; expected a known key; did you mean 'requires'?"
    ]


def test_valid_keys_are_listed_where_they_are_few_or_none_is_near():
    assert messages("act: {}") == [
        "1:1: unknown key 'act'; expected one of acts, told, untold, drivers, entry; did you mean 'acts'?"
    ]
    assert messages(act("qqq: y")) == [
        "4:5: acts.decree: unknown key 'qqq'; expected one of title, requires, pace, seats, times, share, "
        "pair, lasting, kind, sort, cite, by, span, for; delete it, or write one of these"
    ]


def test_a_missing_key_is_told_at_its_mapping_with_what_it_means():
    assert messages("acts:\n  decree:\n    times: 1") == [
        "3:5: acts.decree: missing 'title'; expected what it is, in words that stand alone; add 'title: ...'"
    ]
    assert messages("told: [{verb: decree}]") == [
        "1:8: told#1: missing 'number'; expected this key and its value; add 'number: ...'"
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("times: many", "4:12: acts.decree.times: 'many'; expected a whole number; write digits alone, such as 324"),
        ("times: 1.5", "4:12: acts.decree.times: the number 1.5; expected a whole number; write digits alone, such as 324"),
        ("times: 0", "4:12: acts.decree.times: the number 0; expected a number of at least 1; write 1 or more"),
        ("times: 11", "4:12: acts.decree.times: the number 11; expected a number of at most 10; write a number of at most 10"),
        ("times:", "4:11: acts.decree.times: nothing; expected a whole number; write digits alone, such as 324"),
        ("share: 0", "4:12: acts.decree.share: the number 0; expected a number above 0; write a number above 0"),
        ("share: 1", "4:12: acts.decree.share: the number 1; expected a number below 1; write a number below 1"),
        ("share: [1]", "4:12: acts.decree.share: a list; expected a number; write digits alone, such as 324"),
        ("pair: 3", "4:11: acts.decree.pair: the number 3; expected an even number; write another value"),
        ("lasting: maybe", "4:14: acts.decree.lasting: 'maybe'; expected true or false; write one of these"),
        ("requires: 1917", "4:15: acts.decree.requires: the number 1917; expected text; write it in quotes: '1917'"),
        ("requires: true", "4:15: acts.decree.requires: true; expected text; write it in quotes: 'true'"),
        ("requires: {a: 1}", "4:15: acts.decree.requires: a mapping; expected text; write it in quotes"),
        ("by: sovnarkom", "4:9: acts.decree.by: 'sovnarkom'; expected a list; write [sovnarkom]"),
        ("by: []", "4:9: acts.decree.by: a list; expected 1 or more entries; write one of these"),
        ("by: [a, b, c]", "4:9: acts.decree.by: a list; expected 2 entries or fewer; write one of these"),
        ("by: [a, 3]", "4:13: acts.decree.by#2: the number 3; expected text; write it in quotes: '3'"),
        ("span: [1]", "4:11: acts.decree.span: a list of length 1; expected a longer one; add what is missing"),
        ("for: x", "4:10: acts.decree.for: 'x'; expected text of at least 2 characters; write text of at least 2 characters"),
        ("for: 'xxxxxx'", "4:11: acts.decree.for: 'xxxxxx'; expected text of at most 5 characters; write text of at most 5 characters"),
        ("kind: cabinett", "4:11: acts.decree.kind: 'cabinett'; expected 'assembly' or 'cabinet'; did you mean 'cabinet'?"),
        ("kind: 7", "4:11: acts.decree.kind: the number 7; expected 'assembly' or 'cabinet'; write one of these"),
        ("sort: assembley", "4:11: acts.decree.sort: 'assembley'; expected 'assembly' or 'cabinet'; did you mean 'assembly'?"),
    ],
)  # fmt: skip
def test_a_wrong_value_says_what_stands_there_and_what_belongs_there(line: str, said: str):
    assert messages(act(line)) == [said]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("pace: 6 dayz", "4:13: acts.decree.pace: unknown unit 'dayz'; expected a unit; did you mean 'days'?"),
        ("pace: '6 dayz'", "4:14: acts.decree.pace: unknown unit 'dayz'; expected a unit; did you mean 'days'?"),
        ("pace: [1]", "4:11: acts.decree.pace: a list; expected a number or a mapping or 'at once'; write one of these"),
        ("pace: {value: 1}", "4:11: acts.decree.pace: missing 'because'; expected the reason for the assumption; add 'because: ...'"),
        ("pace: {value: 6 dayz, because: x}", "4:21: acts.decree.pace.value: unknown unit 'dayz'; expected a unit; did you mean 'days'?"),
        ("cite: 3", "4:11: acts.decree.cite: the number 3; expected text or a list; write one of these"),
        ("cite: [D0, 3]", "4:16: acts.decree.cite#2: the number 3; expected text; write it in quotes: '3'"),
        ("seats: {sr: {value: 1, becuase: x}}", None),
    ],
)  # fmt: skip
def test_of_a_union_only_what_the_author_meant_is_told(line: str, said: str | None):
    assert messages(act(line)) == (
        [said]
        if said
        else [
            "4:28: acts.decree.seats.sr: unknown key 'becuase'; expected one of value, because; did you mean 'because'?",
        ]
    )


def test_a_word_that_tells_mappings_apart_is_the_mistake_itself():
    """Not what each arm of the union lacks besides."""
    assert messages("untold: [{verb: votte, number: x}]") == [
        "1:17: untold#1.verb: 'votte'; expected 'decree' or 'vote' or 'roll_call'; did you mean 'vote'?"
    ]
    assert messages("told: [{verb: votte}]") == [
        "1:15: told#1.verb: 'votte'; expected 'decree', 'vote', 'roll_call'; did you mean 'vote'?"
    ]
    assert messages("told: [{number: 1}]") == [
        "1:8: told#1: missing 'verb'; expected this key and its value; add 'verb: ...'"
    ]
    assert messages("told: [word]") == ["1:8: told#1: 'word'; expected a mapping; write {name: value}"]


def test_the_arm_with_the_right_word_says_what_it_lacks():
    assert messages("untold: [{verb: roll_call, majorty: x}]") == [
        "1:28: untold#1: unknown key 'majorty'; expected one of verb, majority; did you mean 'majority'?"
    ]
    assert messages("told: [{verb: roll_call, majorty: x}]") == [
        "1:26: told#1: unknown key 'majorty'; expected one of verb, majority; did you mean 'majority'?"
    ]


def test_a_bad_name_of_an_entry_is_told_at_the_name():
    assert messages("acts: {Quorum Decree: {title: x}}") == [
        "1:8: acts: the key 'Quorum Decree'; expected a name of small letters or digits or '_' that begins with "
        "small letters, at most 60 characters; write quorum_decree"
    ]


def test_an_error_below_a_validated_value_is_told_where_it_is():
    assert messages("drivers:\n  threat: 1") == [
        "2:9: drivers: the end; expected 'from' and the reference; put that in its place",
    ]
    assert messages("entry: {because: x, value: 'bad value'}") == [
        "1:33: entry.value: a bad value; expected a good one; put that in its place",
    ]


def test_all_mistakes_are_told_in_the_order_of_the_file():
    said = messages("acts:\n  a: {title: 1}\n  b: {titel: x}\n  c:\nzz: 1")
    assert [message.split(";")[0] for message in said] == [
        "2:14: acts.a.title: the number 1",
        "3:7: acts.b: unknown key 'titel'",
        "4:5: acts.c: nothing",
        "5:1: unknown key 'zz'",
    ]


def test_a_part_of_a_scenario_is_told_with_its_whole_path():
    assert messages("number: x\nverb: decree", Decree, path=("acts", "quorum")) == [
        "1:9: acts.quorum.number: 'x'; expected a whole number; write digits alone, such as 324"
    ]


def test_the_whole_tree_may_be_wrong():
    class Sound(Form):
        first: int
        last: int

        @model_validator(mode="after")
        def _in_order(self) -> Sound:
            if self.last < self.first:
                raise ValueError("expected the last one after the first")
            return self

    assert messages("first: 2\nlast: 1", Sound) == [
        "1:1: a mapping; expected the last one after the first; write another value"
    ]


def test_the_context_reaches_the_validators():
    class Named(Form):
        by: str

        @field_validator("by")
        @classmethod
        def _known(cls, value: str, info: ValidationInfo) -> str:
            if value not in info.context:
                raise LanguageError.unknown(0, "body", value, info.context)
            return value

    tree = read_tree("by: sovnarkom", "f.yaml")
    assert validate(Named, tree, context=["sovnarkom"]).by == "sovnarkom"
    assert messages("by: sovnarkon", Named, context=["sovnarkom"]) == [
        "1:5: by: unknown body 'sovnarkon'; expected a body; did you mean 'sovnarkom'?"
    ]


def test_paths_count_the_entries_of_a_list_from_one():
    assert dotted(("record", 0, "cite", 1)) == "record#1.cite#2"
    assert dotted(()) == ""


def test_a_hundred_thousand_mistakes_are_cut_short():
    text = "acts:\n" + "".join(f"  a{i}: [1]\n" for i in range(30_000))
    begun = time.process_time()
    assert len(messages(text)) == 100
    assert time.process_time() - begun < 4
