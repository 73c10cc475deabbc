"""Which decision words make sense for an item, and what a word asks first.

Each check raises `Refused` with the sentence that also stands beside the disabled button.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspil.lib.refusals import Refused
from samspil.meetings.models import Item
from samspil.organisations.profile import Consequence, DecisionWord, ItemKind, Misfit, WordAnswer, WordQuestion
from samspil.organisations.profile.decisions import SOMEBODY_ACTS

NEW_CHILD = "new_child"  # the answer that makes a record of who was read aloud


def why_not(word: DecisionWord, about: str, misfit: Misfit) -> str:
    """Why a word is not offered, or asks first: the sentence beside it, and of the refusal."""
    match misfit:
        case Misfit.KIND:
            what = {
                ItemKind.CHILD: _("a child or young person"),
                ItemKind.GROUP: _("a group"),
                ItemKind.PLACE: _("a place"),
                ItemKind.TREND: _("something that spreads"),
            }[ItemKind(about)]
            return _("“%(word)s” makes no sense here: the item is about %(what)s.") % {"word": word.label, "what": what}
        case Misfit.TOO_YOUNG:
            return _("“%(word)s” is for those who are %(age)s or older.") % {
                "word": word.label, "age": word.fits.ages.at_least,
            }  # fmt: skip
        case Misfit.TOO_OLD:
            return _("“%(word)s” is for those who are %(age)s or younger.") % {
                "word": word.label, "age": word.fits.ages.at_most,
            }  # fmt: skip
        case Misfit.NO_PLAN:
            return _("“%(word)s” needs something that was decided here earlier and goes on.") % {"word": word.label}


def check_makes_sense(word: DecisionWord, about: str, age: int | None, *, has_plan: bool) -> WordQuestion | None:
    """A word is decided where it makes sense for the item, by the profile's rule; None then. Where it asks first: its question.

    An age that nobody knows refuses nothing. Raises Refused at field `word` where it is not offered.
    """
    misfit = word.misfit(about, age, has_plan=has_plan)
    question = word.question(misfit)
    if misfit and question is None:
        raise Refused(why_not(word, about, misfit), field="word")
    return question


def asks_who(word: DecisionWord, item: Item) -> WordQuestion | None:
    """Whatever somebody must do asks first who it is, where the item is about a child that nobody has identified, that was brought up
    without the name, or whose name was read aloud and may be one whom the forum knows: whoever must do it would else read no name,
    and after approval a case about nobody is found by nobody.
    """
    if is_nobody(word, item):
        say_first = _("Say it first, under “Say the name, or end it here”. Then decide.")
        return WordQuestion(
            text=_("Is the name said to whoever must do it?"),
            answers=(
                WordAnswer(code="said", text=_("Yes: we say the name first"), refuses=say_first),
                WordAnswer(code="unsaid", text=_("No: the responsible knows who it is, and finds no name here")),
            ),
        )
    if may_be_two(word, item):
        return WordQuestion(
            text=_("Is it one of those whom you know by that name?"),
            answers=(
                WordAnswer(code="known", text=_("Yes: we choose who it is first"), refuses=choose_first()),
                WordAnswer(code=NEW_CHILD, text=_("No: a child whom we do not know yet")),
            ),
        )
    unknown = item.about == ItemKind.CHILD and item.named and not item.subject and not item.label.strip()
    if not (_gives_work(word) and unknown):
        return None
    write_first = _("Write it first, under “Name, age, who it is”. Then decide.")
    return WordQuestion(
        text=_("Does anybody know who it is?"),
        answers=(
            WordAnswer(code="known", text=_("Yes: we write who it is first"), refuses=write_first),
            WordAnswer(code="unknown", text=_("No: it is about somebody who is not identified")),
        ),
    )


def asked_before(word: DecisionWord, code: str) -> WordQuestion | None:
    """Which plan goes on, where that was answered and has become needless since, for a plan was decided meanwhile: what was said stands
    with the decision, and makes nothing else of the word.
    """
    answer = word.asks.answer(code) if word.asks and word.fits.needs_plan and code else None
    says_only = answer and not (answer.refuses or answer.decides or answer.consequences)
    return word.asks if says_only else None


def is_nobody(word: DecisionWord, item: Item) -> bool:
    """Whether somebody must do something about a child that was brought up without the name, and has no record."""
    return _gives_work(word) and item.about == ItemKind.CHILD and not item.named and not item.subject


def may_be_two(word: DecisionWord, item: Item) -> bool:
    """Whether somebody must do something about a child of whom a name was read aloud, and nobody has said which child it is."""
    named = item.about == ItemKind.CHILD and item.named and bool(item.label.strip())
    return _gives_work(word) and named and not item.subject and bool(item.entry_id)


def _gives_work(word: DecisionWord) -> bool:
    return bool({*SOMEBODY_ACTS, Consequence.HANDOVER} & set(word.consequences))


def choose_first() -> str:
    """What to do where it is not said which child of that name it is."""
    return _("Choose first which child it is, under “Name, age, who it is”. Then decide.")


def check_answer(question: WordQuestion, code: str) -> WordAnswer:
    """A question is answered with one of its answers. Raises Refused at field `answer`, also where the answer is that this
    word is not decided.
    """
    answer = question.answer(code)
    if answer is None:
        raise Refused(_("Answer first: %(question)s") % {"question": question.text}, field="answer")
    if answer.refuses:
        raise Refused(answer.refuses, field="answer")
    return answer
