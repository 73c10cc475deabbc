"""Addresses of meetings that name nobody: Danish paths, English names."""

from django.urls import path

from samspil.meetings.matters.views import after, agenda, convening, inviting, sitting

app_name = "matters"
urlpatterns = [
    path("nyt/", convening.convene, name="convene"),
    path("<int:gathering_id>/dagsorden/", agenda.agenda, name="agenda"),
    path("<int:gathering_id>/dagsorden.pdf", agenda.agenda_pdf, name="agenda_pdf"),
    path("<int:gathering_id>/tema/", agenda.settle, name="settle"),
    path("<int:gathering_id>/nyt-punkt/", agenda.propose, name="propose"),
    path("<int:gathering_id>/udsend/", agenda.send, name="send"),
    path("<int:gathering_id>/aabn/", sitting.begin, name="begin"),
    path("<int:gathering_id>/til-stede/", sitting.attendance, name="attendance"),
    path("<int:gathering_id>/skriv-referat/", sitting.write, name="write"),
    path("<int:gathering_id>/afslut/", after.end, name="end"),
    path("<int:gathering_id>/moedereferat/", after.minutes, name="minutes"),
    path("<int:gathering_id>/moedereferat.pdf", after.minutes_pdf, name="minutes_pdf"),
    path("<int:gathering_id>/godkend-referat/", after.approve, name="approve"),
    path("<int:gathering_id>/genaabn-referat/", after.reopen, name="reopen"),
    path("emne/<int:matter_id>/", agenda.matter, name="matter"),
    path("emne/<int:matter_id>/ret/", agenda.change, name="change"),
    path("emne/<int:matter_id>/flyt/", agenda.shift, name="shift"),
    path("emne/<int:matter_id>/traek/", agenda.withdraw, name="withdraw"),
    path("emne/<int:matter_id>/udskyd/", sitting.put_off, name="put_off"),
    path("emne/<int:matter_id>/inviter/", inviting.invite, name="invite"),
    path("invitation/<int:invitation_id>/kald-tilbage/", inviting.call_off, name="call_off"),
    path("aftale/<int:resolution_id>/", after.follow_up, name="follow_up"),
    path("aftale/<int:resolution_id>/giv-videre/", after.hand_on, name="hand_on"),
    path("aftale/<int:resolution_id>/slet/", sitting.take_back, name="take_back"),
]
