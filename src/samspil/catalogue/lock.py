"""The lock of these registers: everybody signed in reads them, the municipality's administrators write them."""

from samspil.organisations.lock import register

LOCK = [
    *register("catalogue_preventionmodel"),
    *register("catalogue_intervention"),
]
