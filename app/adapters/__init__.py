"""Technology behind the ports; only ``app.web.application``, ``workers.main`` and ``server`` build them."""
