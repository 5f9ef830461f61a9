"""One activity, one node: which of a release's activities are the same, told twice in other words."""

from __future__ import annotations

from ..names.document import Document
from ..names.entities import Entity
from ..names.lexicon import Lexicon
from ..text.tokens import fold
from .topics import TRAVELS, Activity, Topics

_SHORT = 2  # letters: words that are no longer tell no topic
_NEAR = 2  # sentences between what is described and what is then named, at most
_BELOW = 3  # paragraphs below a heading in which the activity that it names comes, at most
_MEMORY = 40  # of so many activities before one may be meant
_OTHER = "cc:Activity"  # the class of activities of many kinds


class Merging:
    """Compares the activities of one document, once it is known when and where each takes place."""

    def __init__(self, activities: Topics) -> None:
        """Works on the activities of one document."""
        self.acts = activities
        self.doc: Document = activities.doc
        self.lex: Lexicon = activities.lex
        self.generic = activities.finder.generic

    def run(self) -> None:
        """Joins each activity to the last one before it that it is, if any."""
        seen: list[Activity] = []
        for activity in sorted(self.acts.all(), key=lambda a: (a.first, a.entity.first)):
            same = next((a for a in reversed(seen[-_MEMORY:]) if self._one(a, activity)), None)
            if same is None:
                seen.append(activity)
            else:
                if same.heading and same.named and not activity.heading and not _quoted(same.entity):
                    same.entity.names.clear()  # a headline's words may be verbs: "Lima Hosts Seminar"
                    same.entity.acronyms.clear()
                    same.named = False
                self.acts.join(activity, same)

    def _one(self, first: Activity, second: Activity) -> bool:
        """Whether two activities, in the order of the text, are one."""
        if self._headed(first, second) and self._kinds(first, second) and not self._apart(first, second):
            return True
        if not self.may_be(first, second):
            return False
        return (
            self._named_again(first, second)
            or self._worded_alike(first, second)
            or self._placed(first, second)
            or self._described(first, second)
        )

    def may_be(self, first: Activity, second: Activity) -> bool:
        """Whether nothing tells that two activities are not one."""
        return self._kinds(first, second) and not self._differ(first, second)

    # ------------------------------------------------------------------ what keeps two apart

    def _kinds(self, first: Activity, second: Activity) -> bool:
        """Whether the kinds of two activities may be one."""
        a, b = first.entity, second.entity
        if a.cls == b.cls:
            return a.cls != _OTHER or a.head == b.head or first.named != second.named
        if {a.cls, b.cls} <= TRAVELS:
            return True
        return a.cls in self.generic.get(b.head, ()) or b.cls in self.generic.get(a.head, ())

    def _differ(self, first: Activity, second: Activity) -> bool:
        """Whether something tells two activities apart: a day, a place, a number, a name."""
        if second.another and first.number != second.number:
            return True
        if first.named and second.named and not _akin(first.entity, second.entity):
            return True
        return self._apart(first, second)

    def _apart(self, first: Activity, second: Activity) -> bool:
        """Whether numbers, days or places tell two activities apart."""
        if first.number and second.number and first.number != second.number:
            return True
        return _days_differ(first, second) or _places_differ(first, second)

    # ------------------------------------------------------------------ what makes two one

    def _named_again(self, first: Activity, second: Activity) -> bool:
        """Whether both have one number, or a name of one is within a name of the other."""
        if first.number and first.number == second.number:
            return True
        return first.named and second.named and _akin(first.entity, second.entity)

    def _worded_alike(self, first: Activity, second: Activity) -> bool:
        """Whether both bear the same words, two at least, and the second does not begin anew with "a"."""
        if first.named or second.named or second.fresh:
            return False
        shared = {fold(name) for name in first.entity.names} & {fold(name) for name in second.entity.names}
        return any(" " in name for name in shared)

    def _placed(self, first: Activity, second: Activity) -> bool:
        """Whether the second is named after the first one's place: "the Abidjan workshop"."""
        where = second.where
        return where is not None and any(where is place for place, _ in [*first.places, *first.hosts])

    def _headed(self, first: Activity, second: Activity) -> bool:
        """Whether the first only stands in a heading, and the text below it tells of the second."""
        if not first.heading or second.heading or second.another:
            return False
        sentence, above = self.doc.body[second.first], self.doc.body[first.first]
        below = sentence.paragraph - above.paragraph
        return below > 0 and (below <= _BELOW or not first.named)

    def _described(self, first: Activity, second: Activity) -> bool:
        """Whether a description and a definite name or description follow each other."""
        if second.entity.cls in TRAVELS:
            return False
        apart = second.first - first.first
        if second.named and not first.named and not first.definite:
            return 0 < apart <= _NEAR and second.definite and self._alone(first, second)
        if not second.definite or second.named:
            return False
        shared = self._topic(second.entity) & self._topic(first.entity)
        return bool(shared) and (apart > 0 or first.definite)

    def _topic(self, entity: Entity) -> frozenset[str]:
        """The words of what an activity is about, as its names tell it."""
        words = {word for name in entity.names for word in fold(name).split() if len(word) > _SHORT}
        return frozenset(words - self.lex.function - self.lex.articles - {*entity.head.split()})

    def _alone(self, first: Activity, second: Activity) -> bool:
        """Whether no third activity of the kind stands up to the second."""
        return not any(
            other.entity.cls == second.entity.cls and other.first <= second.first
            for other in self.acts.all()
            if other is not first and other is not second
        )


def _quoted(entity: Entity) -> bool:
    return entity.rule == "names/quoted"


def _akin(a: Entity, b: Entity) -> bool:
    """Whether some name of one holds all words of a name of the other."""
    for one in a.names:
        for other in b.names:
            x, y = set(fold(one).split()), set(fold(other).split())
            if min(len(x), len(y)) > 1 and (x <= y or y <= x):
                return True
    return bool(a.acronyms.keys() & b.acronyms.keys())


def _days_differ(first: Activity, second: Activity) -> bool:
    a, b = first.days, second.days
    if a is None or b is None:
        return False
    size = min(len(a[0]), len(b[0]), len(a[1]), len(b[1]))
    return a[1][:size] < b[0][:size] or b[1][:size] < a[0][:size]


def _places_differ(first: Activity, second: Activity) -> bool:
    for a, b in ((first.places, second.places), (first.hosts, second.hosts)):
        if a and b and not {place for place, _ in a} & {place for place, _ in b}:
            return True
    return False
