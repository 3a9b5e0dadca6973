"""The live protocol: messages, one connection, and the hub that fans out to all of them."""
