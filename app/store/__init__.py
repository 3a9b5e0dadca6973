"""MongoDB is the truth: Beanie documents and one module of queries per collection."""
