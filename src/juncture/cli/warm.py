"""`juncture warm`: compile the kernel."""

from __future__ import annotations

from juncture.report.terminal import console, working


def warm() -> None:
    """Compile the kernel, once for this machine, so that no later command waits for it.

    The machine code is kept in the user's cache folder (JUNCTURE_CACHE names another).
    """
    with working("compiling the kernel, once for this machine"):
        from juncture.kernel.compiling import CACHE_FOLDER
        from juncture.kernel.run import run_courses
        from juncture.program.compile import compile_scenario
        from juncture.scenario.load import load

        run_courses(compile_scenario(load("club-quorum")), 1, 0, 1)
    console.print(f"The kernel is ready. Its machine code is in {CACHE_FOLDER}", soft_wrap=True)
