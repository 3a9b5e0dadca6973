"""CPU work: decode, detect, embed, index and match. Never imports ``app.web``."""
