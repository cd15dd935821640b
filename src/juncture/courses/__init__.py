"""What courses leave: ensembles as arrays and tables, one file that keeps them, and any one course told as a story.

Import from the modules, so that nothing heavy is loaded before it is needed::

    from juncture.courses.ensemble import Ensemble, Events, keeping_assumptions, simulate
    from juncture.courses.tables import batches, table
    from juncture.courses.save import save
    from juncture.courses.load import open_ensemble
    from juncture.courses.chronicle import chronicle
    from juncture.courses.story import Chronicle, ToldEvent
    from juncture.courses.errors import CourseFileError
"""
