"""Pages of the organisation: colleagues for administrators, units for data protection, forums for everybody."""
