"""What outlives a machine that loses its power: `make test-power`, by hand, as root."""
