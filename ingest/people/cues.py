"""Persons whom no office shows: who speak, bear a title, stand in a list of persons, or are named again."""

from __future__ import annotations

from ..names.document import Document, Mention, Sentence
from ..names.entities import Kind
from ..names.given_names import is_given
from .register import Persons

_NAMESAKES = 5  # names that end with one word, among which a person's is looked for


class Bearers:
    """Finds the persons of one document who stand beside no office."""

    def __init__(self, document: Document, persons: Persons) -> None:
        """`persons` are those found so far; who is found here joins them."""
        self.doc = document
        self.lex = document.lexicon
        self.persons = persons
        table, speech = document.lexicon.table("offices"), document.lexicon.table("speech")
        self._announcers, self._relative = frozenset(table["persons"]), frozenset(table["relative"])
        self._ended: dict[str, list[tuple[Sentence, Mention]]] | None = None
        self._named_after = frozenset(table["named_after"])
        self._said = frozenset((*speech["verbs"], *speech["acts"]))  # "said N"
        self._verbs = self._said.union(speech["addressing"])  # "N told"

    def speakers(self, sentence: Sentence) -> None:
        """A name of two words or more that speaks, or bears a title, is a person's."""
        tokens = sentence.tokens
        for mention in list(sentence.mentions):
            if (
                mention.kind is not Kind.UNKNOWN
                or mention.name is None
                or not self.persons.possible(sentence, mention.name)
            ):
                continue
            before = mention.first - 1
            before -= before > 0 and self._people_before(sentence, before)
            titled = before >= 0 and (
                tokens[before].fold in self.persons.titles
                or (tokens[before].text == "." and tokens[before - 1].fold in self.persons.titles)
            )
            own = tokens[mention.first].fold in self.persons.titles and mention.last - mention.first > 1
            whole = mention.name.core if mention.name.owner is not None else mention.last
            several = whole - mention.first > 1  # "Trainers | of the Police said"
            named = self._announced(sentence, mention) or (
                not self._topical(sentence, mention)
                and (self._speaks(sentence, mention) or self._who(sentence, mention))
            )
            if not (titled or own or (several and named)):
                continue
            if mention.last - mention.first == 1 and self.persons.surnames.get(tokens[mention.first].fold):
                continue
            if mention.last - mention.first == 1 and (
                not titled or tokens[mention.first].fold in self.persons.titles
            ):
                continue  # "Maj. | Gen. Robert Hill"
            first = before if titled else mention.first
            entity = self.persons.register(sentence, mention)
            entity.rule = "people/title" if titled or own else "people/speaker"
            self.persons.put(sentence, Mention(Kind.PERSON, first, mention.last, entity))

    def _people_before(self, sentence: Sentence, i: int) -> bool:
        """Whether a small demonym stands between a title and a name: "el general español N"."""
        small = self.lex.small_demonyms and sentence.tokens[i].text.islower()
        return small and self.lex.demonym(sentence.tokens, i) is not None

    def _topical(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a name is what an office is over, or a group's: "Secretary for | Legal Affairs said"."""
        tokens, i = sentence.tokens, mention.first - 1
        over = (
            i > 0 and tokens[i].fold in self.lex.owner | self.lex.topic and sentence.parser.runs.office(i - 1)
        )
        return over or self.persons.plain_words(tokens[mention.first : mention.last])

    def _speaks(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a verb of speech adjoins a name: "N told", "said N"."""
        tokens, before, after = sentence.tokens, mention.first - 1, mention.last
        if after < len(tokens) and tokens[after].fold in self._verbs:
            return True
        return before >= 0 and tokens[before].fold in self._said

    def late(self, sentence: Sentence) -> None:
        """A surname that speaks ("said Prado") shows that the full name before it was a person's."""
        tokens = sentence.tokens
        for mention in sentence.mentions:
            if mention.kind is not Kind.UNKNOWN or mention.name is None or mention.last - mention.first != 1:
                continue
            if not self._speaks(sentence, mention) or self.persons.surnames.get(tokens[mention.first].fold):
                continue
            full = self._full(sentence, tokens[mention.first].fold)
            if full is not None:
                self.persons.register(*full).rule = "people/speaker"

    def _full(self, sentence: Sentence, surname: str) -> tuple[Sentence, Mention] | None:
        """The first name of two words or more that ended with a surname, in this sentence or before it."""
        for earlier, mention in self._endings().get(surname, ()):
            name = mention.name
            if earlier.index > sentence.index:
                break
            if mention.kind is Kind.UNKNOWN and name is not None and self.persons.possible(earlier, name):
                return earlier, mention
        return None

    def _endings(self) -> dict[str, list[tuple[Sentence, Mention]]]:
        """Names of unknown kind, by the word that they end with."""
        if self._ended is None:
            self._ended = {}
            for sentence in self.doc.body:
                for mention in sentence.mentions:
                    owned = mention.name is not None and mention.name.owner is not None
                    last = mention.name.core if mention.name is not None and owned else mention.last
                    if mention.kind is Kind.UNKNOWN and last - mention.first > 1:
                        found = self._ended.setdefault(sentence.tokens[last - 1].fold, [])
                        if len(found) < _NAMESAKES:
                            found.append((sentence, mention))
        return self._ended

    def _who(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a relative pronoun for persons follows: "N, who remains on the committee"."""
        tokens, j = sentence.tokens, mention.last
        j += j < len(tokens) and tokens[j].text == ","
        if j >= len(tokens) or tokens[j].text not in self._relative:
            return False
        return self.lex.people(tokens[mention.first : mention.last]) is None  # "Saint Lucians who"

    def _announced(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a word for a person stands before the name: "her colleague N", "The speaker, N, came"."""
        tokens = sentence.tokens
        i = mention.first - 1
        comma = i >= 0 and tokens[i].text == ","
        if comma and (mention.last >= len(tokens) or tokens[mention.last].text != ","):
            return False
        i -= comma
        return i >= 0 and tokens[i].fold in self._announcers

    def listed(self, sentence: Sentence) -> None:
        """A bare name between the persons of a list with semicolons is a person's."""
        tokens = sentence.tokens
        if not any(m.kind is Kind.PERSON for m in sentence.mentions):
            return
        for mention in list(sentence.mentions):
            if mention.kind is not Kind.UNKNOWN or mention.name is None or mention.last - mention.first < 2:
                continue
            if self._of_body(sentence, mention):
                entity = self.persons.register(sentence, mention)
                entity.rule = "people/list"
                self.persons.put(sentence, Mention(Kind.PERSON, mention.first, mention.last, entity))
                continue
            before = next(
                (t.text for t in tokens[mention.first - 1 :: -1] if t.fold not in self.lex.conjunctions), ""
            )
            after = tokens[mention.last].text if mention.last < len(tokens) else "."
            if (
                ";" in (before, after)
                and before + after in (";;", ";.", ";,")
                and self.persons.possible(sentence, mention.name)
            ):
                entity = self.persons.register(sentence, mention)
                entity.rule = "people/list"
                self.persons.put(sentence, Mention(Kind.PERSON, mention.first, mention.last, entity))

    def given(self, sentence: Sentence) -> None:
        """A name of no known kind that begins with a given name is a person's: "Kofi Mensah from Ghana"."""
        tokens = sentence.tokens
        for mention in list(sentence.mentions):
            name = mention.name
            if (
                mention.kind is not Kind.UNKNOWN
                or name is None
                or name.core - mention.first < 2
                or name.article
            ):
                continue
            before = mention.first - 1
            if not is_given(tokens[mention.first]) or not self.persons.possible(sentence, name):
                continue
            if before >= 0 and tokens[before].fold in self.lex.articles:
                continue
            last = tokens[name.core - 1].fold
            if last in self._named_after or any(
                self.lex.head_of([t.fold]) for t in tokens[mention.first + 1 : name.core]
            ):
                continue
            entity = self.persons.register(sentence, mention)
            entity.rule = "people/given-name"
            self.persons.put(sentence, Mention(Kind.PERSON, mention.first, mention.last, entity))

    def _of_body(self, sentence: Sentence, mention: Mention) -> bool:
        """ "N of the Information System Authority, and M, Analyst at": a name of a body beside a person."""
        tokens, i, j = sentence.tokens, mention.first - 1, mention.last
        if mention.name is None or not self.persons.possible(sentence, mention.name):
            return False
        if mention.name.owner is not None:
            j = mention.name.core
        of = j + 1 < len(tokens) and tokens[j].fold in self.lex.owner
        body = sentence.mention_at(j + 1 + (of and tokens[j + 1].fold in self.lex.articles)) if of else None
        owned = mention.name.owner is not None and self.lex.is_organization(mention.name.owner.cls)
        opens = i < 0 or tokens[i].text in ",;:" or tokens[i].fold in self.lex.conjunctions
        return opens and (
            owned or (body is not None and body.kind is Kind.ORGANIZATION and body is not mention)
        )

    def again(self, sentence: Sentence) -> None:
        """Later mentions: the full name again, or a surname."""
        tokens = sentence.tokens
        for mention in list(sentence.mentions):
            if mention.kind not in (Kind.UNKNOWN, Kind.PLACE) or mention.name is None or mention.name.quoted:
                continue
            span = sentence.offsets(mention.first, mention.last)
            entity = self.persons.same(span.of(self.doc.text))
            if entity is None and mention.kind is Kind.UNKNOWN:
                own = (t for t in tokens[mention.first : mention.last] if t.fold not in self.persons.titles)
                entity = self.persons.surnamed([t.fold for t in own if t.word])
            if entity is None:
                continue
            entity.mention(span)
            first = mention.first
            while (
                first > 0
                and (tokens[first - 1].fold in self.persons.titles or sentence.parser.runs.office(first - 1))
                and sentence.mention_at(first - 1) is None
            ):
                first -= 1
            self.persons.put(sentence, Mention(Kind.PERSON, first, mention.last, entity))
