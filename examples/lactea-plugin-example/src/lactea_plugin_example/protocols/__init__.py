"""Protocol files of the plug-in."""
