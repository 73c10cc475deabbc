"""What comes in: the police's list, concerns, who has them, and the advice that colleagues ask for."""

from samspil.concerns.models.concerns import (
    Assessment,
    Concern,
    FirstAnswer,
    Footing,
    Holding,
    Outcome,
    Step,
    StepKind,
)
from samspil.concerns.models.lists import Became, Incident, ListEntry, PoliceList, Way
from samspil.concerns.models.responsibility import (
    Agreement,
    Handover,
    Reception,
    Sparring,
)
from samspil.concerns.states import ConcernState, HandoverState, ListRole, RemovedBecause

__all__ = [
    "Agreement",
    "Assessment",
    "Became",
    "Concern",
    "ConcernState",
    "FirstAnswer",
    "Footing",
    "Handover",
    "HandoverState",
    "Holding",
    "Incident",
    "ListEntry",
    "ListRole",
    "Outcome",
    "PoliceList",
    "Reception",
    "RemovedBecause",
    "Sparring",
    "Step",
    "StepKind",
    "Way",
]
