"""What comes without sign-in, and what citizens ask: an answered and a waiting question, concerns from outside, enquiries."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from samspil.concerns.actions import assessing
from samspil.concerns.actions.raising import raise_concern
from samspil.concerns.enquiries import actions as enquiries
from samspil.concerns.models import Assessment
from samspil.concerns.public import actions as public
from samspil.concerns.public import limits
from samspil.concerns.public.models import Question
from samspil.concerns.public.queries import public_place
from samspil.concerns.together import actions as together
from samspil.demo.town import WRITER, Town, turn

STREET = "camilla"
QUESTIONS = (
    (9, "10:20", "friends", "up_to_15", "Min ven ryger noget hver dag og vil have mig med. Hvordan siger jeg nej?"),
    (5, "21:40", "home", "untold", "Hvem kan jeg tale med, når der er skænderier hjemme hver aften?"),
    (1, "16:05", "online", "up_to_12", "Der er en, jeg ikke kender, som skriver til mig i et spil. Må jeg bare blokere ham?"),
)  # fmt: skip
ANSWER = (
    "Det er godt, at du spørger. Sig det til en voksen, du stoler på: en lærer, en i klubben eller en i familien. "
    "Du må også gerne ringe til os. Du behøver ikke sige, hvad du hedder."
)
CONCERNS = (
    (3, "18:30", {"source": "citizen", "about": "place", "who": "Skuret bag stationen", "contact": "",
                  "location_type": "place",
                  "text": "Der sidder nogle helt unge hver aften og drikker. Nogle af dem er vist ikke mere end 12 år."}),
    (1, "08:10", {"source": "parent", "about": "group", "who": "En gruppe drenge i 8. klasse", "contact": "Ring helst efter kl. 16",
                  "location_type": "both",
                  "text": "Min søn siger, at de store låner penge ud og truer dem, der ikke betaler."}),
)  # fmt: skip
NO_NOTIFICATION = "Hjemmet kender til det og hjælper ham; vi taler med begge familier."
ENQUIRIES = (
    (16, "phone", "Gerda Holm", "Uro ved legepladsen om aftenen. Kan nogen kigge forbi?", "Legepladsen", -2),
    (4, "mail", "Boligforeningen", "Kan I komme til et møde om sommerens aktiviteter?", "Fælleshuset", 6),
    (2, "met", "", "Lygterne på stien er slukket, og folk er utrygge.", "Stien ved søen", 9),
)
# A child tells one adult, and a friend tells another: at the door the two become one matter.
BOTH_TELL = (
    (2, "14:20", "jonas", "Malte Sørby, 8.a", "Malte siger, at to ældre drenge venter på ham efter træning og vil have penge."),
    (1, "10:35", "anders", "Malte fra 8. klasse", "En ven fortæller, at Malte er bange for at gå hjem fra hallen om torsdagen."),
)  # fmt: skip
ON_THE_SPOT = (("noise", 4), ("conflict", 2), ("unsafe", 1))


def live(town: Town) -> str:
    """Everything, day by day; answers what to say about it."""
    body, random = town.place.body, town.chance("from outside")
    limits.forget()
    questions = QUESTIONS if public_place(body.key).counsels else ()
    for days, clock, theme, age, text in questions:
        turn(town.today - timedelta(days=days), clock)
        public.ask(public_place(body.key), question=text, theme=theme, age_band=age, nonce=str(random.random()))
    for days, clock, said in CONCERNS:
        turn(town.today - timedelta(days=days), clock)
        place = public_place(body.key)
        public.raise_from_outside(place, door=place.general, said=said, nonce=str(random.random()))
    turn(town.today - timedelta(days=4), "09:15")
    with town.place.as_(WRITER) as actor:
        if question := Question.objects.order_by("written_at").first():
            public.answer(actor, question=question, version=question.version, text=ANSWER)
    for days, channel, name, matter, where, left in sorted(ENQUIRIES, reverse=True):
        turn(town.today - timedelta(days=days), "11:05")
        with town.place.as_(STREET) as actor:
            enquiries.register(
                actor, door=public_place(body.key).general, channel=channel, matter=matter, place=where, name=name,
                contact="00 00 00 11" if name else "", due_on=town.today + timedelta(days=left),
                key=UUID(int=random.getrandbits(128)),
            )  # fmt: skip
    _one_matter(town)
    turn(town.today - timedelta(days=1), "22:10")
    with town.place.as_(STREET) as actor:
        for what, times in ON_THE_SPOT:
            enquiries.count_on_the_spot(
                actor, door=public_place(body.key).general, day=town.today - timedelta(days=1), what=what, times=times,
                key=UUID(int=random.getrandbits(128)),
            )  # fmt: skip
    return f"{len(questions)} anonymous questions, {len(CONCERNS)} concerns from outside, {len(ENQUIRIES)} enquiries"


def _one_matter(town: Town) -> None:
    """Two colleagues tell of one child; who answers the door takes the first and says that they are one (HAL-12)."""
    random, told = town.chance("one matter"), []
    for days, clock, teller, who, text in BOTH_TELL:
        turn(town.today - timedelta(days=days), clock)
        with town.place.as_(teller) as actor:
            told.append(
                raise_concern(
                    actor, door=public_place(town.place.body.key).general, about="child", who=who, text=text, arena="club",
                    key=UUID(int=random.getrandbits(128)),
                )
            )  # fmt: skip
    turn(town.today - timedelta(days=1), "13:15")
    with town.place.as_(STREET) as actor:
        for concern in told:
            version = Assessment.objects.get(concern=concern).version
            assessing.answer_first(actor, concern=concern, version=version, answer="no", because=NO_NOTIFICATION)
        assessing.take(actor, concern=told[0])
        together.join(actor, concern=told[0], other=told[1])
