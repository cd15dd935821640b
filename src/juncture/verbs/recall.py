"""Recall of members: seats change hands between elections."""

from juncture.language.expression import clip, minimum
from juncture.scenario.names import BodyName, FactionName
from juncture.scenario.values import Value
from juncture.verbs.verb import Verb, Writing, present, seats


class Recall(Verb):
    """Voters' bodies recall members of one faction and send members of another.

    Claim
        A minority that controls the recalling bodies changes the membership where it would lose the vote.
    Formula
        Each seat of the losing faction changes hands with chance `share`; the number is binomial. Afterwards the
        loser has no more members in the hall than seats.
    Results
        `recalled`.
    Reference
        Schedler (2002), Journal of Democracy 13.
    Limits
        One pair of factions an act. Seats are conserved.
    """

    body: BodyName
    loser: FactionName
    winner: FactionName
    share: Value

    def write(self, act: Writing) -> None:
        """Require seats to lose; draw how many; move them."""
        lost, won = seats(self.body, self.loser), seats(self.body, self.winner)
        act.require(lost > 0)
        recalled = act.draw("recalled", "binomial", lost, clip(self.share, 0, 1))
        act.change(lost, lost - recalled)
        act.change(won, won + recalled)
        here = present(self.body, self.loser)
        act.change(here, minimum(here, lost))  # who is recalled does not stay in the hall
