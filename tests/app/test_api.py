"""The interface for programs under any input: no 500."""

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.core import NOT_SET


def test_no_input_ends_in_a_defect(server, client) -> None:
    interface = schemathesis.openapi.from_dict(client.get("/api/openapi.json").json())
    operations = [found.ok() for found in interface.get_all_operations()]
    assert {one.path for one in operations} >= {"/api/check", "/api/simulate", "/api/scenarios"}
    for operation in operations:
        try_everything(operation, client)


def try_everything(operation, client) -> None:
    @given(case=operation.as_strategy())
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    def inner(case) -> None:
        body = {} if case.body is NOT_SET else {"json": case.body}
        answer = client.request(
            case.method,
            case.formatted_path,
            params=dict(case.query or {}),
            headers={"x-lactea-token": client.token},
            **body,
        )
        assert answer.status_code < 500

    inner()
