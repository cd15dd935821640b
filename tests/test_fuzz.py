"""A few hundred damaged files, the same each time: none crashes, hangs or is answered badly.

`python tools/fuzz.py --files 100000` tries many more, and tells how.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))

from damage import damaged
from fuzz import MOST_BYTES, fuzz

from juncture.scenario.load import folder_of


def test_no_damage_escapes_as_anything_but_a_clear_message():
    """An author's slip, a bad disk or a hostile stranger: the answer is a place in the file and words."""
    chunks = list(fuzz("club-quorum", files=300, seed=5, first=0, processes=1))
    assert [finding for chunk in chunks for finding in chunk.findings] == []
    assert max(chunk.most_bytes for chunk in chunks) < MOST_BYTES
    assert 0 < sum(chunk.sound for chunk in chunks) < 150  # else the damage is none


def test_a_file_of_a_seed_is_always_the_same():
    """So that each finding can be made again from its number."""
    texts = [file.read_bytes() for file in folder_of("club-quorum").glob("*.yaml")]
    assert [damaged(texts, 3, number) for number in range(40)] == [damaged(texts, 3, number) for number in range(40)]
    assert len({damaged(texts, 3, number)[1] for number in range(40)}) > 30


def test_long_chains_and_deep_trees_do_not_exhaust_the_stack(tmp_path: Path):
    """What passes the check is compiled too; both walk the tree of an expression."""
    from juncture.program.compile import compile_scenario
    from juncture.scenario.load import load

    sound = next(folder_of("club-quorum").glob("*.yaml")).read_text()
    for chain in ("not " * 390 + "1", "-" * 390 + "1", " + ".join(["1"] * 199), " < ".join(["1"] * 190)):
        (tmp_path / "scenario.yaml").write_text(
            sound.replace("otherwise: {", f'odd: {{title: Odd, when: "{chain}"}}\n  otherwise: {{')
        )
        compile_scenario(load(tmp_path))
