"""Pure rules over plain values; imports nothing but the standard library; time is an argument."""
