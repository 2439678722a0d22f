"""Text at the border: YAML with line numbers, durations, quantities, and errors as sentences.

Scenarios and medicines are both written by people. This room reads what they wrote and says, in
one paragraph, where and why it could not be read. It knows nothing of lactation.
"""
