"""Where activities take place: cities and states, each linked to the activity that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from ..base.model import Span
from ..names.document import Mention, Sentence
from ..names.entities import Entity, Kind
from ..names.lexicon import CITY
from .nearness import Nearness
from .place_lines import PlaceLines
from .topics import TRAVELS, Activity, Topics

_HOSTING = 7  # tokens: how near a verb stands to the city that hosts
_BRINGS = 6  # tokens between a verb and "to", in "brought forty teams to Riga"
_VENUE = 9  # tokens of a venue's name between a preposition and the city after a comma
_CLOSED, _OPENED, _BESIDE = 3, 2, 1  # how well a place's position ties it to an activity of its sentence


@dataclass(frozen=True, slots=True)
class _Found:
    """A place that a sentence names, and the activity to which it belongs."""

    activity: Activity
    city: Entity | None
    state: Entity | None
    span: Span
    strength: int


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
        self.brings = words["brings"]
        self.held, self.passive, self.where = words["held"], words["passive"], words["where"]
        self.hosting, self.nouns = words["hosts"], words["nouns"]
        self.weaker: list[_Found] = []
        self.datelines: list[tuple[Sentence, Entity | None, Entity | None, Span]] = []

    def run(self, sentence: Sentence) -> None:
        """The places of one sentence, those that stand best first."""
        found = [f for mention in list(sentence.mentions) if (f := self._place(sentence, mention))]
        for one in sorted(found, key=lambda f: -f.strength):
            if any(f.city and f.strength > one.strength and f.activity is one.activity for f in found):
                continue  # "trained in Madrid, they held a workshop in Lima"
            for activity in (one.activity, *self.near.partners(sentence, one.activity, one.span)):
                self.put(activity, one.city, one.state, one.span)

    def settle(self) -> None:
        """What the headline, datelines and weaker signs tell, where the text gives nothing better."""
        PlaceLines(self.acts, self).run()
        for one in self.weaker:
            if not one.activity.places and self._agrees(one):
                self.put(one.activity, one.city, one.state, one.span)

    def _agrees(self, one: _Found) -> bool:
        """Whether a place lies in the state that is known to hold its activity, if one is."""
        known = one.city.thing.state if one.city is not None and one.city.thing is not None else None
        own = one.state.iri if one.state is not None else known
        return all(own is not None and own == host.iri for host, _ in one.activity.hosts)

    # ------------------------------------------------------------------ one place of a sentence

    def _place(self, sentence: Sentence, mention: Mention) -> _Found | None:
        """A place with the activity to which it belongs; None where it is none, or noted for later."""
        tokens = sentence.tokens
        of_city = mention.kind is Kind.STATE and self._of_a_city(sentence, mention)
        if of_city or mention.kind not in (Kind.PLACE, Kind.STATE, Kind.UNKNOWN):
            return None
        i = self._before(sentence, mention)
        led = i >= 0 and tokens[i].fold in self.prepositions
        if mention.kind is Kind.UNKNOWN and not led:
            return None
        hosts = mention.kind is not Kind.UNKNOWN and self._hosts(sentence, mention)
        listed = any(token == mention.first for token, _ in self.acts.anchors.get(sentence.index, ()))
        opens = mention.kind is Kind.PLACE and self._opens(sentence, i)
        stands = hosts or listed or opens or self._clause(sentence, mention) or self._aside(sentence, mention)
        if not (stands or led) or sentence.in_speech(tokens[mention.first].start):
            return None
        city = self.city(sentence, mention)
        state = mention.entity if mention.kind is Kind.STATE else self.state_after(sentence, mention)
        if city is None and state is None:
            return None
        span = sentence.offsets(mention.first, mention.last)
        if opens and not (hosts or listed) and self._dateline(sentence, mention):
            self.datelines.append((sentence, city, state, span))
            return None
        target = self._target(sentence, span, -1 if stands else i)
        if target is None and (hosts or not stands):
            target = self._topic(sentence, city, stands or tokens[i].fold not in self.towards)
        if target is None:
            return None
        found = _Found(target, city, state, span, self._strength(sentence, mention, i, target))
        if self.of_a_body(sentence, mention) or sentence.index in self.acts.ahead:
            self.weaker.append(found)
            return None
        return found

    def _target(self, sentence: Sentence, span: Span, before: int) -> Activity | None:
        """The activity of a sentence that takes place there; "to" leads there only those who travel."""
        tokens = sentence.tokens
        towards = before >= 0 and tokens[before].fold in self.towards
        if towards and any(t.fold in self.brings for t in tokens[max(before - _BRINGS, 0) : before]):
            towards = False  # "brought forty teams to Riga"
        return self.near.activity(sentence, span.start, span.end, places=True, travels=towards)

    def _topic(self, sentence: Sentence, city: Entity | None, there: bool) -> Activity | None:
        """The activity that a sentence without one goes on about, if it lacks a place."""
        goes_on = self.acts.links(sentence) or sentence.index in self.acts.ahead
        topic = self.acts.topics.get(sentence.index)
        if city is None or topic is None or topic.places:
            return None
        if not there and topic.entity.cls not in TRAVELS:
            return None  # who goes "to Lima" does not go on with the workshop
        hosted = any(t.fold in self.hosting for t in sentence.tokens)
        dated = topic.start is not None and sentence.span.holds(topic.start[1])
        return topic if goes_on or hosted or dated or (sentence.heading and sentence.whens) else None

    def _strength(self, sentence: Sentence, mention: Mention, before: int, target: Activity) -> int:
        """How well a place stands: right after its activity, before all, or somewhere."""
        own = [m for m in sentence.mentions if m.entity is target.entity]
        if not own or any(m.first < mention.first for m in own):
            return _CLOSED
        return _OPENED if before <= 0 else _BESIDE

    def _of_a_city(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a state only says where the city before it lies: "Lima, Peru"."""
        if mention.first < 2 or sentence.tokens[mention.first - 1].text not in ",(":
            return False
        city = sentence.mention_at(mention.first - 2)
        return city is not None and city.kind is Kind.PLACE

    def of_a_body(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a place stands right after a body, and may be where that is: "the Centre in Lima"."""
        body = sentence.mention_at(mention.first - 2) if mention.first > 1 else None
        if body is None or body.kind is not Kind.ORGANIZATION:
            return False
        i = body.first - 1
        while i > 0 and sentence.tokens[i].fold in self.lex.articles:
            i -= 1
        if i < 1 or sentence.tokens[i].fold not in self.prepositions - self.towards:
            return True
        held = sentence.tokens[i - 1].fold in self.held
        return not (held or self.acts.bounds.dated(sentence, i - 1))

    def _before(self, sentence: Sentence, mention: Mention) -> int:
        """The token before a place and what stands before its name: "in the capital, Nassau"."""
        tokens = sentence.tokens
        i = mention.first - 1
        if i > 0 and (tokens[i].text == "," or tokens[i].fold in self.lex.owner):
            k = self._past_state(sentence, i - 1)
            while k >= 0 and tokens[k].fold in self.nouns:
                k -= 1
            if k < i - 1:
                k = self._past_owner(sentence, k)
            venue = self._venue(sentence, mention, i) if k == i - 1 else -1
            i = k if k < i - 1 else venue if venue >= 0 else i
        while i >= 0 and tokens[i].fold in self.lex.articles:
            i -= 1
        return i

    def _past_owner(self, sentence: Sentence, k: int) -> int:
        """The token before "Jamaican" or "Jamaica's", in "the Jamaican capital, Kingston"."""
        if sentence.tokens[k].fold in self.lex.demonyms:
            return k - 1
        state = sentence.mention_at(k - 1) if sentence.tokens[k].text in self.lex.possessive else None
        return state.first - 1 if state is not None and state.kind is Kind.STATE else k

    def _past_state(self, sentence: Sentence, k: int) -> int:
        """The token before "of Peru" in "the capital of Peru, Lima"."""
        state = sentence.mention_at(k)
        if state is None or state.kind is not Kind.STATE or state.first < 2:
            return k
        return state.first - 2 if sentence.tokens[state.first - 1].fold in self.lex.owner else k

    def _venue(self, sentence: Sentence, mention: Mention, comma: int) -> int:
        """The preposition before a venue that a city follows: "at the OAS Headquarters, Washington"."""
        tokens = sentence.tokens
        if mention.kind is not Kind.PLACE or tokens[comma].text != ",":
            return -1
        for k in range(comma - 1, max(comma - 1 - _VENUE, -1), -1):
            other = sentence.mention_at(k)
            if other is not None and other.kind in (Kind.PLACE, Kind.STATE, Kind.PERSON, Kind.ACTIVITY):
                return -1
            if tokens[k].fold in self.prepositions - self.towards:
                return k
            if not tokens[k].word:
                return -1
        return -1

    def _clause(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a clause tells what happens in a place: "to Tokyo, where a course is held"."""
        following = [t for t in sentence.tokens[mention.last : mention.last + 2] if t.text != ","]
        if mention.kind is not Kind.PLACE:
            return False
        return self._listed(sentence, mention) or any(t.fold in self.where for t in following)

    def _listed(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a line of an agenda ends with a place: "June 23: Meeting of Experts, Lima"."""
        i = mention.first - 1
        if i < 1 or sentence.tokens[i].text != ",":
            return False
        if not (sentence.heading or any(t.text == ":" for t in sentence.tokens[:i])):
            return False
        return any(m.last <= i for m, _ in self.acts.in_sentence(sentence))

    def _aside(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a city stands behind a date that is set off: "(10-12 April, Suva)", ", April 30, Suva,"."""
        tokens, comma = sentence.tokens, mention.first - 1
        if mention.kind is not Kind.PLACE or comma < 1 or tokens[comma].text != ",":
            return False
        start = next((w.start for w in sentence.whens if w.end == tokens[comma - 1].end), None)
        return start is not None and any(
            t.text in ",([" for t in tokens[:comma] if t.end in (start, start - 1)
        )

    def _opens(self, sentence: Sentence, before: int) -> bool:
        """Whether nothing but a bracket stands before a place: "Chisinau - The ...", "[Nairobi, 7 May]"."""
        return before < 0 or (before == 0 and sentence.tokens[0].text in "[(")

    def _hosts(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a city or state is said to host something: "Santiago will host the Forum"."""
        following = sentence.tokens[mention.last : mention.last + _HOSTING]
        own = takewhile(lambda token: token.fold not in self.lex.conjunctions, following)
        verb = next((k for k, t in enumerate(own, mention.last) if t.fold in self.hosting), None)
        if verb is None:
            return False
        following = sentence.tokens[verb + 1 : verb + 2]
        passive = any(t.fold in self.passive for t in following)
        subject = mention.first == 0 or sentence.tokens[mention.first - 1].fold not in self.lex.owner
        return mention.kind is Kind.PLACE or (subject and not self._led(sentence, mention) and not passive)

    def _led(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a preposition leads to a place."""
        i = mention.first - 1
        while i >= 0 and sentence.tokens[i].fold in self.lex.articles:
            i -= 1
        return i >= 0 and sentence.tokens[i].fold in self.lex.function

    def _dateline(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a place opens a paragraph as a dateline does: "Chisinau – The Ministry ..."."""
        following = sentence.tokens[mention.last : mention.last + 1]
        return not following or not following[0].word

    # ------------------------------------------------------------------ what is noted

    def put(self, activity: Activity, city: Entity | None, state: Entity | None, span: Span) -> None:
        """Notes where an activity takes place; the first place said stands."""
        if city is not None and not activity.places:
            activity.places.append((city, span))
            known = city.thing.state if city.thing is not None else None
            if state is None and not activity.hosts and known is not None:
                thing = self.lex.reference.things[known]
                activity.hosts.append((self.doc.book.state(thing), span))
                activity.implied = True
        if state is not None and (activity.implied or not activity.hosts):
            activity.hosts, activity.implied = [(state, span)], False

    def host(self, activity: Activity, state: Entity, span: Span) -> None:
        """Notes a state that is said to host an activity, unless another is said to hold its place."""
        if not activity.hosts:
            activity.hosts, activity.implied = [(state, span)], True

    # ------------------------------------------------------------------ names of places

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
        if first.fold in sentence.parser.runs.common:
            return False
        if mention.first == 0 or sentence.tokens[mention.first - 1].fold not in self.within:
            return False
        following = sentence.tokens[mention.last : mention.last + 3]
        dated = any(w.start == t.start for w in sentence.whens for t in following)
        venue = self._in_venue(sentence, mention)
        return (dated or venue) and first.text.istitle() and any(self.acts.in_sentence(sentence))

    def _in_venue(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a venue lies in an unknown place: "at the Cyber Tower in Ebène"."""
        k = mention.first - 2
        while k > 0 and sentence.tokens[k].capital:
            k -= 1
        if k == mention.first - 2:
            return False
        k -= sentence.tokens[k].fold in self.lex.articles
        return k >= 0 and sentence.tokens[k].fold in self.prepositions - self.towards - self.within

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
