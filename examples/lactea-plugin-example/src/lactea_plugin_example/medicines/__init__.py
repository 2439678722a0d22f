"""Medicine files of the plug-in."""
