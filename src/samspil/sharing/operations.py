"""The migration operation by which a domain says that files may hang on one of its tables."""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

from samspil.access.operations import constraint


def carries_files(table: str) -> RunSQL:
    """Files may be attached to rows of this confidential table; they go where the row goes (`sql/files.sql`)."""
    return constraint(
        f"CREATE TRIGGER samspil_files AFTER UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION sharing.carry_files()",
        f"DROP TRIGGER samspil_files ON {table}",
    )
