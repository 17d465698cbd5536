"""People who are to be called, for the tests of the queue. They are plainly sample people."""

from datetime import timedelta

from at_the_desk import ClockedApp

from bot.store import CallbackRecord

PHONE = "+15155550123"


def asks_for_a_call(
    app: ClockedApp, name: str = "Sample Ann", phone: str = PHONE, in_days: int = 0, **other: object
) -> CallbackRecord:
    """Somebody who asked for a call in the chat, due in so many days from today."""
    usual = {"best_time": "in the morning", "phone_as_given": "my cell", "message_id": "m1"}
    return app.records.request_callback(
        f"chat of {name}",
        name=name,
        phone=phone,
        consent_at=app.now(),
        at=app.now(),
        due_on=app.today() + timedelta(days=in_days),
        **{**usual, **other},
    )


def answers(app: ClockedApp, conversation: str, **facts: object) -> str:
    """Answers of somebody in the chat; returns the code by which the screen is found."""
    screening = app.records.begin_screening(conversation, "web", "page", app.now())
    for fact, value in {"consent": True, **facts}.items():
        app.records.record_answer(
            screening, fact, value, words=f"I said {value}", message_id=f"{fact} {value}", at=app.now()
        )
    return app.records.reference_code(screening, app.now(), timedelta(days=14))


def was_infused(app: ClockedApp, conversation: str, days_ago: int, **facts: object) -> str:
    """Answers of somebody who had ide-cel so many days ago."""
    day = (app.today() - timedelta(days=days_ago)).isoformat()
    return answers(app, conversation, car_t_product="ide_cel", car_t_infusion_date=day, **facts)
