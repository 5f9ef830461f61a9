"""Persons and the offices they hold: "the Minister of Defense of Colombia, N", "N, Executive Secretary of the CICTE",
"OAS Secretary General N", "Canada's Ambassador to Colombia"; and who is meant by "Minister Molano" or a surname.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .document import Document, Mention, Sentence
from .entities import Entity
from .lexicon import CITY
from .model import Span
from .names import Name
from .naming import Namer

PERSON = "foaf:Person"


@dataclass(slots=True)
class Office:
    """A role as a sentence words it, and where it is held."""

    first: int  # tokens of the whole phrase, end exclusive
    last: int
    role: str
    role_span: Span
    at: list[Entity] = field(default_factory=list)
    former: bool = False
    alone: bool = False  # a bare head ("the Minister") that says neither what it is over nor where


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
        self.namer = namer
        table = document.lexicon.language.table("offices")
        self.titles = frozenset(table["titles"])
        self.former = frozenset(table["former"])
        self.at = frozenset(table["at"])
        self.towards = frozenset(table["towards"])
        self.weak = frozenset(table["weak"])
        self.corporate = frozenset(table["corporate"])
        self.copulas = frozenset(table["copulas"])
        self.holdings: list[Holding] = []
        self._surnames: dict[str, list[Entity]] = {}
        self.offices: dict[int, list[Office]] = {}  # by sentence

    def run(self) -> None:
        """Offices first, then the persons beside them, then later mentions."""
        for sentence in self.doc.body:
            self._sentence(sentence)
        for sentence in self.doc.body:
            self._again(sentence)
            self._speakers(sentence)
            self._listed(sentence)
        for sentence in self.doc.sentences:
            self._again(sentence)
            sentence.mentions.sort(key=lambda m: m.first)

    # ------------------------------------------------------------------ offices

    def _sentence(self, sentence: Sentence) -> None:
        found: list[Office] = []
        i = 0
        while i < len(sentence.tokens):
            group = self._offices(sentence, i)
            if group:
                found += group
                i = max(o.last for o in group)
            else:
                i += 1
        self.offices[sentence.index] = found
        self._pair(sentence, found)

    def _head(self, sentence: Sentence, i: int) -> int:
        """How many tokens the office's head noun takes from here; 0 where there is none."""
        heads = self.lex.office_phrases
        former, hyphen, head = sentence.tokens[i].fold.partition("-")
        if hyphen and former in self.former:  # "ex-president"
            return heads.opening([head, *(t.fold for t in sentence.tokens[i + 1 : i + 3])])
        return heads.from_token(sentence.tokens, i)

    def _offices(self, sentence: Sentence, i: int) -> list[Office]:
        """The office that begins at a token, or two that share their place: "Executive Vice President and General Counsel of"."""
        tokens = sentence.tokens
        start, head, size = self._start(sentence, i)
        if not size:
            return []
        first = self._office(sentence, start, head, size)
        found = [first]
        j = first.last
        while j + 1 < len(tokens) and tokens[j].fold in self.lex.conjunctions:
            k = self.namer_after_article(sentence, j + 1)
            start2, head2, size2 = self._start(sentence, k)
            if not size2:
                break
            other = self._office(sentence, start2, head2, size2)
            found.append(other)
            j = other.last
        if len(found) > 1:
            for office in found[:-1]:
                if not office.at:
                    office.at = list(found[-1].at)
        before = self._place_before(sentence, found[0])
        if before is not None:
            entity, begin = before
            for office in found:
                if not office.at:
                    office.at = [entity]
            found[0].first = begin
        return found

    def namer_after_article(self, sentence: Sentence, k: int) -> int:
        """The next token that is no article."""
        while k < len(sentence.tokens) and sentence.tokens[k].fold in self.lex.articles:
            k += 1
        return k

    def _start(self, sentence: Sentence, i: int) -> tuple[int, int, int]:
        """Where an office begins with its modifiers, its head noun, and the head's length (0: none here)."""
        tokens = sentence.tokens
        found = (i, i, 0)
        j = i
        while j < len(tokens) and j - i < 6 and (tokens[j].word or (tokens[j].text.isdigit() and j > i)):
            size = self._head(sentence, j)
            covering = sentence.mention_at(j)
            if size and covering is not None and covering.kind in "oia":
                break
            if size:
                found = (i, j, size)  # "Deputy Permanent Secretary": the last head counts
                j += size - 1
            modifier = (
                size
                or tokens[j].fold in self.lex.modifiers
                or ((tokens[j].capital or tokens[j].text.isdigit()) and self._plain_name(sentence, j))
            )
            joined = (
                j > i and tokens[j].fold in self.lex.conjunctions and tokens[j - 1].capital and not found[2]
            )
            if not (modifier or joined) or (
                found[2] and tokens[j].fold not in self.lex.modifiers and not size
            ):
                break
            j += 1
        return found

    def _plain_name(self, sentence: Sentence, j: int) -> bool:
        """Whether a capitalized word before an office may belong to it: it is part of no known name."""
        mention = sentence.mention_at(j)
        return (
            mention is not None
            and mention.kind == "u"
            and not sentence.parser.known[j][0]
            and sentence.index >= 0
        )

    def _office(self, sentence: Sentence, start: int, head: int, size: int) -> Office:
        tokens = sentence.tokens
        end = head + size
        former = any(t.fold.partition("-")[0] in self.former for t in tokens[start:end])
        role_end = end
        at: list[Entity] = []
        j = end
        alone = size == 1
        while j + 1 < len(tokens) and (tokens[j].fold in self.at or (at and tokens[j].text == "/")):
            if tokens[j].text == "/":  # "Chief of the OAS/EOM to Peru"
                j += 2
                continue
            k = self.namer_after_article(sentence, j + 1)
            if k >= len(tokens):
                break
            name = sentence.parser.government(k) or sentence.parser.name(k)
            if (named := self._introduced(sentence, k)) is not None and not at:
                entity, j = named
                at.append(entity)
                alone = False
                continue
            if name is None:
                if (
                    tokens[j].fold in self.lex.owner
                    and tokens[k].word
                    and tokens[k].fold in self.small
                    and k + 1 < len(tokens)
                ):
                    j = role_end = k + 1
                    alone = False
                    continue
                break
            over = tokens[j].fold in self.lex.owner and self._is_topic(sentence, name, k > j + 1, head, end)
            entity = None if over else self._place(sentence, name)
            if entity is not None:
                if tokens[j].fold in self.towards and at:
                    j = name.last
                    continue
                if tokens[j].fold in self.towards and not at:
                    role_end = name.core  # "Ambassador to Albania": whom it faces is part of the office
                    j = name.last
                    continue
                if at:
                    break
                at.append(entity)
                j = name.last
                alone = False
                continue
            if (name.cls is not None and not over) or name.is_place or at:
                break
            topic = sentence.parser.topic(k)
            role_end, j = topic.core, topic.last
            alone = False
            if topic.owner is not None and (entity := self._place(sentence, topic.owner)):
                at.append(entity)
            if topic.acronym is not None:
                self._named_by(sentence, topic.acronym)
        span = sentence.offsets(start, role_end)
        role = span.of(self.doc.text)
        return Office(start, j, " ".join(role.split()), span, at, former, alone)

    def _introduced(self, sentence: Sentence, k: int) -> tuple[Entity, int] | None:
        """A name that its kind introduces in small letters: "the South Korean agency NIA"."""
        for i in range(k, min(k + 4, len(sentence.tokens) - 1)):
            if sentence.tokens[i].fold in self.namer.introducers and sentence.tokens[i].text.islower():
                mention = sentence.mention_at(i + 1)
                if mention is not None and mention.kind == "o" and mention.entity is not None:
                    return mention.entity, mention.last
        return None

    def _is_topic(self, sentence: Sentence, name: Name, article: bool, head: int, end: int) -> bool:
        """Whether "of ..." says what the office is over: no article, no name of its own ("Commissioner of Police")."""
        if (
            article
            or name.things
            or name.is_state
            or (name.acronym is not None and name.owner is None and name.cls)
        ):
            return False
        if name.cls is not None:
            return name.quoted is False
        word = " ".join(t.fold for t in sentence.tokens[head:end])
        if (
            word in self.corporate
            and self.doc.book.find(sentence.offsets(name.first, name.core).of(self.doc.text)) is None
        ):
            self.namer.adopt(sentence, name, "cc:Company", "names/office-at")
            return False
        return not sentence.tokens[name.first].acronym

    @property
    def small(self) -> frozenset[str]:
        """Small words that an office may be over: "Chief of Mission" in small letters."""
        return frozenset(self.lex.language.table("offices")["over"])

    def _named_by(self, sentence: Sentence, acronym: int) -> None:
        """An acronym after a topic names the ministry itself: "Minister of ... (MinTIC)"."""
        name = sentence.parser.name(acronym)
        if name is not None and (name.things or self.doc.book.find(sentence.tokens[acronym].text)):
            self.namer.entity(sentence, name)

    def _place(self, sentence: Sentence, name: Name) -> Entity | None:
        """Where an office may be held: a state or an organization, not a bare topic."""
        if name.nested and not name.cls and sentence.tokens[name.first + 1].text == "/":
            found = self.doc.book.find(sentence.offsets(name.first, name.core).of(self.doc.text))
            return found or self.namer.entity(sentence, name.nested[0])
        if name.is_place or (
            name.cls is None and not name.things and not sentence.tokens[name.first].acronym
        ):
            text = sentence.offsets(name.first, name.core).of(self.doc.text)
            return self.doc.book.find(text) if not name.is_place else None
        if name.cls is None and not name.things:
            return self.doc.book.find(
                sentence.offsets(name.first, name.core).of(self.doc.text)
            ) or self._company(sentence, name)
        if self.lex.is_instrument(name.cls) and not name.things:
            return None
        if name.plural and not name.things:
            return None
        return self.namer.entity(sentence, name)

    def _company(self, sentence: Sentence, name: Name) -> Entity | None:
        """An unexplained acronym where an office is held can only be an organization."""
        token = sentence.tokens[name.first]
        if name.core - name.first > 1 or not token.acronym or token.text in self.lex.generic:
            return None
        return self.namer.adopt(sentence, name, "org:Organization", "names/office-at")

    def _place_before(self, sentence: Sentence, office: Office) -> tuple[Entity, int] | None:
        """ "OAS Secretary General", "Canada's Ambassador", "Peruvian President": the place stands before the office."""
        tokens = sentence.tokens
        i = office.first - 1
        if i >= 0 and tokens[i].fold in self.lex.possessive:
            i -= 1
        if i < 0:
            return None
        mention = sentence.mention_at(i)
        if (
            mention is not None
            and mention.entity is not None
            and mention.kind in "os"
            and mention.last - 1 <= i < mention.last
        ):
            return mention.entity, mention.first
        if thing := self.lex.demonyms.get(tokens[i].fold):
            if tokens[i].capital:
                state = Entity("cc:State", thing=thing)
                known = self.doc.book._by_thing.get(thing.iri)
                return known or state, i
        return None

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
            if office.alone and not office.at:
                if office.first < mention.first and tokens[office.first].fold in self.titles | self.weak:
                    continue
            if (
                office.alone
                and not office.at
                and office.first < mention.first
                and len(office.role.split()) == 1
                and tokens[office.last].text != ","
            ):
                continue  # "Minister Pinzón": which minister he is stands elsewhere
            self.holdings.append(Holding(entity, office, sentence.offsets(first, last)))

    def _after_comma(self, sentence: Sentence, office: Office) -> None:
        """ "N, Permanent Secretary, Ministry of Health,": a comma instead of "of"."""
        tokens, j = sentence.tokens, office.last
        if j + 1 >= len(tokens) or tokens[j].text != ",":
            return
        mention = sentence.mention_at(j + 1)
        if mention is None or mention.kind != "o" or mention.entity is None or mention.first != j + 1:
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
        sentence.mentions = [m for m in sentence.mentions if m not in covered]
        sentence.mentions.append(mention)
        sentence.mentions.sort(key=lambda m: m.first)

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
            held = [h for h in self.holdings if h.office is previous]
            mention = sentence.mention_at(previous.first)
            if held and mention is not None and mention.kind == "p":
                return mention, held[-1].person
        while i >= 0 and tokens[i].fold in self.copulas:
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
        while j < len(tokens) and (tokens[j].fold in self.titles or tokens[j].text == "."):
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
        while first < mention.last - 1 and sentence.tokens[first].fold in self.titles:
            first += 1
        span = sentence.offsets(first, mention.last)
        text = " ".join(span.of(self.doc.text).split())
        entity = self._same_person(text)
        if entity is None:
            entity = self.doc.book.add(Entity(PERSON, rule="people/office"))
        entity.call(text, span)
        entity.mentions.append(span)
        self.doc.book.index(text, entity)
        for token in sentence.tokens[first + 1 : mention.last]:
            if token.word and len(token.text) > 2:
                known = self._surnames.setdefault(token.fold, [])
                if entity not in known:
                    known.append(entity)
        return entity

    def _same_person(self, text: str) -> Entity | None:
        found = self.doc.book.find(text)
        return found if found is not None and found.cls == PERSON else None

    # ------------------------------------------------------------------ persons without an office, and later mentions

    def _speakers(self, sentence: Sentence) -> None:
        """A name of two words or more that speaks, or bears a title, is a person's."""
        tokens = sentence.tokens
        speech = self.speech
        for mention in list(sentence.mentions):
            if mention.kind != "u" or mention.name is None or not self._may_be_person(sentence, mention.name):
                continue
            before, after = mention.first - 1, mention.last
            titled = before >= 0 and (
                tokens[before].fold in self.titles
                or (tokens[before].text == "." and tokens[before - 1].fold in self.titles)
            )
            own = tokens[mention.first].fold in self.titles and mention.last - mention.first > 1
            spoke = (after < len(tokens) and tokens[after].fold in speech) or (
                before >= 0 and tokens[before].fold in speech
            )
            if not (titled or own or (spoke and mention.last - mention.first > 1)):
                continue
            if mention.last - mention.first == 1 and self._surnames.get(tokens[mention.first].fold):
                continue
            if mention.last - mention.first == 1 and not titled:
                continue
            first = before if titled else mention.first
            entity = self._person(sentence, mention)
            entity.rule = "people/title" if titled or own else "people/speaker"
            self._replace(sentence, Mention("p", first, mention.last, entity))

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

    @property
    def speech(self) -> frozenset[str]:
        """Verbs of speech in the forms that stand beside a speaker."""
        return frozenset(self.lex.language.table("speech")["verbs"])

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
                    t for t in tokens[mention.first : mention.last] if t.fold not in self.titles and t.word
                ]
                known = [self._surnames.get(t.fold, []) for t in words]
                shared = [e for e in known[0] if all(e in k for k in known)] if known and all(known) else []
                entity = shared[-1] if shared else None
            if entity is None:
                continue
            entity.mentions.append(span)
            first = mention.first
            while (
                first > 0
                and (tokens[first - 1].fold in self.titles or sentence.parser.runs.office(first - 1))
                and sentence.mention_at(first - 1) is None
            ):
                first -= 1
            self._replace(sentence, Mention("p", first, mention.last, entity))
