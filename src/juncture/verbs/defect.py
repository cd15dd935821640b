"""Defection: soldiers change sides by their ties, by the odds they see and by who has gone before."""

from juncture.language.expression import Number, clip, log, logistic, maximum, minimum, odds, power
from juncture.scenario.names import RulerName, UnitName
from juncture.scenario.values import ONE, ZERO, Value
from juncture.verbs.verb import Verb, Writing, slot

ROUNDS = 16


class Defect(Verb):
    """Soldiers of a unit stop obeying one ruler; some go over to another, some stay in barracks.

    Claim
        Soldiers follow their ties and the side that will win, and judge that side by their comrades. So a unit holds
        while the odds it sees rise, and then goes over nearly whole; in between, many fight for nobody.
    Formula
        A man sees x = log odds(odds) + rumour * noise + comrades * (share of the unit that obeys `to` by now); the
        noise is standard logistic and common to all. His own ties t are logistic with mean `ties` and scale `spread`.
        He goes over where x + t > caution, and obeys nobody where only x + t > -caution. A share `instigators` goes
        whatever it sees. over = i + (1 - i) * logistic((x + ties - caution) / spread), i = `instigators`, is
        iterated 16 times towards its stable value (with k = 4, see below, it is within 0.02 of it for a spread up to 0.6,
        and up to 0.07 short near 1).
        With k = comrades * loyalty(unit, leaves) * (1 - i), the tipping point is the log odds at which fewer than half
        are stable no more: spread * log odds(s) - k s + caution - ties - comrades * (share that obeys `to` at once, i
        included), at s = min((1 - sqrt(1 - 4 spread / k)) / 2, (1/2 - i) / (1 - i)). Chance that most go over:
        logistic((log odds(odds) - tipping point) / rumour).
        `comrades` is 4 unless given: at even odds a tenth of the comrades then counts like a tenth more chance.
        `caution` is 1: no man fights for a side that he gives less than e to 1, about 3 in 4.
    Results
        `tipping` (the tipping point), `chance` (that most go over), `moved` (1 where more than half do), `mood` (where
        in its range the noise lies), `seen` (log odds with the noise; both log odds are kept within -30 .. 30), `over`
        and `neutral` (shares of those who obeyed `leaves` until then).
    Reference
        Granovetter (1978), American Journal of Sociology 83; Kuran (1991), World Politics 44; of armies: Chorley
        (1943), Armies and the Art of Revolution; Russell (1974), Rebellion, Revolution, and Armed Force; Barany (2016),
        How Armies Respond to Revolutions and Why; Albrecht & Ohl (2016), Perspectives on Politics 14 (exit,
        resistance, loyalty).
    Limits
        The stable share, not the hours it takes. Men who obeyed neither side stay as they are; those who stay in
        barracks are not seen. Units that follow each other read each other's loyalty in `odds`.
    """

    unit: UnitName
    leaves: RulerName
    to: RulerName
    odds: Value
    spread: Value
    ties: Value = ZERO
    instigators: Value = ZERO
    comrades: Value = Number(4.0)
    caution: Value = ONE
    rumour: Value = ZERO

    def write(self, act: Writing) -> None:
        """Require men who still obey; draw whether the unit tips; find the stable share; move loyalty."""
        obey, other = slot("loyalty", self.unit, self.leaves), slot("loyalty", self.unit, self.to)
        act.require(obey > 0)
        first, caution, spread = clip(self.instigators, 0, 1), maximum(self.caution, 0), maximum(self.spread, 1e-6)
        comrades, rumour = maximum(self.comrades, 0), maximum(self.rumour, 1e-9)
        seen = act.tell("seen", log(odds(clip(self.odds, 1e-6, 1 - 1e-6))))
        pull = comrades * obey * (1 - first)
        share = (1 - power(maximum(1 - 4 * spread / pull, 0), 0.5)) / 2
        share = clip((0.5 - first) / (1 - first), 0, share)
        tipping = spread * log(odds(share)) - pull * share + caution - self.ties - comrades * (other + obey * first)
        tipping = act.tell("tipping", clip(tipping, -30, 30))
        chance = act.tell("chance", logistic((seen - tipping) / rumour))
        moved = act.draw("moved", "chance", chance)
        mood = act.draw("mood", "uniform", 0.0, 1.0)
        # Where the noise lies among all that move the unit, or among all that do not.
        rank = chance * mood * moved + (chance + mood * (1 - chance)) * (1 - moved)
        seen = act.tell("seen", clip(seen - rumour * log(odds(rank)), -30, 30))
        over = act.tell("over", moved)  # the stable share: from above where most go, from below else
        index = seen + comrades * (other + obey * over) + self.ties
        goes, stays_away = logistic((index - caution) / spread), logistic((index + caution) / spread)
        for _ in range(ROUNDS):
            over = act.tell("over", first + (1 - first) * goes)
        neutral = act.tell("neutral", (1 - first) * (stays_away - goes))
        over = act.tell("over", first + (1 - first) * goes)
        act.change(other, minimum(other + obey * over, 1))
        act.change(obey, obey * (1 - over - neutral))
