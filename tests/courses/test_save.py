import json
import os
import random
from dataclasses import fields, replace

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from juncture.courses import save as saving
from juncture.courses import tables
from juncture.courses.ensemble import simulate
from juncture.courses.errors import CourseFileError
from juncture.courses.load import open_ensemble
from juncture.courses.save import content_digest, save
from juncture.courses.seal import seal
from juncture.kernel import run
from juncture.kernel.run import Intervention, Plan

SEED = 3


@pytest.fixture
def path(tmp_path):
    return tmp_path / "courses.parquet"


@pytest.fixture(scope="module")
def saved(town, tmp_path_factory):
    """The bytes of a small file."""
    path = tmp_path_factory.mktemp("saved") / "courses.parquet"
    save(simulate(town.scenario, town.program, 60, SEED), path)
    return path.read_bytes()


def assert_same(a, b):
    for field in fields(a):
        one, other = getattr(a, field.name), getattr(b, field.name)
        if isinstance(one, np.ndarray):
            assert one.dtype == other.dtype, field.name
            assert one.tobytes() == other.tobytes(), field.name
        elif field.name == "events" and one is not None:
            assert_same(one, other)
        else:
            assert one == other, field.name


# -- the same bytes ------------------------------------------------------------------------------------------------


def test_the_bytes_do_not_depend_on_threads_or_blocks(town, path, monkeypatch):
    files = set()
    for threads, block in ((1, 500), (2, 500), (2, 37), (1, 1300)):
        monkeypatch.setattr(run, "BLOCK", block)
        save(simulate(town.scenario, town.program, 1300, SEED, threads=threads), path)
        files.add(path.read_bytes())
    assert len(files) == 1


def test_another_seed_or_number_gives_another_digest(town, ensemble):
    others = [
        simulate(town.scenario, town.program, 300, SEED + 1, first=7),
        simulate(town.scenario, town.program, 300, SEED, first=8),
        simulate(town.scenario, town.program, 299, SEED, first=7),
    ]
    assert len({content_digest(found) for found in (ensemble, *others)}) == 4


def test_the_file_says_where_it_comes_from_and_not_where_it_was_made(ensemble, path):
    save(ensemble, path)
    metadata = pq.read_metadata(path).metadata
    told = json.loads(metadata[b"juncture"])
    assert set(metadata) == {b"juncture", b"ARROW:schema"}
    assert set(told) == {
        "format", "content", "labels", "seed", "first", "count", "replay_until", "changes", "same_luck", "statuses"
    }  # fmt: skip
    assert (told["seed"], told["first"], told["count"]) == (SEED, 7, 300)
    labels = told["labels"]
    assert labels["scenario"] == "town"
    assert labels["begins"] == "20 Oct (2 Nov) 1917 00:00"
    assert labels["calendar"] == "julian until 1918-01-31"
    assert labels["rules_say"][1] == "Nobody may bring arms into the hall."


# -- what was saved is what is opened --------------------------------------------------------------------------------


def test_what_was_saved_is_what_is_opened(ensemble, path):
    save(ensemble, path)
    assert_same(open_ensemble(path), ensemble)


def test_an_ensemble_of_many_row_groups_is_opened_whole(ensemble, path, monkeypatch):
    monkeypatch.setattr(tables, "ROWS", 63)
    save(ensemble, path)
    assert pq.read_metadata(path).num_row_groups == 5
    assert_same(open_ensemble(path), ensemble)


def test_plans_are_saved_too(town, path):
    changes = (Intervention(86400, 2, 5, 0.5), Intervention(90000, 0, 1))
    found = simulate(town.scenario, town.program, 20, SEED, plan=Plan(86400, changes))
    save(found, path)
    assert_same(open_ensemble(path), found)


def test_courses_without_events_or_uncertain_numbers_are_saved_too(club, path):
    for keep in (True, False):
        found = simulate(club.scenario, club.program, 20, SEED, keep_events=keep)
        save(found, path)
        assert_same(open_ensemble(path), found)


def test_senseless_numbers_come_back_bit_for_bit(ensemble, path):
    values = ensemble.events.values.copy()
    values[:6] = [np.nan, -0.0, 0.0, np.inf, -np.inf, 5e-324]
    strange = replace(ensemble, events=replace(ensemble.events, values=values))
    save(strange, path)
    assert_same(open_ensemble(path), strange)


def test_other_readers_see_the_table(ensemble, path):
    """The seal disturbs nobody: to a plain Parquet reader the file is an ordinary one."""
    save(ensemble, path)
    assert pq.read_table(path, page_checksum_verification=True).to_pylist() == tables.table(ensemble).to_pylist()


# -- whole or not at all ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", ["write", "seal", "fsync", "replace"])
@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_at_any_stage_leaves_the_old_file_alone(ensemble, path, monkeypatch, stage, failure):
    path.write_bytes(b"the old file")

    def fail(*_):
        assert stage == "write" or list(path.parent.glob(".courses.parquet.*.partial"))
        raise failure

    module, name = {
        "write": (pq.ParquetWriter, "write_batch"),
        "seal": (saving, "seal"),
        "fsync": (os, "fsync"),
        "replace": (os, "replace"),
    }[stage]
    monkeypatch.setattr(module, name, fail)
    with pytest.raises(CourseFileError if isinstance(failure, OSError) else KeyboardInterrupt) as found:
        save(ensemble, path)
    assert os.listdir(path.parent) == ["courses.parquet"]
    assert path.read_bytes() == b"the old file"
    if isinstance(failure, OSError):
        assert "(No space left on device); expected a folder" in str(found.value)


