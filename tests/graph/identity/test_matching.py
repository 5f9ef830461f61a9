from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest
from cybercoop.graph.exports.check import check
from cybercoop.graph.identity.deciding import Outcome, decide
from cybercoop.graph.identity.decisions import COLUMNS, Decision, Decisions, keep, read
from cybercoop.graph.identity.duplicates import duplicates
from cybercoop.graph.identity.identities import identities
from cybercoop.graph.identity.known_things import Known
from cybercoop.graph.identity.likeness import same_person
from cybercoop.graph.identity.titles import compared, title
from cybercoop.graph.store.failures import DecisionError
from cybercoop.graph.store.stores import OxigraphStore, load_reference, open_store
from cybercoop.graph.things.resolve import ValueRefusedError
from cybercoop.ontology.terms import node, term
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

DATE = term("xsd:date")
Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]


def release(key: str, facts: Sequence[Fact]) -> list[Quad]:
    """A release that states these facts, each with its claim and one passage, as ingest makes it."""
    iri = node(f"release/{key}")
    evidence, text = (node(f"release/{key}/{part}") for part in ("evidence", "text"))
    body = f"Release {key}: this sentence states it all."
    header: list[Fact] = [
        (iri, term("rdf:type"), term("cc:PressRelease")),
        (iri, term("rdfs:label"), Literal(key)),
        (iri, term("dcterms:title"), Literal(key)),
        (iri, term("dcterms:language"), Literal("en")),
        (iri, term("dcterms:issued"), Literal("2014-03-28", datatype=DATE)),
    ]
    named = dict.fromkeys(
        subject for subject, predicate, _ in facts if predicate == term("rdf:type") and subject != iri
    )
    mentions: list[Fact] = [
        (iri, term("schema:mentions"), each) for each in named if not each.value.startswith(iri.value)
    ]
    passage = NamedNode(f"{iri.value}#char=0,{len(body)}")
    found = [
        Quad(passage, term("rdf:type"), term("cc:Passage"), evidence),
        Quad(passage, term("oa:start"), Literal(0), evidence),
        Quad(passage, term("oa:end"), Literal(len(body)), evidence),
        Quad(passage, term("oa:exact"), Literal(body), evidence),
        Quad(passage, term("schema:isPartOf"), iri, evidence),
        Quad(iri, term("schema:articleBody"), Literal(body, language="en"), text),
        Quad(iri, term("cc:textSha256"), Literal(hashlib.sha256(body.encode()).hexdigest()), text),
    ]
    for number, (subject, predicate, value) in enumerate([*header, *mentions, *facts]):
        claim = node(f"release/{key}/claim/{number}")
        found += [
            Quad(subject, predicate, value, iri),
            Quad(claim, term("rdf:type"), term("cc:Claim"), evidence),
            Quad(claim, term("rdf:subject"), subject, evidence),
            Quad(claim, term("rdf:predicate"), predicate, evidence),
            Quad(claim, term("rdf:object"), value, evidence),
            Quad(claim, term("prov:wasDerivedFrom"), passage, evidence),
            Quad(claim, term("cc:rule"), Literal("test"), evidence),
            Quad(claim, term("cc:confidence"), Literal("0.9", datatype=term("xsd:decimal")), evidence),
            Quad(claim, term("prov:wasGeneratedBy"), node("software/test"), evidence),
        ]
    return found


def slug(name: str) -> str:
    folded = name.lower().replace("é", "e").replace("í", "i").replace(".", "")
    return "-".join(folded.split())


def person(name: str, office: str | None = None, key: str = "X") -> list[Fact]:
    """A person, and an office with an organization or state."""
    iri = node(f"person/{slug(name)}")
    facts: list[Fact] = [
        (iri, term("rdf:type"), term("foaf:Person")),
        (iri, term("rdfs:label"), Literal(name, language="en")),
        (iri, term("foaf:name"), Literal(name)),
    ]
    if office:
        held, role = node(f"release/{key}/membership/{slug(name)}"), node("role/minister")
        facts += [
            (held, term("rdf:type"), term("org:Membership")),
            (held, term("org:member"), iri),
            (held, term("org:organization"), node(office)),
            (held, term("org:role"), role),
            (role, term("rdf:type"), term("org:Role")),
            (role, term("rdfs:label"), Literal("Minister", language="en")),
        ]
    return facts


