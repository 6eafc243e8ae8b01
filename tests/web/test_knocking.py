from __future__ import annotations

from onrecord.web.knocking import (
    FIRST_WAIT,
    FORGOTTEN_AFTER,
    FREE,
    LONGEST_WAIT,
    MOST_KEPT,
    Knocking,
)

HERE, THERE = "192.0.2.1", "192.0.2.2"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def knocked(times: int, clock: Clock, address: str = HERE) -> Knocking:
    found = Knocking(clock)
    for _ in range(times):
        found.failed(address)
    return found


def test_the_first_wrong_tokens_cost_no_wait() -> None:
    assert knocked(FREE - 1, Clock()).wait(HERE) == 0
    assert knocked(FREE, Clock()).wait(HERE) == FIRST_WAIT


def test_each_further_one_doubles_the_wait_up_to_a_limit() -> None:
    waits = [knocked(FREE + more, Clock()).wait(HERE) for more in (0, 1, 2, 3, 60)]
    assert waits == [2, 4, 8, 16, LONGEST_WAIT]


def test_a_wait_ends_and_the_next_wrong_one_makes_it_longer() -> None:
    clock = Clock()
    found = knocked(FREE, clock)
    clock.now += FIRST_WAIT - 0.5
    assert found.wait(HERE) == 1
    clock.now += 0.5
    assert found.wait(HERE) == 0
    found.failed(HERE)
    assert found.wait(HERE) == 2 * FIRST_WAIT


def test_others_do_not_wait_for_it() -> None:
    assert knocked(FREE, Clock()).wait(THERE) == 0


def test_the_right_token_makes_what_was_wrong_forgotten() -> None:
    found = knocked(FREE - 1, Clock())
    found.succeeded(HERE)
    found.failed(HERE)
    assert found.wait(HERE) == 0


def test_one_network_of_the_new_kind_is_one_knocker() -> None:
    found = knocked(FREE, Clock(), "2001:db8::1")
    assert found.wait("2001:db8::ffff") > 0
    assert found.wait("2001:db8:0:1::1") == 0


def test_an_address_is_the_same_in_either_writing() -> None:
    assert knocked(FREE, Clock(), f"::ffff:{HERE}").wait(HERE) > 0


def test_what_is_no_address_is_kept_as_it_is() -> None:
    assert knocked(FREE, Clock(), "testclient").wait("testclient") > 0


def test_what_is_remembered_is_bounded_and_grows_old() -> None:
    clock = Clock()
    found = knocked(FREE, clock)
    for number in range(MOST_KEPT):
        found.failed(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(found._wrong) == MOST_KEPT
    assert found.wait(HERE) == 0  # the oldest went
    clock.now += FORGOTTEN_AFTER
    found.failed(HERE)
    assert len(found._wrong) == 1
