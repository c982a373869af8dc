"""What the *gate* is: a scan of definitions whose violations are thinned by what a team has already settled.

    files      which files say something of tables: those of the paths, or those that a pull request touches
    policy     whose rules hold: register, baseline, recognizers and law as the base branch has them
    before     what was wrong before the pull request
    once       one column, told once, however many notations declare it
    settle     what is left to answer for: new, not in the baseline, not allowed in place
    fix        the lines that are missing, written into the register
    run        all of it, in this order

Nothing here judges; the checks do. Nothing heavy is imported: a pull request should wait for less than half a second.
"""
