"""The service: domain, use cases, storage, adapters and web. Never imports ``workers``."""
