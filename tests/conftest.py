"""What all tests share."""

from hypothesis import settings

# The same cases each time: whether a change is merged is not left to luck. To look for new ones (CONTRIBUTING.md):
# pytest --hypothesis-profile=explore
settings.register_profile("same", derandomize=True)
settings.register_profile("explore", max_examples=5_000, deadline=None)
settings.load_profile("same")
