from pathlib import Path

import cybercoop.ontology as room
import pytest
import rdflib
from cybercoop.ontology import reference

HERE = Path(room.__file__).parent


@pytest.fixture(scope="session")
def here():
    return HERE


@pytest.fixture(scope="session")
def data():
    return reference.load()


@pytest.fixture(scope="session")
def graphs():
    """Every Turtle file as rdflib reads it."""
    return {path.name: rdflib.Graph().parse(path) for path in sorted(HERE.glob("*.ttl"))}
