"""The conformance suite: whether a plug-in keeps the rules that lactea keeps itself.

``check(plugin)`` gives a list of plain sentences, empty where all is well. In the tests of a plug-in::

    from lactea.conformance import check_named

    def test_it_conforms():
        assert check_named("bottle-book") == []
"""

from lactea.conformance.suite import check, check_named

__all__ = ["check", "check_named"]
