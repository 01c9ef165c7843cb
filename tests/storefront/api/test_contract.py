"""The contract is kept: whatever a program sends, it gets what the OpenAPI says it gets."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

EXAMPLES = {GenerationMode.POSITIVE: 6, GenerationMode.NEGATIVE: 5}
SECONDS_MAX = 40
FEW = settings(
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def test_whatever_is_sent_the_contract_is_kept(app, token, record_property):
    """Every operation, with and without a key, with what it takes and with what it must refuse."""
    contract = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    sent: Counter[str] = Counter()
    began = time.process_time()
    for found in contract.get_all_operations():
        operation = found.ok()
        for mode, examples in EXAMPLES.items():
            ask(operation, mode, examples, token, sent)
    seconds = time.process_time() - began
    print(f"schemathesis: {len(sent)} operations, {sent.total()} requests, {seconds:.1f} s of this processor")
    record_property("requests", sent.total())
    assert set(sent) == {operation.ok().label for operation in contract.get_all_operations()}
    assert seconds < SECONDS_MAX


def ask(operation: Any, mode: Any, examples: int, token: str, sent: Counter[str]) -> None:
    @settings(FEW, max_examples=examples)
    @given(case=operation.as_strategy(generation_mode=mode))
    def try_one(case: Any) -> None:
        sent[operation.label] += 1
        case.call_and_validate(headers={"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"})

    try:
        try_one()
    except Unsatisfiable:  # an operation without parameters cannot be asked wrongly
        assert mode is GenerationMode.NEGATIVE
        assert not [each for each in operation.iter_parameters() if each.location == "query"]
