"""What `juncture run` says last: when it was open, what if, and the claims; a line each, the report has the rest."""

from __future__ import annotations

from itertools import count

from rich.table import Table

from juncture.report.hypotheses import summary
from juncture.report.openness import in_words
from juncture.report.page.section import Answered, Findings
from juncture.report.terminal import console, heading, said


def print_further(findings: Findings) -> None:
    """Print the answers to the questions that the page goes on to ask."""
    numbers = count(4)  # what is not asked takes no number
    if findings.opened:
        heading(f"{next(numbers)}. When was it open?")
        console.print(said(" ".join(in_words(findings.scenario, findings.opened))))
    if findings.answers:
        heading(f"{next(numbers)}. What if?")
        console.print(_answers(findings.answers))
        console.print(
            "[faint]Held against what the questions' files expect, with the luck of history. "
            f"juncture whatif {said(findings.scenario.id)} --file NAME tells one of them in full.[/faint]"
        )
    if findings.claims:
        heading(f"{next(numbers)}. Are the sources' causal claims borne out?")
        console.print(said(summary(findings.claims)))


def _answers(answers: tuple[Answered, ...]) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    table.add_column(style="name", no_wrap=True, width=max(len(answer.name) for answer in answers))
    table.add_column(no_wrap=True, width=len("3 of 3 as expected"))
    table.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
    for answer in answers:
        met = sum(judged.same == "as expected" for judged in answer.expected)
        style = "good" if met == len(answer.expected) else "odd"
        verdict = f"[{style}]{met} of {len(answer.expected)} as expected[/]" if answer.expected else ""
        table.add_row(said(answer.name), verdict, said(answer.question.question))
    return table
