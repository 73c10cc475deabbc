"""What the outreach team starts for young people: activities held, called off and planned, and who came into a club."""

from __future__ import annotations

from datetime import date, timedelta

from samspil.catalogue.activities import actions
from samspil.catalogue.models import Intervention
from samspil.demo.colleagues import Place
from samspil.demo.town import turn

WHERE, WORKER, TEAM = "ballerup", "opsoegende-skovlunde", "dot"
TRACK = {"title": "Prøv motocross", "place": "Banen", "planned_cost": 6000}
RODE = {
    "heads": {"13_14 girls": 2, "13_14 boys": 5, "15_17 girls": 3, "15_17 boys": 6},
    "cost": 5400,
    "went": "Alle fik prøvet. Flere ville gerne komme fast.",
}
HALL = {"title": "Åben hal fredag aften", "place": "Hallen i Skovlunde", "planned_cost": 1500}
GRILL = {"title": "Grill og boldspil", "place": "Den grønne plads", "planned_cost": 2000}


def live(place: Place, today: date) -> str:
    """One held, from which some came into a club, one called off, two planned; answers what to say about it."""
    intervention = Intervention.objects.get(body=place.body, key="motocross").pk
    turn(today - timedelta(days=20), "13:00")
    with place.as_(WORKER) as actor:
        ridden = actions.plan(actor, day=today - timedelta(days=16), intervention_id=intervention, **TRACK)  # type: ignore[arg-type]
        called_off = actions.plan(actor, day=today - timedelta(days=9), **GRILL)  # type: ignore[arg-type]
    turn(today - timedelta(days=15), "09:40")
    with place.as_(WORKER) as actor:
        ridden = actions.write_up(actor, activity=ridden, version=ridden.version, held=True, **RODE)  # type: ignore[arg-type]
    turn(today - timedelta(days=9), "10:15")
    with place.as_(WORKER) as actor:
        actions.write_up(
            actor, activity=called_off, version=called_off.version, held=False, why_not="Det regnede hele dagen"
        )
        actions.plan(actor, day=today - timedelta(days=2), **HALL)  # type: ignore[arg-type]
        actions.plan(actor, day=today + timedelta(days=12), intervention_id=intervention, **TRACK)  # type: ignore[arg-type]
    turn(today - timedelta(days=5), "14:20")
    with place.as_(WORKER) as actor:
        day = today - timedelta(days=5)
        actions.count_into_club(actor, activity=ridden, day=day, club="motocrossklub", number=3)
        actions.count_into_club(actor, day=day, club="fritidsklub", number=1)
    return f"{place.units[TEAM].name}: four activities, four young people came into a club"
