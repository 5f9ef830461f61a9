"""When and where activities take place: dates and places, each linked to the activity that it belongs to."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from . import dates
from .activities import TRAVELS, Activities, Activity
from .dates import When
from .document import Mention, Sentence
from .entities import Entity
from .lexicon import CITY
from .model import Span

_MOMENTS = frozenset({"cc:Launch", "cc:Signing"})  # they last no days
_HOSTING = 7  # tokens: how near a verb stands to the city that hosts
_FAR = 240  # characters between an activity and its date or place, at most


class Circumstances:
    """Links dates and places to activities."""

    def __init__(self, activities: Activities) -> None:
        """Works on the activities of one document."""
        self.acts = activities
        self.doc = activities.doc
        self.lex = activities.lex
        self.cal = activities.doc.calendar
        self.prepositions = frozenset(activities.data["place"]["prepositions"])
        self.hosting = frozenset(activities.data["place"]["hosts"])
        self.within = frozenset(activities.data["place"]["within"])
        self.nouns = frozenset(activities.data["place"]["nouns"])
        self.towards = frozenset(activities.data["place"]["towards"])
        self.other = re.compile(activities.data["order"]["other"])
        self.used: set[tuple[int, int]] = set()  # dates that another rule has taken
        self.weaker: list[tuple[Activity, Entity | None, Entity | None, Span]] = []
        self.datelines: list[tuple[Entity | None, Entity | None, Span]] = []

    def run(self) -> None:
        """Dates and places of every sentence, then of the advisory's block."""
        for sentence in self.doc.body:
            if self._block(sentence):
                continue
            self._lasts(sentence)
            for when in sentence.whens:
                if (when.start, when.end) not in self.used and not sentence.in_speech(when.start):
                    self._date(sentence, when)
            for mention in list(sentence.mentions):
                self._place(sentence, mention)
        self._headed()
        for activity in self.acts.all():
            self._settle(activity)
        self._headline()
        for activity, city, state, span in self.weaker:
            if not activity.places and not activity.hosts:
                self.put(activity, city, state, span)

    def _headed(self) -> None:
        """A paragraph that is only a date is the heading of the next one, as in an agenda."""
        body = self.doc.body
        firsts: dict[int, Activity] = {}
        for activity in self.acts.all():
            firsts.setdefault(body[activity.first].paragraph, activity)
        for heading, sentence in pairwise(body):
            headed = firsts.get(sentence.paragraph)
            if headed is None or headed.dated or sentence.paragraph == heading.paragraph:
                continue
            for when in heading.whens:
                if (when.start, when.end) == (heading.span.start, heading.span.end):
                    self.set_date(headed, when, sentence, verb=False)

    def _headline(self) -> None:
        """The place in the headline, else the dateline, is the main activity's, where the text gives none."""
        title, main = self.doc.title, self.acts.main()
        if main is None or main.places:
            return
        named = [] if title is None else [m.entity for m in title.mentions if m.kind in "cs"]
        for city, state, span in self.datelines[:1]:
            if self._elsewhere(span):
                break
            if all(entity in (city, state) for entity in [*named, *(host for host, _ in main.hosts)]):
                self.put(main, city, state, span)
        if title is None or main.places or main.hosts:
            return
        for mention in title.mentions:
            before = title.tokens[mention.first - 1].fold if mention.first else ""
            if mention.kind in "cs" and before in self.prepositions - self.towards:
                city = mention.entity if mention.kind == "c" else None
                state = mention.entity if mention.kind == "s" else None
                self.put(main, city, state, title.offsets(mention.first, mention.last))

    def _elsewhere(self, dateline: Span) -> bool:
        """Whether the sentence after a dateline tells another place: "GENEVA - The drill began in Lusaka"."""
        sentence = next(s for s in self.doc.body if s.span.holds(dateline))
        return any(
            m.kind in "cs" and sentence.tokens[m.first - 1].fold in self.prepositions
            for m in sentence.mentions
            if m.first and sentence.tokens[m.first].start > dateline.end
        )

    def _lasts(self, sentence: Sentence) -> None:
        """ "Over two days, ..." says how long the activity before lasts."""
        topic = self.acts.topics.get(sentence.index)
        if topic is None or topic.duration or any(self.acts.in_sentence(sentence)):
            return
        opening = Span(sentence.span.start, sentence.tokens[min(4, len(sentence.tokens) - 1)].end)
        topic.duration = self.cal.duration(opening.of(self.doc.text))

    # ------------------------------------------------------------------ dates

    def _date(self, sentence: Sentence, when: When) -> None:
        target = self._nearest(sentence, when.start, when.end)
        if target is None:
            topic = self.acts.topics.get(sentence.index)
            goes_on = self.acts.links(sentence) or sentence.index in self.acts.ahead
            if topic is None or not (goes_on or (when.range and not topic.dated)):
                return
            target = topic
        self.set_date(target, when, sentence, ahead=sentence.index in self.acts.ahead)

    def set_date(
        self, activity: Activity, when: When, sentence: Sentence, verb: bool = True, ahead: bool = False
    ) -> None:
        """Notes a date of an activity, as its first or last day where the verb beside it says so.

        A date `ahead` of the sentence that names the activity gives way to one in that sentence.
        """
        span = Span(when.start, when.end)
        text = self.doc.text
        if self._of_another(sentence, when):
            return
        edge = self.cal.edge(*self._clause(sentence, when)) if verb else None
        if activity.entity.cls not in _MOMENTS:
            activity.duration = activity.duration or self.cal.duration(sentence.span.of(text))
        if when.day and (edge is dates.Edge.LAST or self.cal.until(text, when)):
            activity.ended = activity.ended or (when.last, span)
            return
        if when.day and (edge is dates.Edge.FIRST or self.cal.since(text, when)):
            activity.begun = activity.begun or (when.first, span)
            return
        weight = 3.0 if when.range else 2.0 if len(when.first) == 10 else 1.0
        weight -= 0.6 * when.relative + 0.3 * ahead
        if weight > activity.weight:
            activity.weight = weight
            activity.start, activity.end = (when.first, span), (when.last, span)

    def _of_another(self, sentence: Sentence, when: When) -> bool:
        """Whether a date belongs to a noun that is no activity: "the elections of November 26"."""
        i = next((k for k, t in enumerate(sentence.tokens) if t.start >= when.start), 0) - 1
        if i < 1 or sentence.tokens[i].fold not in self.lex.owner:
            return False
        mention = sentence.mention_at(i - 1)
        return sentence.tokens[i - 1].fold not in self.cal.parts and (mention is None or mention.kind != "a")

    def _clause(self, sentence: Sentence, when: When) -> tuple[str, str]:
        """The words before and after a date, enough to hold its verb."""
        text = list(sentence.span.of(self.doc.text))
        for mention, _ in self.acts.in_sentence(sentence):  # "the closing ceremony" closes nothing
            span = sentence.offsets(mention.first, mention.last)
            for i in range(span.start - sentence.span.start, span.end - sentence.span.start):
                text[i] = "-"
        a, b = when.start - sentence.span.start, when.end - sentence.span.start
        return "".join(text[max(0, a - 70) : a]), "".join(text[b : b + 40])

    def _nearest(
        self, sentence: Sentence, start: int, end: int, places: bool = False, travels: bool = False
    ) -> Activity | None:
        """The activity to which a date or place belongs: the nearest, unless a document stands nearer.

        With `travels` only what goes somewhere counts: "the mission that the OAS sent to Colombia".
        """
        best: tuple[int, Activity | None] | None = None
        for mention in sentence.mentions:
            if mention.entity is None or mention.kind not in "ai":
                continue
            if mention.kind == "i" and any(m.first < mention.first < m.reach for m in sentence.mentions):
                continue  # "a workshop on the Strategy"
            span = sentence.offsets(mention.first, max(mention.last, mention.reach))
            if span.start <= start < span.end:
                gap = 0
            elif span.end <= start:
                gap = start - span.end
            else:
                gap = (span.start - end) + 15
            if gap > _FAR:
                continue
            if mention.kind == "i":
                if places or span.end > start:
                    continue
                gap += 8
            activity = self.acts.found.get(mention.entity)
            if activity is None and mention.kind == "a":
                continue
            if self._apart(sentence, span, start):
                continue
            if travels and activity is not None and activity.entity.cls not in TRAVELS:
                continue
            if best is None or gap < best[0]:
                best = (gap, activity)
        return best[1] if best else None

    def _apart(self, sentence: Sentence, span: Span, start: int) -> bool:
        """Whether what stands between an activity and a date or place parts the two.

        That is a semicolon, or a word after which another activity's follows: "was preceded on Monday by".
        """
        first, last = min(span.end, start), max(span.start, start)
        between = self.doc.text[first:last]
        return ";" in between or (span.end <= start and self.other.search(between) is not None)

    def _settle(self, activity: Activity) -> None:
        """Joins first and last days said apart, and counts days where only a duration is said."""
        days = None if activity.entity.cls in _MOMENTS else activity.duration
        if activity.begun and (activity.start is None or activity.weight < 2):
            activity.start = activity.begun
            activity.end = activity.ended
            if activity.end is None and days:
                activity.end = (dates.shift(activity.begun[0], days - 1), activity.begun[1])
            return
        if activity.ended and (activity.start is None or activity.weight < 3):
            first = (
                activity.start
                if activity.start and activity.weight >= 2 and activity.start[0] < activity.ended[0]
                else activity.begun
            )
            activity.end = activity.ended
            activity.start = first
            if first is None and days:
                activity.start = (dates.shift(activity.ended[0], 1 - days), activity.ended[1])
            elif first is None and activity.entity.cls in ("cc:Signing", "cc:Launch"):
                activity.start = activity.ended
            return
        if (
            activity.start
            and activity.end
            and days
            and days > 1
            and activity.start[0] == activity.end[0]
            and len(activity.start[0]) == 10
        ):
            activity.end = (dates.shift(activity.start[0], days - 1), activity.end[1])

    # ------------------------------------------------------------------ places

    def _place(self, sentence: Sentence, mention: Mention) -> None:
        tokens = sentence.tokens
        i = self._before(sentence, mention)
        opens = i < 0 and mention.kind == "c"  # "Chisinau - The Ministry ...", "Madrid will be the venue"
        hosts = mention.kind == "c" and self._hosts(sentence, mention)
        opens = opens or hosts
        if not opens and (i < 0 or tokens[i].fold not in self.prepositions):
            return
        if sentence.in_speech(tokens[mention.first].start):
            return
        city = self._city(sentence, mention)
        state = mention.entity if mention.kind == "s" else self._state_after(sentence, mention)
        if city is None and state is None:
            return
        span = sentence.offsets(mention.first, mention.last)
        if opens and not hosts and self._dateline(sentence, mention):
            self.datelines.append((city, state, span))
            return
        towards = not opens and tokens[i].fold in self.towards
        target = self._nearest(sentence, span.start, span.end, places=True, travels=towards)
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
        return before is not None and before.kind == "o"

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

    def _city(self, sentence: Sentence, mention: Mention) -> Entity | None:
        if mention.kind == "c":
            return mention.entity
        if mention.kind == "s" and mention.entity is not None and mention.entity.thing is not None:
            # a state that is a city bears its name: Singapore
            things = sentence.parser.known[mention.first][1]
            city = next((t for t in things if CITY in t.types), None)
            return self.doc.book.of_thing(city, "schema:City", "names/known") if city else None
        if mention.kind == "u" and mention.name is not None and self._placed(sentence, mention):
            text = sentence.offsets(mention.first, mention.last).of(self.doc.text)
            return self._adopt(sentence, mention, text)
        return None

    def _placed(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether an unknown name can only be a place: "in X, Zambia", "a workshop in X from May 3 to 5"."""
        if self._state_after(sentence, mention):
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
        entity.state = self._state_after(sentence, mention)
        mention.kind, mention.entity = "c", entity
        self.doc.book.index(text, entity)
        return entity

    def _state_after(self, sentence: Sentence, mention: Mention) -> Entity | None:
        tokens = sentence.tokens
        j = mention.last
        if j + 1 < len(tokens) and tokens[j].text in ",(":
            k = j + 1
            while k < len(tokens) and tokens[k].fold in self.lex.articles:
                k += 1
            following = sentence.mention_at(k)
            if following is not None and following.kind == "s" and following.first <= k:
                return following.entity
        return None

    # ------------------------------------------------------------------ WHAT, WHEN, WHERE

    def _block(self, sentence: Sentence) -> bool:
        """A line of an advisory's block, which repeats the main activity's name, date and place."""
        tokens = sentence.tokens
        if len(tokens) < 3 or tokens[1].text != ":" or tokens[0].fold not in self.acts.block:
            return False
        activity = self.acts.main()
        if activity is None:
            return True
        part = self.acts.block[tokens[0].fold]
        span = sentence.offsets(2, len(tokens))
        if part == "what":
            name = " ".join(span.of(self.doc.text).split())
            if name[0] in '“"' and name[-1] in '”"':
                name = name[1:-1]
            activity.entity.call(name, span)
        elif part == "when":
            for when in sentence.whens:
                activity.weight = 0.0
                self.set_date(activity, when, sentence, verb=False)
                break
        else:
            for mention in sentence.mentions:
                if mention.kind in "cs" and (city := self._city(sentence, mention)):
                    self.put(
                        activity,
                        city,
                        self._state_after(sentence, mention),
                        sentence.offsets(mention.first, mention.last),
                    )
        return True