def test_a_place_that_cannot_be_written_is_said_in_one_sentence(ensemble, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for path in (tmp_path / "nowhere" / "courses.parquet", tmp_path, "."):
        with pytest.raises(CourseFileError) as found:
            save(ensemble, path)
        assert found.value.found.startswith(f"{path} could not be written (")
        assert "\n" not in str(found.value)
    assert os.listdir(tmp_path) == []


def test_a_new_file_takes_the_place_of_the_old_one(ensemble, path):
    path.write_bytes(b"the old file")
    save(ensemble, path)
    assert os.listdir(path.parent) == ["courses.parquet"]
    assert open_ensemble(path).count == 300


# -- damage ----------------------------------------------------------------------------------------------------------


def refused(path, data):
    path.write_bytes(data)
    with pytest.raises(CourseFileError) as found:
        open_ensemble(path)
    error = found.value
    assert str(path) in error.found
    assert error.expected.startswith("expected")
    assert error.advice
    assert "\n" not in str(error)
    return error


def test_every_flipped_bit_is_found(saved, path):
    """200 anywhere, and every byte of the end, which the page checksums do not cover."""
    dice = random.Random(1)
    bits = [dice.randrange(8 * len(saved)) for _ in range(200)]
    bits += [8 * place + dice.randrange(8) for place in range(len(saved) - 300, len(saved))]
    for bit in bits:
        damaged = bytearray(saved)
        damaged[bit // 8] ^= 1 << bit % 8
        refused(path, damaged)


def test_every_truncation_is_found(saved, path):
    dice = random.Random(2)
    for length in [*range(60), *(dice.randrange(len(saved)) for _ in range(200)), *range(len(saved) - 60, len(saved))]:
        refused(path, saved[:length])


def test_bytes_added_or_left_out_are_found(saved, path):
    dice = random.Random(3)
    for _ in range(50):
        place = dice.randrange(len(saved))
        refused(path, saved[:place] + saved[place + 1 :])
        refused(path, saved[:place] + b"\0" + saved[place:])


def test_what_is_no_file_of_courses_is_named(path, tmp_path):
    assert "the file is empty" in refused(path, b"").found
    assert "does not begin as a Parquet file" in refused(path, b"course,outcome\n1,merged\n").found
    pq.write_table(pa.table({"course": [1]}), path)
    assert "no seal of Juncture" in refused(path, path.read_bytes()).found
    for missing in (tmp_path / "nowhere.parquet", tmp_path):
        with pytest.raises(CourseFileError, match="cannot be read"):
            open_ensemble(missing)


def rewritten(path, saved, change):
    """A file with a good seal that somebody else wrote: `change` may alter the table and what the file tells."""
    path.write_bytes(saved)
    table = pq.read_table(path)
    told = json.loads(pq.read_metadata(path).metadata[b"juncture"])
    table, told = change(table, told)
    metadata = {"juncture": json.dumps(told)} if told is not None else {}
    pq.write_table(table.replace_schema_metadata(metadata), path)
    seal(path)
    return path.read_bytes()


def test_a_changed_result_under_a_good_seal_is_found_by_the_digest(saved, path):
    def changed(table, told):
        clips = table.schema.get_field_index("clips")
        return table.set_column(clips, table.schema.field(clips), pa.array([1] * 60, pa.int32())), told

    assert "its digest" in refused(path, rewritten(path, saved, changed)).found
    assert "its digest" in refused(path, rewritten(path, saved, lambda t, told: (t, told | {"seed": 4}))).found
    assert "its digest" in refused(path, rewritten(path, saved, lambda t, told: (t.slice(0, 59), told))).found


def test_an_honest_copy_by_another_writer_is_opened(saved, path):
    path.write_bytes(rewritten(path, saved, lambda table, told: (table, told)))
    assert open_ensemble(path).count == 60


def test_a_file_that_cannot_be_understood_gives_no_traceback(saved, path):
    refused(path, rewritten(path, saved, lambda table, told: (table.drop_columns("events"), told)))
    refused(path, rewritten(path, saved, lambda table, told: (table.drop_columns("outcome"), told)))
    refused(path, rewritten(path, saved, lambda table, told: (table, told | {"labels": {}})))
    refused(path, rewritten(path, saved, lambda table, told: (table, [])))
    refused(path, rewritten(path, saved, lambda table, told: (table, None)))


def test_a_file_of_a_later_format_says_which_version_made_it(saved, path):
    def later(table, told):
        return table, told | {"format": 2, "labels": told["labels"] | {"version": "9.9"}}

    error = refused(path, rewritten(path, saved, later))
    assert error.found.endswith("has format 2 of Juncture 9.9")
    assert error.expected == "expected format 1"