def organization(path: str, name: str, state: str | None = None, *others: str) -> list[Fact]:
    iri = node(path)
    facts: list[Fact] = [
        (iri, term("rdf:type"), term("cc:GovernmentBody")),
        (iri, term("rdfs:label"), Literal(name, language="en")),
        *((iri, term("cc:acronym"), Literal(other)) for other in others),
    ]
    return [*facts, (iri, term("cc:ofState"), node(state))] if state else facts


def activity(path: str, cls: str, host: str, start: str, end: str, status: str) -> list[Fact]:
    iri = node(path)
    return [
        (iri, term("rdf:type"), term(cls)),
        (iri, term("rdfs:label"), Literal("Technical Mission on Cyber Security", language="en")),
        (iri, term("schema:name"), Literal("Technical Mission on Cyber Security", language="en")),
        (iri, term("cc:hostState"), node(host)),
        (iri, term("schema:startDate"), Literal(start, datatype=DATE)),
        (iri, term("schema:endDate"), Literal(end, datatype=DATE)),
        (iri, term("cc:status"), term(status)),
    ]


@pytest.fixture
def store() -> Iterator[OxigraphStore]:
    with empty() as opened:
        yield opened


@cache
def reference() -> list[Quad]:
    with open_store(None) as opened:
        load_reference(opened)
        return list(opened.quads())


def empty() -> OxigraphStore:
    """A store of the reference data, which are read once."""
    opened = open_store(None)
    opened.inner.extend(reference())
    return opened


def ingest(
    store: OxigraphStore, key: str, facts: Sequence[Fact], decisions: Decisions | None = None
) -> dict[str, str]:
    """Bring a release into the store; gives the nodes for which another stands since then, by path."""
    before = same(store, decisions)
    graphs = [node(f"release/{key}{part}") for part in ("", "/evidence", "/text")]
    store.replace(graphs, release(key, facts))
    return {old: new for old, new in same(store, decisions).items() if before.get(old) != new}


def same(store: OxigraphStore, decisions: Decisions | None = None) -> dict[str, str]:
    """Which nodes of all releases another stands for, by path."""
    found = identities(Known(store), decisions or Decisions())
    return {path(old): path(new) for old, new in found.items()}


def path(iri: NamedNode) -> str:
    return iri.value.removeprefix("https://w3id.org/cybercoop/")


def persons(store: OxigraphStore, decisions: Decisions | None = None) -> dict[str, set[str]]:
    """All persons by path, with their names."""
    found: dict[str, set[str]] = {}
    now = same(store, decisions)
    for row in store.query("SELECT ?s ?name WHERE { ?s foaf:name ?name }"):
        found.setdefault(now.get(path(row["s"]), path(row["s"])), set()).add(row["name"].value)
    return found


def sound(store: OxigraphStore) -> list[str]:
    return [str(finding) for finding in check(store)]


# Names


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Diego Robles", "Diego Robles Vega"),
        ("William McTavish", "William A. McTavish"),
        ("William A. McTavish", "William Andrew McTavish"),
        ("José Miguel Landa", "Jose Miguel Landa"),
        ("José Landa", "José Miguel Landa"),
        ("Juan Manuel Robles", "Juan Manuel Robles Calderón"),
        ("Juan Robles", "Juan Manuel Robles Calderón"),
        ("Jorge del Campo", "Jorge Campo Salinas"),
        ("Kevin Rojas", "Kevin Rojas-Zamora"),
        ("Diego Robles Vega", "Diego Andrés Robles Vega"),
    ],
)
def test_names_that_fit_one_person(left: str, right: str) -> None:
    assert same_person(left, right)
    assert same_person(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Diego Robles Vega", "Diego Robles Aponte"),
        ("Diego Robles", "Pablo Robles"),
        ("Diego Robles", "Diego"),
        ("Robles", "Diego Robles"),
        ("Diego Robles", "Robles Diego Vega"),
        ("José García", "José Luis Rodríguez García"),
        ("D. Robles", "Diego Robles"),
        ("William A. McTavish", "William B. McTavish"),
        ("Diego M.", "Diego Molina"),
        ("", "Diego Robles"),
    ],
)
def test_names_that_do_not(left: str, right: str) -> None:
    assert not same_person(left, right)
    assert not same_person(right, left)


