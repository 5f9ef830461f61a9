"""From text to release: canonical text, header, body."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from cybercoop.ingest.base.model import Release, Source
from cybercoop.ingest.base.refusals import Unreadable
from cybercoop.ingest.header.parsing import parse
from cybercoop.ingest.header.publishers import publishers
from cybercoop.ingest.text.canonical import canonical
from cybercoop.ontology.reference import load as load_reference
from cybercoop.ontology.terms import node
from hypothesis import given, settings
from hypothesis import strategies as st

BODY = "The Organization of American States (OAS) held a workshop in Nassau with Canada. It lasted two days."
CUERPO = "La Organización de los Estados Americanos (OEA) celebró en Lima un taller con el apoyo de Canadá."
CORPO = "A Organização dos Estados Americanos (OEA) realizou em Brasília uma oficina com o apoio do Canadá."
CORPS = "L’Organisation des États américains (OEA) a tenu à Montréal un atelier avec le soutien du Canada."


def read(text: str, **known: object) -> Release:
    return parse(Source("test", text, **known))  # type: ignore[arg-type]


def body(release: Release) -> list[str]:
    return [paragraph.span.of(release.text) for paragraph in release.paragraphs]


def test_a_release_of_the_oas() -> None:
    head = "Media Center\n\nPress Release\n\nNassau Hosts a Workshop\n\n  May 3, 2013"
    text = f"{head}\n\n{BODY}\n\nMore follows soon.\n\nReference: E-987/13"
    release = read(text)
    assert (release.title, release.issued, release.reference) == (
        "Nassau Hosts a Workshop",
        date(2013, 5, 3),
        "E-987/13",
    )
    assert (release.kind, release.language, release.publisher) == ("release", "en", "organization/OAS")
    assert body(release) == [BODY, "More follows soon."]
    assert {name: span.of(release.text) for name, span in release.header.items()} == {
        "title": "Nassau Hosts a Workshop",
        "issued": "May 3, 2013",
        "reference": "E-987/13",
        "kind": "Press Release",
        "publisher": "E-987/13",
    }


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("March 28, 2014", date(2014, 3, 28)),
        ("Friday, 28 March 2014", date(2014, 3, 28)),
        ("28th of March 2014", date(2014, 3, 28)),
        ("Sept. 5, 2014", date(2014, 9, 5)),
        ("• 2023-06-09", date(2023, 6, 9)),
        ("• Date: 25/02/20", date(2020, 2, 25)),
        ("News item | 27-09-2017", date(2017, 9, 27)),
        ("27.02.2020", date(2020, 2, 27)),
        ("Released on 16 October 2024", date(2024, 10, 16)),
        ("Posted on June 1, 2016 by Jane Doe", date(2016, 6, 1)),
        ("Chisinau, 21 November 2017", date(2017, 11, 21)),
        ("Cyberjaya (PRWEB) July 01, 2012", date(2012, 7, 1)),
        ("(Washington, D.C., March 3, 2014)", date(2014, 3, 3)),
        ("May 6, 2018 - Suva, Fiji - Global Reef Canada", date(2018, 5, 6)),
        ("Ministry of Foreign Affairs | Suva | 6 May 2018", date(2018, 5, 6)),
        ("Press Release No. 12/2018 | 6 May 2018", date(2018, 5, 6)),
        ("Issued by: Ministry of Health, Suva, 6 May 2018", date(2018, 5, 6)),
        ("Embargoed until 6 May 2018, 10:00 GMT", date(2018, 5, 6)),
        ("6 May 2018 · 3 min read", date(2018, 5, 6)),
        ("Posted on Sunday 6 May 2018 at 10:30am", date(2018, 5, 6)),
        ("Port of Spain, Trinidad and Tobago, May 6, 2018", date(2018, 5, 6)),
        ("Wellington, New Zealand, 6 May 2018", date(2018, 5, 6)),
        ("06/05/2014 11:54 AM EDT", date(2014, 6, 5)),
        ("25/12/2014", date(2014, 12, 25)),
        ("12/25/2014", date(2014, 12, 25)),
        ("06/05/2014", None),  # May or June: not to be guessed
        ("31 de octubre de 2014", date(2014, 10, 31)),
        ("Publicado el lunes 3 de marzo del 2015", date(2015, 3, 3)),
        ("17 de fevereiro de 2023", date(2023, 2, 17)),
        ("Publicado em 1º de setembro de 2011", date(2011, 9, 1)),
        ("8 avril 2015", date(2015, 4, 8)),
        ("Publié le 1er juin 2016", date(2016, 6, 1)),
    ],
)
def test_date_lines(line: str, expected: date | None) -> None:
    release = read(f"Nassau Hosts a Workshop\n\n{line}\n\n{BODY}")
    assert release.issued == expected
    assert release.title == "Nassau Hosts a Workshop"
    assert body(release) == [BODY]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Accra, March 15, 2022 – ", date(2022, 3, 15)),
        ("SAN JOSÉ, Costa Rica (3 May 2013) - ", date(2013, 5, 3)),
        ("Bridgetown, Barbados, 9 June 2012: ", date(2012, 6, 9)),
        ("Mindelo, Cabo Verde, 9 June 2012. ", date(2012, 6, 9)),
        ("(Lima, May 3, 2013) ", date(2013, 5, 3)),
        ("[3 May 2013] ", date(2013, 5, 3)),
        ("3 May 2013, Lima, Peru – ", date(2013, 5, 3)),
        ("They met on 3 May 2013. ", None),
        ("On March 15, 2022, in Accra, ", None),  # a date of the event
        ("After the attack of 3 May 2013 on a port - ", None),
    ],
)
def test_datelines_stay_in_the_body(opening: str, expected: date | None) -> None:
    release = read(f"Nassau Hosts a Workshop\n\n{opening}{BODY}")
    assert release.issued == expected
    assert body(release) == [opening + BODY]


@pytest.mark.parametrize(
    ("line", "more", "expected"),
    [
        ("06/05/2018", "It ended on May 4.", date(2018, 5, 6)),
        ("06/05/2018", "It ended on June 4.", date(2018, 6, 5)),
        ("06/05/2018", "It ran from May to June.", None),
    ],
)
def test_a_month_in_the_text_settles_an_ambiguous_date(line: str, more: str, expected: date | None) -> None:
    for text in (f"{line}\n\n{BODY} {more}", f"{BODY} {more}\n\n{line}"):
        release = read(f"Nassau Hosts a Workshop\n\n{text}")
        assert (release.issued, body(release)[0]) == (expected, f"{BODY} {more}")


def test_dateline_below_a_lead() -> None:
    release = read(f"Nassau Hosts a Workshop\n\nIt was the first one.\n\nLima, 3 May 2013 – {BODY}")
    assert release.issued == date(2013, 5, 3)


@pytest.mark.parametrize("lead", ["3 May 2013 | ", "03.05.2013 – ", "May 3, 2013: "])
def test_date_and_title_in_one_line(lead: str) -> None:
    release = read(f"{lead}Nassau Hosts a Workshop\n\n{BODY}")
    assert (release.issued, release.title) == (date(2013, 5, 3), "Nassau Hosts a Workshop")
    assert body(release) == [BODY]


@pytest.mark.parametrize(
    "letterhead",
    [
        "MINISTRY OF ICT\n\nOffice of the Spokesman\n\nMedia Note\n\nSuva, Fiji\n\nMay 3, 2013",
        "Forum of Reef Response and Safety Teams\n\nFor Immediate Release",
        "REPUBLIC OF PALAU\n\nGovernment Information Service\n\nKoror, 3 May 2013",
        "Global Reef Security Centre\n\nUniversity of the Reef\n\nNews",
        "Global Reef Canada\n\nNews release",  # the body names it again
        "SAFEREEF\n\nNews / 2013",
        "Bulletin of the Reef Secretariat, No. 11/2013",
        "Reef University > University News",
        "Safe Networks for Reefs (SafeReef)\n\nNews from our partner countries: Fiji",
        "FOR IMMEDIATE RELEASE\n\nContact: Jane Doe, +1 202 555 0101",
    ],
)
def test_a_letterhead_is_no_title(letterhead: str) -> None:
    more = "Global Reef Canada and SafeReef paid for it."
    assert (
        read(f"{letterhead}\n\nNassau Hosts a Workshop\n\n{BODY} {more}").title == "Nassau Hosts a Workshop"
    )


@pytest.mark.parametrize(
    "title",
    [
        "Reef Ministry Opens Cyber Centre",
        "CARICOM Signs Agreement with Reef Agency",
        "WORKSHOP FOR THE REEF POLICE",
    ],
)
def test_a_title_that_ends_like_a_name_stands_above_its_subtitle(title: str) -> None:
    assert read(f"{title}\n\nTwelve officers of six islands came\n\nMay 3, 2013\n\n{BODY}").title == title


def test_date_at_the_end() -> None:
    release = read(f"Nassau Hosts a Workshop\n\n{BODY}\n\nWashington, D.C., 3 May 2013")
    assert release.issued == date(2013, 5, 3)
    assert body(release) == [BODY]


def test_date_of_the_metadata_is_the_last_resort() -> None:
    published = date(2013, 5, 4)
    assert read(f"Nassau Hosts a Workshop\n\n{BODY}", published=published).issued == published
    assert "issued" not in read(f"Nassau Hosts a Workshop\n\n{BODY}", published=published).header
    stated = read(f"Nassau Hosts a Workshop\n\nMay 3, 2013\n\n{BODY}", published=published)
    assert stated.issued == date(2013, 5, 3)


@pytest.mark.parametrize(
    "line", ["February 30, 2014", "31 de abril de 2014", "2014-02-30", "Paris, 31 juin 2014"]
)
def test_date_that_does_not_exist(line: str) -> None:
    with pytest.raises(Unreadable, match=r"^test: the date '.*(30|31).*' does not exist") as raised:
        read(f"Nassau Hosts a Workshop\n\n{line}\n\n{BODY}")
    assert "\n" not in str(raised.value)


def test_what_when_where_belong_to_the_event() -> None:
    where = "WHERE: Hall of Flags\n17th Street\nWashington, DC 20006"
    facts = f"WHAT: Workshop on cyber drills\n\nWHEN: March 11, 2015\n\n{where}"
    release = read(
        f"Press Advisory\n\nWorkshop on Cyber Drills To Be Held\n\n{BODY}\n\n{facts}\n\nReference: AVI-987/15"
    )
    assert (release.kind, release.issued, release.reference) == ("advisory", None, "AVI-987/15")
    assert body(release)[1:] == facts.split("\n\n")
    assert [span.of(release.text) for span in release.paragraphs[-1].sentences] == [
        "WHERE: Hall of Flags",
        "17th Street",
        "Washington, DC 20006",
    ]


@pytest.mark.parametrize(
    ("line", "reference"),
    [
        ("Reference: E-119/14", "E-119/14"),
        ("Referencia: C-119/14", "C-119/14"),
        ("Référence : F-120/15", "F-120/15"),
        ("Referência: P-087/20", "P-087/20"),
        ("AVI-127/17", "AVI-127/17"),
        ("Ref. No. 44/2021", "44/2021"),
        ("(Ref: ECW 12/2022)", "ECW 12/2022"),
        ("Press Release No. 14/2015", "14/2015"),
        ("PRESS STATEMENT (31/09)", "31/09"),
        ("Press Release #44", "44"),
        ("Press Release No. 4 of 2018", "4 of 2018"),
        ("No. 44/2018", "44/2018"),
        ("2018/441", "2018/441"),
        ("PR/2018/04", "PR/2018/04"),
        ("Ref: PR/2018/04 - 3 May 2018", "PR/2018/04"),
        ("Press Release 18-044 | May 3, 2018", "18-044"),
        ("10/2018", None),  # October
        ("No one is safe in 2014", None),
        ("Reference: to follow", None),
    ],
)
def test_references(line: str, reference: str | None) -> None:
    release = read(f"Nassau Hosts a Workshop\n\n{BODY}\n\n{line}")
    assert release.reference == reference
    if reference:
        assert release.header["reference"].of(release.text) == reference
        assert body(release) == [BODY]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Press Release", "release"),
        ("AfricaCERT PRESS RELEASE", "release"),
        ("Comunicado de Prensa", "release"),
        ("Nota à Imprensa", "release"),
        ("Communiqué de presse", "release"),
        ("MEDIA ADVISORY", "advisory"),
        ("Aviso de prensa", "advisory"),
        ("Avis aux médias", "advisory"),
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_kinds_above_or_below_the_title(line: str, kind: str, above: bool) -> None:
    lines = [line, "Nassau Hosts a Workshop"] if above else ["Nassau Hosts a Workshop", line]
    release = read("\n\n".join([*lines, BODY]))
    assert (release.kind, release.title) == (kind, "Nassau Hosts a Workshop")
    assert body(release) == [BODY]


def test_navigation_is_no_title_and_no_body() -> None:
    buttons = "- Home\n- News & Events\n- Press Releases\nHome > News > Nassau"
    more = "2 The next one follows in May.\nShare\nPrint"
    text = f"{buttons}\nNassau Hosts a Workshop\n16 October 2024\n{BODY}\n{more}"
    release = read(text)
    assert (release.title, release.issued) == ("Nassau Hosts a Workshop", date(2024, 10, 16))
    assert body(release) == [BODY, "2 The next one follows in May."]


def test_kind_and_title_on_one_line() -> None:
    release = read(f"PRESS RELEASE: Nassau Hosts a Workshop\n\n{BODY}")
    assert release.title == "Nassau Hosts a Workshop"
    assert release.header["kind"].of(release.text) == "PRESS RELEASE"


def test_headings_and_list_items_are_paragraphs() -> None:
    plan = [
        "What comes next",
        "Three things are planned for the year to come:",
        "A drill",
        "A course",
        "A visit",
    ]
    marked = f"{plan[0]}\n\n{plan[1]}\n• {plan[2]}\n• {plan[3]}\n- {plan[4]}"
    assert body(read(f"Nassau Hosts a Workshop\n\n{BODY}\n\n{marked}"))[1:] == plan


@pytest.mark.parametrize(("text", "language"), [(BODY, "en"), (CUERPO, "es"), (CORPO, "pt"), (CORPS, "fr")])
def test_language(text: str, language: str) -> None:
    assert read(f"OAS/OEA\n\n{text}").language == language


def test_text_in_a_language_that_cannot_be_read() -> None:
    with pytest.raises(Unreadable, match="none of the languages"):
        read(
            "Семинар по кибербезопасности\n\n"
            + "Организация американских государств провела семинар в Лиме. " * 8
        )


def test_without_a_title_line_the_first_sentence_stands_for_it() -> None:
    release = read(f"{BODY} And so on.")
    assert release.title == BODY.split(". ")[0] + "."
    assert release.header["title"].of(release.text) == release.title
    assert body(release) == [f"{BODY} And so on."]
    long = read("The ministers " + "and their deputies " * 20 + "met.")
    assert len(long.title) <= 120
    assert long.text.startswith(long.title)


def test_page_title_wins_over_the_first_heading() -> None:
    text = f"Office of Public Affairs\n\nNassau Hosts a Workshop\n\n{BODY}"
    assert read(text, titles=("Nassau hosts a workshop",)).title == "Nassau Hosts a Workshop"


@pytest.mark.parametrize("text", ["", "   \n\n", "Press Release", "Nassau Hosts a Workshop", "-----\n*****"])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(Unreadable, match=r"^test: nothing to read"):
        read(text)


def test_publisher_by_address() -> None:
    text = f"Nassau Hosts a Workshop\n\n{BODY}"
    assert read(text, url="https://www.oas.org/en/x").publisher == "organization/OAS"
    assert read(text, url="https://example.org/oas.org").publisher is None
    assert read(text).publisher is None


def test_publishers_are_known_organizations() -> None:
    known = load_reference()
    assert all(node(one.body) in known.things for one in publishers())


def test_canonical_text() -> None:
    assert (
        canonical("\ufeffRe\u0301union\u00a0de l\u2019OEA \r\nco\u00adop\u200b\x07 \r\n\r\n")
        == "Réunion de l’OEA\ncoop"
    )


def test_wrapped_lines_become_whole_and_others_stay() -> None:
    first = [
        "The Organization of American States (OAS) held a workshop",
        "in Nassau with the help of Canada, which was",
    ]
    items = "\n\n- a first item\n- a second"
    wrapped = "\n".join([*first, "attended by thirty people."]) + items
    whole = " ".join([*first, "attended by thirty people."]) + items
    assert canonical(wrapped) == whole


WORDS = st.sampled_from(
    [
        "Press Release",
        "March 3, 2014",
        "February 30, 2014",
        "Reference: E-1/14",
        "•",
        "-",
        "\n",
        "\n\n",
        "The OAS met in Lima.",
        "Home",
        "of the",
        "(",
        ")",
        "“",
        "Mr.",
        "06/05/2014",
        "Title:",
        "No.",
        "\u00a0",
        "e\u0301",
        "\x00",
        "\u2028",
        "a" * 70,
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=30).map(" ".join)))
def test_any_text_is_a_sound_release_or_unreadable(text: str) -> None:
    try:
        release = read(text)
    except Unreadable:
        return
    assert canonical(release.text) == release.text
    assert parse(Source("test", release.text)) == release
    assert release.title.strip() == release.title != ""
    assert release.header["title"].of(release.text) == release.title
    end = 0
    for paragraph in release.paragraphs:
        assert end <= paragraph.span.start < paragraph.span.end <= len(release.text)
        end = paragraph.span.start
        assert paragraph.sentences
        for sentence in paragraph.sentences:
            assert paragraph.span.holds(sentence)
            assert end <= sentence.start < sentence.end
            end = sentence.end
        assert end <= paragraph.span.end  # a sentence in another language is left unread


@given(st.text())
def test_canonical_text_is_its_own(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


@pytest.mark.parametrize(
    "unit",
    [
        "ab cd\n",
        "Press Release\n",
        "March 3, 2014\n",
        "no no no ",
        "\n",
        "- ",
        "x" * 60 + " y\n",
        "The OAS met in Lima.\n",
    ],
)
def test_time_is_linear_in_length(unit: str, grows_linearly: Callable[..., None]) -> None:
    def parsed(size: int) -> None:
        read(BODY * (size // 100) + chr(10) + unit * (size // len(unit)) + chr(10) + BODY)

    grows_linearly(parsed, 200_000)
