"""The flagship's claims and sources, and its texts where they are at hand."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

import juncture
from juncture.sources import read_texts

SCENARIO = Path(juncture.__file__).parent / "scenarios" / "petrograd_1917"
BESIDE_THE_REPOSITORY = Path(__file__).parents[3] / "shared" / "sources"


def entries(file: str, key: str) -> dict[str, dict]:
    with (SCENARIO / file).open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=yaml.CBaseLoader)[key]


@pytest.fixture(scope="session")
def written_claims() -> dict[str, dict]:
    return entries("claims.yaml", "claims")


@pytest.fixture(scope="session")
def claims(written_claims) -> dict[str, SimpleNamespace]:
    blank = {"sentence": "", "digest": "", "span": None}
    found = {name: SimpleNamespace(**(blank | entry)) for name, entry in written_claims.items()}
    for claim in found.values():
        claim.span = tuple(map(int, claim.span)) if claim.span else None
    return found


@pytest.fixture(scope="session")
def sources() -> dict[str, SimpleNamespace]:
    return {
        name: SimpleNamespace(**({"file": None} | entry)) for name, entry in entries("sources.yaml", "sources").items()
    }


@pytest.fixture(scope="session")
def texts(sources):
    named = os.environ.get("JUNCTURE_SOURCES")
    folder = Path(named) if named else BESIDE_THE_REPOSITORY
    if not folder.is_dir():
        pytest.skip(f"the source texts are not shipped, and there is no folder {folder}; name one in JUNCTURE_SOURCES")
    return read_texts(sources, folder)
