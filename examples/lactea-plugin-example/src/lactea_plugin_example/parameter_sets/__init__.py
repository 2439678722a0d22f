"""Parameter sets of the plug-in."""
