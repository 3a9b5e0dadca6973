"""Finding and describing faces: detect, align, embed, fuse, and the weights they need."""
