"""The running product held against its public contract by a client that knows nothing else."""
