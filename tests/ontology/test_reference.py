"""What ingest asks of the reference data."""

import unicodedata
from collections import defaultdict

import pytest
from cybercoop.ontology import reference
from cybercoop.ontology.terms import REFERENCE_GRAPH, node, term

LANGUAGES = ("en", "es", "pt", "fr")


def folded(name):
    letters = unicodedata.normalize("NFD", name.replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def states(data):
    return [thing for thing in data.things.values() if term("cc:State") in thing.types]


def named(data, name, language="en"):
    return {thing.iri.value.rsplit("/", 1)[-1] for found, thing in data.names(language) if found == name}


def test_every_state_has_codes_and_four_names(data):
    assert (
        len(states(data)) == 199
    )  # 193 of the UN, the Holy See, Palestine, Kosovo, Taiwan, the Cook Islands, Niue
    for state in states(data):
        assert set(LANGUAGES) <= set(state.names)
        assert len(state.iri.value.rsplit("/", 1)[-1]) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_of_a_state_is_a_name_of_another(data, language):
    bearers = defaultdict(set)
    for thing in states(data):
        for name in thing.names[language]:
            bearers[folded(name)].add(thing.label)
    assert {name: labels for name, labels in bearers.items() if len(labels) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_demonym_belongs_to_two_states(data, language):
    bearers = defaultdict(set)
    for demonym, thing in data.demonyms(language):
        bearers[folded(demonym)].add(thing.label)
    assert {name: labels for name, labels in bearers.items() if len(labels) > 1} == {}


def test_a_city_is_called_like_a_state_only_where_it_is_its_own(data):
    called = {folded(n): state.iri for state in states(data) for names in state.names.values() for n in names}
    cities = [thing for thing in data.things.values() if term("schema:City") in thing.types]
    assert len(cities) > 2000
    names = [(city, name) for city in cities for names in city.names.values() for name in names]
    assert {city.label for city, name in names if called.get(folded(name)) == city.state} >= {"Singapore"}
    assert [city.label for city, name in names if called.get(folded(name), city.state) != city.state] == []


@pytest.mark.parametrize(
    ("name", "language", "code"),
    [
        ("Korea", "en", "KOR"),
        ("South Korea", "en", "KOR"),
        ("Corea", "es", "KOR"),
        ("Coreia do Sul", "pt", "KOR"),
        ("Corée du Sud", "fr", "KOR"),
        ("North Korea", "en", "PRK"),
        ("England", "en", "GBR"),
        ("Scotland", "en", "GBR"),
        ("U.K.", "en", "GBR"),
        ("Inglaterra", "es", "GBR"),
        ("Angleterre", "fr", "GBR"),
        ("U.S.", "en", "USA"),
        ("EE.UU.", "es", "USA"),
        ("EUA", "pt", "USA"),
        ("États-Unis", "fr", "USA"),
        ("Dominica", "en", "DMA"),
        ("Dominican Republic", "en", "DOM"),
        ("Dominique", "fr", "DMA"),
        ("République dominicaine", "fr", "DOM"),
        ("Niger", "en", "NER"),
        ("Nigeria", "en", "NGA"),
        ("Nigéria", "pt", "NGA"),
        ("Guinea", "en", "GIN"),
        ("Guinea-Bissau", "en", "GNB"),
        ("Equatorial Guinea", "en", "GNQ"),
        ("Papua New Guinea", "en", "PNG"),
        ("Guyana", "en", "GUY"),
        ("Republic of the Congo", "en", "COG"),
        ("Democratic Republic of the Congo", "en", "COD"),
        ("The Bahamas", "en", "BHS"),
        ("St. Lucia", "en", "LCA"),
        ("St Kitts and Nevis", "en", "KNA"),
        ("Trinidad & Tobago", "en", "TTO"),
        ("Cote d'Ivoire", "en", "CIV"),
        ("Ivory Coast", "en", "CIV"),
        ("Turkey", "en", "TUR"),
        ("Türkiye", "en", "TUR"),
        ("Czechia", "en", "CZE"),
        ("Holanda", "es", "NLD"),
        ("Viet Nam", "en", "VNM"),
        ("Swaziland", "en", "SWZ"),
        ("Kosovo", "en", "XKX"),
    ],
)
def test_variants_of_states(data, name, language, code):
    assert named(data, name, language) == {code}


@pytest.mark.parametrize("name", ["America", "Americas", "COL", "GBR", "Reunion", "Jersey"])
def test_what_is_no_name(data, name):
    assert named(data, name) == set()


@pytest.mark.parametrize(
    ("demonym", "language", "code"),
    [
        ("Colombian", "en", "COL"),
        ("Colombians", "en", "COL"),
        ("British", "en", "GBR"),
        ("Dominican", "en", "DOM"),
        ("colombiana", "es", "COL"),
        ("costarricenses", "es", "CRI"),
        ("japonesas", "es", "JPN"),
        ("alemanes", "es", "DEU"),
        ("israelíes", "es", "ISR"),
        ("brasileiras", "pt", "BRA"),
        ("espanhóis", "pt", "ESP"),
        ("alemães", "pt", "DEU"),
        ("canadienne", "fr", "CAN"),
        ("coréennes", "fr", "KOR"),
        ("française", "fr", "FRA"),
    ],
)
def test_demonyms_inflect(data, demonym, language, code):
    found = {thing.iri.value[-3:] for word, thing in data.demonyms(language) if word == demonym}
    assert found == {code}


@pytest.mark.parametrize("word", ["American", "Swisss", "Japaneses", "Britishs"])
def test_what_is_no_demonym(data, word):
    assert word not in {demonym for demonym, _ in data.demonyms("en")}


@pytest.mark.parametrize(
    ("name", "language", "key"),
    [
        ("Bogota", "en", "col-bogota"),
        ("Bogotá", "es", "col-bogota"),
        ("Ginebra", "es", "che-geneva"),
        ("Genève", "fr", "che-geneva"),
        ("La Haya", "es", "nld-the-hague"),
        ("Washington, D.C.", "en", "usa-washington-dc"),
        ("Punta Cana", "es", "dom-punta-cana"),
        ("Port of Spain", "en", "tto-port-of-spain"),
        ("Belmopan", "en", "blz-belmopan"),
        ("Londres", "pt", "gbr-london"),
    ],
)
def test_cities(data, name, language, key):
    assert key in named(data, name, language)
    assert data.things[node(f"place/{key}")].state == node("state/" + key[:3].upper())


def test_namesakes_have_populations_to_choose_by(data):
    found = {
        thing.state.value[-3:]: thing.population for name, thing in data.names("es") if name == "Cartagena"
    }
    assert found["COL"] > found["ESP"]


def test_one_organization_has_many_names(data):
    oas = data.things[node("organization/OAS")]
    assert oas.label == "Organization of American States"
    assert oas.acronyms == ("OAS", "OEA")
    assert set(oas.acronyms) <= set(oas.names[""])
    assert "OAS" not in oas.names["en"]
    assert named(data, "hemispheric institution") == {"OAS"}
    assert named(data, "OEA") == {"OAS"}
    assert named(data, "Organización de los Estados Americanos", "es") == {"OAS"}


def test_names_are_those_of_the_language_and_english_and_of_none(data):
    assert named(data, "Colômbia", "pt") == {"COL"}
    assert named(data, "Colômbia", "fr") == set()
    assert named(data, "Colombia", "fr") == {"COL"}


def test_parents_and_states(data):
    assert data.things[node("organization/CICTE-Secretariat")].parent == node("organization/OAS-SMS")
    assert data.things[node("organization/colCERT")].state == node("state/COL")
    assert data.things[node("organization/GCSCC")].parent == node("organization/Oxford")


def test_classes(data):
    cicte, colombia = data.things[node("organization/CICTE")], data.things[node("state/COL")]
    assert data.is_a(cicte, term("org:Organization"))
    assert data.is_a(cicte, term("foaf:Agent"))
    assert not data.is_a(cicte, term("cc:State"))
    assert data.is_a(colombia.iri, term("schema:Country"))
    assert data.is_a(term("cc:Workshop"), term("cc:Activity"))
    assert data.is_a(term("cc:Workshop"), term("cc:Workshop"))
    assert not data.is_a(term("cc:Activity"), term("cc:Workshop"))
    assert data.superclasses(node("nowhere")) == {node("nowhere")}


def test_memberships_are_no_things(data):
    assert node("membership/oas-COL") not in data.things


def test_quads_of_things(data):
    found = list(data.quads([node("state/COL"), node("organization/CICTE"), node("person/nobody")]))
    assert {quad.graph_name for quad in found} == {REFERENCE_GRAPH}
    assert {quad.subject for quad in found} == {node("state/COL"), node("organization/CICTE")}
    said = {(quad.subject.value.rsplit("/", 1)[-1], quad.predicate, quad.object.value) for quad in found}
    assert ("COL", term("cc:isoAlpha3"), "COL") in said
    assert ("CICTE", term("rdf:type"), term("cc:InternationalOrganization").value) in said
    assert ("CICTE", term("cc:acronym"), "CICTE") in said
    assert ("CICTE", term("org:subOrganizationOf"), node("organization/OAS").value) in said
    assert found == list(data.quads([node("organization/CICTE"), node("state/COL")]))
    assert set(found) <= set(reference.shipped_quads())