@given(st.text(max_size=30), st.text(max_size=30))
def test_of_any_two_names_neither_comes_first(left: str, right: str) -> None:
    ours, theirs = title(left, "activity"), title(right, "activity")
    assert compared([ours], [theirs]) == compared([theirs], [ours])
    assert same_person(left, right) == same_person(right, left)


# Persons


def test_the_fuller_name_takes_the_node_that_is_there(store: OxigraphStore) -> None:
    ingest(store, "A", person("Diego Robles", "state/COL", "A"))
    assert ingest(store, "B", person("Diego Robles Vega", "state/COL", "B")) == {
        "person/diego-robles-vega": "person/diego-robles"
    }
    assert persons(store) == {"person/diego-robles": {"Diego Robles", "Diego Robles Vega"}}
    assert sound(store) == []


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_releases_does_not_matter_for_who_is_one(order: tuple[int, ...]) -> None:
    names = ["Ana Torres", "Ana L. Torres", "Ana Lucía Torres Vega"]
    with empty() as store:
        for at in order:
            ingest(
                store, str(at), person(names[at], ["organization/CICTE", "organization/OAS"][at % 2], str(at))
            )
        assert list(persons(store).values()) == [set(names)]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_who_is_another_stays_so_in_every_order(order: tuple[int, ...]) -> None:
    stated = [("Ana Torres", "state/COL"), ("Ana Torres Vega", "state/COL"), ("Ana Torres Ruiz", "state/PER")]
    with empty() as store:
        for at in order:
            ingest(store, str(at), person(*stated[at], str(at)))
        assert sorted(persons(store).values(), key=len) == [
            {"Ana Torres Ruiz"},
            {"Ana Torres", "Ana Torres Vega"},
        ]


@pytest.mark.parametrize("first", [0, 1])
def test_two_releases_give_one_person_in_either_order(first: int) -> None:
    facts = [
        person("José Landa", "organization/OAS", "0"),
        person("José Miguel Landa", "organization/CICTE", "1"),
    ]
    with empty() as store:
        for at in (first, 1 - first):
            ingest(store, str(at), facts[at])
        assert list(persons(store).values()) == [{"José Landa", "José Miguel Landa"}]


def test_offices_of_two_states_speak_against_it(store: OxigraphStore) -> None:
    ingest(store, "A", person("Diego Robles", "state/COL", "A"))
    assert ingest(store, "B", person("Diego Robles Vega", "state/PER", "B")) == {}
    assert len(persons(store)) == 2


def test_an_organ_and_its_organization_do_not(store: OxigraphStore) -> None:
    ingest(store, "A", person("Diego Robles", "organization/CICTE", "A"))
    assert ingest(store, "B", person("Diego Robles Vega", "organization/OAS", "B"))


def test_the_state_of_an_office_that_only_the_new_release_knows(store: OxigraphStore) -> None:
    ingest(store, "A", person("Diego Robles", "state/COL", "A"))
    ministry = organization("organization/col-ministry-of-ports", "Ministry of Ports", "state/COL")
    facts = [*ministry, *person("Diego Robles Vega", "organization/col-ministry-of-ports", "B")]
    assert ingest(store, "B", facts) == {"person/diego-robles-vega": "person/diego-robles"}


def test_a_second_person_who_fits_makes_it_doubtful(store: OxigraphStore) -> None:
    ingest(store, "A", person("Diego Robles Vega"))
    ingest(store, "B", person("Diego Robles Aponte"))
    assert ingest(store, "C", person("Diego Robles")) == {}
    assert len(persons(store)) == 3
    # The short name may be either, so whoever comes next with a longer one is neither.
    assert ingest(store, "D", person("Diego Robles Castro")) == {}


def test_a_name_that_is_against_one_of_a_nodes_names_is_another_person(store: OxigraphStore) -> None:
    ingest(store, "A", person("Diego Robles"))
    ingest(store, "B", person("Diego Robles Vega"))
    assert ingest(store, "C", person("Diego Robles Aponte")) == {}


