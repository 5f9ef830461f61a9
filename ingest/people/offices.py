"""The grammar of an office: its words, what it is over, and where it is held."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..names.document import Document, Sentence
from ..names.entities import Entity, Kind
from ..names.lexicon import office_length
from ..names.name import Name
from ..names.naming import Namer
from ..text.tokens import Token
from .affiliations import Seats

_TOPIC = 5  # small words that say what an office is over
_WIDEST = 6  # words before the head noun, and with it


@dataclass(eq=False, slots=True)
class Office:
    """A role as a sentence words it, and where it is held."""

    first: int  # tokens of the whole phrase, end exclusive
    last: int
    role: str
    at: list[Entity] = field(default_factory=list)
    alone: bool = False  # a bare head ("the Minister") that says neither what it is over nor where


class Offices:
    """Finds the offices of one document."""

    def __init__(self, document: Document, namer: Namer) -> None:
        """Prepares for one document whose names are resolved."""
        self.doc = document
        self.lex = document.lexicon
        self.namer = namer
        table = document.lexicon.language.table("offices")
        self.former = frozenset(table["former"])
        self.at = frozenset(table["at"])
        self.towards = frozenset(table["towards"])
        self.over = frozenset(table["over"])
        self.corporate = frozenset(table["corporate"])
        self._topical = self.lex.owner | self.lex.topic - self.lex.place
        self.fresh = frozenset(table["fresh"])
        self.employing = frozenset(table["employing"])
        self.seats = Seats(document, namer)
        self.facing = frozenset(table["facing"])

    def of(self, sentence: Sentence) -> list[Office]:
        """The offices that a sentence words, in the order of the text."""
        found: list[Office] = []
        heads = [i for i in range(len(sentence.tokens)) if self._head(sentence, i)]
        i = 0
        for head in heads:
            i = max(i, head - _WIDEST + 1)
            while i <= head:
                group = self._group(sentence, i)
                found += group
                i = max((office.last for office in group), default=i + 1)
        return found

    def _head(self, sentence: Sentence, i: int) -> int:
        """How many tokens the office's head noun takes from here; 0 where there is none."""
        heads = self.lex.office_phrases
        former, hyphen, head = sentence.tokens[i].fold.partition("-")
        if hyphen and former in self.former:  # "ex-president"
            return heads.opening([head, *(t.fold for t in sentence.tokens[i + 1 : i + 3])])
        return office_length(sentence.tokens, i, self.lex)

    def _group(self, sentence: Sentence, i: int) -> list[Office]:
        """The office that begins at a token, or several that share their place: "Chair and Treasurer of"."""
        tokens = sentence.tokens
        start, head, size = self._start(sentence, i)
        if not size:
            return []
        body = sentence.mention_at(start)
        if body is not None and body.kind is Kind.ORGANIZATION and body.first < start < body.last <= head:
            start = body.last  # "OAS Cybersecurity Program | Manager"
        first = self._office(sentence, start, head, size)
        found = [first]
        j = first.last
        while j + 1 < len(tokens) and tokens[j].fold in self.lex.conjunctions:
            k = _past_articles(sentence, j + 1)
            start2, head2, size2 = self._start(sentence, k)
            if not size2:
                break
            other = self._office(sentence, start2, head2, size2)
            found.append(other)
            j = other.last
        before = self.seats.before(sentence, found[0].first)
        if before is not None:
            entity, begin = before
            for n, office in enumerate(found):
                abroad = n == 0 and entity.cls != "cc:State" and [e.cls for e in office.at] == ["cc:State"]
                if not office.at or abroad:  # "World Bank Country Manager for Moldova" is the bank's
                    office.at = [entity]
            found[0].first = begin
        for office in found[:-1]:
            if not office.at:
                office.at = list(found[-1].at)
        return found

    def _start(self, sentence: Sentence, i: int) -> tuple[int, int, int]:
        """Where an office begins with its modifiers, its head noun, and the head's length (0: none here)."""
        tokens = sentence.tokens
        found = (i, i, 0)
        apposed = i > 1 and tokens[i - 1].fold in self.lex.articles and tokens[i - 2].text == ","
        j = i
        while (
            j < len(tokens) and j - i < _WIDEST and (tokens[j].word or (tokens[j].text.isdigit() and j > i))
        ):
            size = self._head(sentence, j)
            covering = sentence.mention_at(j)
            if (
                size
                and covering is not None
                and covering.kind in (Kind.ORGANIZATION, Kind.INSTRUMENT, Kind.ACTIVITY)
            ):
                break
            if size:
                found = (i, j, size)  # "Deputy Permanent Secretary": the last head counts
                j += size - 1
            modifier = size or self._modifies(sentence, j) or (apposed and self._small(tokens[j]))
            joined = (
                j > i
                and tokens[j].fold in self.lex.conjunctions
                and tokens[j - 1].capital
                and not found[2]
                and not self._another(sentence, i, j)
            )
            if not (modifier or joined) or (
                found[2] and tokens[j].fold not in self.lex.modifiers and not size
            ):
                break
            j += 1
        return found

    def _another(self, sentence: Sentence, i: int, conjunction: int) -> bool:
        """Whether an office of its own follows "and": "N and Foreign Minister M"."""
        tokens, k = sentence.tokens, conjunction + 1
        before = sentence.mention_at(i)
        if before is not None and before.first < i:
            return True  # "N | Surname and"
        while k < len(tokens) and tokens[k].fold in self.lex.modifiers and not self._head(sentence, k):
            k += 1
        if k >= len(tokens) or not self._head(sentence, k):
            return False
        usual = self.lex.modifiers | self.lex.portfolios
        named = conjunction - i > 1 and not any(t.fold in usual for t in tokens[i:conjunction])
        return named or k == conjunction + 1

    def _modifies(self, sentence: Sentence, j: int) -> bool:
        """Whether a word before an office may belong to it: a usual one, or one of a plain name."""
        tokens = sentence.tokens
        if tokens[j].fold in self.lex.modifiers:
            return True
        if not (tokens[j].capital or tokens[j].text.isdigit()) or not self._plain_name(sentence, j):
            return False
        after = self.lex.demonym(tokens, j + 1) if j + 1 < len(tokens) else None
        return self.lex.demonym(tokens, j) is None and (after is None or after[1] > j)

    def _small(self, token: Token) -> bool:
        """Whether a word may belong to an office after "N, a": "customs attaché", "network engineer"."""
        return token.text.islower() and token.fold not in self.lex.function

    def _plain_name(self, sentence: Sentence, j: int) -> bool:
        """Whether a capitalized word before an office may belong to it: it is part of no known name."""
        mention = sentence.mention_at(j)
        return (
            mention is not None
            and mention.kind is Kind.UNKNOWN
            and not sentence.parser.known[j][0]
            and sentence.index >= 0
        )

    def _office(self, sentence: Sentence, start: int, head: int, size: int) -> Office:
        tokens = sentence.tokens
        end = head + size
        role_end = end
        at: list[Entity] = []
        j = end
        alone = size == 1
        while j + 1 < len(tokens) and (tokens[j].fold in self.at or (at and tokens[j].text == "/")):
            if tokens[j].text == "/":  # "Chief of the OAS/EOM to Peru"
                j += 2
                continue
            k = _past_articles(sentence, j + 1)
            while k > j + 1 and k < len(tokens) and tokens[k].fold in self.fresh:
                k += 1
            if k >= len(tokens):
                break
            if not at and (named := self.seats.introduced(sentence, k)) is not None:
                at.append(named[0])
                j, alone = named[1], False
                continue
            if not at and (sent := self.seats.national(sentence, k)) is not None:
                at.append(sent[0])
                j = role_end = sent[1]
                alone = False
                continue
            name = sentence.parser.government(k) or sentence.parser.name(k)
            if name is None:
                small = self._over(sentence, k) if tokens[j].fold in self._topical else k
                if small == k or small >= len(tokens):
                    break
                j = role_end = small
                alone = False
                continue
            over = tokens[j].fold in self.lex.owner and self._is_topic(sentence, name, k > j + 1, head, end)
            over = over or self._over_topic(sentence, name, j, k)
            place = None if over else self.seats.of_name(sentence, name)
            faces = tokens[j].fold in self.towards and (
                at
                or self._words(sentence, head, end) in self.facing
                or (place is not None and place.cls == "cc:State")
            )
            if place is not None and faces:
                # "Ambassador to Albania": whom it faces is part of the office
                role_end, j = (role_end if at else name.core), name.last
            elif place is not None and not at:
                alone = False
                # "head of Ivory Coast's Platform against Cybercrime"
                place, j = self.seats.possessed(sentence, place, name.last)
                at.append(place)
            elif at and tokens[j].fold in self.lex.place and (name.is_place or name.is_state):
                j = name.last  # "Ambassador of the European Union in Panama"
            elif name.is_place and not at and tokens[j].fold in self.lex.owner:
                j = role_end = name.last  # "Mayor of Lima"
                alone = False
            elif place is not None or at or name.is_place or (name.cls is not None and not over):
                break
            elif tokens[j].fold in self.employing and (employer := self.seats.employer(sentence, k)):
                at.append(employer[0])
                j, alone = employer[1], False
            else:
                topic = sentence.parser.topic(k)
                role_end, j, alone = topic.core, topic.last, False
                if topic.owner is not None and (owner := self.seats.of_name(sentence, topic.owner)):
                    at.append(owner)
                if topic.acronym is not None:
                    self._named_by(sentence, topic.acronym)
        role = sentence.offsets(start, role_end).of(self.doc.text)
        return Office(start, j, " ".join(role.split()), at, alone)

    def _words(self, sentence: Sentence, first: int, last: int) -> str:
        return " ".join(t.fold for t in sentence.tokens[first:last])

    def _over(self, sentence: Sentence, k: int) -> int:
        """Where small words end that an office is over: "Chief of Mission", "head of cyber defense at"."""
        tokens = sentence.tokens
        if tokens[k].fold in self.over and tokens[k].word:
            return k + 1
        last = k
        for n in range(k, min(k + _TOPIC, len(tokens) - 1)):
            token = tokens[n]
            if token.fold in self.at and last == k and tokens[k - 1].fold in self._topical:
                last = n  # "professor of computer engineering at"
            if not token.text.islower() or not token.word or token.fold in self.at:
                break
            if token.fold in self.lex.portfolios or self.lex.is_organization(self.lex.heads.get(token.fold)):
                last = n + 1
        return last

    def _over_topic(self, sentence: Sentence, name: Name, j: int, k: int) -> bool:
        """Whether "for" says what the office is over: "Vice President for Public Policy"."""
        topic = sentence.tokens[j].fold in self.lex.topic - self.lex.place
        return topic and k == j + 1 and not name.things and self.lex.is_instrument(name.cls)

    def _is_topic(self, sentence: Sentence, name: Name, article: bool, head: int, end: int) -> bool:
        """Whether "of ..." says what the office is over: no article, no name ("Commissioner of Police")."""
        if (
            article
            or name.things
            or name.is_state
            or (name.acronym is not None and name.owner is None and name.cls)
        ):
            return False
        if name.cls is not None:
            return name.quoted is False
        if (
            self._words(sentence, head, end) in self.corporate
            and self.doc.book.find(sentence.offsets(name.first, name.core).of(self.doc.text)) is None
        ):
            self.namer.adopt(sentence, name, "cc:Company", "names/office-at")
            return False
        return not sentence.tokens[name.first].acronym

    def _named_by(self, sentence: Sentence, acronym: int) -> None:
        """An acronym after a topic names the ministry itself: "Minister of ... (MinTIC)"."""
        name = sentence.parser.name(acronym)
        if name is not None and (name.things or self.doc.book.find(sentence.tokens[acronym].text)):
            self.namer.entity(sentence, name)


def _past_articles(sentence: Sentence, i: int) -> int:
    """The next token from here that is no article."""
    while i < len(sentence.tokens) and sentence.tokens[i].fold in sentence.parser.lex.articles:
        i += 1
    return i
