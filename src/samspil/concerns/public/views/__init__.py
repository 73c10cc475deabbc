"""Views of the public pages, and of the counselling that answers."""
