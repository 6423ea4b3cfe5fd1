"""The writer that asks a language model, and believes nothing it says until our own code has checked it."""
