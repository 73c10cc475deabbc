"""The lock of citizens' enquiries."""

from samspil.access.declaring import confidential, fixed, functions, further

LOCK = [
    *confidential("enquiries_enquiry"),
    *confidential("enquiries_caller"),
    *confidential("enquiries_enquirystep"),
    *confidential("enquiries_onthespot"),
    *functions("front", "concerns/enquiries/sql/enquire.sql", samspil_app=("enquire",)),
    *further("GRANT INSERT ON enquiries_enquiry, enquiries_caller TO samspil_lock;"),
    # What was asked, and what was done about it, is written once. What is closed may be opened again: each time stands in the steps.
    *fixed("enquiries_enquiry", "door_id", "channel", "matter", "received_at"),
    *fixed("enquiries_enquirystep", "enquiry_id", "kind", "text", "staff_id"),
]
