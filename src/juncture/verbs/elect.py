"""An election: shares of the vote become seats."""

from juncture.language.expression import Expression, Number, exp, floor, maximum, total
from juncture.scenario.names import BodyName, FactionName
from juncture.scenario.values import ZERO, Value
from juncture.verbs.apportionment import in_many_districts, in_one_district
from juncture.verbs.verb import Verb, Writing, seats, whole


class Elect(Verb):
    """Voters fill the seats of a body.

    Claim
        Seats follow votes, up to rounding and to a swing that nobody foresaw. Where votes are counted in districts,
        large parties win more than their share, and small ones less unless their voters live together.
    Formula
        votes_f = strength_f * exp(swing * z_f), z_f standard normal.
        Without `districts`, seats are proportional to votes. With them, d'Hondt's method fills `seats` in so many
        districts. A faction puts up `lists` of them (in every district unless stated; a group of parties may have
        more lists than there are districts). The votes of its lists are exponential around their mean m_f, measured in
        seats, and a list gets the whole part of what it is due, in the mean 1 / (exp(1 / m_f) - 1): m_f - 1/2 if it is
        large, next to nothing if it is small. The price of a seat is such that all are filled.
        Seats are whole and add up to `seats` (rounded) exactly: seats_f = round(S * c_f) - round(S * c_{f-1}), c_f the
        cumulated shares in the order given.
        Districts that are known one by one have `magnitude` seats each and the strengths in `local`, moved by the
        same swing; d'Hondt's method is exact there. Their seats are added: `seats` and `strength` are then those of the
        rest of the country (`seats: 0, strength: {}` where there is none).
    Results
        `swing_F` (the z), `votes_F` (in the units of `strength`), `seats_F` for each faction. With `districts`, `due_F`
        (seats before rounding) and `seats_per_due`, `all_votes`, `bias` (steps towards them). With `local`,
        DISTRICT_FACTION (its seats there), `district_votes`, `seats_left`, `largest_quotient`, `next_seat` (steps).
    Reference
        Balinski & Young (1982), Fair Representation; Schuster, Pukelsheim, Drton & Draper (2003), Electoral Studies 22
        (the half seat that d'Hondt costs a list); Flis, Slomczynski & Stolicki (2020), Public Choice 182 (national
        seats from national votes); Taagepera & Shugart (1989), Seats and Votes (small parties in small districts).
    Limits
        The formula for many districts wants seats that go with voters, about four or more a district; the luck of
        single districts evens out in it. List alliances are in the stated strengths.
    """

    body: BodyName
    seats: Value
    strength: dict[FactionName, Value]
    swing: Value = ZERO
    districts: Value | None = None
    lists: dict[FactionName, Value] = {}
    magnitude: dict[str, Value] = {}
    local: dict[str, dict[FactionName, Value]] = {}

    def write(self, act: Writing) -> None:
        """Draw the swings, count the votes, fill the seats."""
        self._check(act)
        swings: dict[str, Expression] = {}
        for faction in dict.fromkeys([*self.strength, *(f for votes in self.local.values() for f in votes)]):
            luck = act.draw(f"swing_{faction}", "normal", 0.0, 1.0)
            swings[faction] = exp(self.swing * luck)
        won: dict[str, Expression] = dict.fromkeys(swings, Number(0.0))
        won |= self._of_the_country(act, swings)
        for district in (d for d in self.local if d in self.magnitude):
            strength = self.local[district]
            votes = {f: maximum(s, 0) * swings[f] for f, s in strength.items()}
            for faction, here in in_one_district(act, district, whole(self.magnitude[district]), votes).items():
                won[faction] = won[faction] + here
        for faction, all_won in won.items():
            act.change(seats(self.body, faction), act.tell(f"seats_{faction}", all_won))

    def _check(self, act: Writing) -> None:
        """Say what the author left out."""
        if not self.strength and not self.local:
            act.mistake("strength", "an election without factions", "expected the strength of each, here or in 'local'")
        for district in (d for d in self.local if d not in self.magnitude):
            act.mistake(
                "local", f"no magnitude of {district}", f"expected its number of seats, 'magnitude: {{{district}: 9}}'"
            )
        for district in (d for d in self.magnitude if d not in self.local):
            act.mistake("magnitude", f"no strengths in {district}", f"expected them in 'local: {{{district}: ...}}'")
        if self.lists and self.districts is None:
            act.mistake("lists", "lists without 'districts'", "expected the number of districts too")

    def _of_the_country(self, act: Writing, swings: dict[str, Expression]) -> dict[str, Expression]:
        """Tell the seats of each faction outside the districts that are known one by one."""
        due: dict[str, Expression] = {
            faction: act.tell(f"votes_{faction}", maximum(strength, 0) * swings[faction])
            for faction, strength in self.strength.items()
        }
        if self.districts is not None:
            lists = {faction: self.lists.get(faction, self.districts) for faction in due}
            due = in_many_districts(act, whole(self.seats), due, lists)
        everything = maximum(total(due.values()), 1e-300)
        won: dict[str, Expression] = {}
        filled: Expression = Number(0.0)
        cumulated: Expression = Number(0.0)
        for faction, share in due.items():
            cumulated = cumulated + share
            upto = floor(whole(self.seats) * (cumulated / everything) + 0.5)
            won[faction] = act.tell(f"seats_{faction}", upto - filled)
            filled = filled + won[faction]
        return won
