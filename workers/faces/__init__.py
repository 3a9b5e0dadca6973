"""Finding and embedding faces: detect, align, embed, fuse, and the weights they need."""
