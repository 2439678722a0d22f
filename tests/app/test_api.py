"""The interface for programs under any input: no 500."""

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error


def test_no_input_ends_in_a_defect(server, client) -> None:
    interface = schemathesis.openapi.from_url(f"{server.address}/api/openapi.json")
    operations = [found.ok() for found in interface.get_all_operations()]
    assert {one.path for one in operations} >= {"/api/check", "/api/simulate", "/api/scenarios"}
    for operation in operations:
        try_everything(operation, client)


def try_everything(operation, client) -> None:
    @given(case=operation.as_strategy())
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    def inner(case) -> None:
        case.call_and_validate(
            headers={"x-lactea-token": client.token},
            cookies=dict(client.cookies),
            checks=[not_a_server_error],
        )

    inner()