def test_what_one_release_names_as_two_stays_two(store: OxigraphStore) -> None:
    ingest(store, "A", person("Diego Robles"))
    assert ingest(store, "B", [*person("Diego Robles"), *person("Diego Robles Vega")]) == {}
    ingest(store, "C", person("Ana Lucía Torres Vega"))
    assert ingest(store, "D", [*person("Ana Torres"), *person("Ana Lucía Torres")]) == {}


# Organizations and activities


def test_an_acronym_of_one_organization_of_the_state(store: OxigraphStore) -> None:
    ingest(store, "A", organization("organization/ury-port-team", "Port Response Team", "state/URY", "PRT"))
    assert ingest(store, "B", organization("organization/ury-prt", "PRT", "state/URY")) == {
        "organization/ury-prt": "organization/ury-port-team"
    }
    assert ingest(store, "C", organization("organization/chl-prt", "PRT", "state/CHL")) == {}
    assert ingest(store, "D", organization("organization/prt", "PRT")) == {}
    assert sound(store) == []


def test_an_acronym_of_two_organizations_is_doubtful(store: OxigraphStore) -> None:
    ingest(store, "A", organization("organization/ury-port-team", "Port Response Team", "state/URY", "PRT"))
    ingest(store, "B", organization("organization/ury-road-team", "Police Road Team", "state/URY", "PRT"))
    assert ingest(store, "C", organization("organization/ury-prt", "PRT", "state/URY")) == {}


def test_an_organization_that_the_reference_data_know(store: OxigraphStore) -> None:
    assert ingest(store, "A", organization("organization/col-cert", "colCERT", "state/COL")) == {
        "organization/col-cert": "organization/colCERT"
    }
    assert sound(store) == []


def test_an_activity_announced_and_reported_is_one(store: OxigraphStore) -> None:
    days = ("state/COL", "2014-03-31", "2014-04-04")
    ingest(store, "A", activity("activity/a", "cc:TechnicalAssistanceMission", *days, "cc:announced"))
    assert ingest(store, "B", activity("activity/b", "cc:Mission", *days, "cc:completed")) == {
        "activity/b": "activity/a"
    }


@pytest.mark.parametrize(
    "other",
    [
        ("cc:Workshop", "state/COL", "2014-03-31", "2014-04-04"),
        ("cc:Mission", "state/PER", "2014-03-31", "2014-04-04"),
        ("cc:Mission", "state/COL", "2014-04-07", "2014-04-11"),
    ],
)
def test_another_kind_host_or_day_is_another_activity(
    store: OxigraphStore, other: tuple[str, str, str, str]
) -> None:
    ingest(
        store,
        "A",
        activity("activity/a", "cc:Mission", "state/COL", "2014-03-31", "2014-04-04", "cc:announced"),
    )
    assert ingest(store, "B", activity("activity/b", *other, "cc:completed")) == {}


def test_a_month_tells_which_activity_it_is_unless_another_fits_as_well(store: OxigraphStore) -> None:
    def mission(name: str, start: str, end: str) -> list[Fact]:
        return activity(f"activity/{name}", "cc:Mission", "state/COL", start, end, "cc:completed")

    ingest(store, "A", mission("a", "2014-03-03", "2014-03-07"))
    assert ingest(store, "B", mission("b", "2014-03", "2014-03")) == {"activity/b": "activity/a"}
    ingest(store, "C", mission("c", "2014-03-24", "2014-03-28"))
    assert same(store) == {}


def test_what_is_of_another_kind_is_another_thing(store: OxigraphStore) -> None:
    """The name and state of an organization are also those of what another release takes for a person."""
    named = ("Ministry of Justice", "state/PER")
    ingest(store, "A", organization("organization/x", *named))
    ingest(store, "B", [(node("organization/x"), term("rdf:type"), term("foaf:Person"))])
    assert ingest(store, "C", organization("organization/y", *named)) == {}


# Renaming


def everything(store: OxigraphStore) -> set[str]:
    return set(map(str, store.quads()))


