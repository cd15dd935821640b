"""A copy-paste start for a new verb: one political mechanism in words of the field. Not registered.

How to go on from here: `docs/developer/verbs.md`.
"""

from juncture.language.expression import clip
from juncture.scenario.names import FactionName, PublicName
from juncture.scenario.values import ONE, Value
from juncture.verbs.verb import Verb, Writing, slot


class Skeleton(Verb):
    """A faction campaigns in a public (this line is the title of the verb's page).

    Claim
        What the literature says, in two or three sentences that a scholar can accept or reject: a campaign that
        reaches people wins over some of those who do not back the faction yet.
    Formula
        What is computed, with the names of the fields: heard is 1 with chance `heard`, else 0. Then
        support += reach * (1 - support) * heard.
    Results
        `heard` (1 if the campaign was heard), `won` (the share of the public won over).
    Reference
        Author (year), Journal volume. Only what you have read.
    Limits
        What it does not cover, and where an author puts that instead: rival campaigns are acts of their own.
    """

    # What an author writes. A field without a default must be given. `Value` is any number or expression.
    faction: FactionName
    public: PublicName
    reach: Value
    heard: Value = ONE

    def write(self, act: Writing) -> None:
        """Require somebody left to win; draw whether the campaign is heard; move support."""
        support = slot("support", self.faction, self.public)
        act.require(support < 1)
        heard = act.draw("heard", "chance", clip(self.heard, 0, 1))
        won = act.tell("won", clip(self.reach, 0, 1) * (1 - support) * heard)
        act.change(support, support + won)
