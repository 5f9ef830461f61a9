"""What follows the head of a name and belongs to it: acronym, owner, topic, and a small head of its own."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from .enumerations import Series
from .given_names import is_given
from .lexicon import STATE
from .name import Name
from .runs import Runs
from .tails import Tails
from .words import UNIVERSITY

_LONGEST_TOPIC = 9  # tokens in small letters
DEEPEST = 6  # owners within owners; no real name goes further
_PROGRAMME = "cc:Programme"
_COMPANY = "cc:Company"
_TRAILING = (_PROGRAMME, "org:Organization")

ReadName = Callable[[int, int, int], "Name | None"]  # from a token, to an end, at a depth
ReadState = Callable[[int, int], "Name | None"]


class Complements:
    """Reads on after the runs of one sentence."""

    def __init__(self, runs: Runs, name: ReadName, government: ReadState) -> None:
        """`name` reads the name that begins at a token, `government` the state that one stands for."""
        self.runs = runs
        self.tokens = runs.tokens
        self.lex = runs.lex
        self._name = name
        self._government = government
        self._series = Series(runs, name)
        self._tails = Tails(runs)

    def add(self, name: Name, end: int, depth: int) -> None:
        """Adds to a name all that belongs to it."""
        closed = listed = False
        going = True
        if depth == 0 and self._tails.entitled(name):
            name.core = name.last = self._tails.title(name, end)
        elif self._tails.may_go_on(name) and name.last < end:
            name.core = name.last = self._tails.adjectives(name, end)
        while going and name.last < end:
            j = name.last
            word = self.tokens[j].fold
            if not closed and not self._person(name) and (acronym := self.runs.parenthesis(j)):
                name.acronym, name.last = acronym
                closed = True
            elif self._trailing_head(name, j, closed):
                name.last = j + 1
                closed = True
            elif word in self.lex.owner:
                going = self._owner(name, end, depth, closed) or self._over(name, end)
                closed = closed or name.owner is not None
            elif self._may_have_topic(name, j, closed):
                going = self._topic(name, end, depth)
            elif word in self.lex.housed:
                going = self._house(name, end, depth)
            else:
                going = listed = not (closed or listed) and self._lists(name, end, depth)

    def after_topic(self, name: Name) -> int:
        """Where the words of a portfolio end: "de l'Économie | numérique"."""
        return self._tails.portfolio(name, len(self.tokens)) if self.lex.sentence_case else name.last

    def _person(self, name: Name) -> bool:
        """Whether a name without a head is a person's: "Mr. Lars Holm (CERT-SE)" abbreviates nothing."""
        if name.cls is not None or name.core - name.first < 2:
            return False
        before = name.first - 1 - (name.first > 1 and self.tokens[name.first - 1].text == ".")
        titled = before >= 0 and self.tokens[before].fold in self.lex.titles
        return titled or is_given(self.tokens[name.first])

    def _may_have_topic(self, name: Name, j: int, closed: bool) -> bool:
        if closed or name.cls is None or self.tokens[j].fold not in self.lex.topic:
            return False
        return not name.things or self._longer(name, j)

    def _longer(self, name: Name, j: int) -> bool:
        """Whether a known name only begins another: "Cyber Security Program | for Small Ports"."""
        words = [t.fold for t in self.tokens[name.first : name.core]]
        connectors = self.lex.owner | self.lex.topic
        head = self.lex.head_of(list(takewhile(lambda word: word not in connectors, words)))
        spelled = j < self.runs.spelled.get(name.first, 0)
        if head is None or not (head[1] == _PROGRAMME or spelled) or self.tokens[j].fold in self.lex.place:
            return False
        topic = self._name(self.runs.after_article(j), len(self.tokens), DEEPEST)
        if topic is None or (not spelled and (topic.things or self._located(topic) or self._one(topic))):
            return False
        name.head, name.cls, name.plural = head
        name.things = []
        return True

    def _lists(self, name: Name, end: int, depth: int) -> bool:
        """Reads a series that goes on with a name; a headless run at the top may be a person or company."""
        possible = not name.things and depth < DEEPEST - 1 and (name.cls is not None or depth > 0)
        if not possible or not self._series.add(name, end):
            return False
        name.core = name.last = self.after_topic(name)
        return True

    def _one(self, topic: Name) -> bool:
        """Whether a topic is one thing with a name, and no common noun: "Critical Networks"."""
        return topic.cls is not None and not topic.plural

    def _trailing_head(self, name: Name, j: int, closed: bool) -> bool:
        """A small head after a name that has its own: "the Cyber Resilience (Cyber4D) programme of"."""
        token = self.tokens[j]
        if self.lex.head_first or not token.text.islower() or name.is_state or name.is_place:
            return False
        cls = self.lex.heads.get(token.fold)
        return (closed or bool(name.things)) and cls in _TRAILING and name.owner is None

    # ------------------------------------------------------------------ owners

    def _owner(self, name: Name, end: int, depth: int, closed: bool) -> bool:
        """Reads "of ...": an owner if it is a name of its own, else part of the name. Whether to read on."""
        j = name.last
        k = self.runs.after_article(j)
        if k >= end or name.owner is not None or name.is_state or name.is_place:
            return False
        if self._office_in_name(name, k, closed):
            return True
        inner = self._government(k, end) or self._name(k, end, depth + 1)
        if inner is None:
            return not closed and self._tail(name, end)
        inner.article = self.runs.article(k)
        if name.cls == _COMPANY and inner.is_place:
            return False  # "Oakridge GmbH of Berlin"
        if self._stands_alone(name, inner, k > j + 1) and not self._series.abbreviates_whole(name, inner):
            name.owner, name.last = inner, inner.last
            self._acronym_after_state(name, inner)
            return False
        if closed or name.things or (name.cls is None and depth == 0):
            return False
        name.absorb(inner)
        return inner.acronym is None and inner.owner is None

    def _over(self, name: Name, end: int) -> bool:
        """Reads a topic after an owner, where an acronym shows that all is one name. Whether to read on.

        "Groupe d'experts de l'Union africaine sur la cybersécurité (GEUAC)".
        """
        owner, j = name.owner, name.last
        if (
            not self.lex.sentence_case
            or owner is None
            or owner.acronym is not None
            or name.acronym is not None
        ):
            return False
        if j >= end or self.tokens[j].fold not in self.lex.topic - self.lex.place:
            return False
        k = self._tails.over(j, end)
        acronym = self.runs.parenthesis(k) if j < k < end else None
        if acronym is None:
            return False
        name.core, (name.acronym, name.last) = k, acronym
        return False

    def _acronym_after_state(self, name: Name, state: Name) -> None:
        """The acronym in "Response Team of Uganda (CERT.UG)" is the team's, unless it is the owner's own."""
        if state.acronym is None:
            return
        text, things = self.tokens[state.acronym].text, self.runs.known[state.acronym][1]
        others = bool(state.things) and not any(text in thing.acronyms for thing in state.things)
        if others and not (state.is_state and any(STATE in t.types for t in things)):
            name.acronym, state.acronym = state.acronym, None

    def _office_in_name(self, name: Name, k: int, closed: bool) -> bool:
        """Takes an office into the name of a body: "Office of the Attorney General"."""
        size = self.runs.offices[k]
        if closed or not size or not self.tokens[k].capital or not self.lex.is_organization(name.cls):
            return False
        name.core = name.last = k + size
        return True

    def _stands_alone(self, name: Name, inner: Name, article: bool) -> bool:
        """Whether a name after "of" is one of its own, and no part of the name before it."""
        if inner.is_place or (name.head in self.lex.shared and self._portfolio(inner)):
            return False
        if inner.things:
            return True
        if inner.cls is None:
            if self.tokens[inner.first].text in self.lex.generic:
                return False
            return self.runs.acronym(inner.first) and inner.core - inner.first == 1 and not article
        if inner.cls == UNIVERSITY or (inner.cls == _COMPANY and inner.head in self.lex.corporations):
            return True
        if inner.plural or (self.lex.is_instrument(inner.cls) and not article):
            return False
        return article or inner.acronym is not None

    def _house(self, name: Name, end: int, depth: int) -> bool:
        """Reads "at the University of ...": an owner, with which a name ends."""
        if name.owner is not None or not self.lex.is_organization(name.cls) or name.things:
            return False
        k = self.runs.after_article(name.last)
        inner = self._name(k, end, depth + 1) if k < end else None
        if inner is not None and inner.cls == UNIVERSITY:
            name.owner, name.last = inner, inner.last
        return False

    def _portfolio(self, inner: Name) -> bool:
        """Whether a name is what a ministry is over: "of the | Interior and Community"."""
        return self.tokens[inner.first].fold in self.lex.portfolios

    # ------------------------------------------------------------------ topics

    def _topic(self, name: Name, end: int, depth: int) -> bool:
        """Reads "on ...", "for ...": what a name is about. Whether to read on."""
        j = name.last
        k = self.runs.after_article(j)
        if k >= end or (name.cls == UNIVERSITY and not self.runs.article(name.first)):
            return False  # "by George Mason University for Iron Toucan"
        inner = self._name(k, end, depth + 1)
        if inner is None:
            return self._tail(name, end) or self._small_topic(name, end)
        if self._leads_to_place(name, inner, j):
            if self._place_in_name(name, inner, j) or (inner.acronym is not None and self._region(inner)):
                name.absorb(inner)
            return False
        if self._separate(name, inner, k > j + 1) or self._only_office(inner, k):
            return False
        name.absorb(inner)
        if self.lex.is_activity(name.cls) and self.lex.is_instrument(inner.cls) and k > j + 1:
            inner.article = self.runs.article(k)
            name.nested.append(inner)  # "Consultation on the Computer Misuse Bill" names a bill too
        return inner.acronym is None and inner.owner is None

    def _tail(self, name: Name, end: int) -> bool:
        """Reads on in small letters, in a language that writes names so. Whether anything was read."""
        last = self._tails.topic(name, end) if self._tails.may_go_on(name) else name.last
        if last == name.last:
            return False
        name.core = name.last = last
        return True

    def _small_topic(self, name: Name, end: int) -> bool:
        """Reads what a document is about in small letters: "the Guide on seizure of e-evidence"."""
        tokens = self.tokens
        if name.head not in self.lex.guiding or not self.runs.article(name.first):
            return False  # "the Act on its books"
        if name.core - name.first > 1 or tokens[name.last].fold in self.lex.place:
            return False
        joins = self.lex.owner | self.lex.topic | self.lex.conjunctions | self.lex.articles
        last = k = name.last
        while k < min(end, name.last + _LONGEST_TOPIC):
            small = tokens[k].word and tokens[k].text.islower() and k not in self.runs.blocked
            if not small or (tokens[k].fold in self.lex.function and tokens[k].fold not in joins):
                break
            k += 1
            last = last if tokens[k - 1].fold in joins else k
        name.core = name.last = last
        return False

    def _leads_to_place(self, name: Name, inner: Name, j: int) -> bool:
        """Whether "in ..." or "to ..." says where, rather than what about."""
        word = self.tokens[j].fold
        if word not in self.lex.place:
            return False
        # "on Cooperation in Cyber Defense", "Guide to Cyber Defense"
        topics = self.lex.topic - self.lex.place
        topics |= self.lex.owner if self.lex.head_first else frozenset()  # "de Cooperación en Ciberdefensa"
        further = any(t.fold in topics for t in self.tokens[name.first : j])
        goes_on = (further or word in self.lex.destination) and inner.cls is None
        document = self.lex.is_instrument(name.cls) and goes_on
        about = self.lex.is_organization(name.cls) or document
        return self._located(inner) or bool(inner.things) or not about

    def _place_in_name(self, name: Name, inner: Name, j: int) -> bool:
        """Whether a place is part of the name: "Mission to Colombia", "Declaration ... in the Americas"."""
        if name.head in self.lex.posted and inner.is_state and self.tokens[j].fold in self.lex.destination:
            return True
        if self.lex.is_activity(name.cls):
            return inner.is_state and self.tokens[j].fold in self.lex.destination
        return self.lex.is_instrument(name.cls) and self._region(inner)

    def _separate(self, name: Name, inner: Name, article: bool) -> bool:
        """Whether what a body is said to be for is another body."""
        if not (inner.things or inner.cls) or self._located(inner):
            return False
        if self.lex.is_activity(name.cls) or self.lex.is_instrument(name.cls):
            return False
        if inner.things and self.runs.acronym(inner.first):
            return True
        return inner.cls is not None and not inner.plural and article and self.lex.is_organization(inner.cls)

    def _only_office(self, inner: Name, k: int) -> bool:
        return inner.cls is None and not inner.things and self.runs.office(k)

    def _located(self, name: Name) -> bool:
        return name.is_state or name.is_place or self._region(name)

    def _region(self, name: Name) -> bool:
        return " ".join(t.fold for t in self.tokens[name.first : name.core]) in self.lex.regions
