"""What a substance does in mother, milk and infant, in the language of the body.

The numbers in these files stand for no substance: all are set from a file of transfer inputs.
"""
