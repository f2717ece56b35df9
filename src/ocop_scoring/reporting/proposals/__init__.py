"""Pages on what a change of the rules does: of an impact, and of proposals for a meeting."""

from .pages import impact_page, proposal_page

__all__ = ["impact_page", "proposal_page"]
