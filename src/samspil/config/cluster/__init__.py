"""A private PostgreSQL for the demo and the tests, so that nothing need be installed to see Samspil.

What it is: `ensure(kind, checkout)` starts, or finds running, one small server of this checkout and user, reached by a
unix socket only. What it is not: a way to run an installation; that has a server of its own and sets `DATABASE_URL`.

Reading order: binaries (which PostgreSQL), clock (by whose time), account (as whom), folder (where), postmaster (is it
alive, stop it), server (start, recover, share), warden (stops it when the last user is gone).
"""

from samspil.config.cluster.binaries import ClusterError
from samspil.config.cluster.server import Cluster, Kind, ensure

__all__ = ["Cluster", "ClusterError", "Kind", "ensure"]
