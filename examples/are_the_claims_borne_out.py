"""Are the causal claims of the sources borne out? Each claimed cause is cut, and its effect compared."""

import sys
from collections import Counter

from juncture import Scenario

courses = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
scenario = Scenario.load("petrograd-1917")
some = list(scenario.loaded.form.hypotheses)[:8]  # all of them if `only` is not given
found = scenario.test_claims(only=some, courses=courses)
print(Counter(one.verdict for one in found.tested))
for one in found.tested:
    size = one.size
    print(f"{one.verdict:12}  {one.says}")
    print(f"{'':12}  {size.what}: {size.difference:+.3g} ({size.low:+.3g} to {size.high:+.3g})")
