"""Which row of the requirements is proved, by which test, in which nothing less happens than the row asks for.

A test says what it proves: `@pytest.mark.covers("BRO-58", verb="item.decided")` for what is done, with `page="desk:child"`
for what is read. While it runs, `watching` sees which verbs end and which pages are answered; a test whose mark names what
did not happen fails. `docs/reference/requirements.csv` says what each row asks for, `docs/reference/proof.csv` what was seen.
"""
