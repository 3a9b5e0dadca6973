"""Finding and embedding faces: detect, align, embed, fuse, and the weights they need."""

import sys

# OpenVINO and nncf tell a statistics service on the internet of every import, under an id that they keep in the user's home,
# unless what they tell it by cannot be imported. Nothing of a party leaves this machine, not even that there is one.
sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
