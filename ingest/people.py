"""Persons beside offices, persons who speak or bear a title, and who is meant by a surname alone."""

from __future__ import annotations

from dataclasses import dataclass

from .document import Document, Mention, Sentence
from .entities import Entity
from .lexicon import CITY
from .model import Span
from .names import Name
from .naming import Namer
from .offices import Office, Offices
from .tokens import fold

PERSON = "foaf:Person"


@dataclass(slots=True)
class Holding:
    """That a person holds an office, and the passage that says so."""

    person: Entity
    office: Office
    passage: Span


class People:
    """Finds the persons of one document."""

    def __init__(self, document: Document, namer: Namer) -> None:
        """Prepares for one document whose names are resolved."""
        self.doc = document
        self.lex = document.lexicon
        self.holdings: list[Holding] = []
        self._offices = Offices(document, namer)
        language = document.lexicon.language
        table = language.table("offices")
        self._titles = frozenset(table["titles"])
        self._weak = frozenset(table["weak"])
        self._copulas = frozenset(table["copulas"])
        self._national = frozenset(table["national"])
        self._persons = frozenset(table["persons"])
        self._verbs = frozenset(language.table("speech")["verbs"])
        self._surnames: dict[str, list[Entity]] = {}
        self._holders: dict[Office, Entity] = {}

    def run(self) -> None:
        """Offices first, then the persons beside them, then later mentions."""
        for sentence in self.doc.body:
            self._pair(sentence, self._offices.of(sentence))
        for sentence in self.doc.body:
            self._again(sentence)
            self._speakers(sentence)
            self._listed(sentence)
        for sentence in self.doc.sentences:
            self._again(sentence)
            sentence.order()

    # ------------------------------------------------------------------ persons beside offices

    def _pair(self, sentence: Sentence, offices: list[Office]) -> None:
        tokens = sentence.tokens
        for n, office in enumerate(offices):
            person = self._person_before(sentence, office, offices[n - 1] if n else None)
            if person is None:
                person = self._person_after(sentence, office)
            if person is None:
                continue
            mention, entity = person
            if not office.at and mention.first < office.first:
                self._after_comma(sentence, office)
            first = min(mention.first, office.first)
            last = max(mention.last, office.last)
            if first > 0 and tokens[first - 1].fold in self.lex.articles:
                first -= 1
            self._replace(sentence, Mention("p", first, last, entity))
            if office.alone and not office.at and office.first < mention.first:
                word = tokens[office.first].fold
                if word in self._titles or word in self._weak:
                    continue
                if " " not in office.role and tokens[office.last].text != ",":
                    continue  # "Minister Pinzón": which minister he is stands elsewhere
            self._holders[office] = entity
            self.holdings.append(Holding(entity, office, sentence.offsets(first, last)))
        for office in offices:  # last, when the states of the offices beside it are taken
            if not office.at and office in self._holders and self._national & set(fold(office.role).split()):
                office.at = self._state_here(sentence)

    def _state_here(self, sentence: Sentence) -> list[Entity]:
        """The one state that a sentence names, or the one of its paragraph so far: whose minister one is."""
        found: list[Entity] = []
        i = sentence.index
        while i >= 0 and self.doc.body[i].paragraph == sentence.paragraph and not found:
            for mention in self.doc.body[i].mentions:
                if mention.kind == "s" and mention.entity is not None and mention.entity not in found:
                    found.append(mention.entity)
            i -= 1
        return found if len(found) == 1 else []

    def _after_comma(self, sentence: Sentence, office: Office) -> None:
        """ "N, Permanent Secretary, Ministry of Health,": a comma instead of "of"."""
        tokens, j = sentence.tokens, office.last
        if j + 1 >= len(tokens) or tokens[j].text != ",":
            return
        mention = sentence.mention_at(j + 1)
        if (
            mention is not None and mention.kind == "u"
        ):  # "N, Acting Director, Digital Economy, of the Commission,"
            k = mention.last + 1
            if k + 1 >= len(tokens) or tokens[k - 1].text != ",":
                return
            if tokens[k].fold in self.lex.owner:
                k += 2 if tokens[k + 1].fold in self.lex.articles else 1
            mention = sentence.mention_at(k)
            if mention is None or mention.first != k:
                return
        elif mention is not None and mention.first != j + 1:
            return
        if mention is None or mention.kind != "o" or mention.entity is None:
            return
        if mention.last < len(tokens) and tokens[mention.last].text not in ",;.)":
            return
        office.at = [mention.entity]
        office.last = mention.last

    def _replace(self, sentence: Sentence, mention: Mention) -> None:
        """Puts a person's mention in place of those that it covers."""
        covered = [m for m in sentence.mentions if m.first < mention.last and mention.first < m.last]
        for m in covered:
            if m.kind == "p" and m.entity is mention.entity:
                mention.first, mention.last = min(m.first, mention.first), max(m.last, mention.last)
            elif m.kind == "p":
                return
        sentence.keep([*(m for m in sentence.mentions if m not in covered), mention])
        sentence.order()

    def _candidate(self, sentence: Sentence, i: int) -> Mention | None:
        """A mention at a token that may be a person."""
        mention = sentence.mention_at(i)
        if mention is None or (mention.first != i and mention.kind != "p"):
            return None
        if mention.kind == "p":
            return mention
        if mention.kind in "uc" and mention.name is not None and self._may_be_person(sentence, mention.name):
            return mention
        return None

    def _may_be_person(self, sentence: Sentence, name: Name) -> bool:
        tokens = sentence.tokens[name.first : name.core]
        if name.cls not in (None, "schema:City") or name.acronym is not None or name.quoted:
            return False
        if name.things and not all(CITY in t.types for t in name.things):
            return False
        return all(not t.acronym and (t.word or t.text in '"“”-.') for t in tokens) and not any(
            t.fold in self.lex.conjunctions for t in tokens
        )

    def _nickname(self, sentence: Sentence, mention: Mention) -> Mention:
        """Joins a name that a nickname in quotation marks splits: Jorge "Tuto" Quiroga."""
        tokens = sentence.tokens
        j = mention.last
        if (
            j + 3 < len(tokens)
            and tokens[j].text in '"“'
            and tokens[j + 2].text in '"”'
            and tokens[j + 1].capital
        ):
            after = sentence.mention_at(j + 3)
            if after is not None and after.kind == "u":
                return Mention("u", mention.first, after.last, None, mention.name)
        return mention

    def _person_before(
        self, sentence: Sentence, office: Office, previous: Office | None
    ) -> tuple[Mention, Entity] | None:
        """ "N, Minister of Defense", "N, who is Minister of Defense and President of"."""
        tokens = sentence.tokens
        i = office.first - 1
        while i >= 0 and tokens[i].fold in self.lex.articles:
            i -= 1
        if i >= 0 and tokens[i].fold in self.lex.conjunctions and previous is not None and previous.last == i:
            holder = self._holders.get(previous)
            mention = sentence.mention_at(previous.first)
            if holder is not None and mention is not None and mention.kind == "p":
                return mention, holder
        # "N, who since January has been Executive Secretary": dates stand between, too
        while i >= 0 and (tokens[i].fold in self._copulas or i in sentence.parser.blocked):
            i -= 1
        if i < 1 or tokens[i].text not in ",(–—":
            return None
        mention = sentence.mention_at(i - 1)
        if mention is None:
            return None
        if mention.kind == "p" and mention.entity is not None:
            return mention, mention.entity
        mention = self._whole(sentence, mention)
        if mention.kind != "u" or mention.name is None or not self._may_be_person(sentence, mention.name):
            return None
        if mention.last - mention.first < 2:
            return self._by_surname(sentence, mention)
        return mention, self._person(sentence, mention)

    def _whole(self, sentence: Sentence, mention: Mention) -> Mention:
        """The full mention where a nickname split it."""
        tokens = sentence.tokens
        i = mention.first
        if i >= 4 and tokens[i - 1].text in '"”' and tokens[i - 3].text in '"“':
            before = sentence.mention_at(i - 4)
            if before is not None and before.kind == "u":
                return Mention("u", before.first, mention.last, None, before.name)
        return mention

    def _person_after(self, sentence: Sentence, office: Office) -> tuple[Mention, Entity] | None:
        """ "the Minister of Defense of Colombia, N", "OAS Secretary General N"."""
        tokens = sentence.tokens
        j = office.last
        comma = j < len(tokens) and tokens[j].text in ",:"
        if comma:
            j += 1
        while j < len(tokens) and (tokens[j].fold in self._titles or tokens[j].text == "."):
            j += 1
        if j >= len(tokens):
            return None
        mention = self._candidate(sentence, j)
        if mention is None:
            return None
        if mention.kind == "p" and mention.entity is not None:
            return mention, mention.entity
        mention = self._nickname(sentence, mention)
        if mention.last - mention.first < 2:
            if comma:
                return None
            return self._by_surname(sentence, mention) or (
                None
                if office.alone and not tokens[office.first].capital
                else (mention, self._person(sentence, mention))
            )
        return mention, self._person(sentence, mention)

    def _by_surname(self, sentence: Sentence, mention: Mention) -> tuple[Mention, Entity] | None:
        name = sentence.tokens[mention.last - 1].fold
        known = self._surnames.get(name, [])
        return (mention, known[-1]) if known else None

    def _person(self, sentence: Sentence, mention: Mention) -> Entity:
        first = mention.first
        while first < mention.last - 1 and sentence.tokens[first].fold in self._titles:
            first += 1
        last = mention.last
        if (
            mention.name is not None
            and mention.name.first == mention.first
            and mention.name.owner is not None
        ):
            last = mention.name.core  # "Ambassador Andrea Murillo of Colombia"
        span = sentence.offsets(first, last)
        text = " ".join(span.of(self.doc.text).split())
        entity = self._same_person(text)
        if entity is None:
            entity = self.doc.book.add(Entity(PERSON, rule="people/office"))
        entity.call(text, span)
        entity.mention(span)
        self.doc.book.index(text, entity)
        for token in sentence.tokens[first + 1 : last]:
            if token.word and len(token.text) > 2:
                known = self._surnames.setdefault(token.fold, [])
                if entity not in known:
                    known.append(entity)
        return entity

    def _same_person(self, text: str) -> Entity | None:
        found = self.doc.book.find(text)
        return found if found is not None and found.cls == PERSON else None

    # ------------------------------------------------------------------ persons without an office

    def _speakers(self, sentence: Sentence) -> None:
        """A name of two words or more that speaks, or bears a title, is a person's."""
        tokens = sentence.tokens
        for mention in list(sentence.mentions):
            if mention.kind != "u" or mention.name is None or not self._may_be_person(sentence, mention.name):
                continue
            before, after = mention.first - 1, mention.last
            titled = before >= 0 and (
                tokens[before].fold in self._titles
                or (tokens[before].text == "." and tokens[before - 1].fold in self._titles)
            )
            own = tokens[mention.first].fold in self._titles and mention.last - mention.first > 1
            spoke = (after < len(tokens) and tokens[after].fold in self._verbs) or (
                before >= 0 and tokens[before].fold in self._verbs
            )
            several = mention.last - mention.first > 1
            if not (titled or own or (several and (spoke or self._announced(sentence, mention)))):
                continue
            if mention.last - mention.first == 1 and self._surnames.get(tokens[mention.first].fold):
                continue
            if mention.last - mention.first == 1 and not titled:
                continue
            first = before if titled else mention.first
            entity = self._person(sentence, mention)
            entity.rule = "people/title" if titled or own else "people/speaker"
            self._replace(sentence, Mention("p", first, mention.last, entity))

    def _announced(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a word for a person stands before the name: "her colleague N", "The speaker, N, came"."""
        tokens = sentence.tokens
        i = mention.first - 1
        comma = i >= 0 and tokens[i].text == ","
        if comma and (mention.last >= len(tokens) or tokens[mention.last].text != ","):
            return False
        i -= comma
        return i >= 0 and tokens[i].fold in self._persons

    def _listed(self, sentence: Sentence) -> None:
        """A bare name between the persons of a list with semicolons is a person's."""
        tokens = sentence.tokens
        if not any(m.kind == "p" for m in sentence.mentions):
            return
        for mention in list(sentence.mentions):
            if mention.kind != "u" or mention.name is None or mention.last - mention.first < 2:
                continue
            before = next(
                (t.text for t in tokens[mention.first - 1 :: -1] if t.fold not in self.lex.conjunctions), ""
            )
            after = tokens[mention.last].text if mention.last < len(tokens) else "."
            if (
                ";" in (before, after)
                and before + after in (";;", ";.", ";,")
                and self._may_be_person(sentence, mention.name)
            ):
                entity = self._person(sentence, mention)
                entity.rule = "people/list"
                self._replace(sentence, Mention("p", mention.first, mention.last, entity))

    def _again(self, sentence: Sentence) -> None:
        """Later mentions: the full name again, or a surname."""
        tokens = sentence.tokens
        for mention in list(sentence.mentions):
            if mention.kind not in "uc" or mention.name is None or mention.name.quoted:
                continue
            span = sentence.offsets(mention.first, mention.last)
            entity = self._same_person(span.of(self.doc.text))
            if entity is None and mention.kind == "u":
                words = [
                    t for t in tokens[mention.first : mention.last] if t.fold not in self._titles and t.word
                ]
                known = [self._surnames.get(t.fold, []) for t in words]
                shared = [e for e in known[0] if all(e in k for k in known)] if known and all(known) else []
                entity = shared[-1] if shared else None
            if entity is None:
                continue
            entity.mention(span)
            first = mention.first
            while (
                first > 0
                and (tokens[first - 1].fold in self._titles or sentence.parser.runs.office(first - 1))
                and sentence.mention_at(first - 1) is None
            ):
                first -= 1
            self._replace(sentence, Mention("p", first, mention.last, entity))
