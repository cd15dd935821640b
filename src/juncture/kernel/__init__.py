"""The compiled core: luck, laws, code machine, one course, many courses. Start with `course.py`, call `run.py`."""
