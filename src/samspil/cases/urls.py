"""Addresses of cases, tasks, conversations and handovers."""

from __future__ import annotations

from django.urls import path

from samspil.cases.views import actors, casework, conversations, handovers, tasks

app_name = "cases"
urlpatterns = [
    path("", casework.cases, name="cases"),
    path("ny/", casework.open_case, name="open"),
    path("<int:case_id>/", casework.case, name="case"),
    path("<int:case_id>/skift-tovholder/", casework.change_coordinator, name="change_coordinator"),
    path("<int:case_id>/baggrund/", casework.describe, name="describe"),
    path("<int:case_id>/luk/", casework.close, name="close"),
    path("<int:case_id>/genaabn/", casework.reopen, name="reopen"),
    path("<int:case_id>/notat/", casework.write_note, name="write_note"),
    path("notater/<int:note_id>/ret/", casework.correct_note, name="correct_note"),
    path("<int:case_id>/opgave/", tasks.give, name="give_task"),
    path("<int:case_id>/samtale/", conversations.plan, name="plan_conversation"),
    path("<int:case_id>/overdrag/", handovers.propose, name="propose_handover"),
    path("<int:case_id>/aktoerer/", actors.actors, name="actors"),
    path("<int:case_id>/aktoerer/<int:unit_id>/inddrag/", actors.involve, name="involve_unit"),
    path("<int:case_id>/aktoerer/<int:unit_id>/fravaelg/", actors.leave_out, name="leave_out_unit"),
    path("<int:case_id>/aktoerer/<int:unit_id>/afslut/", actors.end, name="end_involvement"),
    path("opgaver/", tasks.tasks, name="tasks"),
    path("opgaver/<int:task_id>/", tasks.task, name="task"),
    path("opgaver/<int:task_id>/udfoert/", tasks.complete, name="complete_task"),
    path("opgaver/<int:task_id>/udskyd/", tasks.postpone, name="postpone_task"),
    path("opgaver/<int:task_id>/giv-videre/", tasks.pass_on, name="pass_task"),
    path("samtaler/<int:conversation_id>/giv-videre/", conversations.pass_on, name="pass_conversation"),
    path("samtaler/<int:conversation_id>/", conversations.conversation, name="conversation"),
    path("samtaler/<int:conversation_id>/holdt/", conversations.hold, name="hold_conversation"),
    path("samtaler/<int:conversation_id>/ikke-holdt/", conversations.skip, name="skip_conversation"),
    path("samtaler/<int:conversation_id>/forsoeg/", conversations.attempt, name="note_attempt"),
    path("samtaler/<int:conversation_id>/svar/", conversations.reply, name="answer_offer"),
    path("overdragelser/<int:handover_id>/", handovers.handover, name="handover"),
    path("overdragelser/<int:handover_id>/svar/<slug:party>/", handovers.reply, name="reply_handover"),
    path("overdragelser/<int:handover_id>/bekraeft/<slug:party>/", handovers.confirm, name="confirm_handover"),
    path("overdragelser/<int:handover_id>/ja/", handovers.accept, name="accept_handover"),
    path("overdragelser/<int:handover_id>/nej/", handovers.decline, name="decline_handover"),
    path("overdragelser/<int:handover_id>/tilbage/", handovers.withdraw, name="withdraw_handover"),
]
