from types import SimpleNamespace

import pytest

from juncture.courses.words import count, differing, listed, number, short, tell

PLACES = ("bridge", "mill")
TITLES = {
    "srs": "Socialist Revolutionaries, right and centre",
    "reds": "Reds",
    "both": "Farmers, cooks, and priests",
    "bridge": "The bridge: and its banks",
    "mill": "The mill (new)",
}
PERSONS = {name: SimpleNamespace(title=title) for name, title in {"ann": "Ann, the chair", "bob": "Bob"}.items()}


def scenario(verb):
    form = SimpleNamespace(acts={"it": SimpleNamespace(verb=verb)}, persons=PERSONS, places=PLACES)
    return SimpleNamespace(form=form, title_of=lambda name: TITLES.get(name, name))


VOTE = {"carried": 1, "ayes": 237, "nays": 138}


@pytest.mark.parametrize(
    ("verb", "results", "told"),
    [
        ("vote", VOTE, "carried by 237 to 138"),
        ("vote", {"carried": 1, "ayes": 9, "nays": 0}, "carried by 9 to none"),
        ("vote", {"carried": 0, "ayes": 138, "nays": 237}, "rejected by 237 to 138"),
        ("vote", {"carried": 0, "ayes": 5, "nays": 5}, "not carried, with 5 on either side"),
        ("vote", VOTE | {"carried": 0}, "not carried, though 237 to 138 were for it"),
        ("vote", {"ann": 1, "bob": 0, "ayes": 1, "nays": 1, "carried": 0}, "not carried, with 1 on either side (Ann for; Bob against)"),
        ("vote", {"ann": 1, "bob": 0, "ayes": 1, "nays": 0, "carried": 1}, "carried by 1 to none (Ann for)"),
        ("vote", {"ann": 1, "bob": 1, "ayes": 2, "nays": 0, "carried": 1}, "carried by 2 to none (Ann and Bob for)"),
        ("convene", {"came_reds": 6, "present": 6, "opened": 1}, "opened with 6 present"),
        ("convene", {"came_reds": 2, "came_srs": 3, "present": 5, "opened": 0}, "not opened: 5 came (Socialist Revolutionaries 3; Reds 2)"),
        ("elect", {"swing_srs": 0.3, "seats_both": 9, "seats_srs": 1375}, "Socialist Revolutionaries 1,375; Farmers, cooks, and priests 9"),
        ("elect", {"seats_reds": 9, "seats_per_due": 1.2}, "Reds 9"),
        ("storm", {"won": 1}, "won"),
        ("disperse", {"won": 0, "dispersed": 0}, "lost"),
        ("disperse", {"won": 1, "dispersed": 410}, "won; 410 are sent home"),
        ("demonstrate", {"first": 0.1, "share": 0.124, "people": 61_812.4}, "about 62,000 people, 12% of those who might have come"),
        ("walk_out", {"leavers": 119, "left_behind": 303}, "119 leave, 303 stay"),
        ("recall", {"recalled": 1}, "one seat changed hands"),
        ("join", {"posts": 7}, "with seven posts"),
        ("negotiate", {"surplus": 0.2, "share_reds": 0.35, "share_srs": 0.65}, "Socialist Revolutionaries 65%; Reds 35%"),
        ("ultimatum", {"ann": 1, "bob": 1, "left": 2, "submitted": 0}, "Ann and Bob leave"),
        ("resign", {"ann": 0, "bob": 0, "left": 0}, "nobody leaves"),
        ("decree", {"implemented": 0.3}, "carried out to 30%"),
        ("decree", {"implemented": 1.0}, ""),
        ("arrest", {"ann": 1, "bob": 0, "caught": 1}, "Ann caught"),
        ("arrest", {"ann": 0, "bob": 0, "caught": 0}, "nobody caught"),
        ("arrest", {"caught": 0, "seized": 1}, "put out of office"),
        ("arrest", {"caught": 0, "seized": 0}, ""),
        ("appoint", {"filled": 1}, "one post filled"),
        ("close_press", {"closed": 0.2, "heard": 0.9, "coordination": 0.81}, "their reach falls by 20%"),
        ("defect", {"seen": 1, "moved": 0, "over": 0.05, "neutral": 0.5}, "5% go over, 50% obey nobody"),
        ("expel", {"ayes_ann": 3, "ann": 1, "ayes_bob": 1, "bob": 0, "expelled": 1}, "Ann is expelled"),
        ("expel", {"ayes_ann": 3, "ann": 1, "ayes_bob": 3, "bob": 1, "expelled": 2}, "Ann and Bob are expelled"),
        ("expel", {"ayes_ann": 1, "ann": 0, "expelled": 0}, "nobody is expelled"),
        ("leave", {"left": 7}, "seven seats given up"),
        ("occupy", {"seen": 0.3, "bridge": 1, "mill": 0, "taken": 0.5}, "The bridge taken; not The mill"),
        ("occupy", {"bridge": 1, "mill": 1, "taken": 1}, "The bridge and The mill taken"),
        ("occupy", {"bridge": 0, "taken": 0}, "nothing taken"),
        ("warn", {"believed": 0.21, "fear": 0.4}, "21% believe it"),
        ("act", {}, ""),
        ("a_new_verb", {"swing_x": 0.2, "weather": 1, "men_lost": 12_400, "ratio": 0.37512}, "men lost 12,400; ratio 0.375"),
    ],
)  # fmt: skip
def test_results_are_told_in_words(verb, results, told):
    assert "; ".join(tell(scenario(verb), "it", results)) == told


def test_no_number_is_too_senseless_to_be_told():
    """A scenario may compute nonsense; its chronicle says so and does not fail."""
    assert [number(value) for value in (float("nan"), float("inf"), -0.5, -3)] == ["nan", "inf", "-0.5", "-3"]
    assert count(float("nan"), "post") == "nan posts"
    strange = {"people": float("inf"), "share": float("nan")}
    assert tell(scenario("demonstrate"), "it", strange) == ("about inf people, nan% of those who might have come",)


def test_only_what_the_record_gives_otherwise_is_a_difference():
    results = {"ann": 1.0, "bob": 0.0, "ayes": 1.0, "nays": 1.0, "carried": 0.0, "swing_reds": 0.2}
    assert differing(scenario("vote"), results, {"ann": 1, "ayes": 1}) == []
    assert differing(
        scenario("vote"), results, {"ann": 0, "bob": True, "carried": True, "nays": 0, "swing_reds": 0}
    ) == [
        "Ann and Bob otherwise",
        "carried",
        "nays 0",
    ]
    assert differing(scenario("vote"), results, {"ayes": 3, "nays": 1}) == ["3 to 1"]
    assert differing(scenario("vote"), results, {"ayes": 1, "nays": 1}) == []
    assert differing(scenario("occupy"), {"bridge": 1, "mill": 0}, {"bridge": 0, "mill": 1}) == [
        "The bridge not taken",
        "The mill taken",
    ]


def test_lists_and_titles_read_as_in_a_sentence():
    assert listed([]) == "nobody"
    assert listed(["Ann"]) == "Ann"
    assert listed(["Ann", "Bob", "Cat"]) == "Ann, Bob and Cat"
    assert short("Ioffe (candidate member)") == "Ioffe"
    assert short("national lists, Cossacks, and others") == "national lists, Cossacks, and others"
    assert [count(n, "day") for n in (0, 1, 12, 13, 1300)] == [
        "no days",
        "one day",
        "twelve days",
        "13 days",
        "1,300 days",
    ]
