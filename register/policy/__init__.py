"""What a *policy document* says: read into blocks (`read`, `text`), taken apart into a draft register (`draft`).

Nothing here judges a register; it only proposes one, with the clause and the words that each entry rests on.
"""
