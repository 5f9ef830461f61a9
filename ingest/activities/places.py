"""Where activities take place: cities and states, each linked to the activity that it belongs to."""

from __future__ import annotations

from itertools import takewhile

from ..base.model import Span
from ..names.document import Mention, Sentence
from ..names.entities import Entity, Kind
from ..names.lexicon import CITY
from .topics import TRAVELS, Activity, Topics
from .nearness import Nearness

_HOSTING = 7  # tokens: how near a verb stands to the city that hosts


class Places:
    """Links cities and states to activities."""

    def __init__(self, activities: Topics, nearness: Nearness) -> None:
        """Works on the activities of one document."""
        self.acts = activities
        self.near = nearness
        self.doc = activities.doc
        self.lex = activities.lex
        words = {key: frozenset(value) for key, value in activities.data["place"].items()}
        self.prepositions, self.towards, self.within = (
            words["prepositions"],
            words["towards"],
            words["within"],
        )
        self.hosting, self.nouns = words["hosts"], words["nouns"]
        self.weaker: list[tuple[Activity, Entity | None, Entity | None, Span]] = []
        self.datelines: list[tuple[Entity | None, Entity | None, Span]] = []

    def run(self, sentence: Sentence) -> None:
        """The places of one sentence."""
        for mention in list(sentence.mentions):
            self._place(sentence, mention)

    def settle(self) -> None:
        """What the headline, the dateline and weaker signs tell, where the text gives nothing better."""
        self._headline()
        for activity, city, state, span in self.weaker:
            if not activity.places and not activity.hosts:
                self.put(activity, city, state, span)

    def _headline(self) -> None:
        """The place in the headline, else the dateline, is the main activity's, where the text gives none."""
        title, main = self.doc.title, self.acts.main()
        if main is None or main.places:
            return
        named = (
            [] if title is None else [m.entity for m in title.mentions if m.kind in (Kind.PLACE, Kind.STATE)]
        )
        for city, state, span in self.datelines[:1]:
            if self._elsewhere(span):
                break
            if all(entity in (city, state) for entity in [*named, *(host for host, _ in main.hosts)]):
                self.put(main, city, state, span)
        if title is None or main.places or main.hosts:
            return
        for mention in title.mentions:
            before = title.tokens[mention.first - 1].fold if mention.first else ""
            if mention.kind in (Kind.PLACE, Kind.STATE) and before in self.prepositions - self.towards:
                city = mention.entity if mention.kind is Kind.PLACE else None
                state = mention.entity if mention.kind is Kind.STATE else None
                self.put(main, city, state, title.offsets(mention.first, mention.last))

    def _elsewhere(self, dateline: Span) -> bool:
        """Whether the sentence after a dateline tells another place: "GENEVA - The drill began in Lusaka"."""
        sentence = next(s for s in self.doc.body if s.span.holds(dateline))
        return any(
            m.kind in (Kind.PLACE, Kind.STATE) and sentence.tokens[m.first - 1].fold in self.prepositions
            for m in sentence.mentions
            if m.first and sentence.tokens[m.first].start > dateline.end
        )

    def _place(self, sentence: Sentence, mention: Mention) -> None:
        tokens = sentence.tokens
        i = self._before(sentence, mention)
        opens = (
            i < 0 and mention.kind is Kind.PLACE
        )  # "Chisinau - The Ministry ...", "Madrid will be the venue"
        hosts = mention.kind is Kind.PLACE and self._hosts(sentence, mention)
        opens = opens or hosts
        if not opens and (i < 0 or tokens[i].fold not in self.prepositions):
            return
        if sentence.in_speech(tokens[mention.first].start):
            return
        city = self.city(sentence, mention)
        state = mention.entity if mention.kind is Kind.STATE else self.state_after(sentence, mention)
        if city is None and state is None:
            return
        span = sentence.offsets(mention.first, mention.last)
        if opens and not hosts and self._dateline(sentence, mention):
            self.datelines.append((city, state, span))
            return
        towards = not opens and tokens[i].fold in self.towards
        target = self.near.activity(sentence, span.start, span.end, places=True, travels=towards)
        if target is None:
            goes_on = self.acts.links(sentence) or sentence.index in self.acts.ahead
            if not opens and goes_on and city is not None:
                target = self.acts.topics.get(sentence.index)
            if target is None or target.places:
                return
        if towards and target.entity.cls not in TRAVELS:
            return
        found = (target, city, state, span)
        if self._of_a_body(sentence, mention) or sentence.index in self.acts.ahead:
            self.weaker.append(found)
        else:
            self.put(*found)

    def _of_a_body(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a place stands right after a body, and may be where that is: "the Centre in Lima"."""
        before = sentence.mention_at(mention.first - 2) if mention.first > 1 else None
        return before is not None and before.kind is Kind.ORGANIZATION

    def _before(self, sentence: Sentence, mention: Mention) -> int:
        """The token before a place and what stands before its name: "in the capital, Nassau"."""
        tokens = sentence.tokens
        i = mention.first - 1
        if i > 0 and (tokens[i].text == "," or tokens[i].fold in self.lex.owner):
            k = i - 1
            while k >= 0 and tokens[k].fold in self.nouns:
                k -= 1
            i = k if k < i - 1 else i
        while i >= 0 and tokens[i].fold in self.lex.articles:
            i -= 1
        return i

    def _hosts(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a city is said to host something: "Santiago will host the Forum"."""
        following = sentence.tokens[mention.last : mention.last + _HOSTING]
        own = takewhile(lambda token: token.fold not in self.lex.conjunctions, following)
        return any(token.fold in self.hosting for token in own)

    def _dateline(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a place opens a paragraph as a dateline does: "Chisinau – The Ministry ..."."""
        following = sentence.tokens[mention.last : mention.last + 1]
        return not following or not following[0].word

    def put(self, activity: Activity, city: Entity | None, state: Entity | None, span: Span) -> None:
        """Notes where an activity takes place; the first place said stands."""
        if city is not None and not activity.places:
            activity.places.append((city, span))
            if (
                state is None
                and not activity.hosts
                and city.thing is not None
                and city.thing.state is not None
            ):
                thing = self.lex.reference.things[city.thing.state]
                activity.hosts.append((self.doc.book.state(thing), span))
                activity.implied = True
        if state is not None and (activity.implied or not activity.hosts):
            activity.hosts, activity.implied = [(state, span)], False

    def host(self, activity: Activity, state: Entity, span: Span) -> None:
        """Notes a state that is said to host an activity, unless another is said to hold its place."""
        if not activity.hosts:
            activity.hosts, activity.implied = [(state, span)], True

    def city(self, sentence: Sentence, mention: Mention) -> Entity | None:
        """The city or other place that a mention names, if it names one."""
        if mention.kind is Kind.PLACE:
            return mention.entity
        if mention.kind is Kind.STATE and mention.entity is not None and mention.entity.thing is not None:
            # a state that is a city bears its name: Singapore
            things = sentence.parser.known[mention.first][1]
            city = next((t for t in things if CITY in t.types), None)
            return self.doc.book.of_thing(city, "schema:City", "names/known") if city else None
        if mention.kind is Kind.UNKNOWN and mention.name is not None and self._placed(sentence, mention):
            text = sentence.offsets(mention.first, mention.last).of(self.doc.text)
            return self._adopt(sentence, mention, text)
        return None

    def _placed(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether an unknown name can only be a place: "in X, Zambia", "a workshop in X from May 3 to 5"."""
        if self.state_after(sentence, mention):
            return True
        first = sentence.tokens[mention.first]
        if mention.first == 0 or sentence.tokens[mention.first - 1].fold not in self.within:
            return False
        following = sentence.tokens[mention.last : mention.last + 3]
        dated = any(w.start == t.start for w in sentence.whens for t in following)
        return dated and first.text.istitle() and any(self.acts.in_sentence(sentence))

    def _adopt(self, sentence: Sentence, mention: Mention, text: str) -> Entity:
        """Makes a place of an unknown name."""
        entity = self.doc.book.find(text) or self.doc.book.add(Entity("schema:Place", rule="places/in-state"))
        span = sentence.offsets(mention.first, mention.last)
        entity.call(text, span)
        entity.mention(span)
        entity.state = self.state_after(sentence, mention)
        mention.kind, mention.entity = Kind.PLACE, entity
        self.doc.book.index(text, entity)
        return entity

    def state_after(self, sentence: Sentence, mention: Mention) -> Entity | None:
        """The state that follows a place: "Lima, Peru"."""
        tokens = sentence.tokens
        j = mention.last
        if j + 1 < len(tokens) and tokens[j].text in ",(":
            k = j + 1
            while k < len(tokens) and tokens[k].fold in self.lex.articles:
                k += 1
            following = sentence.mention_at(k)
            if following is not None and following.kind is Kind.STATE and following.first <= k:
                return following.entity
        return None
