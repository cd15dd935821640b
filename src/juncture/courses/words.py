"""The results of an event in a historian's words: `carried by 237 to 138`, not `ayes 237, nays 138, carried 1`.

`TELLERS` has one small function for each verb whose results deserve better than 'name value'. A verb without one is
told by `plainly`, so a new verb needs nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from juncture.scenario.scenario import Scenario

Results = Mapping[str, float]

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
#: Results that are true or not.
_TRUTHS = ("carried", "opened", "submitted", "won")


def tell(scenario: Scenario, act: str, results: Results) -> tuple[str, ...]:
    """Return what came of an event, as phrases without capital and full stop."""
    teller = TELLERS.get(scenario.form.acts[act].verb, plainly)
    return tuple(phrase for phrase in teller(scenario, results) if phrase)


def plainly(scenario: Scenario, results: Results) -> Iterable[str]:
    """Each result as 'name value'; helpers are left out."""
    for name, value in results.items():
        if not _is_behind(name):
            yield f"{name.replace('_', ' ')} {number(value)}"


def differing(scenario: Scenario, results: Results, recorded: Results) -> list[str]:
    """Return the recorded results that an event does not share."""
    others = {
        name: value for name, value in recorded.items() if results.get(name, value) != value and not _is_behind(name)
    }
    persons = list(_persons(scenario, others))
    told = [f"{listed(persons)} otherwise"] if persons else []
    if others and {"ayes", "nays"} <= recorded.keys() and {"ayes", "nays"} & others.keys():
        told.append(f"{number(recorded['ayes'])} to {number(recorded['nays'])}")
        others = {name: value for name, value in others.items() if name not in ("ayes", "nays")}
    for name, value in others.items():
        words = name.replace("_", " ")
        if name in _TRUTHS:
            told.append(words if value else f"not {words}")
        elif _is_place(scenario, name):
            told.append(f"{_called(scenario, name)} {'taken' if value else 'not taken'}")
        elif name not in scenario.form.persons:
            told.append(f"{words} {number(value)}")
    return told


def number(value: float) -> str:
    """Return a number as a reader wants it: 12,400 or 0.375."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:.3g}"


def count(n: float, thing: str) -> str:
    """Return 'one day', 'twelve days', '13 days'."""
    return f"{_SMALL[int(n)] if n in range(len(_SMALL)) else number(n)} {thing}{'' if n == 1 else 's'}"


def short(title: str) -> str:
    """Return a title without what explains it: 'Ann' for 'Ann, the chair'; an enumeration is left whole."""
    return title if ", and " in title else title.split(",")[0].split(" (")[0]


def listed(names: Iterable[str]) -> str:
    """Return 'Ann, Bob and Cat'."""
    *most, last = [*names] or ["nobody"]
    return f"{', '.join(most)} and {last}" if most else last


def _vote(scenario: Scenario, results: Results) -> Iterable[str]:
    ayes, nays, carried = results["ayes"], results["nays"], results["carried"] > 0
    persons = _persons(scenario, results)
    if carried:
        told = f"carried by {number(ayes)} to {number(nays) if nays else 'none'}"
    elif nays > ayes:
        told = f"rejected by {number(nays)} to {number(ayes) if ayes else 'none'}"
    elif nays == ayes:
        told = f"not carried, with {number(ayes)} on either side"
    else:
        told = f"not carried, though {number(ayes)} to {number(nays)} were for it"
    sides = {"for": [name for name, aye in persons.items() if aye]}
    if ayes + nays == len(persons):  # else some were absent, and who is not told
        sides["against"] = [name for name, aye in persons.items() if not aye]
    named = "; ".join(f"{listed(names)} {side}" for side, names in sides.items() if names)
    yield f"{told} ({named})" if named else told


def _opening(scenario: Scenario, results: Results) -> Iterable[str]:
    present, opened = results["present"], results["opened"] > 0
    came = _by_name(scenario, results, "came_")
    who = f" ({'; '.join(came)})" if len(came) > 1 else ""
    yield f"opened with {number(present)} present{who}" if opened else f"not opened: {number(present)} came{who}"


def _election(scenario: Scenario, results: Results) -> Iterable[str]:
    yield "; ".join(_by_name(scenario, results, "seats_"))


def _success(scenario: Scenario, results: Results) -> Iterable[str]:
    yield "won" if results["won"] > 0 else "lost"
    if results.get("dispersed", 0) > 0:
        yield f"{number(results['dispersed'])} are sent home"


def _crowd(scenario: Scenario, results: Results) -> Iterable[str]:
    people, share = results["people"], results["share"]
    rounded = float(f"{people:.2g}")  # nobody counts a crowd to the last man
    yield f"about {number(rounded)} people, {share:.0%} of those who might have come"


