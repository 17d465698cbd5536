"""All rooms of the console; each has `routes`, which stand below /console."""

from fastapi import Depends, FastAPI

from bot.gateway.console import (
    account,
    answer_editor,
    assets,
    audit_page,
    callback_page,
    calls,
    calls_alarm,
    calls_breaks,
    calls_lines,
    calls_look_up,
    calls_results,
    calls_talk,
    case_hands,
    case_page,
    continuing,
    corrections,
    deleting,
    do_not_call_pages,
    export_page,
    figures_page,
    finding,
    invitation_pages,
    live_panel,
    provider_pages,
    queue_page,
    referral_forms,
    referral_mail,
    referral_page,
    referral_sites,
    referral_summary,
    referrals_list,
    sign_in,
    sign_in_steps,
    staff_pages,
    start,
)
from bot.gateway.console.csrf import own_forms_only
from bot.gateway.doorkeeper import CONSOLE

ROOMS = (
    account,
    answer_editor,
    assets,
    audit_page,
    callback_page,
    calls,
    calls_alarm,
    calls_breaks,
    calls_lines,
    calls_look_up,
    calls_results,
    calls_talk,
    case_hands,
    case_page,
    continuing,
    corrections,
    deleting,
    do_not_call_pages,
    export_page,
    figures_page,
    finding,
    invitation_pages,
    live_panel,
    provider_pages,
    queue_page,
    referral_forms,
    referral_mail,
    referral_page,
    referral_sites,
    referral_summary,
    referrals_list,
    sign_in,
    sign_in_steps,
    staff_pages,
    start,
)


def add_rooms(gateway: FastAPI) -> None:
    """Adds the console's routes to the application."""
    own_forms = Depends(own_forms_only)
    # One by one: FastAPI builds the routes of a router twice where it is included without a prefix of its own.
    for room in ROOMS:
        gateway.include_router(room.routes, prefix=CONSOLE, include_in_schema=False, dependencies=[own_forms])
