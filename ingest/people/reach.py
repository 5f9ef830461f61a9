"""What follows the head noun of an office: what it is over, and where it is held."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..names.document import Document, Sentence
from ..names.entities import Entity
from ..names.name import Name
from ..names.naming import Namer
from .affiliations import Seats
from .office_words import Office, Words

_TOPIC = 5  # small words that say what an office is over


@dataclass(slots=True)
class _Reading:
    """An office while it is read."""

    sentence: Sentence
    words: Words
    last: int  # the token at which reading goes on
    parts: list[tuple[int, int]]  # the stretches of tokens that word the role
    at: list[Entity] = field(default_factory=list)
    alone: bool = False
    abroad: int = 0  # where the state ends that it is for

    def over(self, end: int) -> None:
        """Takes what stands up to a token into the role."""
        first, last = self.parts[-1]
        if last == self.last:
            self.parts[-1] = (first, end)
        else:
            self.parts.append((self.last, end))
        self.alone = False

    def reach(self, name: Name, place: Entity, last: int) -> None:
        """Notes where the office is held."""
        self.at.append(place)
        self.last, self.alone = last, False


class Reach:
    """Reads what follows the offices of one document."""

    def __init__(self, document: Document, namer: Namer, seats: Seats) -> None:
        """`seats` tells where offices are held."""
        self.doc = document
        self.lex = document.lexicon
        self.namer = namer
        self.seats = seats
        table = document.lexicon.table("offices")
        self.at = frozenset(table["at"])
        self._towards, self._over, self._corporate, self._fresh, self._employing, self._facing = (
            frozenset(table[key]) for key in ("towards", "over", "corporate", "fresh", "employing", "facing")
        )
        self._leading = frozenset(table["houses"])  # who leads a ministry
        self._regarding = self.lex.topic - self.lex.place  # "for", "on"
        self._topical = self.lex.owner | self._regarding

    def office(self, sentence: Sentence, words: Words) -> Office:
        """The whole office whose words these are."""
        reading = _Reading(sentence, words, words.end, [(words.first, words.end)], alone=words.size == 1)
        nation = self._nation(reading)
        while self._step(reading):
            pass
        nation = nation or self._nation(reading)  # "ministra de Defensa | española"
        if nation is not None and not reading.at:
            reading.at.append(nation)
        role = self._text(sentence, reading.parts)
        abroad = self._text(sentence, [(words.first, reading.abroad)]) if reading.abroad else ""
        topical = reading.parts != [(words.first, words.end)]
        return Office(
            words.first, reading.last, role, reading.at, reading.alone, topical=topical, abroad=abroad
        )

    def _nation(self, r: _Reading) -> Entity | None:
        """The state whose adjective follows the head: "el ministro | hondureño de Gobernación"."""
        tokens = r.sentence.tokens
        if not self.lex.small_demonyms or r.last >= len(tokens) or tokens[r.last].capital:
            return None
        people = self.lex.demonym(tokens, r.last)
        if people is None or people[1] != r.last:
            return None
        r.last += 1
        return self.doc.book.state(people[0])

    def _text(self, sentence: Sentence, parts: list[tuple[int, int]]) -> str:
        texts = [sentence.offsets(a, b).of(self.doc.text) for a, b in parts]
        return " ".join(" ".join(texts).split())

    def _step(self, r: _Reading) -> bool:
        """Reads one "of ...", "for ..."; whether there was one."""
        tokens = r.sentence.tokens
        if r.last + 1 >= len(tokens):
            return False
        connector = tokens[r.last]
        if r.at and connector.text == "/":  # "Chief of the OAS/EOM to Peru"
            r.last += 2
            return True
        if connector.fold not in self.at:
            return False
        k = r.last + 1
        while k < len(tokens) and (
            tokens[k].fold in self.lex.articles or (k > r.last + 1 and tokens[k].fold in self._fresh)
        ):
            k += 1
        if k >= len(tokens):
            return False
        return self._told(r, k) or self._named(r, k)

    def _told(self, r: _Reading, k: int) -> bool:
        """Reads a place that small words tell: "the agency NIA", "the Canadian delegation", "the bank"."""
        connector = r.sentence.tokens[r.last].fold
        if not r.at and (size := self.lex.boards.from_token(r.sentence.tokens, k)):
            r.over(k + size)  # "presidente del Consejo de Administración de"
            r.last = k + size
            return True
        if r.at:  # "Permanent Representative of Peru to the institution"
            faced = connector in self._towards and self.seats.called(r.sentence, k) is not None
            r.last = k + 1 if faced else r.last
            return faced
        if (named := self.seats.introduced(r.sentence, k)) is not None:
            r.at.append(named[0])
            r.last, r.alone = named[1], False
            return True
        if (sent := self.seats.national(r.sentence, k)) is not None:
            r.over(sent[1])
            r.at.append(sent[0])
            r.last = sent[1]
            return True
        if (again := self.seats.called(r.sentence, k)) is not None:
            r.at.append(again[0])
            r.last, r.alone = again[1], False
            return True
        return False

    def _named(self, r: _Reading, k: int) -> bool:
        name = r.sentence.parser.government(k) or r.sentence.parser.name(k)
        if name is None:
            return self._small(r, k)
        if name.owner is None and name.core == k + 1 and self.lex.is_activity(name.cls) and self._small(r, k):
            return True  # "Chief of the Mission"
        connector = r.sentence.tokens[r.last].fold
        topic = self._is_topic(r, name, k)
        place = None if topic else self.seats.of_name(r.sentence, name)
        if place is not None:
            return self._placed(r, name, place, connector)
        if name.is_place:
            return self._in_city(r, name, connector)
        if r.at or (name.cls is not None and not topic):
            return self._further(r, k, connector)
        if connector in self._employing and (employer := self.seats.employer(r.sentence, k)):
            r.at.append(employer[0])
            r.last, r.alone = employer[1], False
            return True
        return self._topic(r, k)

    def _small(self, r: _Reading, k: int) -> bool:
        """Reads small words that an office is over: "Chief of Mission", "head of cyber defense at"."""
        tokens = r.sentence.tokens
        end = self._over_end(r, k) if tokens[r.last].fold in self._topical else k
        if end == k or end >= len(tokens):
            return False
        r.over(end)
        r.last = end
        return True

    def _over_end(self, r: _Reading, k: int) -> int:
        """Where such words end."""
        tokens = r.sentence.tokens
        if tokens[k].fold in self._over and tokens[k].word:
            return k + 1
        if k > r.last + 1:  # "captain of the winning team": a topic has an article where heads stand first
            return k + (self.lex.head_first and tokens[k].fold in self.lex.portfolios)
        last = k
        for n in range(k, min(k + _TOPIC, len(tokens) - 1)):
            token = tokens[n]
            if token.fold in self.at and last == k:
                last = n  # "professor of computer engineering at"
            if not token.text.islower() or not token.word or token.fold in self.at:
                break
            if token.fold in self.lex.portfolios or self.lex.is_organization(self.lex.heads.get(token.fold)):
                last = n + 1
        return last

    def _placed(self, r: _Reading, name: Name, place: Entity, connector: str) -> bool:
        """Takes a state or a body as where the office is held, or whom it faces, or as a mere place."""
        facing = self._head_words(r) in self._facing
        if connector in self._towards and (r.at or facing or place.cls == "cc:State"):
            if not r.at:  # "Ambassador to Albania": whom it faces is part of the office
                r.over(name.core)
            r.last = name.last
            return True
        if r.at:
            if connector in self.lex.place and (name.is_place or name.is_state):
                r.last = name.last  # "Ambassador of the European Union in Panama"
                return True
            return False
        if connector in self._regarding:
            r.abroad = name.core
        # "head of Ivory Coast's Platform against Cybercrime"
        r.reach(name, *self.seats.possessed(r.sentence, place, name.last))
        return True

    def _in_city(self, r: _Reading, name: Name, connector: str) -> bool:
        """Reads a city: "Mayor of Lima", "Ambassador of the European Union in Lima"."""
        if connector in self.lex.place:
            r.last = name.last
            return True
        if r.at or connector not in self.lex.owner:
            return False
        r.over(name.last)
        r.last = name.last
        return True

    def _further(self, r: _Reading, k: int, connector: str) -> bool:
        """Reads what an office is over after where it is held: "Rapporteur of PCC.I for Network Security"."""
        if not r.at or connector not in self._regarding:
            return False
        topic = r.sentence.parser.topic(k)
        if not any(t.fold in self.lex.portfolios for t in r.sentence.tokens[k : topic.core]):
            return False
        r.over(topic.core)
        r.last = topic.core
        return True

    def _topic(self, r: _Reading, k: int) -> bool:
        """Reads what an office is over, with the body to which that leads: "Science (X) of Paraguay"."""
        topic = r.sentence.parser.topic(k)
        r.over(topic.core)
        r.last = topic.last
        if topic.owner is not None and (owner := self.seats.of_name(r.sentence, topic.owner)):
            r.at.append(owner)
        if topic.acronym is not None:
            self._named_by(r.sentence, topic.acronym)
        return True

    def _head_words(self, r: _Reading) -> str:
        return " ".join(t.fold for t in r.sentence.tokens[r.words.head : r.words.end])

    def _is_topic(self, r: _Reading, name: Name, k: int) -> bool:
        """Whether a name is what the office is over: no article, nothing known ("Commissioner of Police")."""
        tokens = r.sentence.tokens
        connector = tokens[r.last].fold
        if self._portfolio_alone(r, name, k):
            return True
        if k > r.last + 1 or name.things or name.is_state or name.quoted or connector not in self._topical:
            return False
        if connector not in self.lex.owner:  # "for Public Policy", "for International Organizations"
            return name.acronym is None and (name.cls is not None or not tokens[name.first].acronym)
        if name.acronym is not None and name.owner is None and name.cls:
            return False
        if name.cls is not None:
            return name.head not in self.lex.corporations and name.head not in self.lex.foreign
        if self._head_words(r) in self._corporate and self._company(r, name):
            self.namer.adopt(r.sentence, name, "cc:Company", "names/office-at")
            return False
        return not tokens[name.first].acronym

    def _portfolio_alone(self, r: _Reading, name: Name, k: int) -> bool:
        """Whether one word after an article is what a minister is over: "ministra da | Justiça"."""
        token = r.sentence.tokens[k]
        one = name.first == k and name.core == k + 1 and not name.things and name.owner is None
        leads = r.sentence.tokens[r.words.head].fold in self._leading
        return self.lex.head_first and one and leads and token.fold in self.lex.portfolios

    def _company(self, r: _Reading, name: Name) -> bool:
        """Whether a name of no known kind after "of" is a company's: nothing of its own follows."""
        tokens = r.sentence.tokens
        leads_on = name.owner is not None or (name.last < len(tokens) and tokens[name.last].fold in self.at)
        portfolio = any(t.fold in self.lex.portfolios for t in tokens[name.first : name.core])
        written = r.sentence.offsets(name.first, name.core).of(self.doc.text)
        return not (leads_on or portfolio) and self.doc.book.find(written) is None

    def _named_by(self, sentence: Sentence, acronym: int) -> None:
        """An acronym after a topic names the ministry itself: "Minister of ... (MinTIC)"."""
        name = sentence.parser.name(acronym)
        if name is not None and (name.things or self.doc.book.find(sentence.tokens[acronym].text)):
            self.namer.entity(sentence, name)
