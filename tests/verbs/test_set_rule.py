"""Setting a body's procedure."""

from pathlib import Path

from verbs_for_tests import Trial


def test_the_quorum_is_set_and_binds_what_comes_after(tmp_path: Path):
    """Changing the rules of the next vote: with 80 present and a quorum of 81, no vote can be taken."""
    vote = "b: {title: V, verb: vote, body: senate, motion: peace, aye: {reds: 1}, needs_quorum: true, pace: at once, opens: after a}"
    for quorum, votes in ((80, 1), (81, 0)):
        world = Trial(tmp_path / str(quorum), f"verb: set_rule, body: senate, quorum: {quorum}", more=vote).world()
        assert world["quorum(senate)"] == quorum
        assert world["done(b)"] == votes
