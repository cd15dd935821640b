"""Loading: a folder of YAML files, or the name of a shipped scenario, becomes a `Scenario` or a list of problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from juncture.calendar import Calendar, CalendarError, read_date
from juncture.language import Mark, Problem, ProblemsFound, did_you_mean
from juncture.scenario.beside import OVERLAYS, files_beside
from juncture.scenario.claims import claim_problems
from juncture.scenario.names import referring
from juncture.scenario.naming import RESERVED
from juncture.scenario.rest import Entry, news, without_broken
from juncture.scenario.rules import breaches, rule_problems
from juncture.scenario.scenario import Location, Scenario, date_problem
from juncture.scenario.schema import ScenarioForm
from juncture.scenario.tree import MappingNode, find, follow, merge_trees, overlay, read_tree
from juncture.scenario.validation import dotted, validate
from juncture.scenario.windows import edges, window_problems

SHIPPED = Path(__file__).parent.parent / "scenarios"
NAMED_KINDS = (
    "factions", "persons", "publics", "units", "places", "bodies", "posts", "gauges", "rules", "acts",
)  # fmt: skip
#: A broken scenario is read again without what is broken: after its form the names and dates of the rest, then windows.
MOST_READINGS = 4


class BrokenScenario(ProblemsFound):
    """A scenario with mistakes; `rest` is what can be checked further without the entries named in `dropped`."""

    def __init__(self, problems: Iterable[Problem], rest: Scenario | None = None, dropped: Iterable[str] = ()):
        super().__init__(problems, more=rest is None)
        self.rest, self.dropped = rest, set(dropped)


def shipped() -> list[str]:
    """Names of the scenarios that come with Juncture."""
    return sorted(folder.name.replace("_", "-") for folder in SHIPPED.iterdir() if any(folder.glob("*.yaml")))


def folder_of(name: str | Path) -> Path:
    """Return the folder that a name or path means.

    Raises
    ------
    ProblemsFound
        Where there is no such folder and no such shipped scenario.
    """
    path = Path(name)
    if path.is_dir():
        return path
    valid = shipped()
    if str(name).replace("_", "-") in valid:
        return SHIPPED / str(name).replace("-", "_")
    found, advice = "no such folder", did_you_mean(str(name), [*valid, *_beside(path)])
    if path.is_file():
        found, advice = "a file", f"give the folder in which it stands: {path.parent}"
    advice = advice or f"begin one with `juncture new {name}`, or take a shipped one: {', '.join(valid)}"
    expected = "expected a folder of YAML files or a shipped scenario"
    raise ProblemsFound([Problem(Mark.typed(str(name)), found, expected, advice)])


def _beside(path: Path) -> list[str]:
    """Folders that stand where this one was looked for, written as it was."""
    above = path.parent
    return [str(above / folder.name) for folder in above.iterdir() if folder.is_dir()] if above.is_dir() else []


def _files_of(folder: Path) -> list[Path]:
    """Return the files of a scenario; one that looks like it and would not be read is refused."""
    files = sorted(folder.glob("*.yaml"))
    unread = [
        file for file in sorted(folder.iterdir()) if file.suffix.lower() in (".yml", ".yaml") and file not in files
    ]
    problems = [
        Problem(
            Mark(_shown(file), 1, 1),
            f"a file that ends in '{file.suffix}'",
            "expected '.yaml', or it is not read",
            f"rename it to {file.stem}.yaml",
        )
        for file in unread
    ]
    if not files and not unread:
        below = sorted(file.parent for file in folder.glob("*/*.yaml"))
        advice = f"did you mean '{below[0]}'?" if below else f"begin one with `juncture new {folder}`"
        problems.append(
            Problem(Mark.typed(str(folder)), "a folder without *.yaml files", "expected a scenario", advice)
        )
    if problems:
        raise ProblemsFound(problems)
    return files


def load(name: str | Path, overlays: Sequence[str | Path] = ()) -> Scenario:
    """Read a scenario and check everything that can be known without running it.

    Parameters
    ----------
    name
        A folder, or the name of a shipped scenario.
    overlays
        Small files that change the scenario, or names of those that ship with it (`overlays/NAME.yaml` in its
        folder): mappings are merged, other values replaced, `null` deletes.

    Raises
    ------
    ProblemsFound
        With every mistake that was found.
    """
    folder = folder_of(name)
    tree = merge_trees(_trees(_files_of(folder)))
    for change in _trees(files_beside(folder, OVERLAYS, overlays)):
        tree = overlay(tree, change)
    return from_tree(tree, folder)


def from_tree(tree: MappingNode, folder: Path | None = None) -> Scenario:
    """Check a merged tree: form, dates, names.

    Raises
    ------
    BrokenScenario
        With every mistake found, also in what is left without the entries that are wrong in form.
    """
    problems: list[Problem] = []
    dropped: set[str] = set()
    for _ in range(MOST_READINGS):
        named_by: dict[str | int, set[Entry]] = {}
        try:
            scenario = _formed(tree, folder)
            wrong = _mistakes(scenario)
            named_by = _named_by(scenario) if wrong else {}
        except ProblemsFound as found:
            wrong = found.problems
        else:
            if not wrong:
                break
        problems += news(wrong, dropped)
        left = without_broken(tree, wrong, named_by)
        if left is None:
            raise BrokenScenario(problems)
        tree, dropped = left[0], dropped | left[1]
    else:
        raise BrokenScenario(problems)
    acts = {**scenario.form.acts, **breaches(scenario)}
    scenario = replace(scenario, form=scenario.form.model_copy(update={"acts": acts}))
    if problems:
        raise BrokenScenario(problems, scenario, dropped)
    return scenario


def _formed(tree: MappingNode, folder: Path | None) -> Scenario:
    """Return what has the right form; the names and dates in it may be wrong."""
    form = validate(ScenarioForm, tree)
    calendar, begin = _calendar_and_begin(tree, form)
    return Scenario(form, tree, calendar, begin, folder)


def _mistakes(scenario: Scenario) -> list[Problem]:
    return [
        *_date_problems(scenario),
        *_twice_named(scenario),
        *rule_problems(scenario),
        *claim_problems(scenario),
        *unknown_names(scenario, ScenarioForm, scenario.form, ()),
    ]


def _named_by(scenario: Scenario) -> dict[str | int, set[Entry]]:
    """For each name, the entries that speak of it by their form; expressions are read later."""
    spoken = [(path, name) for path, name, _ in referring(ScenarioForm, scenario.form, ())]
    spoken += [(path, text.split()[-1]) for path, text in edges(scenario) if text.split()]
    named_by: dict[str | int, set[Entry]] = {}
    for path, name in spoken:
        if len(path) > 1:
            named_by.setdefault(name, set()).add((str(path[0]), path[1]))
    return named_by


def unknown_names(scenario: Scenario, annotation: object, value: object, location: Location) -> Iterator[Problem]:
    """Every name in a form that is not the name of a thing of the right kind."""
    for path, name, refers in referring(annotation, value, location):
        valid = [valid for kind in refers.kinds for valid in getattr(scenario.form, kind)]
        if name in valid:
            continue
        kinds = " or ".join(kind.removesuffix("s") if kind != "bodies" else "body" for kind in refers.kinds)
        kinds = kinds.replace("bodie", "body")
        article = "an" if kinds.startswith("a") else "a"
        several = re.split(r"\s*[,;]\s*|\s+and\s+", name)
        if len(several) > 1 and set(several) <= set(valid):
            advice = f"write [{', '.join(several)}]"
        elif not (advice := did_you_mean(name, valid)):
            some = f"write one of {', '.join(valid[:8])}{', ...' * (len(valid) > 8)}, or " if valid else ""
            advice = f"{some}add it under '{refers.kinds[0]}'"
        on_key = bool(path) and path[-1] == name
        mark = scenario.key_mark(path) if on_key else scenario.mark(path)
        stands = zip(path, follow(scenario.tree, path), strict=True)  # one name may stand without a list
        where = dotted(tuple(piece for piece, (there, _, _) in stands if there))
        yield Problem(mark, f"{where}: unknown name '{name}'", f"expected the name of {article} {kinds}", advice)


def _trees(files: Iterable[Path]) -> list[MappingNode]:
    trees: list[MappingNode] = []
    problems: list[Problem] = []
    for file in files:
        try:
            trees.append(read_tree(file.read_bytes(), _shown(file)))
        except OSError as error:
            found = f"cannot be read ({error.strerror})"
            problems.append(Problem(Mark(str(file), 1, 1), found, "expected a file", "look at its name and its rights"))
        except ProblemsFound as found:
            problems.extend(found.problems)
    if problems:
        raise ProblemsFound(problems, more=True)
    return trees


def _shown(file: Path) -> str:
    """Return the path as a newcomer would type it: relative where that is shorter."""
    try:
        relative = str(file.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(file)
    return relative if len(relative) < len(str(file)) else str(file)


def _calendar_and_begin(tree: MappingNode, form: ScenarioForm) -> tuple[Calendar, int]:
    try:
        calendar = Calendar.parse(form.calendar)
    except CalendarError as error:
        raise ProblemsFound([date_problem(find(tree, ("calendar",))[0], error)]) from None
    try:
        return calendar, read_date(calendar, form.begin).first
    except CalendarError as error:
        raise ProblemsFound([date_problem(find(tree, ("begin",))[0], error)]) from None


def _date_problems(scenario: Scenario) -> Iterator[Problem]:
    form = scenario.form
    dates: list[tuple[Location, str]] = [(("end",), form.end)]
    if form.record_until:
        dates.append((("record_until",), form.record_until))
    dates += [(("record", i, "on"), entry.on) for i, entry in enumerate(form.record)]
    dates += [(("facts", i, "at"), fact.at) for i, fact in enumerate(form.facts)]
    dates += [
        (("hypotheses", name, "at"), hypothesis.at) for name, hypothesis in form.hypotheses.items() if hypothesis.at
    ]
    dates += [(("claims", name, "date"), claim.date) for name, claim in form.claims.items() if claim.date]
    good = True
    for location, text in dates:
        try:
            scenario.instants(text)
        except CalendarError as error:
            good = False
            yield date_problem(scenario.mark(location), error)
    if not good:
        return
    if scenario.end <= 0:
        yield scenario.problem(
            ("end",), f"an end ({form.end}) before the begin ({form.begin})", "expected a later date", "exchange them"
        )
        return
    for location, text in dates:
        inside = 0 <= scenario.instants(text).noon < scenario.end
        if location[0] in ("record", "facts", "hypotheses") and not inside:
            found, expected = f"{text} is outside the scenario", f"expected {form.begin} to {form.end}"
            yield scenario.problem(
                location, found, expected, "look at the year and the style, or move 'begin' or 'end'"
            )
    yield from window_problems(scenario)


def _twice_named(scenario: Scenario) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for kind in NAMED_KINDS:
        for name in getattr(scenario.form, kind):
            if name in RESERVED:
                expected = "expected a name without a meaning in expressions"
                mark, advice = scenario.key_mark((kind, name)), f"write another, such as {name}_1"
                yield Problem(mark, f"the name '{name}'", expected, advice)
            if name in seen:
                yield Problem(
                    scenario.key_mark((kind, name)),
                    f"'{name}' is already the name of one of the {seen[name]}",
                    "expected a name of its own",
                    f"write another, such as {name}_{kind.rstrip('s')}",
                )
            seen.setdefault(name, kind)
