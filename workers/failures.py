"""What a photographer reads when it was not the photo's fault. The photo's own faults: ``workers.images.refusals``."""

from __future__ import annotations

from typing import Final

from app.store.documents import PhotoError

CRASHED: Final = PhotoError(
    code="crashed", message="Processing this photo ended badly several times. You can try it again.", retryable=True
)
INTERNAL: Final = PhotoError(code="internal", message="Something went wrong on our side. You can try it again.", retryable=True)
TIMED_OUT: Final = PhotoError(
    code="timeout", message="Processing this photo took too long. You can try it again.", retryable=True
)
