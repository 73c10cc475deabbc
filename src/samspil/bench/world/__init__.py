"""The made-up world that the pages are measured in.

Reading order: size (how much), calendar (when), words (names, notes), sheets (rows as COPY reads them), places (a
municipality and its keys), children, agendas (two years of meetings), casework, building (into the database).
"""

from samspil.bench.world.building import Built, Spot, build
from samspil.bench.world.size import COUNTRY, Size

__all__ = ["COUNTRY", "Built", "Size", "Spot", "build"]
