"""The lock of these registers: everybody signed in reads them, the municipality's administrators write them."""

from samspil.organisations.lock import register

LOCK = [
    *register("evaluation_document"),
    *register("evaluation_goaltree"),
    *register("evaluation_nationalframe"),
    *register("evaluation_annualduty"),
]
