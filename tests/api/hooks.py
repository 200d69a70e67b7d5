"""What the description of the API leaves to the caller, said to schemathesis.

A valid call makes a key of its own for each new thing, and sends a cursor only as an earlier page gave it.
Calls that are meant to be refused go out as they were made.
"""

import uuid

import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    if case.headers and "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = f"story-{uuid.uuid4()}"
    if case.query and "cursor" in case.query:
        del case.query["cursor"]
