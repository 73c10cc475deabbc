"""What the database says when it refuses to share or to delete, here so that the catalogue has it.

A test compares this with `sql/`: a sentence that nobody has translated would be shown in English.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop

SENTENCES = (
    gettext_noop("nobody is told of what you do not see"),
    gettext_noop("there is no such choice"),
    gettext_noop("a disclosure ends after it begins"),
    gettext_noop("a private association or company cannot receive personal information (retsplejeloven § 115, stk. 3)"),
    gettext_noop("an extract is made by the owner of the whole"),
    gettext_noop("it is not settled that this institution may take part (retsplejeloven § 115, stk. 3)"),
    gettext_noop("no retention rule of this name"),
    gettext_noop("nothing that can be deleted was named"),
    gettext_noop("one receiver for all rows, or one for each"),
    gettext_noop("only who keeps a file can shut it away"),
    gettext_noop("only rows of your own can be handed over"),
    gettext_noop("only rows of your own can be shared"),
    gettext_noop("only the giver may take a disclosure back"),
    gettext_noop("only who already reads, or an audience that you answer for, goes on reading"),
    gettext_noop("rows of one municipality are deleted at a time"),
    gettext_noop("rows of one owner are handed over at a time"),
    gettext_noop("say why it is necessary"),
    gettext_noop("some of these rows are not yours to delete, not due, or held"),
    gettext_noop("somebody without a post receives for nobody"),
    gettext_noop("something that hangs on these rows is held"),
    gettext_noop("the legal basis is not in force"),
    gettext_noop("this audience cannot receive"),
    gettext_noop("this cannot be handed over"),
    gettext_noop("this cannot be shared in part"),
    gettext_noop("this cannot be shared"),
    gettext_noop("this is not a purpose of the cooperation (retsplejeloven § 115, stk. 2)"),
    gettext_noop("this rule deletes other rows than these"),
    gettext_noop("this unit may not take part in the cooperation about named persons"),
)
