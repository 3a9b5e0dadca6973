"""Use cases: each function is one thing a person or a worker does, over ``Deps`` and the store."""
