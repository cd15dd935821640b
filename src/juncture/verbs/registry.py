"""All verbs by name. A new one is added here, in its own file, in a test and on its page."""

from __future__ import annotations

from juncture.verbs.act import Act
from juncture.verbs.appoint import Appoint
from juncture.verbs.arrest import Arrest
from juncture.verbs.attend import Attend
from juncture.verbs.close_press import ClosePress
from juncture.verbs.convene import Convene
from juncture.verbs.decree import Decree
from juncture.verbs.defect import Defect
from juncture.verbs.delegate import Delegate
from juncture.verbs.demonstrate import Demonstrate
from juncture.verbs.disperse import Disperse
from juncture.verbs.dissolve import Dissolve
from juncture.verbs.elect import Elect
from juncture.verbs.expel import Expel
from juncture.verbs.join import Join
from juncture.verbs.leave import Leave
from juncture.verbs.lock_out import LockOut
from juncture.verbs.mobilise import Mobilise
from juncture.verbs.negotiate import Negotiate
from juncture.verbs.occupy import Occupy
from juncture.verbs.outlaw import Outlaw
from juncture.verbs.recall import Recall
from juncture.verbs.resign import Resign
from juncture.verbs.set_rule import SetRule
from juncture.verbs.storm import Storm
from juncture.verbs.take_over import TakeOver
from juncture.verbs.ultimatum import Ultimatum
from juncture.verbs.verb import Verb
from juncture.verbs.vote import Vote
from juncture.verbs.walk_out import WalkOut
from juncture.verbs.warn import Warn

VERBS: dict[str, type[Verb]] = {
    "act": Act,
    "appoint": Appoint,
    "arrest": Arrest,
    "attend": Attend,
    "close_press": ClosePress,
    "convene": Convene,
    "decree": Decree,
    "defect": Defect,
    "delegate": Delegate,
    "demonstrate": Demonstrate,
    "disperse": Disperse,
    "dissolve": Dissolve,
    "elect": Elect,
    "expel": Expel,
    "join": Join,
    "leave": Leave,
    "lock_out": LockOut,
    "mobilise": Mobilise,
    "negotiate": Negotiate,
    "occupy": Occupy,
    "outlaw": Outlaw,
    "recall": Recall,
    "resign": Resign,
    "set_rule": SetRule,
    "storm": Storm,
    "take_over": TakeOver,
    "ultimatum": Ultimatum,
    "vote": Vote,
    "walk_out": WalkOut,
    "warn": Warn,
}
