from __future__ import annotations

from django.urls import path

from samspil.meetings.views import agenda, extract, identity, minutes, presence, table, telling, wall

app_name = "meetings"
urlpatterns = [
    path("<int:meeting_id>/", agenda.meeting, name="meeting"),
    path("<int:meeting_id>/placer/", agenda.place, name="place"),
    path("<int:meeting_id>/send/", agenda.send, name="send"),
    path("<int:meeting_id>/flyt/<int:slot_id>/", agenda.shift, name="shift"),
    path("<int:meeting_id>/begynd/", agenda.start, name="start"),
    path("<int:meeting_id>/fremmoede/", presence.attendance, name="attendance"),
    path("hastemoede/", presence.call_now_where, name="call_now_where"),
    path("hastemoede/<int:forum_id>/", presence.call_now, name="call_now"),
    path("<int:meeting_id>/bord/", table.table, name="table"),
    path("<int:meeting_id>/storskaerm/", wall.wall, name="wall"),
    path("<int:meeting_id>/skriv/", table.capture, name="capture"),
    path("<int:meeting_id>/slut/", minutes.end, name="end"),
    path("<int:meeting_id>/fortsaet/", minutes.resume, name="resume"),
    path("<int:meeting_id>/referat/", minutes.minutes, name="minutes"),
    path("<int:meeting_id>/referat/moedet/", minutes.facts, name="facts"),
    path("<int:meeting_id>/referat.pdf", minutes.summary_pdf, name="summary_pdf"),
    path("<int:meeting_id>/godkend/", minutes.approve, name="approve"),
    path("<int:meeting_id>/genaabn/", minutes.reopen, name="reopen"),
    path("barn/<int:person_id>/udskrift.pdf", extract.child_pdf, name="child_pdf"),
    path("punkt/<int:item_id>/", table.item, name="item"),
    path("punkt/<int:item_id>/beslut/", table.decide, name="decide"),
    path("punkt/<int:item_id>/beslut-haendelse/", table.decide_event, name="decide_event"),
    path("punkt/<int:item_id>/del/", telling.share, name="share"),
    path("punkt/<int:item_id>/navn/", table.name, name="name"),
    path("punkt/<int:item_id>/hvem/", identity.who, name="who"),
    path("punkt/<int:item_id>/ude/", table.step_out, name="step_out"),
    path("punkt/<int:item_id>/vis/", wall.turn, name="turn"),
    path("punkt/<int:item_id>/tag-af/", agenda.take_off, name="take_off"),
    path("oplysning/<int:statement_id>/ret/", telling.correct, name="correct"),
    path("oplysning/<int:statement_id>/traek-tilbage/", telling.take_back, name="take_back"),
    path("beslutning/<int:decision_id>/fortryd/", table.undo, name="undo"),
]