def test_ingesting_again_changes_nothing(store: OxigraphStore) -> None:
    facts = {
        "A": person("Diego Robles", "state/COL", "A"),
        "B": person("Diego Robles Vega", "state/COL", "B"),
        "C": organization("organization/ury-port-team", "Port Response Team", "state/URY", "PRT"),
        "D": organization("organization/ury-prt", "PRT", "state/URY"),
    }
    for key, stated in facts.items():
        ingest(store, key, stated)
    before = everything(store)
    for key in ("A", "B", "C", "D", "B", "A"):
        ingest(store, key, facts[key])
        assert everything(store) == before


def test_what_only_the_release_itself_said_before_does_not_count(store: OxigraphStore) -> None:
    ingest(store, "A", person("Diego Robles"))
    ingest(store, "A", person("Diego Robles Vega"))
    assert persons(store) == {"person/diego-robles-vega": {"Diego Robles Vega"}}


# Decisions


def say(store: OxigraphStore, file: Path, same: bool, left: str, right: str) -> Outcome:
    return decide(store, file, same, left, right, when="2026-01-31", who="Eva", why='"a, b"')


def test_same_is_obeyed_whatever_the_features_say(store: OxigraphStore, tmp_path: Path) -> None:
    file = tmp_path / "decisions.csv"
    ingest(store, "A", person("Diego Robles", "state/COL", "A"))
    ingest(store, "B", person("Diego Robles Vega", "state/PER", "B"))
    outcome = say(store, file, True, "Diego Robles Vega", "person/diego-robles")
    assert outcome.stays == node("person/diego-robles-vega")
    both = {"person/diego-robles-vega": {"Diego Robles", "Diego Robles Vega"}}
    assert persons(store, Decisions(read(file))) == both
    ingest(store, "C", person("Diego Robles", "state/CHL", "C"))
    assert persons(store, Decisions(read(file))) == both


def test_different_parts_what_was_one(store: OxigraphStore, tmp_path: Path) -> None:
    file = tmp_path / "decisions.csv"
    ingest(store, "A", person("Diego Robles", "state/COL", "A"))
    ingest(store, "B", person("Diego Robles Vega", "state/COL", "B"))
    assert len(persons(store)) == 1
    say(store, file, False, "person/diego-robles", "person/diego-robles-vega")
    assert set(persons(store, Decisions(read(file)))) == {"person/diego-robles", "person/diego-robles-vega"}


def test_the_later_record_wins(store: OxigraphStore, tmp_path: Path) -> None:
    file = tmp_path / "decisions.csv"
    ingest(store, "A", person("Diego Robles", "state/COL", "A"))
    ingest(store, "B", person("Diego Robles Vega", "state/COL", "B"))
    for is_same in (False, True, False):
        say(store, file, is_same, "person/diego-robles-vega", "person/diego-robles")
        assert len(persons(store, Decisions(read(file)))) == (1 if is_same else 2)
    assert len(file.read_text().splitlines()) == 4


A, B, C = (node(f"person/{each}") for each in "abc")


def test_same_is_handed_on_and_a_later_difference_cuts_it() -> None:
    records = [Decision(True, A, B), Decision(True, C, A)]
    assert [Decisions(records).root(each) for each in (A, B, C)] == [C, C, C]
    cut = Decisions([*records, Decision(False, B, C)])
    assert cut.root(B) != cut.root(C)
    assert cut.differ(B, C)
    assert cut.differ(B, A) == (cut.root(A) == cut.root(C))


def test_what_the_reference_data_know_stays(store: OxigraphStore, tmp_path: Path) -> None:
    ingest(store, "A", organization("organization/the-security-organ", "Security Organ"))
    outcome = say(store, tmp_path / "d.csv", True, "organization/the-security-organ", "CICTE")
    assert outcome.stays == node("organization/CICTE")
    assert sound(store) == []


