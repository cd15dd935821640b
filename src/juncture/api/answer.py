"""An answer: a finding, how it is told on screen, and its tables for other programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    import pyarrow as pa

    from juncture.report.tables import Columns, Values

Finding = TypeVar("Finding")
#: A table is made only when somebody asks for it: its columns, and a function that fills them.
Tables = Mapping[str, "Callable[[], tuple[Columns, Values]]"]
#: A notebook shows so many rows.
ROWS = 50


class Answer(Generic[Finding]):
    """What an analysis found.

    All that the finding holds can be read from the answer itself: `scenario.replay().entries`. Shown, it reads like the
    command of the same name; in a notebook it is a table.

    Attributes
    ----------
    finding
        The finding, as the analysis returns it: a frozen dataclass.
    tables
        The names of its tables, the most important first.
    """

    def __init__(self, finding: Finding, tables: Tables, show: Callable[[], object]):
        self.finding = finding
        self._tables, self._show = tables, show

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of its tables, the most important first."""
        return tuple(self._tables)

    def to_arrow(self, table: str = "") -> pa.Table:
        """Return a table, the first one if none is named; the meaning of each column is in its field's metadata."""
        import pyarrow as pa

        from juncture.report.tables import batches

        name = table or self.tables[0]
        if name not in self._tables:
            raise ValueError(f"unknown table '{name}'; expected one of {', '.join(self.tables)}")
        columns, values = self._tables[name]()
        fields = [pa.field(one.name, one.type, metadata={"meaning": one.meaning}) for one in columns]
        rows, schema = list(batches(columns, values)), pa.schema(fields)
        return pa.Table.from_batches(rows).cast(schema) if rows else schema.empty_table()

    def to_pandas(self, table: str = "") -> Any:
        """Return a table for pandas, which must be installed."""
        _needed("pandas")
        return self.to_arrow(table).to_pandas()

    def to_polars(self, table: str = "") -> Any:
        """Return a table for Polars, which must be installed."""
        return _needed("polars").from_arrow(self.to_arrow(table))

    def to_json(self) -> str:
        """Return the finding as JSON, as `--json` prints it."""
        from juncture.report.terminal import as_json

        return as_json(self.finding)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)  # what is asked before there is a finding, as by copy and pickle
        return getattr(self.finding, name)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *(name for name in dir(self.finding) if not name.startswith("_"))]

    def __repr__(self) -> str:
        return shown(self._show)

    def _repr_html_(self) -> str:
        table = self.to_arrow()
        head = "".join(f'<th title="{escape(_meaning(field))}">{escape(field.name)}</th>' for field in table.schema)
        rows = "".join(
            f"<tr>{''.join(f'<td>{escape(_cell(value))}</td>' for value in row.values())}</tr>"
            for row in table.slice(0, ROWS).to_pylist()
        )
        more = f"<p>{table.num_rows - ROWS} more rows: to_arrow()</p>" if table.num_rows > ROWS else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"


def shown(show: Callable[[], object]) -> str:
    """What would be printed, as plain text."""
    from rich.text import Text

    from juncture.report.terminal import console

    with console.capture() as captured:
        show()
    return Text.from_ansi(captured.get()).plain.strip("\n")


def _needed(library: str) -> Any:
    try:
        return import_module(library)
    except ImportError:
        raise ImportError(
            f"{library} is not installed; expected it for to_{library}(); install it (pip install {library}), or take "
            "to_arrow()"
        ) from None


def _meaning(field: pa.Field) -> str:
    return (field.metadata or {}).get(b"meaning", b"").decode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.4g}" if isinstance(value, float) else str(value)
