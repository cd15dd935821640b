"""x"""


def course() -> None:
    """x."""
