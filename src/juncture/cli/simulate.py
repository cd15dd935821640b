"""x"""


def simulate() -> None:
    """x."""