def _walk_out(scenario: Scenario, results: Results) -> Iterable[str]:
    yield f"{number(results['leavers'])} leave, {number(results['left_behind'])} stay"


def _leaving(scenario: Scenario, results: Results) -> Iterable[str]:
    leavers = [name for name, leaves in _persons(scenario, results).items() if leaves]
    yield f"{listed(leavers)} {'leaves' if len(leavers) < 2 else 'leave'}"


def _recall(scenario: Scenario, results: Results) -> Iterable[str]:
    yield f"{count(results['recalled'], 'seat')} changed hands"


def _joining(scenario: Scenario, results: Results) -> Iterable[str]:
    yield f"with {count(results['posts'], 'post')}"


def _bargain(scenario: Scenario, results: Results) -> Iterable[str]:
    yield "; ".join(_by_name(scenario, results, "share_", shown=lambda share: f"{share:.0%}"))


def _decree(scenario: Scenario, results: Results) -> Iterable[str]:
    if results["implemented"] < 0.995:
        yield f"carried out to {results['implemented']:.0%}"


def _arrest(scenario: Scenario, results: Results) -> Iterable[str]:
    caught = [name for name, is_caught in _persons(scenario, results).items() if is_caught]
    if caught or _persons(scenario, results):
        yield f"{listed(caught)} caught"
    elif results.get("seized", 0) > 0:
        yield "put out of office"


def _press(scenario: Scenario, results: Results) -> Iterable[str]:
    yield f"their reach falls by {results['closed']:.0%}"


def _defection(scenario: Scenario, results: Results) -> Iterable[str]:
    yield f"{results['over']:.0%} go over, {results['neutral']:.0%} obey nobody"


def _expulsion(scenario: Scenario, results: Results) -> Iterable[str]:
    out = [name for name, is_out in _persons(scenario, results).items() if is_out]
    yield f"{listed(out)} {'is' if len(out) < 2 else 'are'} expelled"


def _filling(scenario: Scenario, results: Results) -> Iterable[str]:
    yield f"{count(results['filled'], 'post')} filled"


def _giving_up(scenario: Scenario, results: Results) -> Iterable[str]:
    yield f"{count(results['left'], 'seat')} given up"


def _occupation(scenario: Scenario, results: Results) -> Iterable[str]:
    places = {_called(scenario, name): value > 0 for name, value in results.items() if _is_place(scenario, name)}
    taken = [name for name, is_taken in places.items() if is_taken]
    others = [name for name in places if name not in taken]
    yield f"{listed(taken)} taken" if taken else "nothing taken"
    if taken and others:
        yield f"not {listed(others)}"


def _warning(scenario: Scenario, results: Results) -> Iterable[str]:
    yield f"{results['believed']:.0%} believe it"


Teller = Callable[[Scenario, Results], Iterable[str]]

TELLERS: dict[str, Teller] = {
    "appoint": _filling,
    "arrest": _arrest,
    "close_press": _press,
    "convene": _opening,
    "decree": _decree,
    "defect": _defection,
    "demonstrate": _crowd,
    "disperse": _success,
    "elect": _election,
    "expel": _expulsion,
    "join": _joining,
    "leave": _giving_up,
    "negotiate": _bargain,
    "occupy": _occupation,
    "recall": _recall,
    "resign": _leaving,
    "storm": _success,
    "ultimatum": _leaving,
    "vote": _vote,
    "walk_out": _walk_out,
    "warn": _warning,
}


def _is_behind(name: str) -> bool:
    """Whether a result is a draw behind another one, which says nothing to a reader."""
    return name.startswith("swing_") or name in ("weather", "first")


def _persons(scenario: Scenario, results: Results) -> dict[str, bool]:
    """Results that bear a person's name, by the person's short title."""
    persons = scenario.form.persons
    return {short(persons[name].title): value > 0 for name, value in results.items() if name in persons}


def _is_place(scenario: Scenario, name: str) -> bool:
    return name in scenario.form.places


def _called(scenario: Scenario, name: str) -> str:
    """A place without what lies around it."""
    return short(scenario.title_of(name)).split(":")[0]


def _by_name(scenario: Scenario, results: Results, prefix: str, shown: Callable[[float], str] = number) -> list[str]:
    """Results such as seats_NAME as 'Title 375', the largest first."""
    found = [(value, name.removeprefix(prefix)) for name, value in results.items() if name.startswith(prefix)]
    titled = [
        (value, title) for value, name in sorted(found, reverse=True) if (title := scenario.title_of(name)) != name
    ]
    return [f"{short(title)} {shown(value)}" for value, title in titled]
