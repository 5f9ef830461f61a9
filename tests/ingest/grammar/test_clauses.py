"""Sentences written for a construction, each with the clauses that it tells (``clauses.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from cybercoop.ingest.base.model import Span
from cybercoop.ingest.grammar.activevoice import places
from cybercoop.ingest.grammar.frames import grammar_of
from cybercoop.ingest.grammar.parses import parse
from cybercoop.ingest.grammar.syntax import Clause, ClauseKind, Modality, Parse, Phrase
from cybercoop.ingest.names.document import Mention, Sentence
from cybercoop.ingest.names.entities import Entity, Kind
from cybercoop.ingest.text import dates
from cybercoop.ingest.text.counts import sums
from cybercoop.ingest.text.language import load
from cybercoop.ingest.text.splitting import splitter

NAMES = {
    Kind.ORGANIZATION: "OAS CICTE ITU IDB CARICOM UNODC Microsoft OEA UIT BID INTERPOL",
    Kind.STATE: """Chile Peru Bolivia Brazil Canada Estonia Japan Kenya Ghana Togo Spain Mexico Perú Brasil
        Canadá Japón Kenia España México Colombia""",
    Kind.PLACE: "Lima Quito Accra Nairobi Santiago",
    Kind.PERSON: "Ana_Ruiz Juan_Soto Rosa_Paz,_Head_of_CICTE",
    Kind.INSTRUMENT: "National_Strategy Lima_Declaration Estrategia_Nacional Declaración_de_Lima",
    Kind.ACTIVITY: """workshop workshops seminar drill course conference mission exercise meeting forum
        exhibition Workshop Seminar Mission Course Forum taller talleres seminario simulacro curso conferencia
        misión ejercicio reunión foro""",
}
MODALITIES = {
    "": Modality.ASSERTED,
    "planned": Modality.PLANNED,
    "wished": Modality.WISHED,
    "if": Modality.HYPOTHETICAL,
    "not": Modality.NEGATED,
    "cancelled": Modality.CANCELLED,
}
FILES = {"en": "clauses.toml", "es": "clauses_es.toml"}
CASES = [
    pytest.param(language, sentence, clauses, id=f"{language} {construction}: {sentence}")
    for language, file in FILES.items()
    for construction, table in tomllib.loads(
        Path(__file__).with_name(file).read_text(encoding="utf-8")
    ).items()
    for sentence, clauses in table.items()
]


def sentence_of(text: str, code: str = "en") -> Sentence:
    """A sentence with the names above as mentions."""
    language = load(code)
    span, tokens = Span(0, len(text)), splitter(language).tokens(text, 0, len(text))
    sentence = Sentence(
        span,
        0,
        0,
        tokens,
        dates.of(language).find(text, 0, len(text), date(2019, 12, 14)) if code == "en" else [],
        None,  # type: ignore[arg-type]
        [],
        sums(text, span, language) if code == "en" else [],
        [],
        [],
        heading=text[-1] not in '.!?"',
    )
    names = {
        tuple(n.replace(",", "_,").split("_")): kind for kind, each in NAMES.items() for n in each.split()
    }
    for i in range(len(tokens)):
        for size in (6, 3, 2, 1):
            kind = names.get(tuple(t.text for t in tokens[i : i + size]))
            if kind and i + size <= len(tokens):
                sentence.add(Mention(kind, i, i + size, Entity("cc:Thing")))
                break
    return sentence


def head(phrase: Phrase, text: str, sentence: Sentence) -> str:
    word = phrase.head
    if word.first == word.last:
        return word.text  # a pronoun that is not said
    return sentence.offsets(word.first, word.last).of(text).lower()


class Written:
    """A clause as the file writes it."""

    def __init__(self, clause: str) -> None:
        first, *rest = re.split(r"\s*('[\w ]+'|\b\w+)=", clause)
        self.words = first.split()
        self.modality = MODALITIES[self.words.pop(0)] if self.words[0] in MODALITIES else Modality.ASSERTED
        self.places = {
            place.strip("'"): [self.phrase(p) for p in re.split(r" \+ (?![^\[]*\])", held)]
            for place, held in zip(rest[::2], rest[1::2], strict=True)
        }

    @staticmethod
    def phrase(text: str) -> tuple[str, dict[str, list[str]]]:
        match = re.fullmatch(r"([^\[]+)(?:\[(.*)\])?", text.strip())
        assert match, text
        match_parts = match[2].lower() if match[2] else ""
        parts = [each.strip().partition(" ") for each in match_parts.split(";") if each.strip()]
        return match[1].lower(), {prep: held.split(" + ") for prep, _, held in parts}

    def fits(self, clause: Clause, text: str, sentence: Sentence, agent: str) -> bool:
        verb = clause.verb
        words = " ".join((verb.lemma, *clause.particles)).split() if verb else [clause.kind.value]
        if words != self.words or clause.modality is not self.modality:
            return False
        found = {
            place: [item for phrase in held for item in phrase.every()]
            for place, held in places(clause, agent).items()
        }
        loose = {id(p) for host in hosts(clause) for _, p in host.parts for p in p.every()}
        for place, held in found.items():
            if place in self.places:
                wanted = self.places[place]
                if [head(p, text, sentence) for p in held] != [name for name, _ in wanted]:
                    return False
                for phrase, (_, parts) in zip(held, wanted, strict=True):
                    for prep, names in parts.items():
                        has = [
                            head(p, text, sentence) for pr, x in phrase.parts if pr == prep for p in x.every()
                        ]
                        if has != names:
                            return False
            elif place in ("subject", "object") or any(id(p) not in loose for p in held):
                return False
        return set(self.places) <= set(found)


def hosts(clause: Clause) -> Iterator[Phrase]:
    """Every phrase in a clause, with those inside it."""
    todo = [p for p in (clause.subject, *clause.objects, *(p for _, p in clause.obliques)) if p is not None]
    while todo:
        phrase = todo.pop()
        yield phrase
        todo += [*phrase.items, *phrase.asides, *(p for _, p in phrase.parts)]


def told(parsed: Parse) -> list[Clause]:
    return [c for c in parsed.clauses if c.verb is not None or c.kind is ClauseKind.LABEL]


def written(clause: Clause, text: str, sentence: Sentence) -> str:
    held = " ".join(
        f"{place}={' + '.join(head(x, text, sentence) for p in phrases for x in p.every())}"
        for place, phrases in places(clause).items()
    )
    verb = " ".join([clause.verb.lemma, *clause.particles]) if clause.verb else clause.kind.value
    return f"{clause.modality.name.lower()} {verb} {held}"


@pytest.mark.parametrize(("language", "text", "clauses"), CASES)
def test_the_clauses_of_a_sentence(language: str, text: str, clauses: list[str]) -> None:
    sentence = sentence_of(text, language)
    grammar = grammar_of(load(language))
    found = told(parse(grammar, sentence))
    missing = []
    for clause in clauses:
        fitting = [c for c in found if Written(clause).fits(c, text, sentence, grammar.agent)]
        if fitting:
            found.remove(fitting[0])
        else:
            missing.append(clause)
    rest = [written(c, text, sentence) for c in found]
    assert (missing, rest) == ([], []), f"missing {missing}; found instead {rest}"
