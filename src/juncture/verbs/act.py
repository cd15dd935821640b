"""The plain act: only what the author's own effects say."""

from juncture.verbs.verb import Verb, Writing


class Act(Verb):
    """Something happens, and its effects say what.

    Claim
        None of its own: an act for which no verb fits.
    Limits
        A mechanism that several acts share deserves a verb.
    """

    def write(self, act: Writing) -> None:
        """Add nothing."""
