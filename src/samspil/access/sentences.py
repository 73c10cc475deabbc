"""What the database says when it refuses a key, a meeting or a matter, here so that the catalogue has it.

A test compares this with `sql/` of every domain: a sentence that nobody has translated would be shown in English.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop

SENTENCES = (
    gettext_noop("a decision has no such consequence"),
    gettext_noop("a matter is opened to persons and units alone"),
    gettext_noop("a meeting is called by one who sits there, with colleagues and units that are known here"),
    gettext_noop("a meeting is opened to its forum and to persons; its pen is lent to those who keep the minutes"),
    gettext_noop("a search among all children needs two attributes"),
    gettext_noop("a search among all notes needs two words"),
    gettext_noop("an audience of this kind does not stand under that one"),
    gettext_noop("nobody gives himself a key"),
    gettext_noop("nothing was given by this"),
    gettext_noop("only administrators let a seat follow the chair of another forum"),
    gettext_noop("only an administrator may enrol"),
    gettext_noop("only an administrator of the same body may end a principal"),
    gettext_noop("only records that you keep can be joined"),
    gettext_noop("only records that you keep can be taken apart"),
    gettext_noop("only the data protection officer settles who may take part"),
    gettext_noop("only the steward of a meeting's audience may open it, until a set time"),
    gettext_noop("only the steward of an audience may close it"),
    gettext_noop("only the steward of an audience may let somebody in"),
    gettext_noop("only the steward of an audience may show somebody out"),
    gettext_noop("only the unit that is asked may answer"),
    gettext_noop("only those who hold the answering audience may found one under it"),
    gettext_noop("only those who keep the minutes may approve them"),
    gettext_noop("only those who keep the minutes may forget a matter"),
    gettext_noop("only those who lead a forum that names nobody let a citizen in"),
    gettext_noop("only those who lead the meeting call an invitation off"),
    gettext_noop("only those who lead the meeting invite to one of its matters"),
    gettext_noop("only who answers for a matter may say whom it is about"),
    gettext_noop("only who has the matter may take back what it gave"),
    gettext_noop("only who keeps a child's record, or was given it by them, tells others of it"),
    gettext_noop("the minutes are approved: open them again first"),
    gettext_noop("this is no matter about a child"),
    gettext_noop("this matter is over, so nobody can be invited to it"),
    gettext_noop("this principal cannot hold a key"),
)
