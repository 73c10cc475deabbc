"""Addresses of lists and concerns: Danish paths, English names."""

from __future__ import annotations

from django.urls import path

from samspil.concerns.guide import views as guide
from samspil.concerns.views import assessing, concerns, handing, lines, lists, raising, sparring

app_name = "concerns"
urlpatterns = [
    path("", concerns.waiting, name="waiting"),
    path("ny/", concerns.new, name="new"),
    path("meld/", raising.new, name="raise"),
    path("meld/<int:raised_id>/kvittering/", raising.raised, name="raised"),
    path("meld/<int:raised_id>/tilfoej/", raising.add, name="add"),
    path("doer/", assessing.queue, name="queue"),
    path("doer/tag/", assessing.take_several, name="take_several"),
    path("doer/svartider/", assessing.response_times, name="figures"),
    path("doer/<int:raised_id>/", assessing.at_door, name="at_door"),
    path("doer/<int:raised_id>/underretning/", assessing.answer_first, name="answer_first"),
    path("doer/<int:raised_id>/tag/", assessing.take, name="take"),
    path("doer/<int:raised_id>/spoerg/", assessing.ask, name="ask"),
    path("doer/<int:raised_id>/notat/", assessing.note, name="note"),
    path("doer/<int:raised_id>/vurdering/", assessing.judge, name="judge"),
    path("doer/<int:raised_id>/barn/", assessing.child, name="name_child"),
    path("doer/<int:raised_id>/moede/", assessing.meeting, name="to_meeting"),
    path("doer/<int:raised_id>/sag/", assessing.case, name="to_case"),
    path("doer/<int:raised_id>/luk/", assessing.close, name="close"),
    path("doer/<int:raised_id>/aabn/", assessing.reopen, name="reopen"),
    path("doer/<int:raised_id>/fil/<int:file_id>/luk/", assessing.shut_file, name="shut_file"),
    path("doer/<int:raised_id>/overdrag/", handing.hand_over, name="hand_over"),
    path("overdragelse/<int:offer_id>/", handing.handover, name="handover"),
    path("overdragelse/<int:offer_id>/svar/<slug:party>/", handing.reply, name="reply_handover"),
    path("overdragelse/<int:offer_id>/bekraeft/<slug:party>/", handing.confirm, name="confirm_handover"),
    path("overdragelse/<int:offer_id>/fortryd/", handing.withdraw, name="withdraw_handover"),
    path("fravaer/", handing.absences, name="absences"),
    path("fravaer/<int:absence_id>/slut/", handing.end_absence, name="end_absence"),
    path("anden-kommune/", guide.elsewhere, name="elsewhere"),
    path("guide/", guide.guide, name="guide"),
    path("guide/<slug:step>/", guide.guide, name="guide_step"),
    path("sparring/", sparring.queue, name="sparrings"),
    path("sparring/ny/", sparring.ask, name="ask_sparring"),
    path("sparring/<int:sparring_id>/", sparring.sparring, name="sparring"),
    path("sparring/<int:sparring_id>/fortryd/", sparring.withdraw, name="withdraw_sparring"),
    path("<int:concern_id>/", concerns.concern, name="concern"),
    path("<int:concern_id>/kvittering/", concerns.receipt, name="receipt"),
    path("liste/ny/", lists.upload, name="upload"),
    path("liste/ny/<uuid:key>/", lists.preview, name="preview"),
    path("liste/ny/<uuid:key>/raekke/<int:index>/", lists.row, name="row"),
    path("liste/ny/<uuid:key>/slet/", lists.forget, name="forget"),
    path("liste/<int:list_id>/", lists.received, name="list"),
    path("liste/<int:list_id>/dobbelte/", lists.remove_doubles, name="remove_doubles"),
    path("liste/<int:list_id>/tilbage/", lists.remove_list, name="remove_list"),
    path("liste/<int:list_id>/bemaerkning/", lists.remark, name="remark"),
    path("liste/<int:list_id>/ind-igen/", lists.restore_list, name="restore_list"),
    path("liste/linje/<int:entry_id>/", lines.match, name="match"),
    path("liste/linje/<int:entry_id>/ret/", lines.correct, name="correct"),
    path("liste/linje/<int:entry_id>/haendelse/", lines.correct_event, name="correct_event"),
    path("liste/linje/<int:entry_id>/fjern/", lines.remove, name="remove"),
    path("liste/linje/<int:entry_id>/fortryd/", lines.restore, name="restore"),
]
