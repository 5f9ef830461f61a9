"""What the frames found in one document, as statements about its entities."""

from __future__ import annotations

from collections.abc import Iterable

from ..activities.circumstances import Circumstances
from ..activities.finding import Activities
from ..activities.topics import Activity
from ..grammar.antecedents import Antecedents
from ..grammar.discourse import Discourse
from ..grammar.frames import frames
from ..grammar.parses import parse
from ..grammar.referring import Referring
from ..grammar.roles import Role
from ..grammar.syntax import Parse
from ..grammar.telling import Telling, makings, tell
from ..grammar.ties import Doer, Tie
from ..grammar.unreal import cancelled, denied
from ..grammar.untaken import Missed, untaken
from ..names.document import Document, Mention, Sentence
from ..names.entities import Entity, Kind
from ..people.holdings import Holding
from ..people.register import PERSON
from .actors import Cast
from .claims import Relation, Statements
from .giving import Giving
from .happenings import Happenings
from .heralded import heralded
from .homelands import Homelands
from .owning import SENT, Owning

_ORGANIZATION = "org:Organization"
_ESTABLISHED, _ESTABLISHES = "cc:establishedBy", "cc:establishes"
_ORGANIZER, _SPONSOR, _PARTICIPANT = "schema:organizer", "schema:sponsor", "cc:participant"
_HOST, _OPEN = "host", "open"
_CENTURIES = ("19", "20")  # with which a year begins
_UNFOUNDED = (
    "cc:Programme",
    "cc:Company",
    "cc:State",
)  # nobody establishes these, in the sense of the vocabulary
_MADE = ("cc:Launch", "cc:Signing", "cc:Visit")  # of a body, such an activity is what is done to it
_BESIDE = 1  # words beside the name in a line of a list, at most
_EARLIER = 6  # sentences back to those whom "the two partners" means, at most


