"""Activities: the named ones, and the ones that a sentence calls "a three-day workshop on ..." ; which mentions mean
the same one; and when and where each takes place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from . import dates
from .dates import When
from .document import Document, Mention, Sentence
from .entities import Entity
from .lexicon import CITY, Lexicon
from .model import Span
from .naming import Namer

_TRAVELS = frozenset(
    {"cc:Mission", "cc:TechnicalAssistanceMission", "cc:ElectoralObservationMission", "cc:Visit"}
)
_FAR = 40  # tokens between an activity and its date or place, at most


@dataclass(eq=False, slots=True)
class Activity:
    """An activity and what the text says of its time and place, each with its passage."""

    entity: Entity
    named: bool  # by a name in capitals or quotation marks
    definite: bool = False
    start: tuple[str, Span] | None = None
    end: tuple[str, Span] | None = None
    weight: float = 0.0  # how exactly its date is said
    duration: int | None = None
    ended: tuple[str, Span] | None = None  # "concluded today"
    begun: tuple[str, Span] | None = None  # "started today"
    places: list[tuple[Entity, Span]] = field(default_factory=list)
    hosts: list[tuple[Entity, Span, float]] = field(default_factory=list)  # state, passage, confidence
    linked: bool = False  # some relation speaks of it
    first: int = 0  # index of the sentence that first names it
    main: bool = False

    @property
    def dated(self) -> bool:
        """Whether the text says when."""
        return bool(self.start or self.end or self.ended or self.begun)


class Activities:
    """Finds the activities of one document."""

    def __init__(self, document: Document, namer: Namer) -> None:
        """Prepares for one document whose names and persons are found."""
        self.doc = document
        self.lex = document.lexicon
        self.namer = namer
        self.data = document.lexicon.language.table("activities")
        self.phrase = {k: frozenset(v) for k, v in self.data["phrase"].items()}
        self.block = {word: key for key, words in self.data["block"].items() for word in words}
        self.found: dict[Entity, Activity] = {}
        self.ahead: set[int] = set()  # sentences that speak of an activity that only the next one names
        self.topics: dict[int, Activity | None] = {}  # what a sentence without an activity goes on about

    def run(self) -> None:
        """Finds mentions first, in the body and then in the headline."""
        for sentence in self.doc.body:
            self._named(sentence)
            self._phrases(sentence)
            sentence.order()
        self.follow()

    def all(self) -> list[Activity]:
        """The activities in the order of the text."""
        return list(self.found.values())

    def activity(self, entity: Entity) -> Activity:
        """The activity of an entity."""
        return self.found[entity]

    # ------------------------------------------------------------------ mentions

    def _named(self, sentence: Sentence) -> None:
        for mention in sentence.mentions:
            if mention.kind == "a" and mention.entity is not None:
                self._note(mention.entity, True, sentence)
                entity = mention.entity
                for cls, words in self.data["kinds"].items():
                    if (
                        any(w in n.casefold() for n in entity.names for w in words)
                        and entity.cls == "cc:Mission"
                    ):
                        entity.cls = cls
                self._extend(sentence, mention)

    def _extend(self, sentence: Sentence, mention: Mention) -> None:
        """Takes the head noun beside a quoted name into the mention: 'the forum "..."', '"...", a three-day exercise'."""
        tokens = sentence.tokens
        i = mention.first
        k = i - 1
        while k >= 0 and i - k <= 6 and (tokens[k].fold in self.lex.titled or tokens[k].text in ",:("):
            k -= 1
        if (
            mention.name is not None
            and mention.name.quoted
            and k >= 0
            and self._head(sentence, k, backwards=True)
        ):
            size = self._head(sentence, k, backwards=True)
            first = self._left(sentence, k - size + 1)
            activity = self.found[mention.entity]  # type: ignore[index]
            activity.duration = activity.duration or self._duration(sentence, first, mention.last)
            mention.first = first
        j = mention.last
        if (
            mention.name is not None
            and j + 2 < len(tokens)
            and tokens[j].text == ","
            and tokens[j + 1].fold in self.lex.articles
        ):
            for n in range(j + 2, min(j + 8, len(tokens))):
                size = self._head(sentence, n)
                if (
                    size
                    and tokens[n].text.islower()
                    and self.lex.heads.get(tokens[n].fold) == mention.entity.cls
                ):  # type: ignore[union-attr]
                    activity = self.found[mention.entity]  # type: ignore[index]
                    activity.duration = activity.duration or self._duration(sentence, j + 1, n + size)
                    mention.last = n + size
                    return
                if not tokens[n].word:
                    return

    def _duration(self, sentence: Sentence, first: int, last: int) -> int | None:
        return self.doc.calendar.duration(sentence.offsets(first, last).of(self.doc.text))

    def _note(self, entity: Entity, named: bool, sentence: Sentence) -> Activity:
        if entity not in self.found:
            self.found[entity] = Activity(entity, named, first=max(sentence.index, 0))
        return self.found[entity]

    def _head(self, sentence: Sentence, i: int, backwards: bool = False) -> int:
        """How many tokens an activity's head noun takes at (or up to) a token; 0 where there is none."""
        if backwards:
            return self.lex.activity_phrases.up_to_token(sentence.tokens, i)
        return self.lex.activity_phrases.from_token(sentence.tokens, i)

    def _class(self, words: str) -> str | None:
        cls = self.lex.heads.get(words)
        if self.lex.is_activity(cls):
            return cls
        return None

    def _phrases(self, sentence: Sentence) -> None:
        """Noun phrases around a head noun in small letters, or a lone capitalized one ("the Symposium")."""
        tokens = sentence.tokens
        i = 0
        while i < len(tokens):
            size = self._head(sentence, i)
            if not size or sentence.mention_at(i) is not None or sentence.in_speech(tokens[i].start):
                i += 1
                continue
            after = self._head(sentence, i + size) if i + size < len(tokens) else 0
            if after and sentence.mention_at(i + size) is None:
                i += size  # "training course": the last head counts
                continue
            self._phrase(sentence, i, size)
            i += size

    def _phrase(self, sentence: Sentence, head: int, size: int) -> None:
        tokens = sentence.tokens
        words = " ".join(t.fold for t in tokens[head : head + size])
        cls = self._class(words)
        if cls is None or tokens[head + size - 1].fold in self.lex.possessive:
            return
        first = self._left(sentence, head)
        last = self._right(sentence, head + size)
        article = self._article(sentence, first)
        modifiers = tokens[first:head]
        definite = article in self.phrase["definite"]
        if article in self.phrase["general"] and not definite:
            return
        bare = last == head + size
        weak = words in self.lex.weak
        other = any(t.fold in self.phrase["another"] for t in modifiers)
        if (
            definite
            and (bare or weak)
            and not other
            and (same := self._before(words, cls, sentence, tokens[head].start))
        ):
            span = sentence.offsets(first, last)
            same.entity.mention(span)
            sentence.add(Mention("a", first, last, same.entity))
            return
        if weak:
            return
        span = sentence.offsets(first, last)
        text = " ".join(span.of(self.doc.text).split())
        entity = self.doc.book.find(text)
        if entity is None or not self.lex.is_activity(entity.cls):
            entity = Entity(cls, head=words, rule="activities/phrase")
            self.doc.book.add(entity)
        entity.call(text, span)
        if modifiers and not bare:
            inner = sentence.offsets(head, last)
            entity.call(" ".join(inner.of(self.doc.text).split()), inner)
        entity.mention(span)
        activity = self._note(entity, False, sentence)
        activity.definite = definite
        activity.duration = self._duration(sentence, max(first - 1, 0), last)
        sentence.keep(
            m for m in sentence.mentions if not (first <= m.first and m.last <= last and m.kind == "u")
        )
        inner = any(head + size <= m.first < last for m in sentence.mentions)
        sentence.add(Mention("a", first, head + size if inner else last, entity, reach=last))

    def _left(self, sentence: Sentence, head: int) -> int:
        """Where the noun phrase begins: after its article, if one stands near."""
        tokens = sentence.tokens
        i = head
        while i > 0 and head - i < 7:
            token = tokens[i - 1]
            if token.fold in self.lex.articles or token.fold in self.phrase["definite"]:
                return i
            mention = sentence.mention_at(i - 1)
            if not (token.word or token.text[0].isdigit()) or token.fold in self.lex.function:
                break
            if mention is not None and mention.kind in "psc":
                break
            i -= 1
        return head - 1 if head > i and tokens[head - 1].fold in self.lex.joiners else head

    def _right(self, sentence: Sentence, j: int) -> int:
        """Where what the phrase is about ends."""
        tokens = sentence.tokens
        if j + 1 >= len(tokens) or tokens[j].fold not in self.phrase["topic"]:
            return j
        follower = tokens[j + 1]
        mention = sentence.mention_at(j + 1) or (sentence.mention_at(j + 2) if j + 2 < len(tokens) else None)
        if tokens[j].fold in self.lex.place and (
            follower.capital or follower.fold in self.lex.function or follower.text[0].isdigit()
        ):
            return j
        if mention is not None and mention.kind in "scp" and mention.first <= j + 2:
            return j
        if mention is not None and mention.kind == "o" and tokens[j].fold in self.lex.owner:
            return j
        if self._dated(sentence, j + 1):
            return j
        k = j + 1
        while k < len(tokens) and k - j < 22:
            token = tokens[k]
            if token.fold in self.phrase["stops"] or self._dated(sentence, k):
                break
            if not (token.word or token.text[0].isdigit() or token.text in "-&'’"):
                break
            here = sentence.mention_at(k)
            if (
                here is not None
                and here.kind in "scpo"
                and k > j + 2
                and here.first == k
                and tokens[k - 1].fold in self.lex.place | self.lex.articles
            ):
                k -= 1
                break
            k += 1
        while k > j and tokens[k - 1].fold in self.lex.function | self.lex.articles:
            k -= 1
        return k if k > j + 1 else j

    def _dated(self, sentence: Sentence, i: int) -> bool:
        return any(w.start <= sentence.tokens[i].start < w.end for w in sentence.whens)

    def _before(self, head: str, cls: str, sentence: Sentence, before: int) -> Activity | None:
        """The activity that "the workshop" means: the last one of that noun, else of that kind, else a mission's group."""
        best: tuple[int, int, Activity] | None = None
        for activity in self.found.values():
            earlier = [s.start for s in activity.entity.mentions if s.start < before]
            if not earlier:
                continue
            same_head = activity.entity.head == head or any(
                n.casefold().split()[-1:] == [head] or head in n.casefold().split()
                for n in activity.entity.names
            )
            same_kind = activity.entity.cls == cls or (
                activity.entity.cls in _TRAVELS and cls == "cc:Mission"
            )
            if not (same_head or same_kind):
                continue
            key = (int(same_head), max(earlier))
            if best is None or key > best[:2]:
                best = (*key, activity)
        return best[2] if best else None

    # ------------------------------------------------------------------ what a sentence is about

    def follow(self) -> None:
        """For each sentence the activity that it goes on about where it names none: the last one, or the main one."""
        self.topics.clear()
        current: Activity | None = None
        paragraph = -1
        opening: list[Sentence] = []
        for sentence in self.doc.body:
            here = [
                (m, self.found[m.entity])
                for m in sentence.mentions
                if m.kind == "a" and m.entity in self.found
            ]
            if (
                here
                and opening
                and opening[0].paragraph == sentence.paragraph
                and self._definite(sentence, here[0][0])
            ):
                # "... is being rehearsed in Montevideo today. The OAS holds the exercise": the first sentence means it
                for earlier in opening:
                    self.topics[earlier.index] = here[0][1]
                    self.ahead.add(earlier.index)
            opening = [] if here or current else [*opening, sentence]
            if sentence.paragraph != paragraph and not here:
                current = current if self.links(sentence) else self.main() or current
            paragraph = sentence.paragraph
            if sentence.index not in self.topics:
                self.topics[sentence.index] = current
            if here:
                current = here[0][1]

    def _definite(self, sentence: Sentence, mention: Mention) -> bool:
        return self._article(sentence, mention.first) in self.phrase["definite"]

    def _article(self, sentence: Sentence, first: int) -> str:
        """The word before a phrase, past a quotation mark."""
        i = first - 1
        if i > 0 and sentence.tokens[i].text in '“"«':
            i -= 1
        return sentence.tokens[i].fold if i >= 0 else ""

    def links(self, sentence: Sentence) -> bool:
        """Whether a sentence goes on about the activity before: "It ...", "The ceremony ..."."""
        tokens = sentence.tokens
        if tokens[0].fold in self.phrase["pronouns"]:
            return True
        return (
            len(tokens) > 1
            and tokens[0].fold in self.phrase["definite"]
            and tokens[1].fold in self.phrase["nouns"]
        )

    def main(self) -> Activity | None:
        """What the release announces or reports: its first activity with a date or a name."""
        chosen = next((a for a in self.found.values() if a.main), None)
        if chosen is not None:
            return chosen
        ranked = sorted(
            self.found.values(),
            key=lambda a: (a.first > 2, not (a.dated or a.named or a.linked), a.first, a.entity.first),
        )
        return ranked[0] if ranked else None

    def in_sentence(self, sentence: Sentence) -> Iterator[tuple[Mention, Activity]]:
        """The activities that a sentence mentions, with their mentions."""
        for mention in sentence.mentions:
            if mention.kind == "a" and mention.entity in self.found:
                yield mention, self.found[mention.entity]  # type: ignore[index]


