"""The app in a browser, for one person on their own machine.

>>> from lactea.app.application import build
"""
