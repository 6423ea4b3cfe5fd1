"""The language check at work in a postmortem: what is open in a section, taken, kept, settled."""