@pytest.mark.parametrize(
    ("left", "right", "problem"),
    [
        ("person/diego-robles", "organization/CICTE", "of two kinds"),
        ("organization/OAS", "organization/CICTE", "both in the reference data"),
        ("Colombia", "Peru", "state/COL is no person"),
        ("person/diego-robles", "Diego Robles", "are one node"),
        ("person/diego-robles", "person/diego-rubles", "did you mean"),
    ],
)
def test_what_cannot_be_the_same(
    store: OxigraphStore, tmp_path: Path, left: str, right: str, problem: str
) -> None:
    ingest(store, "A", person("Diego Robles"))
    with pytest.raises((DecisionError, ValueRefusedError), match=problem):
        say(store, tmp_path / "decisions.csv", True, left, right)
    assert not (tmp_path / "decisions.csv").exists()


def test_records_come_back_as_they_were_kept(tmp_path: Path) -> None:
    file = tmp_path / "kept" / "decisions.csv"
    records = [Decision(True, A, B, "2026-01-31", "Eva", 'a "b", c\nd'), Decision(False, B, C)]
    for record in records:
        keep(file, record)
    assert read(file) == records
    assert read(tmp_path / "none.csv") == []


def test_a_file_without_a_last_line_end_is_added_to_rightly(tmp_path: Path) -> None:
    file = tmp_path / "decisions.csv"
    file.write_text("same,person/a,person/b,,,")
    keep(file, Decision(False, B, C))
    assert [record.same for record in read(file)] == [True, False]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("maybe,person/a,person/b,,,", '"maybe" is no decision'),
        ("same,person/a,person/b", "3 columns where there should be 10"),
        ("same,person/a,person/a,,,", "compared with itself"),
        ("same,person/a,organization/b,,,", "of two kinds"),
        ("same,person/a b,person/c,,,", "neither a path"),
        ('same,"person/a,person/b,,,', "unexpected end of data"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, problem: str) -> None:
    file = tmp_path / "decisions.csv"
    file.write_text(f"{','.join(COLUMNS)}\nsame,person/a,person/b,,,\n{line}\n")
    with pytest.raises(DecisionError) as caught:
        read(file)
    assert str(caught.value).startswith(f"{file}, line 3: ")
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "decisions.csv"
    file.write_bytes(b"same,person/\xff,person/b,,,\n")
    with pytest.raises(DecisionError, match="not UTF-8"):
        read(file)


# Doubtful pairs


def test_doubtful_pairs_come_likeliest_first_and_go_when_decided(
    store: OxigraphStore, tmp_path: Path
) -> None:
    ingest(store, "A", [*person("Diego Robles Vega", "state/COL", "A"), *person("Eva Lindgren")])
    ingest(store, "B", person("Diego Robles Aponte", "state/BOL", "B"))
    ingest(store, "C", person("Pablo Ferrer"))
    ingest(store, "D", person("Diego A. Robles Vega", "state/PER", "D"))
    found = duplicates(store)
    (one,) = found
    doubtful = {"person/diego-a-robles-vega", "person/diego-robles-vega"}
    assert {path(one.left.iri), path(one.right.iri)} == doubtful
    assert one.kind == "person"
    assert one.command.startswith("cybercoop same person/diego-")
    assert {one.left.releases, one.right.releases} == {("A",), ("D",)}
    assert one.left.passage.startswith("Release ")
    assert one.reasons == ("names that fit one person", "the same office")
    assert one.against == ("other states or organizations",)
    say(store, tmp_path / "d.csv", False, *sorted(doubtful))
    assert duplicates(store, Decisions(read(tmp_path / "d.csv"))) == []


def test_what_cannot_be_one_is_not_asked(store: OxigraphStore) -> None:
    """The team of one state is not that of another, whatever their names."""
    for at, state in enumerate(("FJI", "WSM", "VUT", "AUS")):
        name = "Computer Emergency Response Team"
        ingest(store, str(at), organization(f"organization/x-{state}", name, f"state/{state}", "CERT"))
    asked = [{path(each.left.iri), path(each.right.iri)} for each in duplicates(store)]
    assert not any(all(each.startswith("organization/x-") for each in pair) for pair in asked)


def test_two_groups_are_asked_about_once(store: OxigraphStore) -> None:
    ingest(store, "A", person("Diego Robles Vega", "state/COL", "A"))
    ingest(store, "B", person("Diego A. Robles Vega", "state/COL", "B"))
    ingest(store, "C", person("Diego Andrés Robles", "state/PER", "C"))
    assert len(duplicates(store)) == 1