class Circumstances:
    """Links dates and places to activities."""

    def __init__(self, activities: Activities) -> None:
        """Works on the activities of one document."""
        self.acts = activities
        self.doc = activities.doc
        self.lex: Lexicon = activities.lex
        self.cal = activities.doc.calendar
        self.prepositions = frozenset(activities.data["place"]["prepositions"])
        self.towards = frozenset(activities.data["place"]["towards"])
        self.used: set[tuple[int, int]] = set()  # dates that another rule has taken

    def run(self) -> None:
        """Dates and places of every sentence, then of the advisory's block."""
        for sentence in self.doc.body:
            if self._block(sentence):
                continue
            self._lasts(sentence)
            for when in sentence.whens:
                if (when.start, when.end) not in self.used and not sentence.in_speech(when.start):
                    self._date(sentence, when)
            for i, mention in enumerate(list(sentence.mentions)):
                self._place(sentence, mention, i)
        for activity in self.acts.all():
            self._settle(activity)
        self._headline()

    def _headline(self) -> None:
        """The place in the headline is the main activity's, where the text gives none."""
        title, main = self.doc.title, self.acts.main()
        if title is None or main is None or main.places or main.hosts:
            return
        for mention in title.mentions:
            before = title.tokens[mention.first - 1].fold if mention.first else ""
            if mention.kind in "cs" and before in self.prepositions - self.towards:
                city = mention.entity if mention.kind == "c" else None
                state = mention.entity if mention.kind == "s" else None
                self.put(main, city, state, title.offsets(mention.first, mention.last))

    def _lasts(self, sentence: Sentence) -> None:
        """ "Over two days, ..." says how long the activity before lasts."""
        topic = self.acts.topics.get(sentence.index)
        if topic is None or topic.duration or any(True for _ in self.acts.in_sentence(sentence)):
            return
        opening = Span(sentence.span.start, sentence.tokens[min(4, len(sentence.tokens) - 1)].end)
        topic.duration = self.cal.duration(opening.of(self.doc.text))

    # ------------------------------------------------------------------ dates

    def _date(self, sentence: Sentence, when: When) -> None:
        target = self._nearest(sentence, when.start, when.end)
        if target is None:
            topic = self.acts.topics.get(sentence.index)
            if topic is None or not (self.acts.links(sentence) or sentence.index in self.acts.ahead):
                return
            target = topic
        self.set_date(target, when, sentence)

    def set_date(self, activity: Activity, when: When, sentence: Sentence, cue: str | None = None) -> None:
        """Notes a date of an activity, as its first or last day where the clause says so."""
        span = Span(when.start, when.end)
        text = self.doc.text
        if self._of_another(sentence, when):
            return
        clause = self._clause(sentence, when) if cue is None else cue
        activity.duration = activity.duration or self.cal.duration(sentence.span.of(text))
        if when.day and self.cal.ends(clause) and not self.cal.ahead(clause):
            activity.ended = activity.ended or (when.last, span)
            return
        if when.day and self.cal.begins(clause):
            activity.begun = activity.begun or (when.first, span)
            return
        weight = 3.0 if when.range else 2.0 if len(when.first) == 10 else 1.0
        weight -= 0.6 * when.relative
        if weight > activity.weight:
            activity.weight = weight
            activity.start, activity.end = (when.first, span), (when.last, span)

    def _of_another(self, sentence: Sentence, when: When) -> bool:
        """Whether a date belongs to a noun that is no activity: "the elections of November 26"."""
        i = next((k for k, t in enumerate(sentence.tokens) if t.start >= when.start), 0) - 1
        if i < 1 or sentence.tokens[i].fold not in self.lex.owner:
            return False
        mention = sentence.mention_at(i - 1)
        return mention is None or mention.kind != "a"

    def _clause(self, sentence: Sentence, when: When) -> str:
        """The words around a date up to the next comma but one: enough to hold its verb."""
        text = sentence.span.of(self.doc.text)
        a, b = when.start - sentence.span.start, when.end - sentence.span.start
        return text[max(0, a - 70) : a] + " " + text[b : b + 40]

    def _nearest(self, sentence: Sentence, start: int, end: int, places: bool = False) -> Activity | None:
        """The activity to which a date or place belongs: the nearest, unless a document or a body stands nearer."""
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
            if gap > _FAR * 6:
                continue
            if mention.kind == "i":
                if places or span.end > start:
                    continue
                gap += 8
            activity = self.acts.found.get(mention.entity)
            if activity is None and mention.kind == "a":
                continue
            if best is None or gap < best[0]:
                best = (gap, activity)
        return best[1] if best else None

    def _settle(self, activity: Activity) -> None:
        """Joins first and last days said apart, and counts days where only a duration is said."""
        days = activity.duration
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

    def _place(self, sentence: Sentence, mention: Mention, index: int) -> None:
        tokens = sentence.tokens
        i = mention.first - 1
        while i >= 0 and tokens[i].fold in self.lex.articles:
            i -= 1
        opens = i < 0 and mention.kind == "c"  # "Chisinau - The Ministry ...", "Madrid will be the venue"
        if not opens and (i < 0 or tokens[i].fold not in self.prepositions):
            return
        if sentence.in_speech(tokens[mention.first].start):
            return
        city = self._city(sentence, mention)
        state = mention.entity if mention.kind == "s" else self._state_after(sentence, mention)
        if city is None and state is None:
            return
        span = sentence.offsets(mention.first, mention.last)
        target = self._nearest(sentence, span.start, span.end, places=True)
        if target is None:
            if opens or (city is not None and not any(True for _ in self.acts.in_sentence(sentence))):
                target = self.acts.topics.get(sentence.index) if not opens else self.acts.main()
            if target is None or target.places:
                return
        towards = not opens and tokens[i].fold in self.towards
        if towards and target.entity.cls not in _TRAVELS:
            return
        self.put(target, city, state, span)

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
                activity.hosts.append((self.doc.book.state(thing), span, 0.7))
        if state is not None and not any(c >= 0.8 for _, _, c in activity.hosts):
            activity.hosts = [(state, span, 0.9)]

    def _city(self, sentence: Sentence, mention: Mention) -> Entity | None:
        if mention.kind == "c":
            return mention.entity
        if mention.kind == "s" and mention.entity is not None and mention.entity.thing is not None:
            # a state that is a city bears its name: Singapore
            things = sentence.parser.known[mention.first][1]
            city = next((t for t in things if CITY in t.types), None)
            return self.doc.book.of_thing(city, "schema:City", "names/known") if city else None
        if mention.kind == "u" and mention.name is not None and self._state_after(sentence, mention):
            # an unknown name after "in" and before ", State" can only be a place in it
            text = sentence.offsets(mention.first, mention.last).of(self.doc.text)
            entity = self.namer_adopt(sentence, mention, text)
            return entity
        return None

    def namer_adopt(self, sentence: Sentence, mention: Mention, text: str) -> Entity:
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
            activity.entity.call(" ".join(span.of(self.doc.text).split()).strip('“”"'), span)
        elif part == "when":
            for when in sentence.whens:
                activity.weight = 0.0
                self.set_date(activity, when, sentence, cue="")
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