class Assertions:
    """States what the frames tell of the entities of one document."""

    def __init__(
        self,
        document: Document,
        activities: Activities,
        circumstances: Circumstances,
        offices: Iterable[Holding],
    ) -> None:
        """Prepares for one document whose mentions are all found, and the offices of its persons."""
        self.doc = document
        self.acts = activities
        self.when = circumstances
        self.frames = frames(document.lexicon.language)
        self.statements = Statements(self.frames)
        self.cast = Cast(activities.namer)
        self.happenings = Happenings(activities, circumstances, self.cast, self.statements)
        self.giving = Giving(self.cast, self.statements, offices)
        self.homes = Homelands(document)
        self.owning = Owning(activities, self.frames, self.statements)
        self.parses: list[Parse] = []
        self.tellings: list[Telling] = []
        self._unsure: list[Relation] = []  # "did not attend": of those who were awaited only
        self._before: tuple[str, Activity] | None = None  # what the text told last, for "So did Peru"

    def run(self) -> None:
        """First the activities that verbs make, since later sentences may speak of them; then all else."""
        for sentence in self.doc.body:
            parsed = parse(self.frames.grammar, sentence)
            refer = self._refer(parsed)
            self.cast.listed(sentence, parsed)
            made = makings(self.frames, parsed, refer, self.acts.finder.classes)
            if self.happenings.make(sentence, parsed, made):
                parsed = parse(self.frames.grammar, sentence)
                refer = self._refer(parsed)
            self.parses.append(parsed)
            self.tellings.append(tell(self.frames, parsed, refer))
        headline = self._headline()
        self.happenings.settle()
        self.acts.follow()
        discourse = Discourse(self.acts, self.happenings.made)
        if self.doc.title is not None and headline is not None:
            self._roles(self.doc.title, headline, discourse)
        for sentence, telling in zip(self.doc.body, self.tellings, strict=True):
            self._roles(sentence, telling, discourse)
            for tie in telling.ties:
                if tie.other is not None:
                    self._tie(sentence, tie)
            for gift in telling.gifts:
                self.giving.run(sentence, gift)
            self._not_held(sentence)
        if self.doc.title is not None and headline is not None:
            self._founded_in_headline(self.doc.title, headline)
        self._unnamed()
        self.owning.run()
        self.statements.called_off({a.entity for a in self.acts.all() if a.cancelled is not None})
        self.statements.without_absent(self._unsure)

    def _headline(self) -> Telling | None:
        """What the headline tells; those who sign or launch what the text tells of are noted at once."""
        title = self.doc.title
        if title is None:
            return None
        parsed = parse(self.frames.grammar, title)
        refer = Referring(self.frames)
        self.happenings.headline(title, makings(self.frames, parsed, refer, self.acts.finder.classes))
        told = tell(self.frames, parsed, refer)
        roles = tuple(role for role in told.roles if role.activity is not None and role.actors)
        if heralded(self.doc, title, parsed, self.frames):
            told = tell(self.frames, parse(self.frames.grammar, title), refer)
        return Telling(roles, told.ties, ())

    def untaken(self, sentence: Sentence) -> list[Missed]:
        """What no frame took in a sentence, for those who improve the data."""
        parsed, told = self.parses[sentence.index], self.tellings[sentence.index]
        refer = Referring(self.frames)
        made = makings(self.frames, parsed, refer, self.acts.finder.classes)
        return list(untaken(self.frames, parsed, refer, told, made))

    def _not_held(self, sentence: Sentence) -> None:
        """Notes which activities a sentence says to be cancelled, or not to have been held at all."""
        parsed = self.parses[sentence.index]
        if all(clause.modality.real for clause in parsed.clauses):
            return
        refer = Referring(self.frames)
        for clause, phrase in cancelled(self.frames, parsed, refer):
            mention = refer.named(phrase)
            named = None if mention is None else mention.entity
            topic = self.acts.topics.get(sentence.index)
            activity = self.acts.found.get(named) if named is not None else topic
            if activity is not None and clause.verb is not None:
                words = clause.verb.words
                activity.cancelled = sentence.offsets(words[0].first, words[-1].last)
        for mention in denied(self.frames, parsed, refer):
            if mention.entity in self.acts.found and len(mention.entity.mentions) == 1:
                self.acts.drop(self.acts.found[mention.entity])

    def _founded_in_headline(self, title: Sentence, headline: Telling) -> None:
        """Relates bodies of the text to who sets them up in the headline, if nothing else tells it."""
        for tie in headline.ties:
            if not isinstance(tie.about, Mention) or tie.about.entity is None or tie.other is None:
                continue
            body = tie.about.entity
            named = any(not title.span.holds(span) for span in body.mentions)
            founding = self.statements.predicate(tie.frame) == _ESTABLISHED
            if named and founding and not self.statements.founded(body):
                self._tie(title, tie)

    def _unnamed(self) -> None:
        """Bodies of which the text does not say who founded them, once all else is told."""
        for sentence, telling in zip(self.doc.body, self.tellings, strict=True):
            for tie in telling.ties:
                if tie.other is None:
                    self._tie(sentence, tie)

    def _refer(self, parsed: Parse) -> Referring:
        earlier = self.parses[-_EARLIER:][::-1]
        numbers, states = self.frames.numbers, self.frames.classes.states
        return Referring(
            self.frames, Antecedents(parsed, earlier, numbers, states), self.acts.told_projects()
        )

    # ------------------------------------------------------------ activities

    def _roles(self, sentence: Sentence, telling: Telling, discourse: Discourse) -> None:
        """Relates who has a part in the activities of a sentence."""
        if not telling.roles:
            return
        linked = {a.entity for a in self.acts.all() if a.linked}
        for role, activity in list(discourse.activities(sentence, telling, linked)):
            if role.role:
                sent = self.frames.sent.get(role.frame) if activity.entity.cls in SENT else None
                predicate = self.statements.predicate(sent or role.role)
            elif self._before is not None:
                predicate, activity = self._before
            else:
                continue
            if not role.sure:
                self._unsure += self._unattended(sentence, role, activity, predicate)
                continue
            self._before = predicate, activity
            if predicate == _ORGANIZER and activity.entity.cls in _MADE and role.frame.endswith("activity"):
                continue
            span = sentence.offsets(role.first, role.last)
            for entity in self._actors(sentence, role, predicate):
                if entity is activity.entity:
                    continue
                self._state(activity.entity, predicate, entity, sentence, role.frame, role.first, role.last)
                if role.role == _HOST and entity.cls == "cc:State":
                    self.when.places.host(activity, entity, span)
                activity.linked = True

    def _unattended(
        self, sentence: Sentence, role: Role, activity: Activity, predicate: str
    ) -> list[Relation]:
        """That some did not come, which says nothing of those whom nobody awaited."""
        rule, span = self.statements.rule_id(role.frame), sentence.offsets(role.first, role.last)
        who = self._actors(sentence, role, predicate)
        return [Relation(activity.entity, predicate, entity, span, rule) for entity in who]

    def _actors(self, sentence: Sentence, role: Role, predicate: str) -> list[Entity]:
        """Who has a role: those whom its phrase names, else those of the list below."""
        if role.actors:
            return self.cast.entities(sentence, role.actors, predicate)
        found: list[Entity] = []
        for line in self.doc.body[sentence.index + 1 :]:
            names = self._line(line)
            if not names:
                break
            found += self.cast.entities(line, names, predicate)
        return found if len(found) > 1 else []

    def _line(self, line: Sentence) -> list[Mention]:
        """Whom a line of a list names: "- Chile", "- Ana Ruiz, Director", "- experts from Peru"."""
        names = [m for m in line.mentions if m.kind in (Kind.STATE, Kind.ORGANIZATION, Kind.PERSON)]
        words = sum(token.word for token in line.tokens)
        if len(names) == 1 and words <= names[0].last - names[0].first + _BESIDE:
            return names
        parsed = self.parses[line.index]
        if any(clause.verb is not None for clause in parsed.clauses) or not parsed.phrases:
            return []
        phrase = parsed.phrases[0]
        return self._refer(parsed).actors(phrase) if phrase.first <= _BESIDE else []

    # ------------------------------------------------------------ bodies and documents

    def _tie(self, sentence: Sentence, tie: Tie) -> None:
        """Relates a body or document to who set it up, adopted it or helped to write it."""
        predicate = self.statements.predicate(tie.frame)
        if tie.frame == _OPEN and self._recalled(sentence):
            return
        about = self._body(sentence, tie)
        if about is None or (predicate == _ESTABLISHED and about.cls in _UNFOUNDED):
            return
        others = self._others(sentence, tie, about, predicate)
        for other in others:
            if other is about:
                continue
            if predicate == _ESTABLISHED and tie.other is not None and tie.other.kind is Kind.INSTRUMENT:
                self._state(other, _ESTABLISHES, about, sentence, tie.frame, tie.first, tie.last)
            else:
                self._state(about, predicate, other, sentence, tie.frame, tie.first, tie.last)
            if predicate == "cc:adoptedBy" and about.state is None:
                about.state = other if other.cls == "cc:State" else other.state

    def _recalled(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of a year before the release's: what opened then is not set up now."""
        issued = self.doc.release.issued
        year = str(issued.year) if issued is not None else ""
        years = [when.last[: len(year)] for when in sentence.whens]
        years += [t.text for t in sentence.tokens if t.text.isdigit() and t.text.startswith(_CENTURIES)]
        return any(len(said) == len(year) and said < year for said in years)

    def _body(self, sentence: Sentence, tie: Tie) -> Entity | None:
        """What a tie is about; a body without a name gets its description as one."""
        if isinstance(tie.about, Mention):
            return tie.about.entity or self.cast.founded(sentence, tie.about)
        phrase = tie.about
        first = phrase.first + bool(phrase.determiner)
        last = max((part.last for _, part in phrase.parts), default=phrase.last)
        if any(
            m.entity is not None and m.kind is not Kind.UNKNOWN
            for m in sentence.mentions
            if first <= m.first < last
        ):
            last = phrase.last
        span = sentence.offsets(first, last)
        name = " ".join(span.of(self.doc.text).split())
        entity = self.doc.book.find(name) or Entity(_ORGANIZATION, head=phrase.head.fold, rule="names/headed")
        if not entity.names:
            self.doc.book.add(entity)
            self.doc.book.index(name, entity)
        entity.call(name, span)
        entity.mention(span)
        return entity

    def _others(self, sentence: Sentence, tie: Tie, about: Entity, predicate: str) -> list[Entity]:
        if tie.other is not None:
            if tie.other.kind is Kind.INSTRUMENT:
                return [tie.other.entity] if tie.other.entity is not None else []
            named = self.cast.entities(sentence, [tie.other], predicate)
            if named or tie.other.kind is not Kind.UNKNOWN or tie.other.entity is not None:
                return named  # but "the ministers of its states" are nobody by name
        if predicate != _ESTABLISHED or self.statements.founded(about):
            return []
        home = self.homes.founder(sentence, about)
        if tie.frame == _OPEN:
            return [home] if home is not None else []
        home = home or about.parent or self.owning.above(about)
        if about.thing is not None:
            return [home] if home is not None else []
        if home is None and tie.within is not None:
            home = tie.within.entity
        if home is None:
            convened = [] if tie.by is Doer.OTHER else self._convened(sentence, tie)
            return convened or self.homes.likely(sentence)
        return [home]

    def _convened(self, sentence: Sentence, tie: Tie) -> list[Entity]:
        """Who convened the activity of a sentence, or took part, where no founder of a body is named."""
        here = [activity for _, activity in self.acts.in_sentence(sentence)]
        topic = here[0] if here else self.acts.topics.get(sentence.index)
        told = [r for r in self.statements.relations if topic is not None and r.subject is topic.entity]
        organized = [r.object for r in told if r.predicate == _ORGANIZER]
        if organized or tie.by is not Doer.CROWD:
            return organized
        return [r.object for r in told if r.predicate == _PARTICIPANT and r.object.cls != PERSON]

    def _state(
        self,
        subject: Entity,
        predicate: str,
        value: Entity,
        sentence: Sentence,
        frame: str,
        first: int,
        last: int,
    ) -> None:
        span = sentence.offsets(first, last)
        self.statements.add(Relation(subject, predicate, value, span, self.statements.rule_id(frame)))
